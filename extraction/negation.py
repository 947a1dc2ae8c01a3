"""Whether a clause says that something is not so, and by which words."""

import re

_NEGATIVE_NOUN = r"(?:point|time|stage|moment|circumstances?|account|way|sense|means)"
# "Not", and what is as negative without it: "at no point", "hardly anybody", "nowhere".
NOT = re.compile(
    r"\b(?:not|never|no\slonger|nobody|no\sone|nothing|neither|none|(?<!from\s)(?<!of\s)nowhere|cannot|without\sever"
    rf"|(?:at|in|under|on|by) no {_NEGATIVE_NOUN}|in no way|no sooner|no more than"
    r"|(?:hardly|scarcely|barely)\s(?:an?|any|anyone|anybody|anything|ever|a\ssingle))\b|\b\w+n['’]t\b|^(?:and\s|but\s)?nor\b",
    re.IGNORECASE,
)
NO_SUBJECT = re.compile(
    r"^(?:no|neither|none|nobody|nothing)\b"
    r"|\b(?:is|are|was|were|has|have|had|be|been|found|finds?|saw|sees?|heard|made|makes?|gave|gives?|left|leaves?|took|takes?"
    r"|expects?|reports?|shows?|offers?|poses?|held|holds?|got|gets?|knew|brought|bore|bears|played|plays?|received|receives?|did|do|does|\w{3,}ed)"
    r"\s+no\b(?!\s+(?:doubt|less|more|later|fewer|matter)\b)",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"\b(?:failed|fails|fail|refused|refuses|declined|declines|unable|neglected|omitted|(?:has|have|had)\s+yet)\s+to\b"
    r"|\b(?:is|are|was|were)\s+yet\s+to\b|\bstopped\s+short\s+of\b",
    re.IGNORECASE,
)
YET = re.compile(r"\byet\b", re.IGNORECASE)
# What looks negative and denies nothing: "not only", "no less than", "if not", "no doubt".
NOT_ONLY = re.compile(
    r"\bnot\s+(?:only|just|merely|simply|least|to\smention|surprisingly|unexpectedly|unlike|long\s(?:after|before|ago)|so\slong\sago"
    r"|unusual\w*|uncommon\w*|unlike\w*|unreasonab\w+|impossible|inconceivable|infrequent\w*|insignificant\w*|immune)\b|\bthan\s+not\b|\bnothing\s+(?:more|less|but)\b|\bno\s+(?:less|fewer|doubt|wonder|later|matter|stranger)\b|\bif\s+not\b"
    r"|\bwhether\s+or\s+not\b|\bno\smore\sthan\s(?=[\d$€£])|\bnever(?:\s|-)ending\b|\bnot-for-profit\b|\b(?:can|could)(?:\s?not|n['’]t)\s(?:help\s)?but\b",
    re.IGNORECASE,
)
# "Is not expected to", "do not think": what is negated is the belief, and the level tells it.
BELIEF = re.compile(
    r"(?:(?<!can\s)(?<!could\s)not|never|(?<!ca)(?<!could)n['’]t|nobody|no\s?one|none\s(?:of\s\w+\s)?|few)\s+(?:\w+ly\s+)?(?:be\s)?"
    r"(?:expect|believ|think|thought|likely|anticipat|forecast|suppose|imagin|predict|foresee|envisag)\w*",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(r"not\s+(?:\w+ly\s+|yet\s+)?(?:clear|known|certain)\b", re.IGNORECASE)
_FAILING = frozenset(
    "failed fails fail refused refuses declined declines unable yet neglected omitted stopped".split()
)
# "t" is what is left of "don't".
_NEGATING = frozenset(
    "not never no nobody nothing neither none nowhere nor cannot without t hardly scarcely barely".split()
)


def find_negation(main: str, told: frozenset[str]) -> str | None:
    """Return the words that negate the clause `main`, None where none do; `told` is the set of its words."""
    if _FAILING.isdisjoint(told) and _NEGATING.isdisjoint(told):
        return None
    plain = NOT_ONLY.sub(lambda match: " " * len(match[0]), main)
    plain = BELIEF.sub(lambda match: " " * len(match[0]), plain)
    if failed := FAILED.search(plain):
        words = failed[0].split()
        return " ".join(words) if "yet" in words else words[0]
    negated = NOT.search(plain) or NO_SUBJECT.search(plain)
    if not negated or _UNCLEAR.match(plain, negated.start()):
        return None
    return f"{negated[0]} … yet" if YET.search(plain, negated.end()) else negated[0]
