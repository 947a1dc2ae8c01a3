"""How well predicted attributions match annotated ones: the figures that the model card states."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extraction.model import Attribution
from training.corpus import ROLES, Annotation, Document

_WORD = re.compile(r"\w+")
Words = frozenset[int]
Sides = dict[str, Words]

# Name, roles compared, and from what overlap (Jaccard over words) two attributions match.
MEASURES = (
    ("claims", ("source", "content"), 0.5),
    ("claims content-only", ("content",), 0.5),
    ("claims exact", ("source", "content"), 1.0),
)


@dataclass(slots=True)
class Scores:
    """Counts of matched, predicted and annotated, by measure."""

    matched: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    annotated: Counter[str] = field(default_factory=Counter)

    def f1(self, measure: str) -> float:
        """Return F1 in percent."""
        both = self.predicted[measure] + self.annotated[measure]
        return 200 * self.matched[measure] / both if both else 0.0

    def row(self, measure: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 in percent."""
        matched = 100 * self.matched[measure]
        precision = matched / self.predicted[measure] if self.predicted[measure] else 0.0
        recall = matched / self.annotated[measure] if self.annotated[measure] else 0.0
        return precision, recall, self.f1(measure)

    def table(self) -> str:
        """Return all measures as lines of precision, recall and F1."""
        names = [*(f"tokens {role}" for role in ROLES), *(name for name, _, _ in MEASURES)]
        return "\n".join(
            f"{name:22}" + "".join(f"{figure:8.1f}" for figure in self.row(name)) for name in names
        )


def score(pairs: Iterable[tuple[Document, Sequence[Attribution]]]) -> Scores:
    """Return the scores over articles with what was found in each.

    Spans are compared as sets of words; matches are one to one, best first.
    Source: the scorer of the corpus's benchmark, whose figures these equal.
    """
    scores = Scores()
    for document, found in pairs:
        words = [match.span() for match in _WORD.finditer(document.text)]
        annotated = [_annotated(each, words) for each in document.annotations]
        predicted = [_predicted(each, words) for each in found]
        for role in ROLES:
            name = f"tokens {role}"
            gold: Words = frozenset[int]().union(*(each[role] for each in annotated))
            ours: Words = frozenset[int]().union(*(each[role] for each in predicted))
            scores.matched[name] += len(gold & ours)
            scores.predicted[name] += len(ours)
            scores.annotated[name] += len(gold)
        annotated = [each for each in annotated if each["content"]]
        predicted = [each for each in predicted if each["content"]]
        for name, roles, floor in MEASURES:
            scores.matched[name] += len(match(annotated, predicted, roles, floor))
            scores.predicted[name] += len(predicted)
            scores.annotated[name] += len(annotated)
    return scores


def matched_claims(document: Document, found: Sequence[Attribution]) -> tuple[int, list[tuple[int, int]]]:
    """Return how many annotations have content, and the matches (annotation, place in `found`) as claims."""
    words = [match.span() for match in _WORD.finditer(document.text)]
    annotated = [
        side for side in (_annotated(each, words) for each in document.annotations) if side["content"]
    ]
    return len(annotated), match(annotated, [_predicted(each, words) for each in found], *MEASURES[0][1:])


def match(
    annotated: Sequence[Sides], predicted: Sequence[Sides], roles: Sequence[str], floor: float
) -> list[tuple[int, int]]:
    """Return the one-to-one pairs whose overlap in the worst of `roles` reaches `floor`."""
    pairs = sorted(
        (
            (min(_jaccard(gold[role], ours[role]) for role in roles), -i, -j)
            for i, gold in enumerate(annotated)
            for j, ours in enumerate(predicted)
            if gold["content"] & ours["content"]
        ),
        reverse=True,
    )
    taken: set[int] = set()
    used: set[int] = set()
    matches = []
    for overlap, i, j in pairs:
        if overlap >= floor and -i not in taken and -j not in used:
            taken.add(-i)
            used.add(-j)
            matches.append((-i, -j))
    return matches


def _annotated(annotation: Annotation, words: Sequence[tuple[int, int]]) -> Sides:
    return {role: _covered(getattr(annotation, role), words) for role in ROLES}


def _predicted(found: Attribution, words: Sequence[tuple[int, int]]) -> Sides:
    return {
        role: _covered([(span.start, span.end) for span in getattr(found, role)], words) for role in ROLES
    }


def _covered(spans: Iterable[tuple[int, int]], words: Sequence[tuple[int, int]]) -> Words:
    """Return the numbers of the words that overlap any of `spans`."""
    return frozenset(
        number
        for start, end in spans
        for number in range(
            bisect_right(words, start, key=lambda word: word[1]),
            bisect_left(words, end, key=lambda word: word[0]),
        )
    )


def _jaccard(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0
