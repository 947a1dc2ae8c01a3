"""A cue in its construction, and how often such a one is an attribution, as counted on a corpus."""

from dataclasses import dataclass
from functools import cache

from extraction.rules.sources import Range
from extraction.wordlists import read_rows

# A cue, what stands before it, what follows: ("say", "subject", "that").
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A possible attribution: `key` names its cue and construction in the lexicon of frames."""

    key: Key
    source: Range | None
    cue: Range
    content: tuple[Range, ...]


# After so many sightings a key's own rate counts as much as what its cue and construction promise.
PRIOR_WEIGHT = 3.0


@cache
def probability(key: Key) -> float:
    """Return how probable it is that a proposal with this key is an attribution, 0 to 1.

    The key's own rate, drawn towards what its cue and its construction promise when taken as independent.
    """
    base = _rate((), 0.5)
    odds = _odds(_rate(key[:1], base)) * _odds(_rate(key[1:], base)) / _odds(base)
    return _rate(key, odds / (1 + odds))


@cache
def _counts() -> dict[tuple[str, ...], tuple[int, int]]:
    """Return hits and sightings by key, by cue, by construction, and in all."""
    counts: dict[tuple[str, ...], tuple[int, int]] = {}
    for cue, before, after, hits, seen in read_rows("frames.tsv"):
        for key in ((cue, before, after), (cue,), (before, after), ()):
            hits_so_far, seen_so_far = counts.get(key, (0, 0))
            counts[key] = (hits_so_far + int(hits), seen_so_far + int(seen))
    return counts


def _rate(key: tuple[str, ...], prior: float) -> float:
    hits, seen = _counts().get(key, (0, 0))
    return (hits + PRIOR_WEIGHT * prior) / (seen + PRIOR_WEIGHT)


def _odds(rate: float) -> float:
    return rate / (1 - rate)
