"""How a text speaks of media: "Reuters", "the daily Brixer Bote", "state television"."""

import re
from dataclasses import dataclass

from extraction.known import KNOWN
from extraction.model import SourceKind
from extraction.wordlists import fold, read_rows

# What a medium is called; a name beside it is the medium's own.
_NOUN = (
    r"(?:(?:wire|press)\sservice|(?:radio|television|TV|news)\s(?:station|channel|network|programme|program|show)"
    r"|news\s(?:agency|service|site|portal|website|outlet|magazine)|newspaper|daily|weekly|paper|tabloid|broadsheet"
    r"|magazine|journal|broadcaster|channel|website|portal|podcast|newsletter|blog)"
)
# Those of them that stand for a medium met before: "the newspaper".
_LONE_NOUN = (
    r"(?:newspaper|daily|weekly|paper|tabloid|magazine|journal|broadcaster|(?:radio|television)\sstation|website"
    r"|news\s(?:agency|site|channel|outlet))"
)
# Right before a name it tells that a medium bears it.
CALLED_MEDIUM = re.compile(rf"\b{_NOUN}\s$")
_CAPITAL = r"[A-Z][\w'’&-]*"
# "Norlandic", "Swiss": where a medium comes from, and no name of it.
_FROM = r"[A-Z][a-z]+(?:an|ish|ese|ss|ch|i|ek|ic)"
_NAME = rf"{_CAPITAL}(?:\s(?:(?:of|do|de|del|della|du|la|le|el|der|die)\s)?{_CAPITAL}){{0,3}}"
# Words that the name of a paper, a station or a site ends in.
_NAME_END = (
    r"(?:Times|Post|Herald|Tribune|Gazette|Journal|Chronicle|News|Planet|Courier|Examiner|Radio|TV|Television|Magazine"
    r"|Echo|Star|Mail|Telegraph|Ledger|Observer|Bulletin|Advertiser|Mirror|Inquirer|Dispatch|Mercury|Globe|Sentinel"
    r"|Edition|Tonight|Monitor|Broadcasting|News\sAgency|Zeitung|Nachrichten|Bote|Tidende)"
)
# Words that such a name begins with.
_NAME_START = (
    r"(?:Channel|Radio|Rádio|TV|Television|Canal|Kanal|Gazeta|Gazzetta|Diario|Diário|Jornal|Corriere|Correio)"
)
# Longest names first, that "Fox News" is not read as "Fox".
_KNOWN_NAME = "|".join(
    re.escape(name).replace(r"\ ", r"\s")
    for file in ("source_outlets.tsv", "source_agencies.tsv")
    for name in sorted((name for row in read_rows(file) for name in row), key=len, reverse=True)
)
# A medium's mention is no longer than this, and never holds these marks.
MENTION_CHARS = 80
CLAUSE_MARKS = ',.;:!?\n"“”()\x00'
_LANGUAGE = r"(?:[a-z]+-(?:run|owned|backed|funded|language|based)\s)?"
_ARTICLE = rf"(?:(?:[Tt]he|[Aa]n?|its|their|(?:{_CAPITAL}\s)?{_CAPITAL}['’]s)\s)?{_LANGUAGE}"
# A capital at the beginning of a sentence is no part of a name.
_OPENING = r"(?:The|An?|Its|Their|This|That|In|On|At|By|His|Her)\s"
_ADJECTIVES = r"(?:[\w'’-]+\s){0,3}?"
# After a verb the capital before it is somebody's: "told the paper Hale was ill".
_VERB = r"\s(?:was|were|is|are|had|has|have|would|will|could|did|does|told|said|says)\b"
_OWNER = (
    r"(?:state|public|local|national|regional|official|foreign|domestic|state-run|state-owned|government-run)"
)
NAMED = re.compile(
    rf"{_ARTICLE}(?:"
    rf"{_ADJECTIVES}{_NOUN},?\s(?P<after>{_NAME})(?!{_VERB})"
    rf"|(?:{_CAPITAL}\s)?{_FROM}\s(?:[a-z-]+\s)?(?:news\s)?agency\s(?P<agency>{_NAME})"
    rf"|(?P<known>(?:{_KNOWN_NAME})(?:\s(?:{_FROM}|[A-Z][a-z]+ia|TV|Radio))?)(?:\s(?:agency|{_NOUN}))?"
    rf"|(?!{_FROM}\s[a-z]|{_OPENING})(?P<before>{_NAME})\s{_NOUN}"
    rf"|(?!{_OPENING})(?P<titled>(?:{_CAPITAL}\s(?:of\s)?){{1,3}}{_NAME_END}|(?:Le|La|El|Il|Die|Der|Het)\s{_CAPITAL}\s{_CAPITAL}|{_NAME_START}\s(?:\d+|(?:d[aeo]\s)?{_NAME}))"
    rf")(?![\w-])"
    rf"|(?P<alone>[Tt]he\s{_NAME_END})(?![\w-])"
)
UNNAMED = re.compile(
    rf"(?:[Tt]he\s)?(?:{_FROM}\s|[A-Z][a-z]+['’]s\s|{_OWNER}\s){{1,3}}"
    rf"(?:television|TV|radio|news\sagency|media|press|newspapers?|broadcaster)(?:\s(?P<agency>[A-Z]{{2,6}}))?(?![\w-])"
    rf"|[Tt]he\s(?:(?:[a-z-]+|{_FROM})\s){{0,2}}?{_LONE_NOUN}(?![\w-])|[Tt]he\sagency(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Medium:
    """A news agency or outlet as a text mentions it; an unnamed one, "state television", has no name."""

    end: int
    kind: SourceKind
    name: str | None


def medium_at(words: str, start: int, end: int | None = None) -> Medium | None:
    """Return the medium whose mention begins at `start`, where there is one."""
    limit = len(words) if end is None else end
    named = NAMED.match(words, start, limit)
    if not named:
        unnamed = UNNAMED.match(words, start, limit)
        if not unnamed:
            return None
        if name := unnamed["agency"]:
            return Medium(unnamed.end(), "news_agency", _known_as(name))
        is_agency = "agency" in unnamed[0]
        return Medium(unnamed.end(), "news_agency" if is_agency else "outlet", None)
    name = (
        named["after"]
        or named["agency"]
        or named["known"]
        or named["before"]
        or named["titled"]
        or named["alone"]
    )
    known = KNOWN.get(fold(name))
    if known and known[0] in ("outlet", "news_agency"):
        return Medium(named.end(), known[0], known[1])
    is_agency = bool(named["agency"]) or bool(
        re.search(r"\b(?:news|press|wire)\s(?:agency|service)\b", named[0], re.I)
    )
    return Medium(named.end(), "news_agency" if is_agency else "outlet", name)


def find_medium_before(words: str, end: int) -> int | None:
    """Return where the medium's mention begins that ends at `end`, a comma between allowed, or None."""
    end = len(words[:end].rstrip(" ,"))
    begin = max(words.rfind(mark, max(0, end - MENTION_CHARS), end) for mark in CLAUSE_MARKS) + 1
    for word in re.finditer(r"[^\W_][^\s]*", words[max(begin, end - MENTION_CHARS, 0) : end]):
        start = max(begin, end - MENTION_CHARS, 0) + word.start()
        medium = medium_at(words, start, end)
        if medium and medium.end == end:
            return start
    return None


def describe_medium(mention: str) -> Medium | None:
    """Return the medium that the whole of `mention` names, or None."""
    medium = medium_at(mention, 0)
    return medium if medium and medium.name and medium.end == len(mention) else None


def _known_as(name: str) -> str:
    known = KNOWN.get(fold(name))
    return known[1] if known else name
