"""From what the encoder says of one text to its attributions."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from extraction.learned.pieces import Bools, Ints, Pieces
from extraction.learned.rating import Rating, measure
from extraction.learned.roles import (
    CONTENT,
    NEITHER,
    SOURCE,
    Floats,
    Readings,
    RoleHead,
    likeliest_paths,
    log_softmax,
)
from extraction.learned.windows import Window
from extraction.model import Attribution, Span

# So many windows' paths are sought at once: enough that a step's own cost is small, few enough for the cache.
_TOGETHER = 32
# What a word costs another cue that a surer one holds: enough that no evidence outweighs it.
_FORBIDDEN = np.float32(-1e4)
# Words between two parts of a content that belong to it all the same, where nothing of its own cue or source
# is among them: mostly an attribution nested in it. Chosen on articles held out of training.
_WIDEST_GAP = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """How readily the decoder speaks; chosen on articles held out of training."""

    cue_threshold: float
    """How probable the surest word of a cue must be for its attribution to be considered."""
    cue_floor: float
    """How probable its other words must be."""
    transitions: Floats
    """Role before by role now: what going on so adds, in nats."""
    rating: Rating
    threshold: float
    """How probable an attribution must be."""


# A window, and what the encoder says of its words.
Look = tuple[Window, Readings]
# Of a word, its start, its end and the number of its paragraph.
Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Claimed:
    """The words of a window (their pieces), the cues among them, how probable each is, and what it claims."""

    words: Ints
    cues: list[Ints]
    sure: list[float]
    scores: Floats
    """Cue by word by role: log-probabilities, settled."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribution not yet rated, and what is measured of it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    features: Floats


def decode(pieces: Pieces, read: Iterable[Look], head: RoleHead, settings: Settings) -> list[Attribution]:
    """Return the attributions of a text, of which each window was `read`, in the order of their cues."""
    proposals = propose(pieces, read, head, settings)
    if not proposals:
        return []
    rated = settings.rating.probabilities(np.stack([each.features for each in proposals])).tolist()
    return [
        Attribution(each.source, each.cue, each.content, probability)
        for each, probability in zip(proposals, rated, strict=True)
        if probability >= settings.threshold
    ]


def propose(pieces: Pieces, read: Iterable[Look], head: RoleHead, settings: Settings) -> list[Proposal]:
    """Return an attribution for each cue that its window owns and that has content, in the cues' order."""
    claimed = (each for window, readings in read if (each := _claim_words(window, readings, head, settings)))
    proposals: list[Proposal] = []
    while together := list(islice(claimed, _TOGETHER)):
        paths = likeliest_paths([each.scores for each in together], settings.transitions)
        for each, path in zip(together, paths, strict=True):
            proposals += _assemble(pieces, each, path)
    return proposals


def _claim_words(window: Window, readings: Readings, head: RoleHead, settings: Settings) -> _Claimed | None:
    """Return how much each cue that `window` owns claims each word, None where it owns none."""
    words = window.start + readings.places - 1
    found = [
        (cue, sure)
        for cue, sure in find_cues(readings.cues, settings)
        if window.own_start <= words[cue[0]] < window.own_end
    ]
    if not found:
        return None
    cues = [cue for cue, _ in found]
    scores = log_softmax(head.score(readings, cues))
    settle(scores, cues)
    return _Claimed(words, cues, [sure for _, sure in found], scores)


def _assemble(pieces: Pieces, claimed: _Claimed, paths: Ints) -> Iterator[Proposal]:
    """Yield the attribution of each cue, by the role that each word has for it."""
    places = _places(pieces, claimed.words)
    features = measure(claimed.sure, claimed.scores, paths)
    sources, contents = _words_by_cue(paths == SOURCE), _words_by_cue(paths == CONTENT)
    for number, cue in enumerate(claimed.cues):
        if not contents[number]:
            continue
        source = _best_run(sources[number], claimed.scores[number])
        held = cue.tolist()
        content = without_gaps(contents[number], {*held, *source})
        yield Proposal(
            _spans(places, source), _spans(places, held), _spans(places, content), features[number]
        )


def _words_by_cue(flags: Bools) -> list[list[int]]:
    """Return for each cue (a row of flags) the words that are flagged."""
    words: list[list[int]] = [[] for _ in flags]
    for cue, word in zip(*(each.tolist() for each in flags.nonzero()), strict=True):
        words[cue].append(word)
    return words


def find_cues(logits: Floats, settings: Settings) -> list[tuple[Ints, float]]:
    """Return the cues (their words, and how probable the surest of them is) in text order."""
    odds = np.exp(log_softmax(logits))
    probable = 1 - odds[:, 0]
    inside = probable >= settings.cue_floor
    begins = inside & ((odds[:, 1] > odds[:, 2]) | ~np.append(False, inside[:-1]))
    words = np.flatnonzero(inside)
    edges = [*np.flatnonzero(begins[words]).tolist(), len(words)]
    runs = [words[start:end] for start, end in pairwise(edges)]
    cues = [(run, float(probable[run].max())) for run in runs]
    return [(run, sure) for run, sure in cues if sure >= settings.cue_threshold]


def settle(scores: Floats, cues: list[Ints]) -> None:
    """Let each word be of one attribution only.

    A cue's words are no other's; the rest go to the cue that claims them most. `scores` is changed in place.
    """
    for cue in cues:
        scores[:, cue, SOURCE:] = _FORBIDDEN
    if len(cues) > 1:
        claimed = scores[:, :, CONTENT] - scores[:, :, NEITHER]
        winner = claimed.argmax(0)
        lost = (np.arange(len(cues))[:, None] != winner) & (claimed[winner, np.arange(len(winner))] > 0)
        scores[lost, CONTENT] = np.minimum(scores[lost, CONTENT], scores[lost, NEITHER] - 2)


def _best_run(words: list[int], score: Floats) -> list[int]:
    """Return only that run of words which the cue's `score` tells most for; sources are of one piece."""
    runs: list[list[int]] = []
    for word in words:
        if runs and runs[-1][-1] == word - 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    if len(runs) <= 1:
        return words
    margins = score[:, SOURCE] - score[:, NEITHER]
    return max(runs, key=lambda run: float(margins[run[0] : run[-1] + 1].sum()))


def without_gaps(content: list[int], own: Set[int]) -> list[int]:
    """Return the content's words and those in its short gaps, but for gaps with its `own` cue or source."""
    filled = content[:1]
    for last, first in pairwise(content):
        if 1 < first - last <= _WIDEST_GAP + 1 and own.isdisjoint(range(last + 1, first)):
            filled += range(last + 1, first)
        filled.append(first)
    return filled


def _places(pieces: Pieces, words: Ints) -> list[Place]:
    """Return where each word stands: its start, its end and its paragraph."""
    told = (pieces.starts[words], pieces.ends[words], pieces.paragraphs[words])
    return list(zip(*(each.tolist() for each in told), strict=True))


def _spans(places: Sequence[Place], words: Sequence[int]) -> tuple[Span, ...]:
    """Return the words as spans, one for each unbroken run within one paragraph."""
    if not words:
        return ()
    spans: list[Span] = []
    start, end, paragraph = places[words[0]]
    for before, word in pairwise(words):
        if word != before + 1 or places[word][2] != paragraph:
            spans.append(Span(start, end))
            start, _, paragraph = places[word]
        end = places[word][1]
    return (*spans, Span(start, end))
