"""What an article tells of a source it does not name."""

import re

from extraction.model import Anonymity, AnonymityCategory, AnonymityNumber, Knowledge
from extraction.nouns import head, singular
from extraction.wordlists import fold, read_rows

CATEGORIES: dict[str, AnonymityCategory] = {row[0]: row[1] for row in read_rows("anonymity_categories.tsv")}  # type: ignore[misc]  # the list holds categories
KNOWLEDGE: dict[str, Knowledge] = {row[0]: row[1] for row in read_rows("anonymity_knowledge.tsv")}  # type: ignore[misc]  # the list holds kinds of knowledge
_ONE = re.compile(r"(?:a|an|one|another|the|that|this|his|her|its|a second|a third)\b", re.IGNORECASE)
# "on condition of anonymity because he was not allowed to speak": the reason is what follows "because", up to
# the end of its clause. The condition alone is no reason.
REASON = re.compile(
    r"\b(?:anonymity|anonymously|(?:not|never)\s(?:to\s)?(?:be\s|want\sto\sbe\s)?(?:named|identified|quoted\sby\sname)"
    r"|(?:name|surname|identity)\s(?:not\sbe|(?:is|was)\s(?:being\s)?withheld)|without\sbeing\s(?:named|identified))"
    r",?\s(?:(?:because|since|as|owing\sto|due\sto|citing|given(?:\sthat)?)\s(?P<because>[^.;:!?\n\"“”,]{3,200})"
    r"|(?P<so>(?:for\sfear|out\sof\sfear|fearing|in\sorder\sto|while|to\s(?:discuss|describe|speak))\b[^.;:!?\n\"“”,]{3,200}))",
    re.IGNORECASE,
)
# "who was not permitted to brief journalists": said of the source, this is its reason.
BARRED = re.compile(
    r"\bwho\s(?P<barred>(?:(?:is|are|was|were)\s(?:not\s(?:permitted|allowed|authori[sz]ed)|bound\sby|afraid\sto\sgive)"
    r"|(?:fears?|feared)\b)[^.;:!?\n\"“”,]{3,160}?)(?=\sand\s(?:spoke|asked|who)\b|[.;:!?\n\"“”,])",
    re.IGNORECASE,
)
KNOWN_ABOUT = re.compile(
    r"\s(?:familiar\swith|with\s(?:direct\s|first-?hand\s)?knowledge\sof)\b", re.IGNORECASE
)
# A source of which nothing is said: "one source", "the sources".
GENERIC = re.compile(r"(?:one|the)\ssources?", re.IGNORECASE)
# Nouns that tell a body only where nothing beside them does: "hospital official", "government source".
WEAK_HEADS = frozenset(
    "official officials minister ministers executive executives employee employees officer officers commander"
    " commanders fighter fighters manager managers".split()
)
# They spoke apart, and say the same.
VERIFIED = re.compile(
    r"\b(?:separately|independently|interviewed\salone|on\stheir\sown|without\sknow(?:ing|ledge)\s(?:of\s)?(?:one\sanother|each\sother|the\sother)"
    r"|none\sof\swhom\sknew|did\snot\sknow\s(?:that\s)?(?:of\s)?(?:each\sother|one\sanother|the\sothers?))",
    re.IGNORECASE,
)
# Voices without a number: "circles close to the palace", "market talk".
UNCOUNTED = frozenset("circle quarter talk word chatter".split())
_PAPER = (
    r"(?:report|document|memo|memorandum|letter|draft|contract|file|term\ssheet|minutes|transcript|copy|copies|e-?mail"
    r"|text|agreement|plan|readings|records?|filing|accounts|books|ledger|proposal|cable|message|intelligence|assessment"
    r"|footage|photographs?|images)s?"
)
# How an unnamed source knows, by the shape of what is said of it: the first that fits.
_SHAPES: tuple[tuple[Knowledge, str], ...] = (
    ("told", r"\b(?:contents|report|letter|text)\sread\s(?:out\s)?to\s(?:him|her|them)\b"),
    (
        "document",
        r"\b(?:saw|seen|read|reviewed|examined|studied|viewed|shown|obtained|held)\s(?:parts?\sof\s|a\s|an\s|the\s|his\s|her\s|its"
        rf"\s|copies\sof\s|internal\s|both\s|some\sof\s){{0,3}}(?:[\w-]+\s){{0,2}}?{_PAPER}\b",
    ),
    (
        "told",
        r"\b(?:briefed|informed|updated)\s(?:on|about|of|by)\b|\breceives?\s(?:\w+\s){0,2}(?:updates|briefings|reports)"
        r"|\b(?:was|were|been)\s(?:told|informed|briefed)\sby\b|\b(?:heard|learned|learnt)\s(?:of\sit\s)?from\b",
    ),
    (
        "witnessed",
        r"\bwho\s(?:was|were|had\sbeen)\s(?:there|present|on\sboard|aboard|inside|in\sthe\sroom|at\sthe\s(?:scene|meeting|table))\b"
        r"|\bwho\s(?:worked|served|fought|flew|drove|helped|took\spart|sat)\s(?:on|in|at|with)?",
    ),
    ("induced", r"\bextrapolating\b|\bgoing\sby\swhat\b|\bjudging\s(?:by|from)\b"),
)
SHAPES = tuple((knowledge, re.compile(shape, re.IGNORECASE)) for knowledge, shape in _SHAPES)
DEDUCED = re.compile(r"\bmust\shave\b")
BECAUSE = re.compile(r"\b(?:because|since|so)\b", re.IGNORECASE)
# "Two guards said they had been shown the door": what happened to the speakers themselves.
OWN_STORY = re.compile(
    r"\b(?:said|say|told\s[A-Z]\w+)\s(?:that\s)?(?:they\s(?:had|were|saw|heard)|their\s(?:own\s)?\w+\s(?:had|were))\b"
)


def describe_anonymity(mention: str, sentence: str) -> Anonymity:
    """Return what `mention` and the sentence it stands in tell of an unnamed source.

    `number` is never more than the words say: a plural is `several_stated` unless they spoke apart.
    Source: AP, "Anonymous sources"; Reuters Handbook of Journalism, "Dealing with sources".
    """
    descriptor = " ".join(mention.split())
    number = _number(descriptor)
    if number == "several_stated" and VERIFIED.search(sentence):
        number = "several_verified"
    return Anonymity(
        descriptor=descriptor,
        category=_category(descriptor),
        number=number,
        knowledge=_knowledge(descriptor, sentence, number),
        reason=find_reason(sentence),
    )


def _category(descriptor: str) -> AnonymityCategory:
    """Return what body a descriptor's noun belongs to, else the words before it, else those after it."""
    first = descriptor.partition(",")[0]
    noun = head(first)
    if noun not in WEAK_HEADS and noun in CATEGORIES:
        return CATEGORIES[noun]
    # What somebody knows about is no body they belong to: "familiar with the company's plans".
    words = fold(KNOWN_ABOUT.split(first)[0]).replace("-", " ").split()
    at = words.index(noun) if noun in words else len(words)
    for part in (words[:at], words[at + 1 :], words[at : at + 1]):
        told = {word.strip(".'’\"“”").removesuffix("'s") for word in part}
        for word in CATEGORIES:
            if word in told:
                return CATEGORIES[word]
    return "other"


def _number(descriptor: str) -> AnonymityNumber:
    noun = head(descriptor.partition(",")[0])
    if singular(noun) in UNCOUNTED:
        return "unknown"
    if re.match(r"one\sof\b", descriptor, re.IGNORECASE):
        return "one"
    if noun in ("people", "men", "women") or singular(noun) != noun:
        return "several_stated"
    return "one" if _ONE.match(descriptor) or noun else "unknown"


def _knowledge(descriptor: str, sentence: str, number: AnonymityNumber) -> Knowledge:
    """Return how a source knows, from its own words first, then from those after it in its sentence."""
    _, _, after = sentence.partition(descriptor)
    for words in (descriptor, after):
        folded = f" {fold(words)} "
        for knowledge, shape in SHAPES:
            if shape.search(words):
                return knowledge
        for phrase, knowledge in KNOWLEDGE.items():
            if f" {phrase}" in folded:
                return knowledge
    if DEDUCED.search(sentence) and BECAUSE.search(sentence):
        return "deduced"
    return "witnessed" if number.startswith("several") and OWN_STORY.search(after) else "unknown"


def find_reason(sentence: str) -> str | None:
    """Return why somebody stays unnamed, in the words of `sentence`, or None."""
    if given := REASON.search(sentence):
        return " ".join((given["because"] or given["so"]).split())
    barred = BARRED.search(sentence)
    return " ".join(barred["barred"].split()) if barred else None


def is_generic(anonymity: Anonymity) -> bool:
    """Say whether the descriptor only tells that there is a source, so that its group may tell more."""
    return anonymity.category == "other" and GENERIC.fullmatch(anonymity.descriptor) is not None
