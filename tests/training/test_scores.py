"""What counts as a match, and how matches are counted."""

import pytest

from extraction.model import Attribution, Span
from training.corpus import Annotation, Document
from training.scores import score

TEXT = "The dam will hold through spring, Hale told the council."
HALE, TOLD, DAM = (34, 38), (39, 43), (0, 32)
GOLD = Document("a", "p", TEXT, (Annotation((HALE,), (TOLD,), (DAM,)),))


def found(source: tuple[int, int] | None, content: tuple[int, int]) -> list[Attribution]:
    return [Attribution((Span(*source),) if source else (), (Span(*TOLD),), (Span(*content),))]


@pytest.mark.parametrize(
    ("source", "content", "claims", "content_only", "exact"),
    [
        (HALE, DAM, 100, 100, 100),
        (HALE, (0, 33), 100, 100, 100),
        (HALE, (0, 17), 100, 100, 0),
        (HALE, (0, 7), 0, 0, 0),
        (None, DAM, 0, 100, 0),
    ],
)
def test_half_of_the_words_in_both_roles_make_a_match(source, content, claims, content_only, exact):
    scores = score([(GOLD, found(source, content))])

    names = ("claims", "claims content-only", "claims exact")
    assert [scores.f1(name) for name in names] == [claims, content_only, exact]


def test_one_annotation_matches_one_finding_only():
    scores = score([(GOLD, found(HALE, DAM) * 2)])

    assert scores.row("claims") == (50, 100, pytest.approx(200 / 3))


def test_nothing_found_scores_nothing():
    assert score([(GOLD, [])]).row("claims") == (0, 0, 0)
