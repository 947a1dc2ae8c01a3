"""Attributions told by set phrases: "rejected as false reports that", "is said to have warned them that"."""

import re
from collections.abc import Iterator

from extraction.clauses import find_finite_verb, has_subject
from extraction.kinds import describe_mention
from extraction.matrices import RUMOUR
from extraction.model import Span
from extraction.wordlists import fold

# Without one of these words none of the phrases stands in a sentence.
TRIGGERS = re.compile(
    r"\b(?:reject|dismiss|den[iy]|refut|rebut|disput|scoff|laugh|call|describ|brand|label|denounc|condemn|wav|shrug"
    r"|to\shave|reportedly|allegedly|apparently|to\sbelieve|to\sthink|to\sfear|to\ssuspect)"
)
_WHO = r"(?P<who>(?:[^\s,;:.?!\"“”]+\s){0,8}?[^\s,;:.?!\"“”]+(?:,\s[^,;:.?!\"“”]{2,60},)?)"
_AS = (
    r"(?:\s(?:as|a|an|for|out\sof\shand|off|aside|at))?(?:\s(?:[\"“][^\"“”]{2,40}[\"”]"
    r"|(?:[a-z-]+(?:ly)?\s){0,3}[a-z-]+))?"
)
# "The army rejected as "fabricated" reports that …", "… refutes the suggestion, made in a letter, that …".
REJECTED = re.compile(
    rf"{_WHO}\s(?:(?:has|have|had)\s)?(?:also\s|[a-z]+ly\s|again\s)?(?P<cue>(?:reject|dismiss|den|refut|rebut|disput|scoff|laugh|denounc|condemn|wav|shrug)(?:e?s|ed|ies|ied|y)?){_AS}"
    rf"\s(?:(?:the|an?|any|all|these|those|such|earlier|recent|its|his|her|their|newspaper|media|press|local)\s){{0,3}}{RUMOUR}(?:,?\s[^;:.?!]{{2,80}}?,?)?\s(?P<what>that\s[^;:?!]+)"
)
_FALSE = (
    r"[^\"“”]*\b(?:inventions?|fabricat\w+|fals\w+|lies?|nonsense|baseless|untrue|fictions?|absurd\w*"
    r"|ridiculous|rubbish|unfounded|groundless|fantas\w+|propaganda|hoax|slander\w*|smears?|wrong"
    r"|made[\s-]up|fake)\b[^\"“”]*"
)
# "The envoy called "pure invention" a report that …", "… branded false claims that …".
CALLED_FALSE = re.compile(
    rf"{_WHO}\s(?:(?:has|have|had)\s)?(?P<cue>called|calls|described\sas|describes\sas|branded|brands|labelled|labeled|denounced\sas|dismissed\sas)\s[\"“]?{_FALSE}[\"”]?"
    rf"\s(?:(?:the|an?|any|all|these|those|such|newspaper|media|press)\s){{0,3}}{RUMOUR}(?:,?\s[^;:.?!]{{2,80}}?,?)?\s(?P<what>that\s[^;:?!]+)"
)
_TOLD = (
    r"(?P<cue>told|warned|informed|assured|advised|promised|said|admitted|conceded|complained"
    r"|confided|suggested|argued|insisted|claimed|written|concluded|agreed|confessed|reported)"
)
# Who passes it on is not sure that it was said; what was said keeps its own certainty.
SAID_TO_HAVE = re.compile(
    rf"{_WHO}\s(?:(?:is|are|was|were)\s(?:[a-z]+ly\s)?(?:said|understood|believed|thought|reported|alleged|rumou?red|known|claimed|expected)\sto\shave"
    rf"|reportedly|allegedly|apparently)\s(?:also\s)?{_TOLD}(?:\s[^;:.?!\"“”]{{1,80}}?)?\s(?P<what>that\s[^;:?!]+)"
)
SAID_TO_BELIEVE = re.compile(
    rf"{_WHO}\s(?:is|are|was|were)\s(?:[a-z]+ly\s)?(?:said|understood|reported|thought|known)\sto\s(?P<cue>believe|think|fear|suspect|doubt|expect|know)\s(?P<what>that\s[^;:?!]+)"
)
# "Growth will slow, the bank forecasts in its bulletin, from 3 percent": who tells it stands within.
WITHIN = re.compile(
    r"(?P<what>[^;:?!\"“”\n]{12,200}?),\s(?P<who>(?:[^\s,;:.?!\"“”]+\s){0,7}?[^\s,;:.?!\"“”]+(?:,\s[A-Z][^,;:.?!\"“”]{2,40},)?)\s"
    r"(?P<cue>said|says|say|forecasts?|predicts?|predicted|estimates?|estimated|warned|warns|announced|showed|shows|found|reckons?|believes?|wrote|writes)"
    r"(?:\s(?:in|on|at|after|during|earlier|last|this|late|yesterday|today)\b[^,;:.?!\"“”]{0,60})?(?:,|\.?$)"
)
# A phrase of this shape may be anybody, though no list has its noun: "the abbey".
SOMETHING = re.compile(r"(?:the|an?|its|his|her|their|one|another|[^\W\d_a-z])", re.IGNORECASE)
# "Whether the minister | knew |": a question's subject is nobody's name.
QUESTIONING = re.compile(r"(?:whether|if|that|how|what|why|when|where|because|although)\s", re.IGNORECASE)


def find_set_phrases(text: str, sentence: Span) -> Iterator[tuple[Span, Span, Span]]:
    """Yield source, cue and content of what a sentence credits by a set phrase."""
    if not TRIGGERS.search(text, sentence.start, sentence.end):
        return
    for pattern in (REJECTED, CALLED_FALSE, SAID_TO_HAVE, SAID_TO_BELIEVE):
        match = pattern.match(text, sentence.start, sentence.end)
        if not match or not _is_whole(match):
            continue
        what = Span(match.start("what"), match.start("what") + len(match["what"].rstrip(' .\n"”')))
        yield Span(*match.span("who")), Span(*match.span("cue")), what
        return


def find_within(text: str, sentence: Span) -> Iterator[tuple[Span, Span, Span]]:
    """Yield source, cue and content where who tells a thing stands behind it: "…, the bank forecasts, …"."""
    match = WITHIN.match(text, sentence.start, sentence.end)
    if match and _is_whole(match):
        yield Span(*match.span("who")), Span(*match.span("cue")), Span(*match.span("what"))


def is_question(words: str) -> bool:
    """Say whether what an engine takes for a source only opens a question or a clause."""
    return QUESTIONING.match(words) is not None


def _is_whole(match: re.Match[str]) -> bool:
    """Say whether a match has a subject that can speak, and a clause as its content."""
    if find_finite_verb(f"{match['who']} ") is not None or is_question(f"{match['who']} "):
        return False
    portrait = describe_mention(match["who"])
    can_speak = portrait.kind != "unknown" or portrait.is_named or fold(match["who"]) in ("he", "she", "they")
    is_last = match.re is not WITHIN or match[0].endswith(".") or match.end() == len(match.string)
    can_speak = can_speak or (is_last and SOMETHING.match(match["who"]) is not None)
    return can_speak and has_subject(match["what"].removeprefix("that "))
