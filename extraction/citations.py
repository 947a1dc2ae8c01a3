"""Mends of what engines cut wrongly where one cites another: who speaks, whom they cite, what is said."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.clauses import has_subject
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.lists import trim
from extraction.model import Attribution, Span
from extraction.spans import holds, overlap, words_of
from extraction.wordlists import fold

_CITING = r"(?:citing|quoting|(?:which|who)\s(?:has\s|had\s|in\sturn\s)?(?:cited|cites|quoted|quotes))"
_CITED = rf"(?:,\s{_CITING}\s[^,;:.!?\n\"“”]{{3,120}}){{1,4}}"
_WHO = r"(?P<who>[^,;:.!?\n\"“”]{2,120}?)"
_WHEN = r"(?:\s(?:on\s)?[A-Z][a-z]+day)?"
# Citations that stand between who speaks and what is said, and are no part of either.
CITED_BETWEEN = (
    # "The daily reported, citing a clerk, that …", "… quoting state radio, which quoted a clerk, that …"
    re.compile(
        rf"{_WHO}\s(?P<cue>reported|reports|said|says|wrote|writes|claimed"
        rf"|announced){_WHEN}{_CITED},\sthat\s(?P<what>.+)",
        re.DOTALL,
    ),
    # "According to the daily, which cited a clerk, …"
    re.compile(rf"(?P<cue>According\sto)\s{_WHO}{_CITED},\s(?P<what>.+)", re.DOTALL),
)
# "Reuters, citing a clerk, reported that …", where an engine credits somebody of another sentence.
CITED_BEFORE = re.compile(
    rf"{_WHO}{_CITED},\s(?P<cue>reported|reports|said|says|wrote|writes)\s(?:that\s)?(?P<what>.+)", re.DOTALL
)
# "The agency quoted a clerk as | saying |": the clerk says it.
QUOTED_AS = re.compile(
    r"\b(?:quoted|quotes|quoting|cited|cites|citing)\s(?P<who>(?!(?:by|in"
    r"|on)\s)[^,;:.!?\n\"“”]{2,120}?)\s(?:as\s(?:having\s)?)?$"
)
# "…, its director was quoted as saying by the daily": the director says it.
WAS_QUOTED = re.compile(
    r"(?P<what>.{8,}?),[\"”’]?\s(?P<who>[^,;:.!?\n\"“”]{2,90}?(?:,\s[^,;:.!?\n\"“”]{2,60},)?)\s(?:was|were"
    r"|is|are|has\sbeen)\s"
    r"(?:also\s|later\s|widely\s)?(?P<cue>quoted(?:\sas\s(?:saying|telling\s\w+))?)\s(?:by|in)\s",
    re.DOTALL,
)
AS_SAYING = frozenset(("saying", "as saying", "said", "as having said"))
IS_CITING = re.compile(r"\b(?:quot|cit|credit)(?:ed|es|ing)$")
TOLD_OF_WHOM = re.compile(r",?\s(?:who|whose|whom|which)\s")
REACH_CHARS = 250
CITED_THEN_SAID = re.compile(
    r"[^,.;:!?\n]{3,160},\s(?P<cue>said|says|reported|reports|wrote|writes|added)\s(?:that\s)?"
)
SUBJECT_OF_CITING = re.compile(r"(?P<subject>[^,.;:!?\n\"“”]{2,120}),(?:\s(?:itself|also))?\s*$")


def with_citations_apart(layout: Layout, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return `attributions`, each credited to who says it where an engine ran a citation into it."""
    mended: list[Attribution] = []
    for attribution in attributions:
        one = _whole(layout, attribution)
        if not any(one.cue == other.cue and one.content == other.content for other in mended):
            mended.append(_as_quoted(layout, one))
    return mended


def is_only_cited(cue: str, content: str) -> bool:
    """Say whether content is whom somebody cites, and nothing that they said: "citing a clerk who …"."""
    if not IS_CITING.search(fold(cue)):
        return False
    told = content if describe_mention(content).kind == "unknown" else TOLD_OF_WHOM.split(content)[0]
    return not has_subject(told)


def _whole(layout: Layout, attribution: Attribution) -> Attribution:
    """Return an attribution that a citation parts from its content, put together again."""
    text = layout.text
    if not attribution.cue:
        return attribution
    sentence = layout.sentence_at(attribution.cue[0].start)
    quoted = WAS_QUOTED.match(text, sentence.start, sentence.end) if "quoted" in sentence.of(text) else None
    if quoted and overlap(Span(*quoted.span("cue")), attribution.cue[0]):
        who, what = (trim(text, Span(*quoted.span(group)), " ,") for group in ("who", "what"))
        return replace(attribution, source=(who,), cue=(Span(*quoted.span("cue")),), content=(what,))
    for pattern in (*CITED_BETWEEN, CITED_BEFORE):
        match = pattern.match(text, sentence.start, sentence.end)
        if not match or attribution.cue[0].start >= match.start("what") or not has_subject(match["what"]):
            continue
        if pattern is CITED_BEFORE and any(holds(sentence, source) for source in attribution.source):
            continue
        what = trim(text, Span(*match.span("what")), " .\n")
        return replace(
            attribution, source=(Span(*match.span("who")),), cue=(Span(*match.span("cue")),), content=(what,)
        )
    return attribution


def _as_quoted(layout: Layout, attribution: Attribution) -> Attribution:
    """Credit whom somebody quotes "as saying" something, where an engine credits only who quotes."""
    text = layout.text
    if len(attribution.source) != 1 or fold(words_of(text, attribution.cue)) not in AS_SAYING:
        return attribution
    cue = attribution.cue[0]
    start = max(layout.sentence_at(cue.start).start, cue.start - REACH_CHARS)
    quoted = QUOTED_AS.search(text, start, cue.start)
    if not quoted or overlap(who := Span(*quoted.span("who")), attribution.source[0]):
        return attribution
    return replace(attribution, source=(who,))


def mend_citation(layout: Layout, attribution: Attribution) -> Attribution:
    """Credit "The agency, citing its sources, said X" to the agency where "citing" was taken for the cue."""
    text = layout.text
    if len(attribution.content) != 1 or [fold(span.of(text)) for span in attribution.cue] not in (
        ["citing"],
        ["quoting"],
    ):
        return attribution
    content = attribution.content[0]
    said = CITED_THEN_SAID.match(text, content.start, content.end)
    subject = SUBJECT_OF_CITING.search(
        text[layout.sentence_at(content.start).start : attribution.cue[0].start]
    )
    if not said or not subject:
        return attribution
    start = layout.sentence_at(content.start).start
    return replace(
        attribution,
        source=(Span(start + subject.start("subject"), start + subject.end("subject")),),
        cue=(Span(*said.span("cue")),),
        content=(Span(said.end(), content.end),),
    )
