"""Credit lines: whom an article says its material came from, apart from what it reports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.datelines import AGENCY
from extraction.kinds import describe_mention

# Longer paragraphs are no credit line.
MOST_CHARS = 400
MOST_NAMES = 30
_AROUND = " \t()[]*_•·–—-."
_WORK = (
    r"(?:contributing|contributors?|reporting|writing|research|files?|inputs?|contributions?"
    r"|materials?|coverage)"
)
# "additional reporting by", "with files from", "reporting and writing by"
_BY = re.compile(
    rf"(?:with\s|and\s)?(?:(?:additional|further|extra|agency)\s)?{_WORK}(?:\s(?:and|&)\s{_WORK})?"
    r"(?:\s(?:was\s)?contributed)?\s?(?:by|from|:)\s(?P<names>.+)",
    re.IGNORECASE,
)
# Who else worked on it is told in the same line, and reported nothing.
_OTHERS_BY = re.compile(
    r"(?:(?:additional|video|data|news)\s)?(?:editing|edited|writing and editing|compiled|translat\w+"
    r"|photograph\w+|graphics?|illustrations?|produc\w+|fact-check\w*|artwork)\s(?:and\s\w+\s)?by:?\s.+",
    re.IGNORECASE,
)
# "Quill reported from Korova", "additional reporting by our newsroom": credits only beside other ones.
_WITHOUT_NAME = re.compile(
    r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}\sreported\sfrom\s[^.;]{2,80}|(?i:additional\sreporting\sby\s.{2,80})"
)
# "Ada Quill reported from Varnholt, and Ben Roe from Ostvik."
_REPORTER = re.compile(
    r"(?:^|,\s(?:and\s)?|\sand\s)([A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3})(?=\s(?:reported\s)?from\s)"
)
_REPORTED = re.compile(r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,3}\sreported\sfrom\s[^.;:]{2,120}")
# "AFP and Ada Quill in Arle contributed to this report", "… contributed reporting from Arle"
_CONTRIBUTED = re.compile(
    r"(?P<names>.+?)\s(?:also\s)?contributed"
    r"(?P<what>\s(?:(?:additional|further)\s)?(?:reporting|research|writing))?"
    r"(?:\s(?:to|for)\s(?P<which>this|the)\s(?:[\w-]+\s){0,2}?"
    r"(?:report|story|article|piece|dispatch|post|coverage))?(?:\s(?:from|in)\s(?P<rest>[^.;]{2,200}))?",
    re.IGNORECASE,
)
# "… contributed reporting from Arle, and Ben Roe from Ostvik"
_ALSO_FROM = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?=[A-Z])([^,]{3,60}?)\s(?:from|in)\s")
# "(This story has not been edited by our staff and is published from a syndicated feed.)"
_FEED = re.compile(
    r"this\s(?:story|article|report)\s(?:has\snot\sbeen\sedited|is|was|has\sbeen)\b[^\n]*?\b"
    r"(?P<feed>(?:syndicated|(?:news|wire)\sagency|agency|wire)\sfeed)\b.*",
    re.IGNORECASE,
)
# "© 2026 AFP", "Copyright 2026 The Associated Press. All rights reserved."
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\s(?:©|\(c\)|\d{4})).+", re.IGNORECASE | re.DOTALL)
_ANY_AGENCY = re.compile(rf"\b{AGENCY}(?![\w-])")
# "ab/msh (AFP, Reuters)": who wrote and edited by their initials, as Deutsche Welle signs
_INITIALS = re.compile(r"[a-z]{1,4}(?:/[a-z]{1,4}){0,3}\s\((?P<names>[^()]+)\)?")
# "with agencies", "Source: AFP": these only of agencies, or the line may be anything.
_LABELLED = re.compile(
    r"(?:(?:with|from|via|sources?\s?:|agenc(?:y|ies)\s?:|credits?\s?:)\s?(?P<names>.+?)(?:\sinputs)?)",
    re.IGNORECASE,
)
_SEGMENTS = re.compile(
    r"\s*;\s*|\.\s+(?=[A-Z])|,\s+(?=(?:additional|further|editing|writing|edited|reporting|compiled)\b)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*[,;/]\s*(?:and\s)?|\s+(?:and|&|with)\s+")
_STAFF = (
    r"(?i:(?:staff|freelance|special|senior|news|video)\s)*(?:writers?|reporters?|journalists?|correspondents?"
    r"|stringers?|staffers?|editors?|photographers?|bureau)"
)
# "Associated Press writer Juno Vance": the agency, and who works there.
_OF_AGENCY = re.compile(rf"(?:the\s)?(?P<agency>{AGENCY})(?:['’]s?)?(?:\s{_STAFF})?(?:\s(?P<name>[A-Z].*))?")
_OF_STAFF = re.compile(
    rf"(?:(?:[Tt]he|[Oo]ur)\s|[A-Z][\w&.]*(?:\s[A-Z][\w&.]*){{0,3}}\s)?{_STAFF}\s(?=[A-Z])"
    r"|[A-Z][\w&.]*(?:\s[A-Z][\w&.]*){0,3}['’]s\s(?=[A-Z])"
)
_PLACE = re.compile(r"\s(?:in|from|at)\s.*$|\sstaff$")
_EMPLOYER = re.compile(r"\s(?:of|for)\s.*$")
_UNNAMED = re.compile(
    r"(?:(?:news|wire|press|foreign|other|international|local)\s)*"
    r"(?:agenc(?:y|ies)|wires?|wire\sservices?|news\sservices?)",
    re.IGNORECASE,
)
_AT_START = re.compile(r"(?i:by|with|from|and)\s+")
_AT_END = re.compile(rf"(?<=\w)(?:,\s|\s)(?:of\s|for\s)?((?:[Tt]he\s)?{AGENCY})$")
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
_PERSON = re.compile(
    rf"{_CAPITAL}(?:\s(?:de|da|di|van|von|der|den|la|al|bin|del|el))*(?:\s{_CAPITAL}){{1,4}}"
)
_NAME = re.compile(rf"(?:the\s)?{_CAPITAL}(?:\s{_CAPITAL}|\s\d+){{0,4}}")
_BODIES = ("outlet", "news_agency", "organisation")


@dataclass(frozen=True, slots=True)
class Credits:
    """Whom one line credits: agencies and services, and people or bodies by name, each as printed."""

    agencies: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()


def read_credit_line(line: str) -> Credits | None:
    """Return whom a paragraph credits that is nothing but a credit line; None where it is something else."""
    bare = line.strip(_AROUND)
    if not bare or len(bare) > MOST_CHARS:
        return None
    if feed := _FEED.fullmatch(bare):
        return Credits((feed["feed"],))
    if _COPYRIGHT.fullmatch(bare):
        return Credits(tuple(dict.fromkeys(_ANY_AGENCY.findall(bare))))
    segments = [segment for part in _SEGMENTS.split(bare) if (segment := part.strip(_AROUND))]
    read = [_read_segment(segment) for segment in segments]
    if any(read):
        # "Contributing: Ada Quill; The Associated Press"
        read = [one or read_signature(segment) for one, segment in zip(read, segments, strict=True)]
    credits = [credit for credit in read if credit is not None]
    if all(_REPORTED.fullmatch(segment) for segment in segments):
        reporters = [name for segment in segments for name in _REPORTER.findall(segment)]
        return Credits((), tuple(dict.fromkeys(reporters)))
    told_from = [segment for segment, credit in zip(segments, read, strict=True) if credit is None]
    if not credits or not all(_WITHOUT_NAME.fullmatch(segment) for segment in told_from):
        return None
    return _unite(credits)


def read_signature(line: str) -> Credits | None:
    """Return the agencies that a last line consists of, as "AFP" or "— Reuters/AP"; None for any other."""
    bare = line.strip(_AROUND)
    initials = _INITIALS.fullmatch(bare)
    # "FRANCE 24 with AFP": the outlet itself, and whose material it used
    outlet, _, used = bare.partition(" with ")
    named = initials["names"] if initials else used if used and _NAME.fullmatch(outlet) else bare
    names = _list_names(named)
    return Credits(tuple(names)) if names and all(map(is_agency, names)) else None


def find_agencies(byline: str) -> tuple[str, ...]:
    """Return the agencies among the names of a byline, as in "Ada Quill, Associated Press"."""
    parts = [_AT_START.sub("", part) for part in _list_names(byline)]
    names = [re.sub(r"\s(?i:staff|correspondent|newsroom)$", "", part) for part in parts]
    after = [agency[1] for part in parts if (agency := _AT_END.search(part))]
    return tuple(dict.fromkeys([*(name for name in names if is_agency(name)), *after]))


def without_agency(name: str) -> str:
    """Return a name of a byline without the agency behind it: "Ada Quill The Associated Press"."""
    return _AT_END.sub("", name)


def is_agency(name: str) -> bool:
    """Say whether a name is that of a news agency or service, or says "agencies" without a name."""
    bare = re.sub(r"^the\s", "", name, flags=re.IGNORECASE)
    return bool(re.fullmatch(AGENCY, bare) or _UNNAMED.fullmatch(bare))


def _read_segment(segment: str) -> Credits | None:
    if _OTHERS_BY.fullmatch(segment):
        return Credits()
    if by := _BY.fullmatch(segment):
        return _read_names(by["names"])
    if contributed := _CONTRIBUTED.fullmatch(segment):
        others = _ALSO_FROM.findall(contributed["rest"] or "")
        credits = _read_names("; ".join([contributed["names"], *others]))
        # to "the report" anybody may contribute, whatever it is
        is_own = contributed["what"] or (contributed["which"] or "").lower() == "this"
        is_wire = contributed["which"] and credits and all(map(is_agency, credits.agencies))
        return credits if is_own or (is_wire and credits and not credits.contributors) else None
    labelled = _LABELLED.fullmatch(segment)
    names = _list_names(labelled["names"]) if labelled else []
    agencies = [name for name in names if is_agency(name)]
    # "Source: Al Jazeera and news agencies"
    is_named = all(name in agencies or _NAME.fullmatch(name) for name in names)
    return Credits(tuple(agencies)) if agencies and is_named else None


def _list_names(names: str) -> list[str]:
    return [part.strip(_AROUND) for part in _BETWEEN_NAMES.split(names)[:MOST_NAMES]]


def _read_names(names: str) -> Credits | None:
    credits = _unite([_read_name(part) for part in _list_names(names)])
    return credits if credits.agencies or credits.contributors else None


def _read_name(part: str) -> Credits:
    if is_agency(part):
        return Credits((part,))
    of_agency = _OF_AGENCY.fullmatch(part)
    agencies = (of_agency["agency"],) if of_agency else ()
    name = (of_agency["name"] or "") if of_agency else _OF_STAFF.sub("", part)
    name = _PLACE.sub("", name)
    if name[:1].isupper() and describe_mention(name).kind in _BODIES:
        return Credits((*agencies, name))
    person = _EMPLOYER.sub("", name)
    return Credits(agencies, (person,) if _PERSON.fullmatch(person) else ())


def _unite(credits: Sequence[Credits]) -> Credits:
    return Credits(
        tuple(dict.fromkeys(name for one in credits for name in one.agencies)),
        tuple(dict.fromkeys(name for one in credits for name in one.contributors)),
    )
