"""From content spans to the stretches that are one claim each: sentences, list items, quote fragments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.clauses import PREPOSITION, SUBORDINATOR, has_subject
from extraction.layout import Layout
from extraction.lists import ItemList, trim
from extraction.matrices import QUESTION_FIRST
from extraction.model import CertaintyLevel, HopMode, Span
from extraction.spans import words_of

MARKS = '"“”„‟«»'
# British quotation marks are apostrophes too: they count only at the edges of a known quotation.
SINGLE_MARKS = "'‘’"
EDGE = " \t\r\n\xa0,;:–—-"
# Before a verb "that" is no conjunction but what the clause is about: "that was why he left". Nor is "That".
_VERB = r"(?:is|was|has|had|will|would|could|can|may|might|must|should|does|did|made|makes|means|meant)"
CONJUNCTION = re.compile(
    rf"(?:(?:[Aa]nd |[Bb]ut )?that(?!\s{_VERB}(?:n['’]t)?\b)"
    r"|THAT(?=\s[A-Z]{2})|[Hh]ow(?!\s(?:much|many|long|often|far|few|soon)\b)|[Ww]hether)\s+",
)
# What joins a clause behind its speaker to the one before: "…, Hale said, although Norland could block it".
JOINING = re.compile(r"(?:although|though|but|while|whereas)\s")
JOINED = re.compile(r"(?:and|but)\s")
ABBREVIATION = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|a\.m|p\.m)\.$")


Graded = tuple[CertaintyLevel, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of one claim: its spans, how they are given, and the introduction they inherit."""

    spans: tuple[Span, ...]
    mode: HopMode
    introduction: str = ""
    wording: str = ""
    """The claim's words where they are not the spans' own in order: "Brix is a town", from "Brix, a town"."""
    is_credited: bool = False
    """Whether somebody but the publisher is credited with it."""
    matrix: Graded | None = None
    """What the clause that it stands in makes of it: "it was not clear whether"."""

    def words(self, text: str) -> str:
        """Return the words of the stretch, its spans joined unless it has a wording of its own."""
        return self.wording or words_of(text, self.spans)


def split_contents(layout: Layout, content: Sequence[Span]) -> list[Stretch]:
    """Return the claims' stretches within the content of one attribution, in text order.

    Each sentence is its own, and each item of a list that the content introduces; an interrupted sentence
    is one stretch of several spans. Quotation marks, "that" and closing marks are left out.
    """
    stretches: list[Stretch] = []
    introduced: set[Span] = set()
    for part in [part for span in content for part in layout.sentences_within(span)]:
        if any(item.start <= part.start < item.end for item in introduced):
            continue
        if items := introduced_list(layout, part):
            introduced.update(items.items)
            stretches += [_stretch(layout, item, part.of(layout.text)) for item in items.items]
            continue
        stretch = _stretch(layout, part, "")
        if stretch.spans[0].start >= stretch.spans[0].end:
            continue
        if stretches and _goes_on(layout, stretches[-1], stretch):
            mode = stretch.mode if stretch.mode == stretches[-1].mode else "mixed"
            both = replace(stretch, spans=(*stretches[-1].spans, *stretch.spans), mode=mode)
            first = stretches[-1].words(layout.text)
            wording = f"{first}, {stretch.words(layout.text)}" if _leans(first) else ""
            wording = "".join(mark for mark in wording if mark not in MARKS)
            stretches[-1] = replace(both, wording=wording)
        else:
            stretches.append(stretch)
    return stretches


def introduced_list(layout: Layout, part: Span) -> ItemList | None:
    """Return the list whose introduction ends where `part` ends, if there is one."""
    for items in layout.lists_touching(part):
        if abs(items.introduction.end - part.end) <= 2:
            return items
    return None


def _stretch(layout: Layout, part: Span, introduction: str) -> Stretch:
    span = _unjoined(layout, _bare(layout, part))
    return Stretch((span,), mode_of(layout, span), introduction, is_credited=True)


def _unjoined(layout: Layout, span: Span) -> Span:
    """Return a clause of its own without what joins it to the one before its speaker."""
    text = layout.text
    joining = JOINING.match(text, span.start, span.end)
    is_behind = text[max(0, span.start - 2) : span.start] == ", "
    is_own = joining and is_behind and has_subject(text[joining.end() : span.end])
    return Span(joining.end(), span.end) if joining and is_own else span


def mode_of(layout: Layout, span: Span) -> HopMode:
    """Return how the words at `span` are given: quoted, reported, or partly each."""
    quotes = layout.quotes_touching(span)
    if any(quote.start <= span.start and span.end <= quote.end for quote in quotes):
        return "direct_quote"
    return "mixed" if quotes else "indirect"


def _bare(layout: Layout, part: Span) -> Span:
    """Return `part` without its quotation marks, "that", and the marks at its edges."""
    text = layout.text
    span = trim(text, part, EDGE)
    is_single_quoted = any(
        text[quote.start] in SINGLE_MARKS and quote.start <= span.start and span.end <= quote.end
        for quote in layout.quotes_touching(span)
    )
    while span.start < span.end:
        before, words = span, span.of(text)
        if (that := CONJUNCTION.match(words)) and not QUESTION_FIRST.match(words):
            span = Span(span.start + that.end(), span.end)
        elif words[0] in MARKS and not any(mark in MARKS for mark in words[1:-1]):
            span = Span(span.start + 1, span.end)
        elif words[-1] in MARKS and not any(mark in MARKS for mark in words[:-1]):
            span = Span(span.start, span.end - 1)
        elif is_single_quoted and words[0] in SINGLE_MARKS:
            span = Span(span.start + 1, span.end)
        elif is_single_quoted and words[-1] in SINGLE_MARKS:
            span = Span(span.start, span.end - 1)
        elif words[-1] == "." and not ABBREVIATION.search(words[-12:]):
            span = Span(span.start, span.end - 1)
        span = trim(text, span, EDGE)
        if span == before:
            break
    return span


def _goes_on(layout: Layout, last: Stretch, stretch: Stretch) -> bool:
    """Say whether words go on after their cue: `"The pump," Hale said, "has failed."`, quoted or not."""
    text, end, start = layout.text, last.spans[-1].end, stretch.spans[0].start
    if text[end : end + 1] not in (",", "—", "–", "-") or not text[start].islower():
        return False
    if last.mode == stretch.mode == "direct_quote":
        # "My brother gave me the gun," he said, "and I gave it up": two statements.
        joined = JOINED.match(text, start)
        return not (
            joined
            and has_subject(text[joined.end() : stretch.spans[0].end])
            and has_subject(last.words(text))
        )
    is_apart = not text[end:start].rstrip(' "“').endswith(",")
    if is_apart or layout.sentence_at(end - 1) != layout.sentence_at(start):
        return False
    is_broken = not (has_subject(last.words(text)) and has_subject(stretch.words(text)))
    is_quoted = "direct_quote" in (last.mode, stretch.mode)
    return _leans(last.words(text)) or (is_broken and not is_quoted)


def _leans(words: str) -> bool:
    """Say whether words need a clause after them: "if the rain holds", "for voters in Brix"."""
    return bool(PREPOSITION.match(words) or SUBORDINATOR.match(words))
