"""Which of a sentence's proposals stand, where they lie in each other's way."""

from dataclasses import replace

from extraction.rules.frames import Proposal, probability
from extraction.rules.sources import Range

# Half the F1 one can reach is the threshold that serves F1 best (Lipton and others, 2014); we reach some 55.
THRESHOLD = 0.3
# "It was not clear whether …" is seldom annotated, yet says in so many words that nobody vouches for it.
ALWAYS = frozenset(("clear",))
# A proposal inside another's content is mostly not annotated: what was said is one content there.
NESTED_FACTOR = 0.7
# So probable, it stands beside the one that holds it all the same: who passes on whose words is a chain.
PASSED_ON = 0.75
# "The mayor slammed the door, said an aide who was there": whose words they are stands at the end.
OVERRUN_FACTOR = 0.4
# How a verb that says so stands to its subject.
PLAIN = frozenset(("subject", "pronoun", "perfect"))


def choose(proposals: list[Proposal]) -> list[tuple[float, Proposal]]:
    """Return the proposals that stand, with their probabilities, from left to right.

    The more probable goes first; a later one keeps of its content what no other has taken,
    unless that is less than half of it: then the other one is nested in it ("supports what he calls …").
    What nobody vouches for is kept whole.
    """
    rated = [(probability(proposal.key), proposal) for proposal in proposals]
    rated = [(p, proposal) for p, proposal in rated if p >= THRESHOLD or proposal.key[0] in ALWAYS]
    outer = [proposal for _, proposal in rated]
    closings = [proposal for proposal in outer if proposal.key[1:] == ("inverted", "left")]
    rated = [(p * OVERRUN_FACTOR if _overruns(one, closings) else p, one) for p, one in rated]
    rated.sort(key=lambda pair: (-_weight(pair[0], pair[1], outer), pair[1].cue))
    chosen: list[tuple[float, Proposal]] = []
    taken: set[int] = set()
    for p, proposal in rated:
        if not taken.isdisjoint(range(*proposal.cue)):
            continue
        kept = tuple(part for part in (_free(part, taken) for part in proposal.content) if part)
        if proposal.content and not kept:
            continue
        if 2 * _length(kept) < _length(proposal.content) or proposal.key[0] in ALWAYS:
            kept = proposal.content
        for part in (*kept, proposal.cue, *([proposal.source] if proposal.source else [])):
            taken.update(range(*part))
        chosen.append((p, replace(proposal, content=kept)))
    chosen += [pair for pair in rated if _is_passed_on(pair, [proposal for _, proposal in chosen])]
    return sorted(chosen, key=lambda pair: pair[1].cue)


def _is_passed_on(pair: tuple[float, Proposal], chosen: list[Proposal]) -> bool:
    """Tell whether what somebody says is, for the most part, that another said it: a chain of hops."""
    p, inner = pair
    if p < PASSED_ON or inner.source is None or inner.key[1] not in PLAIN:
        return False
    return any(
        start <= inner.source[0]
        and inner.source[1] <= end
        and 2 * _length(inner.content) >= end - start
        and all(start <= a and b <= end for a, b in (inner.cue, *inner.content))
        for outer in chosen
        if outer.source
        for start, end in outer.content
    )


def _length(parts: tuple[Range, ...]) -> int:
    return sum(end - start for start, end in parts)


def _weight(p: float, proposal: Proposal, others: list[Proposal]) -> float:
    return p * NESTED_FACTOR if any(_holds(other, proposal) for other in others) else p


def _holds(outer: Proposal, inner: Proposal) -> bool:
    """Tell whether `inner` lies in the content of `outer`, and not `outer` in the source of `inner`."""
    source, (start, end) = inner.source, inner.cue
    if source and source[0] <= outer.cue[0] < source[1]:
        return False
    return any(a <= start and end <= b for a, b in outer.content)


def _overruns(outer: Proposal, closings: list[Proposal]) -> bool:
    """Tell whether `outer` takes ", said Hale" for a part of what somebody else says."""
    return any(
        start <= closing.cue[0] < end and closing.content[0][0] <= outer.cue[0]
        for closing in closings
        for start, end in outer.content
    )


def _free(part: Range, taken: set[int]) -> Range | None:
    """Return the first stretch of `part` that is not taken."""
    start, end = part
    while start < end and start in taken:
        start += 1
    stop = start
    while stop < end and stop not in taken:
        stop += 1
    return (start, stop) if stop > start else None
