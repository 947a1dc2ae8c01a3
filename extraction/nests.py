"""Attributions within what somebody says: "A said that B had told C that …", "A quoted B as saying …"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extraction.clauses import find_finite_verb, has_subject
from extraction.kinds import describe_mention
from extraction.lists import trim
from extraction.model import Attribution, Span
from extraction.spans import overlap
from extraction.wordlists import fold

# So many deep reports are passed on at most.
DEEPEST = 4
# What somebody passes on is no longer than this; longer content is a whole speech.
LONGEST_CHARS = 1500
# Who speaks stands within so many code points of where the content begins.
HEAD_CHARS = 240
_WHO = r"(?P<who>[^\W\d_][^,;:.!?\n\"“”()]{0,90}?(?:,\s[^,;:.!?\n\"“”()]{2,60},)?)\s"
_AUX = r"(?:(?:has|have|had|also|later|first|once|then|earlier|repeatedly|both|all|never|[a-z]+ly)\s)*"
_WORD = r"[^\s,;:.!?\"“”]+"
_WHOM = rf"(?:him|her|them|it|me|us|(?:(?:the|his|her|its|their|an?)\s)?{_WORD}(?:\s{_WORD}){{0,4}}?)"
_TELLING = "told|tells|informed|assured|warned"
_PROMISING = "promised|pledged|vowed|predicted|noted|explained|estimated"
_LEARNING = "learned|learnt|heard|gathered|understood"
_GIVEN = "told|informed|assured|warned|notified|advised"
_SAYING = (
    r"said|says|say|claimed|claims|insisted|insists|admitted|admits|acknowledged|warned|warns|confirmed"
    r"|argued|concluded"
    r"|revealed|wrote|writes|testified|alleged|stated|announced|complained|denied"
)
_HOLDING = (
    r"believed|believes|believe|thought|thinks|think|knew|knows|know|suspected|suspects|suspect"
    r"|feared"
)
_WHAT = r"(?:that\s)?(?P<what>\S.*)"
SAYS = re.compile(rf"{_WHO}{_AUX}(?P<cue>{_SAYING})\s{_WHAT}", re.DOTALL)
# "Hale said in Brix on Tuesday that …": where and when stand before what is said.
SAYS_THERE = re.compile(
    rf"{_WHO}{_AUX}(?P<cue>{_SAYING})\s(?:in|on|at|to|during|late|early|last|after"
    rf"|before)\s[^,;:.!?\n\"“”]{{2,60}}?\sthat\s(?P<what>\S.*)",
    re.DOTALL,
)
HOLDS = re.compile(rf"{_WHO}{_AUX}(?P<cue>{_HOLDING})\s{_WHAT}", re.DOTALL)
# After these only "that" tells that something is said, and not wanted: "promised to leave".
PROMISES = re.compile(
    rf"{_WHO}{_AUX}(?P<cue>{_PROMISING})\s(?P<what>that\s\S.*)",
    re.DOTALL,
)
TOLD_THAT = re.compile(
    rf"{_WHO}{_AUX}(?P<cue>{_TELLING})\s{_WHOM}(?:\s[^\s,;:.!?\"“”]+){{0,8}}?\sthat\s(?P<what>\S.*)",
    re.DOTALL,
)
TOLD_HIM = re.compile(rf"{_WHO}{_AUX}(?P<cue>told|tells)\s(?:him|her|them|it|me|us)\s{_WHAT}", re.DOTALL)
# "Moscow is convinced that the base is meant for missiles": a belief by its adjective.
_SURE = "convinced|certain|sure|confident|persuaded|adamant|afraid"
CONVINCED = re.compile(
    rf"{_WHO}(?:is|are|was|were|remains?|remained)\s(?:[a-z]+ly\s)?(?P<cue>{_SURE})\s(?P<what>that\s\S.*)",
    re.DOTALL,
)
# "Her brother admitted driving the car", "the landlord boasted of setting the fire": their own deed.
_OWNING_UP = (
    "admitted|admits|recalled|recalls|remembers|remembered"
    "|boasted|boasts|confessed|acknowledged|denied|denies"
)
OWNS_UP = re.compile(
    rf"{_WHO}{_AUX}(?P<cue>{_OWNING_UP})\s(?:of\s|to\s)?(?P<what>(?:having\s|being\s)?[a-z]{{3,}}ing\s\S.*)",
    re.DOTALL,
)
# "prisoners had heard their guards say …": two speakers, the one who heard passes it on.
HEARD = re.compile(
    rf"{_WHO}{_AUX}(?P<cue>heard|overheard)\s(?P<from>[^,;:.!?\n\"“”]{{2,60}}?)\s(?P<said>say|admit|claim"
    rf"|boast|swear|warn|promise)\s{_WHAT}",
    re.DOTALL,
)
# "a fire chief had learned from two hikers that …", "traders had been told by their brokers that …"
FROM = re.compile(
    rf"{_WHO}(?:{_AUX}(?P<cue>(?:{_LEARNING})\sfrom)|(?:was|were|(?:has|have|had)\sbeen)\s"
    rf"(?P<by>(?:{_GIVEN})\sby))\s(?P<from>[^,;:.!?\n\"“”]{{2,80}}?)\sthat\s(?P<what>\S.*)",
    re.DOTALL,
)
# Words, one of which each expression cannot do without: where none of them stands it is not tried.
TRIGGERS = {
    FROM: frozenset(f"{_LEARNING}|{_GIVEN}".split("|")),
    HEARD: frozenset(("heard", "overheard")),
    TOLD_THAT: frozenset(_TELLING.split("|")),
    TOLD_HIM: frozenset(("told", "tells")),
    SAYS: frozenset(_SAYING.split("|")),
    SAYS_THERE: frozenset(_SAYING.split("|")),
    HOLDS: frozenset(_HOLDING.split("|")),
    PROMISES: frozenset(_PROMISING.split("|")),
    CONVINCED: frozenset(_SURE.split("|")),
    OWNS_UP: frozenset(_OWNING_UP.split("|")),
}
# "quoted the agency as saying that": what follows a cue of citing.
AS_SAYING = re.compile(
    r"(?P<who>[^;:!?\n\"“”]{2,120}?),?\s(?P<cue>as\s(?:having\s)?(?:saying|said|reporting|reported|writing"
    r"|stating|claiming"
    r"|confirming|confirmed|announcing|admitting|denying|warning|telling\s[^,;:.!?]{2,40}?(?=\sthat)))"
    r"(?:,\s(?:on\sthe\sauthority\sof|citing|quoting)\s[^,]{3,100},)?\s(?:that\s)?(?P<what>\S.*)",
    re.DOTALL,
)
# "The bribes were booked as fees, the ledger shows": the speaker stands last.
AT_END = re.compile(
    r",[\"”’]*\s(?P<who>[^,;:.!?\n\"“”]{2,80}?)\s(?P<cue>shows|showed|show|said|says|say|suggests|suggested"
    r"|reported|wrote)(?:\s(?:on\s)?[A-Z][a-z]+day)?[.]?$"
)
LEAD = re.compile(
    r"that\s(?!\w+\s(?:said|told)\b)|(?:On|In|At|Last|Earlier|Later|During|After"
    r"|Before)\b[^,.;:\"“”\n]{2,40},\s(?=[A-Z])|that\s"
)
CITING = re.compile(r"\b(?:quot|cit)(?:ed|es|ing)$")
PRONOUNS = frozenset("he she they it".split())


def with_nested(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return `attributions` and those within the content of each that an engine left out."""
    found = list(attributions)
    cues = sorted(span for attribution in attributions for span in attribution.cue)
    for attribution in attributions:
        outer: Attribution | None = attribution
        for _ in range(DEEPEST):
            inner = _first_nested(text, outer, cues) if outer else []
            found += inner
            outer = inner[-1] if inner else None
    return found


def _first_nested(text: str, outer: Attribution, cues: Sequence[Span]) -> list[Attribution]:
    content = outer.content[0] if outer.content else None
    if content is None or not outer.cue:
        return []
    if content.start < outer.cue[0].start and len(outer.content) > 1:
        return _at_end(text, outer, content, cues)
    if content.end - content.start > LONGEST_CHARS:
        return []
    lead = LEAD.match(text, content.start, content.end)
    content = Span(lead.end() if lead else content.start, content.end)
    is_cited = CITING.search(outer.cue[0].of(text)) is not None
    inner = [
        Attribution((who,), (cue,), (what,), outer.probability)
        for who, cue, what in _read(text, content, is_cited)
    ]
    return [one for one in inner if not any(is_known(span, cues) for span in one.cue)]


def _at_end(text: str, outer: Attribution, content: Span, cues: Sequence[Span]) -> list[Attribution]:
    """Return who speaks in `"No," Hale said, according to the paper. "Never."`: all of it is Hale's."""
    match = AT_END.search(text, max(content.start, content.end - HEAD_CHARS), content.end)
    if not match or not _is_somebody(match["who"]) or is_known(_span(text, match, "cue"), cues):
        return []
    words = (Span(content.start, match.start()), *outer.content[1:])
    return [Attribution((_span(text, match, "who"),), (_span(text, match, "cue"),), words, outer.probability)]


def is_known(cue: Span, cues: Sequence[Span]) -> bool:
    """Say whether an engine has found an attribution by this cue; `cues` are sorted."""
    near = bisect_left(cues, cue)
    return any(overlap(cue, other) for other in cues[max(0, near - 1) : near + 1])


def find_reports_within(text: str, words: Span) -> list[tuple[Span, Span, Span]]:
    """Return source, cue and content of what the stretch `words` plainly reports, outermost first."""
    return list(_read(text, words, is_cited=False))


def _read(text: str, content: Span, is_cited: bool) -> Iterator[tuple[Span, Span, Span]]:
    """Yield source, cue and content of what is passed on at either end of `content`, outermost first."""
    if is_cited:
        if match := AS_SAYING.match(text, content.start, content.end):
            yield _span(text, match, "who"), _span(text, match, "cue"), _span(text, match, "what")
        return
    told = frozenset(content.of(text).split())
    for pattern in (FROM, HEARD):
        match = _match(pattern, text, content, told)
        if match and _is_headed(text, content, match):
            giver, what = _span(text, match, "from"), _span(text, match, "what")
            if pattern is HEARD:
                cue, inner = _span(text, match, "cue"), _span(text, match, "said")
            else:
                cue = _span(text, match, "cue" if match["cue"] else "by")
                inner = Span(text.rindex(" ", cue.start, cue.end) + 1, cue.end)
            yield _span(text, match, "who"), cue, Span(min(giver.start, inner.start), what.end)
            yield giver, inner, what
            return
    for pattern in (TOLD_THAT, TOLD_HIM, SAYS_THERE, SAYS, HOLDS, PROMISES, CONVINCED, OWNS_UP):
        match = _match(pattern, text, content, told)
        if match and _is_headed(text, content, match):
            yield _span(text, match, "who"), _span(text, match, "cue"), _span(text, match, "what")
            return
    if (
        match := AT_END.search(text, max(content.start, content.end - HEAD_CHARS), content.end)
    ) and _is_somebody(match["who"]):
        what = Span(content.start, match.start())
        if has_subject(what.of(text)):
            yield _span(text, match, "who"), _span(text, match, "cue"), what


def _match(pattern: re.Pattern[str], text: str, content: Span, told: frozenset[str]) -> re.Match[str] | None:
    if told.isdisjoint(TRIGGERS[pattern]):
        return None
    return pattern.match(text, content.start, content.end)


def _is_headed(text: str, content: Span, match: re.Match[str]) -> bool:
    """Say whether the cue is the first verb of the content, its subject somebody, and a clause follows."""
    verb = find_finite_verb(text[content.start : min(content.end, content.start + HEAD_CHARS)])
    if verb is None or not match.end("who") <= content.start + verb.start() <= match.start("what"):
        return False
    is_deed = match.re is OWNS_UP and bool(match["what"])
    return _is_somebody(match["who"]) and (is_deed or has_subject(match["what"]))


def _is_somebody(words: str) -> bool:
    portrait = describe_mention(words)
    return portrait.kind != "unknown" or portrait.is_named or fold(words) in PRONOUNS


def _span(text: str, match: re.Match[str], group: str) -> Span:
    return trim(text, Span(*match.span(group)))
