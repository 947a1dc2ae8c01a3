"""The sources of an invented collection: agencies that pass on, outlets that publish, and whoever speaks."""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.vocabulary import make_name
from extraction.model import Source, SourceKind

# Of all sources these are busy; of the speakers, the first hundred
AGENCIES, OUTLETS, BUSY_SPEAKERS = 20, 80, 100
BUSY = AGENCIES + OUTLETS + BUSY_SPEAKERS

# How often one of the busy speakers is credited, rather than one of the thousands of others
_BUSY_SHARE = 0.5

# Who speaks, in turn: mostly people
_SPEAKERS: tuple[SourceKind, ...] = (
    *("person", "person", "person", "organisation", "person", "government"),
    *("person", "group", "person", "document", "person", "dataset"),
)


def _accumulate(count: int) -> Sequence[float]:
    """Return accumulated weights: the first comes ten times as often as the hundredth."""
    return list(itertools.accumulate(rank**-0.5 for rank in range(1, count + 1)))


_OUTLET_WEIGHTS, _SPEAKER_WEIGHTS = _accumulate(OUTLETS), _accumulate(BUSY_SPEAKERS)


@dataclass(frozen=True, slots=True)
class Cast:
    """All the sources with a name, each keyed by its id."""

    agencies: Sequence[Source]
    outlets: Sequence[Source]
    busy_speakers: Sequence[Source]
    other_speakers: Sequence[Source]

    def __iter__(self) -> Iterator[Source]:
        return itertools.chain(self.agencies, self.outlets, self.busy_speakers, self.other_speakers)

    def draw_outlet(self, draw: random.Random) -> Source:
        """Return who publishes an article."""
        return draw.choices(self.outlets, cum_weights=_OUTLET_WEIGHTS)[0]

    def draw_speaker(self, draw: random.Random) -> Source:
        """Return who says something."""
        if draw.random() < _BUSY_SHARE or not self.other_speakers:
            return draw.choices(self.busy_speakers, cum_weights=_SPEAKER_WEIGHTS)[0]
        return draw.choice(self.other_speakers)


def make_cast(ids: Iterator[str], sources: int) -> Cast:
    """Return a cast of so many sources.

    :raises ValueError: if they are fewer than the busy ones
    """
    if sources < BUSY:
        raise ValueError(f"There are at least {BUSY} sources, the busy ones, not {sources}.")
    kinds: Iterator[SourceKind] = itertools.chain(
        itertools.repeat("news_agency", AGENCIES),
        itertools.repeat("outlet", OUTLETS),
        itertools.cycle(_SPEAKERS),
    )
    members = (Source(next(ids), next(kinds), make_name(number)) for number in range(sources))
    agencies, outlets, busy = (
        list(itertools.islice(members, size)) for size in (AGENCIES, OUTLETS, BUSY_SPEAKERS)
    )
    return Cast(agencies, outlets, busy, list(members))
