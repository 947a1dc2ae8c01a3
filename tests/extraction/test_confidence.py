"""Confidence: explained in full, and lawful whatever the words and the chain."""

from dataclasses import replace

import pytest

from extraction.confidence import assess_confidence, level_of
from extraction.model import (
    Anonymity,
    Certainty,
    Confidence,
    Factor,
    Hop,
    ReliabilityLetter,
    Source,
)
from extraction.weights import Weights, packaged_weights

ASSERTED = Certainty("asserted")
UNNAMED_PUBLISHER = Hop(1, "publisher", Source("publisher", "unknown", "unnamed publisher"), "published")


def score_of(
    certainty: Certainty, hops, weights: Weights | None = None, origins: int | None = None
) -> int | None:
    confidence = assess_confidence(certainty, hops, weights, independent_origins=origins)
    return confidence.score if confidence else None


def test_each_factor_is_told_with_its_effect_and_reason():
    source = Source("anonymous:1", "anonymous", "one source", Anonymity("one source", number="one"))
    reuters = Source("news_agency:reuters", "news_agency", "Reuters")
    hops = [
        Hop(0, "origin", source, "said", "direct_quote"),
        Hop(1, "relay", reuters, "published", "indirect"),
        replace(UNNAMED_PUBLISHER, step=2),
    ]

    assert assess_confidence(ASSERTED, hops) == Confidence(
        29,
        "low",
        (
            Factor(
                "origin",
                "anonymous",
                25,
                "The source is not named, so nobody answers for the words in public.",
            ),
            Factor("number", "one", 0, "One unnamed source stands alone."),
            Factor("knowledge", "unknown", 0, "How the source knows is not told."),
            Factor("mode", "direct_quote", 6, "The words are quoted as they were spoken or written."),
            Factor("words", "asserted", 0, "The words commit themselves without reserve."),
            Factor(
                "relay",
                "news_agency",
                -2,
                "It came through a news agency, one more hand that it passed through.",
            ),
            Factor("publisher", "unknown", 0, "The publisher is not known; nothing added or taken."),
        ),
        packaged_weights().name,
    )


def test_an_unattributed_claim_of_an_unknown_publisher_has_no_basis():
    assert assess_confidence(ASSERTED, [replace(UNNAMED_PUBLISHER, step=0)]) is None


def test_an_unattributed_claim_of_a_known_publisher_rests_on_it():
    herald = Hop(0, "publisher", Source("outlet:herald", "outlet", "Brix Herald"), "published")

    assert score_of(ASSERTED, [herald]) == 50


def test_an_origin_of_unknown_kind_has_no_basis():
    she = Hop(0, "origin", Source("unknown:4", "unknown", "she"), "said", "indirect")

    assert assess_confidence(ASSERTED, [she, UNNAMED_PUBLISHER]) is None


@pytest.mark.parametrize(
    ("score", "level"),
    [(0, "none"), (1, "low"), (29, "low"), (30, "medium"), (69, "medium"), (70, "high"), (100, "high")],
)
def test_levels_are_those_of_stix(score, level):
    assert level_of(score) == level


def a_chain(origin: ReliabilityLetter | None = None, relay: ReliabilityLetter | None = None) -> list[Hop]:
    minister = Source("person:pell", "person", "Ada Pell", reliability=origin)
    herald = Source("outlet:herald", "outlet", "Brix Herald", reliability=relay)
    return [
        Hop(0, "origin", minister, "said", "indirect"),
        Hop(1, "relay", herald, "published", "indirect"),
        replace(UNNAMED_PUBLISHER, step=2),
    ]


def test_the_letters_of_the_hops_are_told_each_with_its_effect():
    confidence = assess_confidence(ASSERTED, a_chain(origin="B", relay="D"))

    assert [(factor.factor, factor.value, factor.effect) for factor in confidence.explanation] == [
        ("origin", "person", 60),
        ("origin_reliability", "B", 5),
        ("mode", "indirect", 0),
        ("words", "asserted", 0),
        ("relay", "outlet", -4),
        ("relay_reliability", "D", -4),
        ("publisher", "unknown", 0),
        ("weakest_link", "40", -17),
    ]


def test_what_an_unnamed_source_believes_by_what_it_saw_is_told_piece_by_piece():
    anonymity = Anonymity("officials", number="several_stated", knowledge="witnessed")
    officials = Source("anonymous:1", "anonymous", "officials", anonymity)
    hops = [Hop(0, "origin", officials, "believes", "mixed"), UNNAMED_PUBLISHER]

    confidence = assess_confidence(Certainty("probable", condition="if a buyer is found"), hops)

    assert [(factor.factor, factor.value, factor.effect) for factor in confidence.explanation] == [
        ("origin", "anonymous", 25),
        ("number", "several_stated", 8),
        ("knowledge", "witnessed", 10),
        ("act", "believes", -10),
        ("mode", "mixed", 3),
        ("words", "probable", -5),
        ("condition", "if a buyer is found", -4),
        ("publisher", "unknown", 0),
    ]


def test_a_source_that_could_not_be_judged_counts_like_one_without_a_letter_and_says_so():
    unjudged = assess_confidence(ASSERTED, a_chain(origin="F", relay="F"))
    unlettered = assess_confidence(ASSERTED, a_chain())

    told = [factor.factor for factor in unjudged.explanation if factor.value == "F"]
    assert told == ["origin_reliability", "relay_reliability"]
    assert [factor for factor in unjudged.explanation if factor.value != "F"] == [*unlettered.explanation]
    assert unjudged.score == unlettered.score


def test_independent_origins_are_told_and_count_beside_the_chain():
    confidence = assess_confidence(ASSERTED, a_chain(relay="E"), independent_origins=2)

    assert confidence.explanation[-2:] == (
        Factor("weakest_link", "20", -28, "A chain is no stronger than its weakest link."),
        Factor("independent_origins", "2", 8, "Two origins that do not depend on each other say the same."),
    )
    assert confidence.score == 28


def test_other_claims_give_no_basis_to_one_that_has_none():
    she = Hop(0, "origin", Source("unknown:4", "unknown", "she"), "said", "indirect")

    assert assess_confidence(ASSERTED, [she, UNNAMED_PUBLISHER], independent_origins=3) is None


def test_fewer_than_no_origins_are_refused():
    with pytest.raises(ValueError, match="there cannot be -1 independent origins"):
        assess_confidence(ASSERTED, a_chain(), independent_origins=-1)
