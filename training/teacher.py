"""A weights file as a teacher: its opinions of annotated articles, learnt beside what annotators marked."""

from dataclasses import replace

import numpy as np

from extraction.learned.engine import LearnedEngine
from extraction.learned.pieces import Ints
from extraction.learned.roles import Floats, log_softmax
from extraction.learned.windows import Window, cut
from training.corpus import Document
from training.examples import LabelledText


def ask(teacher: LearnedEngine, document: Document, text: LabelledText, trust: float) -> LabelledText:
    """Return `text`, the labels of `document`, with targets of which `trust` (0 to 1) is the teacher's share.

    Of roles the teacher is asked for the annotated cues. Outside of its window annotators alone are heard.
    """
    pieces = teacher.read(document.text)
    # The two may read by different pieces, but by the same words, so words are counted.
    word_numbers = np.cumsum(pieces.is_word) - 1
    places = np.flatnonzero(text.pieces.is_word)
    cues = [np.searchsorted(places, cue) for cue in text.cue_words]
    cue_odds, role_odds = text.cue_odds.copy(), text.role_odds.copy()
    for window in cut(pieces):
        readings = teacher.look(pieces, window)
        inside = window.start + readings.places - 1
        numbers, owned = word_numbers[inside], _owned(window, inside)
        here = places[numbers]
        cue_odds[here[owned]] += trust * (_odds(readings.cues)[owned] - cue_odds[here[owned]])
        asked = [row for row, cue in enumerate(cues) if _holds(numbers, owned, cue)]
        if asked:
            thought = _odds(teacher.head.score(readings, [cues[row] - numbers[0] for row in asked]))
            cells = np.ix_(asked, here)
            role_odds[cells] += trust * (thought - role_odds[cells])
    return replace(text, cue_odds=cue_odds, role_odds=role_odds)


def share_trust(trust: float, teachers: int) -> list[float]:
    """Return how far to trust each teacher, asked one after the other, so that all are heard alike."""
    share = trust / max(teachers, 1)
    # what the later ones are mixed into keeps less of the earlier ones
    return [share / (1 - trust + share * number) if share else 0.0 for number in range(1, teachers + 1)]


def _owned(window: Window, inside: Ints) -> Ints:
    """Return which of the pieces `inside` the window owns."""
    return np.flatnonzero((inside >= window.own_start) & (inside < window.own_end))


def _holds(numbers: Ints, owned: Ints, cue: Ints) -> bool:
    """Whether a cue begins at a word the window owns and ends inside it; `numbers` have no gaps."""
    if not len(owned):
        return False
    return bool(numbers[owned[0]] <= cue[0] <= numbers[owned[-1]] and cue[-1] <= numbers[-1])


def _odds(logits: Floats) -> Floats:
    odds: Floats = np.exp(log_softmax(logits))
    return odds
