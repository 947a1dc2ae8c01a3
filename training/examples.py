"""Annotated articles as the encoder's windows with the labels to learn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extraction.learned.pieces import Bools, Ints, Pieces, Reader
from extraction.learned.roles import Floats
from extraction.learned.windows import CAPACITY, cut
from training.corpus import Document, Spans

OUT, BEGIN, IN = range(3)
NEITHER, SOURCE, CONTENT = range(3)
# The label of pieces nothing is learnt from: continuations and separators.
IGNORED = -100


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One article's pieces, its cue labels, and for each attribution with a cue its pieces' roles."""

    pieces: Pieces
    cues: Ints
    cue_words: tuple[Ints, ...]
    """Of each attribution, the places of its cue's words."""
    roles: Ints
    """Attribution by piece."""
    cue_odds: Floats
    """Piece by label: how probable each ought to be; nought where nothing is learnt."""
    role_odds: Floats
    """Attribution by piece by role, likewise."""


@dataclass(frozen=True, slots=True)
class Example:
    """One window, `[CLS]` first: what the encoder reads and what it should say."""

    ids: Ints
    shapes: Ints
    quotes: Ints
    cue_odds: Floats
    any_source: Ints
    any_content: Ints
    cue_masks: Bools
    """Attribution by piece: the pieces of its cue."""
    role_odds: Floats
    """Attribution by piece by role."""


def label(document: Document, reader: Reader) -> LabelledText:
    """Return the labels of `document` over its pieces."""
    pieces = reader.read(document.text)
    cues = np.where(pieces.is_word, OUT, IGNORED)
    cue_words: list[Ints] = []
    roles: list[Ints] = []
    for annotation in document.annotations:
        cue = _words_in(pieces, annotation.cue)
        if not len(cue):
            continue
        # Two words are of one cue where no other word lies between them.
        apart = [bool(pieces.is_word[a + 1 : b].any()) for a, b in zip(cue[:-1], cue[1:], strict=True)]
        cues[cue] = np.where([True, *apart], BEGIN, IN)
        role = np.where(pieces.is_word, NEITHER, IGNORED)
        role[_words_in(pieces, annotation.source)] = SOURCE
        role[_words_in(pieces, annotation.content)] = CONTENT
        cue_words.append(cue)
        roles.append(role)
    table = np.stack(roles) if roles else np.zeros((0, len(pieces)), dtype=np.int64)
    return LabelledText(pieces, cues, tuple(cue_words), table, _as_odds(cues), _as_odds(table))


def windows_of(
    text: LabelledText, reader: Reader, capacity: int = CAPACITY, first: int | None = None
) -> list[Example]:
    """Return the windows of one labelled text; `first` shifts where they are cut."""
    return [_example(text, reader, window.start, window.end) for window in cut(text.pieces, capacity, first)]


def shifted_windows(
    texts: Sequence[LabelledText], reader: Reader, random: np.random.Generator
) -> list[Example]:
    """Return all windows, cut elsewhere each time so that every paragraph is learnt in varying company."""
    firsts = random.integers(CAPACITY // 4, CAPACITY + 1, size=len(texts)).tolist()
    return [
        example
        for text, first in zip(texts, firsts, strict=True)
        for example in windows_of(text, reader, first=first)
    ]


def _as_odds(labels: Ints) -> Floats:
    """Return labels as certainties along one more axis; both cues and roles have three."""
    certain = np.eye(3, dtype=np.float32)[np.maximum(labels, 0)]
    certain[labels == IGNORED] = 0
    return certain


def _words_in(pieces: Pieces, spans: Spans) -> Ints:
    """Return the words that overlap any of `spans`, as places of their first pieces."""
    inside = np.zeros(len(pieces), dtype=np.bool_)
    for start, end in spans:
        inside |= (pieces.starts < end) & (pieces.ends > start)
    return np.flatnonzero(inside & pieces.is_word)


def _example(text: LabelledText, reader: Reader, start: int, end: int) -> Example:
    pieces, inside = text.pieces, slice(start, end)
    here = [number for number, cue in enumerate(text.cue_words) if start <= cue[0] and cue[-1] < end]
    masks = np.zeros((len(here), end - start + 1), dtype=np.bool_)
    for row, number in enumerate(here):
        masks[row, text.cue_words[number] - start + 1] = True
    is_word = pieces.is_word[inside]
    return Example(
        ids=np.insert(pieces.ids[inside], 0, reader.classifier),
        shapes=np.insert(pieces.shapes[inside], 0, 0),
        quotes=np.insert(pieces.quotes[inside], 0, 0),
        cue_odds=np.insert(text.cue_odds[inside], 0, 0, axis=0),
        any_source=np.insert(
            np.where(is_word, (text.roles[:, inside] == SOURCE).any(0), IGNORED), 0, IGNORED
        ),
        any_content=np.insert(
            np.where(is_word, (text.roles[:, inside] == CONTENT).any(0), IGNORED), 0, IGNORED
        ),
        cue_masks=masks,
        role_odds=np.insert(text.role_odds[here, inside], 0, 0, axis=1),
    )
