"""A text as the encoder reads it: wordpieces, their places, the shapes of words, the state of quotation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Shapes of words: the base encoder reads lower-cased text, so capitals reach it only through these.
LOWER, CAPITALISED, UPPER, MIXED, DIGITS, MARK = range(6)
SHAPES = 6

# Where a piece stands towards double quotes. CONTINUES is an opening mark after a paragraph whose quotation
# was left open: by convention the same speaker goes on.
OUTSIDE, INSIDE, OPENS, CLOSES, UNCLOSED, CONTINUES = range(6)
QUOTE_STATES = 6

_QUOTE_MARK = re.compile(r"[\"“”„«»]|''|``")
_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset({"”", "»"})
_PARAGRAPH = re.compile(r"[^\n]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# As in the base encoder's own tokenizer; a longer "word" becomes one unknown piece.
_LONGEST_WORD = 100
# The tokenizer takes some 700 bytes for a piece until its answer is read: so many code points, ten pages
# of print, are given to it at once.
STRETCH_CHARS = 10_000
# Before any of these a word ends, whatever stands before.
_PARTING = ' \n"'


@dataclass(frozen=True, slots=True)
class Pieces:
    """The wordpieces of one text in order, a separator after each paragraph; all arrays are of one length."""

    ids: Ints
    starts: Ints
    """Code points; a separator stands, empty, at its paragraph's end."""
    ends: Ints
    """Code points; of every piece its whole word's end, so that words are read off first pieces alone."""
    is_word: Bools
    """Whether a word starts here: neither a continuation nor a separator."""
    paragraphs: Ints
    shapes: Ints
    quotes: Ints

    def __len__(self) -> int:
        return len(self.ids)


class Reader:
    """Turns texts into pieces by one vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Read by `vocabulary`: pieces in the order of their ids, with [UNK], [CLS] and [SEP] among them."""
        ids = {piece: number for number, piece in enumerate(vocabulary)}
        model = WordPiece(ids, unk_token="[UNK]", max_input_chars_per_word=_LONGEST_WORD)
        self._tokenizer = Tokenizer(model)
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._continues = np.array([piece.startswith("##") for piece in vocabulary])
        self.classifier = ids["[CLS]"]
        self.separator = ids["[SEP]"]

    def read(self, text: str) -> Pieces:
        """Return the pieces of `text`; lone surrogates are read as replacement characters."""
        text = _LONE_SURROGATE.sub("\ufffd", text)
        ids, spans = self.encode(text)
        continues = self._continues[ids]
        starts, ends = spans[:, 0], _word_ends(spans[:, 1], continues)
        bounds = np.array([m.span() for m in _PARAGRAPH.finditer(text)], dtype=np.int64).reshape(-1, 2)
        paragraphs = np.searchsorted(bounds[:, 0], starts, side="right") - 1
        pieces = Pieces(
            ids=ids,
            starts=starts,
            ends=ends,
            is_word=~continues,
            paragraphs=paragraphs,
            shapes=_shapes(text, starts, ends, continues),
            quotes=_quote_states(text, bounds)[starts] if len(ids) else ids,
        )
        return self._with_separators(pieces)

    def encode(self, text: str, most_chars: int = STRETCH_CHARS) -> tuple[Ints, Ints]:
        """Return the ids of the pieces of `text` and their starts and ends, read `most_chars` at a time."""
        ids, spans = [np.empty(0, dtype=np.int64)], [np.empty((0, 2), dtype=np.int64)]
        for start, end in _cut_stretches(text, most_chars):
            encoding = self._tokenizer.encode(text[start:end])
            ids.append(np.array(encoding.ids, dtype=np.int64))
            offsets = np.fromiter(chain.from_iterable(encoding.offsets), np.int64, 2 * len(ids[-1]))
            spans.append(offsets.reshape(-1, 2) + start)
        return np.concatenate(ids), np.concatenate(spans)

    def _with_separators(self, pieces: Pieces) -> Pieces:
        """Return `pieces` with a separator after the last piece of each paragraph."""
        if not len(pieces):
            return pieces
        last = np.flatnonzero(np.append(np.diff(pieces.paragraphs) != 0, True))
        after, at_end = last + 1, pieces.ends[last]
        return Pieces(
            ids=np.insert(pieces.ids, after, self.separator),
            starts=np.insert(pieces.starts, after, at_end),
            ends=np.insert(pieces.ends, after, at_end),
            is_word=np.insert(pieces.is_word, after, False),
            paragraphs=np.insert(pieces.paragraphs, after, pieces.paragraphs[last]),
            shapes=np.insert(pieces.shapes, after, MARK),
            quotes=np.insert(pieces.quotes, after, OUTSIDE),
        )


def _cut_stretches(text: str, most_chars: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `text`, each of `most_chars` at most where words can be parted there."""
    start = 0
    while start < len(text):
        end = start + most_chars
        if end < len(text):
            end = max(text.rfind(mark, start + 1, end) for mark in _PARTING)
            if end < 0:
                after = (text.find(mark, start + most_chars) for mark in _PARTING)
                end = min((place for place in after if place >= 0), default=len(text))
        yield start, end
        start = end


def _word_ends(ends: Ints, continues: Bools) -> Ints:
    """Return for each piece the end of its word."""
    if not len(ends):
        return ends
    last = np.flatnonzero(np.append(~continues[1:], True))
    word_ends: Ints = ends[last][np.cumsum(~continues) - 1]
    return word_ends


def _shapes(text: str, starts: Ints, ends: Ints, continues: Bools) -> Ints:
    """Return the shape of each piece's word."""
    if not len(starts):
        return starts
    first = starts[np.maximum.accumulate(np.where(continues, 0, np.arange(len(starts))))]
    upper, letters, digits = _running_counts(text)
    uppers, length = upper[ends] - upper[first], letters[ends] - letters[first]
    begins_upper = upper[first + 1] - upper[first] == 1
    conditions = [
        digits[ends] > digits[first],
        length == 0,
        uppers == 0,
        (uppers == length) & (length > 1),
        begins_upper & (uppers == 1),
    ]
    return np.select(conditions, [DIGITS, MARK, LOWER, UPPER, CAPITALISED], default=MIXED).astype(np.int64)


def _running_counts(text: str) -> Iterator[Ints]:
    """Yield how many capitals, letters and digits stand before each place, one entry more than places."""
    # A text has few characters, however long it is: each is asked once what it is.
    characters = list(set(text))
    numbers = [ord(character) for character in characters]
    places = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    for is_one in (str.isupper, str.isalpha, str.isdigit):
        flags = np.zeros(max(numbers) + 1, dtype=np.bool_)
        flags[numbers] = [is_one(character) for character in characters]
        counts = np.zeros(len(text) + 1, dtype=np.int64)
        np.cumsum(flags[places], out=counts[1:])
        yield counts


def _quote_states(text: str, paragraphs: Ints) -> Ints:
    """Return for each code point where it stands towards double quotes."""
    states = np.zeros(len(text), dtype=np.int64)
    was_left_open = False
    for start, end in paragraphs.tolist():
        opened: int | None = None
        continues = was_left_open
        for mark in _QUOTE_MARK.finditer(text, start, end):
            if opened is None and mark.group() not in _CLOSING:
                states[mark.start() : mark.end()] = CONTINUES if continues else OPENS
                opened = mark.end()
            elif opened is not None and mark.group() not in _OPENING:
                states[opened : mark.start()] = INSIDE
                states[mark.start() : mark.end()] = CLOSES
                opened = None
            continues = False
        was_left_open = opened is not None
        if opened is not None:
            states[opened:end] = UNCLOSED
    return states
