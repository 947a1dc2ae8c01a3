"""Invent claims: their words, their chains of one to four hops, and the paragraphs that print both."""

import random
from collections.abc import Sequence
from functools import cache

from bench.cast import Cast
from bench.vocabulary import draw_words
from extraction.confidence import assess_confidence
from extraction.model import (
    Act,
    Anonymity,
    Certainty,
    Claim,
    Confidence,
    Fragment,
    Hop,
    HopMode,
    Source,
    Span,
)

# How many hops a chain has, of a hundred claims 30 one, 40 two, 20 three and 10 four
_LENGTHS, _LENGTH_WEIGHTS = (1, 2, 3, 4), (30, 70, 90, 100)

# Of the relays next to the publisher so many are the first agency: one claim in ten has it
_FIRST_AGENCY_SHARE = 1 / 3

# How often a claim credits its article's unnamed source, where there is one, rather than anybody else
_UNNAMED_SHARE = 0.3

_MODES: tuple[HopMode, ...] = ("direct_quote", "indirect", "mixed")
_MODE_WEIGHTS = (40, 90, 100)
_ACTS: tuple[Act, ...] = ("said", "wrote", "believes", "predicts")
_ACT_WEIGHTS = (85, 90, 95, 100)

_CERTAINTIES = (
    Certainty("asserted"),
    Certainty("asserted", "negative", cues=("not",)),
    Certainty("probable", cues=("likely",)),
    Certainty("possible", cues=("could",)),
    Certainty("possible", condition="if it is agreed", cues=("might",)),
    Certainty("doubtful", cues=("ostensibly",)),
    Certainty("denied", "negative", cues=("denied",)),
    Certainty("unknown", cues=("it was not clear",)),
)
_CERTAINTY_WEIGHTS = (58, 66, 74, 85, 88, 92, 97, 100)

# What confidence is computed from, of one hop
_Facts = tuple[int, str, str, Anonymity | None, str, str | None]


class Paper:
    """An article's text as it is written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def write(self, words: str) -> Span:
        """Add words and return where they stand."""
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return Span(start, self._length)

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)


def invent_claim(
    paper: Paper, cast: Cast, draw: random.Random, publisher: Source, unnamed: Source | None
) -> Claim:
    """Invent a claim and write it on the paper, as a paragraph of its own."""
    words = " ".join(draw_words(draw, draw.randint(8, 32))).capitalize()
    credited = _draw_credited(cast, draw, unnamed)
    mode = draw.choices(_MODES, cum_weights=_MODE_WEIGHTS)[0]
    marks = ('"', '," ') if credited and mode == "direct_quote" else ("", ", ") if credited else ("", "")
    paper.write(marks[0])
    span = paper.write(words)
    paper.write(marks[1])
    hops = tuple(_write_hops(paper, credited, publisher, mode, draw))
    paper.write(".\n\n")
    certainty = draw.choices(_CERTAINTIES, cum_weights=_CERTAINTY_WEIGHTS)[0]
    return Claim(
        text=f"{words}.",
        fragments=(Fragment("text", span),),
        hops=hops,
        certainty=certainty,
        confidence=_assess(certainty, tuple(map(_facts_of, hops))),
        probability=draw.randint(50, 100) / 100,
        check_worthiness=draw.randint(0, 100) / 100,
    )


def _draw_credited(cast: Cast, draw: random.Random, unnamed: Source | None) -> Sequence[Source]:
    """Return who stands in the chain before the publisher, the origin first."""
    length = draw.choices(_LENGTHS, cum_weights=_LENGTH_WEIGHTS)[0]
    if length == 1:
        return ()
    is_unnamed = unnamed is not None and draw.random() < _UNNAMED_SHARE
    origin = unnamed if is_unnamed and unnamed else cast.draw_speaker(draw)
    first, *others = cast.agencies
    last = first if draw.random() < _FIRST_AGENCY_SHARE else draw.choice(others)
    if length == 4:
        between = draw.choice([agency for agency in others if agency is not last])
        return (origin, between, last)
    return (origin, last)[: length - 1]


def _write_hops(
    paper: Paper, credited: Sequence[Source], publisher: Source, mode: HopMode, draw: random.Random
) -> Sequence[Hop]:
    """Write who is credited, as in "Ana Belo told Wire, Post reported", and return the chain."""
    hops: list[Hop] = []
    for step, source in enumerate(credited):
        # the one who is told is named by the next hop
        paper.write("" if step == 0 else " " if step == 1 else ", ")
        mention = paper.write(source.name)
        if step == 0:
            paper.write(" ")
            cue = paper.write("said" if len(credited) == 1 else "told")
            act = draw.choices(_ACTS, cum_weights=_ACT_WEIGHTS)[0]
            hops.append(Hop(0, "origin", source, act, mode, mention, cue))
        elif step == 1:
            hops.append(Hop(1, "relay", source, "published", "indirect", mention))
        else:
            paper.write(" ")
            cue = paper.write("reported")
            hops.append(Hop(step, "relay", source, "published", "indirect", mention, cue))
    return [*hops, Hop(len(hops), "publisher", publisher, "published")]


def _facts_of(hop: Hop) -> _Facts:
    return hop.step, hop.role, hop.source.kind, hop.source.anonymity, hop.act, hop.mode


@cache
def _assess(certainty: Certainty, facts: tuple[_Facts, ...]) -> Confidence | None:
    """Return the confidence that a claim earns, computed once for all that are alike."""
    hops = [
        Hop(step, role, Source(str(index), kind, "", anonymity), act, mode)  # type: ignore[arg-type]  # a hop's
        for index, (step, role, kind, anonymity, act, mode) in enumerate(facts)
    ]
    return assess_confidence(certainty, hops)
