"""Attributions that a sentence tells plainly, where an engine found none in it: "Wu says they met twice"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.kinds import describe_mention
from extraction.layout import Layout, span_at
from extraction.lists import trim
from extraction.model import Attribution, Span
from extraction.nests import find_reports_within, is_known
from extraction.spans import extent_of, overlap, words_of
from extraction.tellings import find_said_last, find_tellings

# "Turkey believes they will leave, a person briefed on the matter told the Echo": who speaks stands last.
TOLD_LAST = re.compile(
    r",\s(?P<who>[^,;:.!?\n\"“”()]{2,80}?)\s(?:has\s|have\s|had\s)?(?P<cue>said|says|told|reported|reports"
    r"|wrote|writes|warned|claimed|confirmed|acknowledged)"
    r"(?:(?:\s(?:on\s)?[A-Z][a-z]+day)?[.]?$|\s(?:the\s)?[A-Z])"
)
# "Dr. Ada Brown: The pump failed.": who speaks in a transcript.
LABELLED = re.compile(
    r"(?P<who>[A-Z][^:.!?\n\"“”]{2,50}|(?:Dr|Mr|Mrs|Ms|Prof)\.[^:.!?\n]{2,50})(?P<cue>:)\s(?P<what>[A-Z])"
)
# Who asks and who answers, and nobody's name.
LABELS = frozenset(("Q", "A", "Question", "Answer"))
# An engine that scores attributions was not sure of these.
PROBABILITY = 0.6


def with_missed(layout: Layout, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return `attributions`, lists taken whole, and those that an engine left out."""
    found = [
        _with_whole_list(layout, attribution)
        for attribution in attributions
        if attribution.content and words_of(layout.text, attribution.source) not in LABELS
    ]
    taken = sorted(extent_of(attribution) for attribution in found)
    last = 0
    for sentence in layout.sentences:
        while last < len(taken) and taken[last].end <= sentence.start:
            last += 1
        told = list(find_tellings(layout, sentence))
        if told:
            found = [one for one in found if not _is_retold(layout.text, one, told[0])] + told
        elif last == len(taken) or not overlap(taken[last], sentence):
            found += _plainly_told(layout, sentence) or find_said_last(layout, sentence)
    cues = sorted(span for attribution in found for span in attribution.cue)
    return [*found, *(one for attribution in found for one in _told_last(layout, attribution, cues))]


def _is_retold(text: str, attribution: Attribution, told: Attribution) -> bool:
    """Say whether an engine found of a telling no more than that something is said, or that "who" said it."""
    return not is_apart(attribution, told) and (
        words_of(text, attribution.source) in ("", "who", "it")
        or overlap(attribution.source[0], told.source[0])
        or any(overlap(span, told.source[0]) for span in attribution.content)
    )


def is_apart(one: Attribution, other: Attribution) -> bool:
    """Say whether neither cue nor content of the two touch."""
    return not any(overlap(a, b) for a in (*one.cue, *one.content) for b in (*other.cue, *other.content))


def _plainly_told(layout: Layout, sentence: Span) -> list[Attribution]:
    if layout.quotes_touching(sentence):
        return []
    whole = trim(layout.text, sentence, " .\n")
    label = LABELLED.match(layout.text, sentence.start, sentence.end)
    paragraph = span_at(layout.paragraphs, sentence.start)
    if label and paragraph and paragraph.start == sentence.start and _is_by_name(label["who"]):
        words = Span(label.start("what"), paragraph.end)
        return [Attribution((Span(*label.span("who")),), (Span(*label.span("cue")),), (words,), PROBABILITY)]
    return [
        Attribution((who,), (cue,), (what,), PROBABILITY)
        for who, cue, what in find_reports_within(layout.text, whole)
    ]


def _is_by_name(words: str) -> bool:
    """Say whether words name a person by a title or a given name; two capitals may be a firm's."""
    portrait = describe_mention(words)
    return portrait.kind == "person" and portrait.is_named and bool(portrait.head)


def _told_last(layout: Layout, inner: Attribution, cues: Sequence[Span]) -> list[Attribution]:
    """Return who passes on a whole sentence after it, where an engine found only who is told of in it."""
    text = layout.text
    if len(inner.content) != 1 or not inner.source or not inner.cue:
        return []
    content = inner.content[0]
    sentence = layout.sentence_at(content.start)
    is_first = inner.source[0].start == sentence.start and inner.cue[-1].end <= content.start
    told = TOLD_LAST.match(text, content.end, sentence.end) if is_first else None
    if not told or describe_mention(told["who"]).kind == "unknown":
        return []
    cue = Span(*told.span("cue"))
    if is_known(cue, cues):
        return []
    return [
        Attribution((Span(*told.span("who")),), (cue,), (Span(sentence.start, content.end),), PROBABILITY)
    ]


def _with_whole_list(layout: Layout, attribution: Attribution) -> Attribution:
    """Credit whoever speaks before a list with all its items, and with nothing after it but quotations."""
    if not attribution.cue or not attribution.content:
        return attribution
    start = attribution.content[0].start
    for items in layout.lists_touching(attribution.cue[0]):
        first, last = items.items[0], items.items[-1]
        if items.introduction.end <= start <= first.start:
            after = (span for span in attribution.content if span.start >= last.end)
            quoted = (span for span in after if layout.quotes_touching(span))
            return replace(attribution, content=(*items.items, *quoted))
    return attribution
