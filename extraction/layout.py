"""How an article is laid out: sentences, quotations and lists, found once and looked up by position."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from extraction.datelines import after_dateline
from extraction.lists import ItemList, find_lists
from extraction.model import Span
from extraction.rules.quotes import find_quotes
from extraction.rules.segment import sentences_of, split_paragraphs

# Nobody writes sentences of more code points; what goes on so long without a full stop is no prose, and to
# look around in it for each attribution would take time with the square of its length.
LONGEST_SENTENCE = 2000


@dataclass(frozen=True, slots=True)
class Layout:
    """The stretches of one text, each sequence in text order and free of overlaps."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotes: tuple[Span, ...]
    lists: tuple[ItemList, ...]
    sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Where the sentences begin, so that looking one up asks no sentence."""
    quote_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note where sentences and quotations begin."""
        object.__setattr__(self, "sentence_starts", tuple(span.start for span in self.sentences))
        object.__setattr__(self, "quote_starts", tuple(span.start for span in self.quotes))

    def sentence_at(self, position: int) -> Span:
        """Return the sentence at `position`, or the last one before it."""
        index = bisect_right(self.sentence_starts, position) - 1
        return self.sentences[index] if index >= 0 else Span(position, position)

    def is_endless_at(self, position: int) -> bool:
        """Say whether what stands at `position` is too long to be a sentence."""
        sentence = self.sentence_at(position)
        return sentence.end - sentence.start > LONGEST_SENTENCE

    def sentences_within(self, span: Span) -> list[Span]:
        """Return what `span` holds of each sentence it touches."""
        first = max(bisect_right(self.sentence_starts, span.start) - 1, 0)
        parts: list[Span] = []
        for sentence in islice(self.sentences, first, None):
            if sentence.start >= span.end:
                break
            part = Span(max(sentence.start, span.start), min(sentence.end, span.end))
            if part.start < part.end:
                parts.append(part)
        return parts

    def quotes_touching(self, span: Span) -> list[Span]:
        """Return the quotations that share at least one code point with `span`."""
        first = max(bisect_right(self.quote_starts, span.start) - 1, 0)
        touching: list[Span] = []
        for quote in islice(self.quotes, first, None):
            if quote.start >= span.end:
                break
            if quote.end > span.start:
                touching.append(quote)
        return touching

    def lists_touching(self, span: Span) -> list[ItemList]:
        """Return the lists whose introduction shares words with `span`, hardly ever more than one."""
        first = max(bisect_right(self.lists, span.start, key=_introduction_start) - 1, 0)
        touching: list[ItemList] = []
        for items in islice(self.lists, first, None):
            if items.introduction.start >= span.end:
                break
            if items.introduction.end >= span.start:
                touching.append(items)
        return touching


def read_layout(text: str) -> Layout:
    """Return the layout of `text`."""
    paragraphs = split_paragraphs(text)
    sentences = [
        sentence
        for paragraph in paragraphs
        for sentence in sentences_of(text, after_dateline(text, paragraph))
    ]
    quotes = find_quotes(text, paragraphs)
    return Layout(text, tuple(paragraphs), tuple(sentences), tuple(quotes), tuple(find_lists(text)))


def span_at(spans: Sequence[Span], position: int) -> Span | None:
    """Return the last of `spans` that starts at or before `position`."""
    index = bisect_right(spans, position, key=_start) - 1
    return spans[index] if index >= 0 else None


def stands_in(spans: Sequence[Span], position: int) -> bool:
    """Say whether one of `spans`, in text order and free of overlaps, holds `position`."""
    span = span_at(spans, position)
    return span is not None and position < span.end


def _start(span: Span) -> int:
    return span.start


def _introduction_start(items: ItemList) -> int:
    return items.introduction.start
