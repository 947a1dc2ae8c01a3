"""Laws of scoring check-worthiness."""

from bench.score_check_worthiness import Rated, average_precision, table_of
from extraction.claims import build_claims
from extraction.model import Article


def rated(text: str, is_worthy: bool) -> Rated:
    claim = next(iter(build_claims(Article(text=text), [])), None)
    return Rated("a", "plain", is_worthy, claim)


FIGURE = "The mill has lost 40 million crowns."
TRIFLE = "The minister wore a grey coat that evening."


def test_a_ranking_with_the_worthy_on_top_has_full_average_precision():
    assert average_precision([rated(FIGURE, True), rated(TRIFLE, False)]) == 1


def test_average_precision_counts_what_stands_above_each_worthy_one():
    assert (
        average_precision([rated(FIGURE, False), rated(TRIFLE, True), rated(FIGURE, True)])
        == (2 / 3 + 1 / 2) / 2
    )


def test_a_claim_that_was_not_found_is_missed():
    missed = rated("", True)

    table = list(table_of("a", [missed, rated(FIGURE, True)], 0.5))

    assert table[0] == "a: 2 labelled, 2 worth checking, 1 found"
    assert table[1].split() == ["at", "0.50:", "P", "100.0%", "R", "50.0%"]
