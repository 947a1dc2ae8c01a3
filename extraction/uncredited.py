"""Attributions that credit nobody: "neither side has confirmed that", "contrary to what Hale said"."""

import re

from extraction.layout import Layout
from extraction.model import Attribution
from extraction.spans import words_of

# "Neither company", "nobody at the ministry", "few doctors": of whom it is told that they did not say it.
# "No fewer than ten guards" are ten, "no 10" is a house, "few" is less than "a few".
NOBODY = re.compile(
    r"[\"“]?(?:neither|nobody|no[\s-]one|none(?!\sother\sthan)|no(?!\s(?:fewer|less|more)\sthan\b|\s\d)|few(?!er)"
    r"|not\s(?:one|a\s(?:single|word)|any(?:one|body)?|everyone|everybody|all|many|every)"
    r"|(?:hardly|scarcely|barely)\s(?:any|anyone|anybody))\b",
    re.IGNORECASE,
)
# An engine may leave the negation out of the source: "neither [side]", "none of [the guards]".
NEGATED = re.compile(
    r"\b(?:neither|no|none\sof|neither\sof|few(?<!a\sfew))(?:\s(?:the|these|those|its))?\s$", re.IGNORECASE
)
BEFORE_CHARS = 24
# "Few economists think the peg will hold": the doubt is theirs.
DOUBTING = re.compile(
    r"(?:few|no\s?one|nobody|none)\b[^,;\n]*\b(?:thinks?|thought|believe[sd]?|expect(?:s|ed)?)$",
    re.IGNORECASE,
)
# "Hale was wrong to say that", "stopped short of saying that": between who speaks and what is not so.
UNSAID = re.compile(
    r"\b(?:wrong|mistaken|incorrect|inaccurate|dishonest|untruthful)\s(?:to|in|when)\b|\bshort\sof\b",
    re.IGNORECASE,
)
# "Contrary to what Hale said, the dam broke": what stands beside it is just what Hale did not say.
AGAINST = re.compile(
    r"\b(?:contrary\sto|in\scontrast\s(?:to|with)|unlike|despite|in\sspite\sof|regardless\sof|notwithstanding"
    r"|whatever|no\smatter\swhat)\s[^,;:\"“”]*$",
    re.IGNORECASE,
)
PHRASE_END = re.compile(r"[,;:\"“”]|$")


def credits_nobody(layout: Layout, attribution: Attribution) -> bool:
    """Say whether an attribution tells that its source did not say its content."""
    return (
        _is_negative(layout.text, attribution)
        or _is_unsaid(layout.text, attribution)
        or _is_against(layout, attribution)
    )


def _is_negative(text: str, attribution: Attribution) -> bool:
    if not attribution.source:
        return False
    start = attribution.source[0].start
    if attribution.cue and DOUBTING.match(text, start, attribution.cue[-1].end):
        return False
    before = text[max(0, start - BEFORE_CHARS) : start]
    return NOBODY.match(text, start) is not None or NEGATED.search(before) is not None


def _is_unsaid(text: str, attribution: Attribution) -> bool:
    if not attribution.source or not attribution.content:
        return False
    between = text[attribution.source[-1].end : attribution.content[0].start]
    return UNSAID.search(between.partition(",")[0]) is not None or (
        UNSAID.search(words_of(text, attribution.cue)) is not None
    )


def _is_against(layout: Layout, attribution: Attribution) -> bool:
    """Say whether the cue ends a phrase that sets its source against the content."""
    if not attribution.cue:
        return False
    text, cue = layout.text, attribution.cue[-1]
    sentence = layout.sentence_at(cue.start)
    if not AGAINST.search(text[sentence.start : cue.start]):
        return False
    end = PHRASE_END.search(text, cue.end, sentence.end)
    # "Despite Hale's saying that the dam broke": that is what Hale said.
    return end is not None and not any(cue.end <= span.start < end.start() for span in attribution.content)
