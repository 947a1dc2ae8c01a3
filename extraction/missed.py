"""Attributions that a sentence tells plainly, where an engine found none in it: "Wu says they met twice"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.acts import act_of
from extraction.kinds import describe_mention
from extraction.layout import Layout, span_at
from extraction.lists import trim
from extraction.model import Attribution, Span
from extraction.nests import find_reports_within, is_known
from extraction.set_phrases import find_set_phrases, find_within, is_question
from extraction.spans import extent_of, holds, overlap, words_of
from extraction.tellings import find_said_last, find_tellings
from extraction.whole_clauses import with_whole_clauses

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
# "Neither Hale nor Orm has said whether": that is not theirs, but the publisher's.
NOBODY = re.compile(r"(?:neither|nobody|no\s?one|none|no)\b", re.IGNORECASE)
# An engine that scores attributions was not sure of these.
PROBABILITY = 0.6


def with_missed(layout: Layout, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return `attributions`, lists taken whole, and those that an engine left out.

    What a sentence credits by a set phrase stands in place of what an engine made of it.
    """
    phrased = [one for sentence in layout.sentences for one in _told_by_phrase(layout, sentence)]
    phrases_at = {layout.sentence_at(one.content[0].start) for one in phrased}
    found = [
        with_whole_clauses(layout.text, _with_whole_list(layout, attribution))
        for attribution in attributions
        if attribution.content
        and not _is_nobody(layout.text, attribution)
        and not any(holds(sentence, extent_of(attribution)) for sentence in phrases_at)
    ]
    found += phrased
    taken = sorted(extent_of(attribution) for attribution in found)
    last = 0
    for sentence in layout.sentences:
        while last < len(taken) and taken[last].end <= sentence.start:
            last += 1
        told = list(find_tellings(layout, sentence)) if sentence not in phrases_at else []
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
    plain = find_reports_within(layout.text, whole) or find_within(layout.text, whole)
    return [
        Attribution((who,), (cue,), (what,), PROBABILITY)
        for who, cue, what in plain
        if not is_question(who.of(layout.text))
    ]


def _told_by_phrase(layout: Layout, sentence: Span) -> list[Attribution]:
    return [
        Attribution((who,), (cue,), (what,), PROBABILITY)
        for who, cue, what in find_set_phrases(layout.text, sentence)
    ]


def _is_nobody(text: str, attribution: Attribution) -> bool:
    """Say whether a source is none: a label, a question's subject, or nobody, who then said nothing."""
    words = words_of(text, attribution.source)
    if words in LABELS or is_question(words):
        return True
    is_saying = act_of(words_of(text, attribution.cue)) in ("said", "wrote", "showed", "knows")
    return is_saying and NOBODY.match(words) is not None


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
