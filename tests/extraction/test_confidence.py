"""Confidence: explained in full, and lawful whatever the words and the chain."""

import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extraction.confidence import assess_confidence, level_of
from extraction.model import (
    Act,
    Anonymity,
    AnonymityNumber,
    Certainty,
    CertaintyLevel,
    Confidence,
    Factor,
    Hop,
    HopMode,
    Knowledge,
    ReliabilityLetter,
    Source,
    SourceKind,
)
from extraction.weights import RANKED_LETTERS, Weights, packaged_weights
from tests.extraction.weight_files import lawful_weights

ASSERTED = Certainty("asserted")
UNNAMED_PUBLISHER = Hop(1, "publisher", Source("publisher", "unknown", "unnamed publisher"), "published")
# What says how likely something is; such a word and "confidence" never share a sentence (ICD 203).
LIKELIHOOD = re.compile(
    r"\b(?:likely|unlikely|probabl\w+|possibl\w+|chance|odds|certain\w*)\b", re.IGNORECASE
)

letters = st.none() | st.sampled_from(get_args(ReliabilityLetter))
anonymities = st.builds(
    Anonymity,
    st.just("a source"),
    number=st.sampled_from(get_args(AnonymityNumber)),
    knowledge=st.sampled_from(get_args(Knowledge)),
)


@st.composite
def sources(draw):
    # half of them unnamed: most laws are about those
    kind = draw(st.just("anonymous") | st.sampled_from(get_args(SourceKind)))
    anonymity = draw(anonymities) if kind == "anonymous" else None
    return Source(f"{kind}:{draw(st.integers(0, 9))}", kind, kind, anonymity, draw(letters))


@st.composite
def chains(draw):
    acts = st.sampled_from([act for act in get_args(Act) if act != "published"])
    modes = st.sampled_from(get_args(HopMode))
    origins = [
        Hop(0, "origin", draw(sources()), draw(acts), draw(modes)) for _ in range(draw(st.integers(0, 3)))
    ]
    relays = draw(st.lists(st.lists(sources(), min_size=1, max_size=2), max_size=3)) if origins else []
    steps = [
        Hop(step, "relay", source, "said", "indirect")
        for step, joint in enumerate(relays, 1)
        for source in joint
    ]
    last = len(relays) + 1 if origins else 0
    return [*origins, *steps, replace(UNNAMED_PUBLISHER, step=last, source=draw(sources()))]


certainties = st.builds(
    Certainty,
    st.sampled_from(get_args(CertaintyLevel)),
    condition=st.none() | st.just("if a buyer is found"),
)


# The project's own weights, and any others that would be taken: the laws hold for all.
any_weights = st.just(packaged_weights()) | lawful_weights()
origin_counts = st.none() | st.integers(0, 5)


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


@given(certainties, chains(), any_weights, origin_counts)
def test_effects_add_up_to_a_score_from_0_to_100(certainty, hops, weights, origins):
    confidence = assess_confidence(certainty, hops, weights, independent_origins=origins)

    assume(confidence)
    assert confidence.score == sum(factor.effect for factor in confidence.explanation)
    assert 0 <= confidence.score <= 100 and confidence.level == level_of(confidence.score)
    assert confidence.weights == weights.name


@given(certainties, chains(), origin_counts)
def test_everything_that_is_known_is_told(certainty, hops, origins):
    confidence = assess_confidence(certainty, hops, independent_origins=origins)

    assume(confidence)
    told = [factor.factor for factor in confidence.explanation]
    steps_after_the_origin = {hop.step for hop in hops} - {0}
    assert told.count("relay") + told.count("publisher") == len(steps_after_the_origin)
    assert told.count("condition") == (certainty.condition is not None)
    assert told.count("independent_origins") == (origins is not None)
    assert told[0] == "origin" and told.count("words") == 1
    assert all(re.fullmatch(r"[A-Z].*\.", factor.reason) for factor in confidence.explanation)


@given(certainties, chains(), any_weights, origin_counts)
def test_a_hedge_never_raises_a_score(certainty, hops, weights, origins):
    firm = score_of(ASSERTED, hops, weights, origins)

    assume(firm is not None)
    assert score_of(certainty, hops, weights, origins) <= firm


@given(certainties, chains(), sources(), any_weights, origin_counts)
def test_one_more_relay_named_or_not_never_raises_a_score(certainty, hops, source, weights, origins):
    before = score_of(certainty, hops, weights, origins)
    relay = Hop(hops[-1].step, "relay", source, "said")

    assume(before is not None and hops[0].role == "origin")
    longer = [*hops[:-1], relay, replace(hops[-1], step=hops[-1].step + 1)]
    assert score_of(certainty, longer, weights, origins) <= before


@given(certainties, chains(), sources(), any_weights)
def test_one_more_source_beside_a_relay_never_raises_a_score(certainty, hops, source, weights):
    before = score_of(certainty, hops, weights)
    relays = [hop for hop in hops if hop.role == "relay"]

    assume(before is not None and relays)
    assert score_of(certainty, [*hops, replace(relays[0], source=source)], weights) <= before


@given(certainties, chains(), anonymities, letters, st.sampled_from(get_args(HopMode)), any_weights)
def test_one_more_unnamed_source_beside_the_origin_never_raises_a_score(
    certainty, hops, anonymity, letter, mode, weights
):
    before = score_of(certainty, hops, weights)
    source = Source("anonymous:99", "anonymous", "a source", anonymity, letter)
    unnamed = Hop(0, "origin", source, "said", mode)

    assume(before is not None and hops[0].role == "origin")
    assert score_of(certainty, [unnamed, *hops], weights) <= before


@given(certainties, chains(), any_weights, st.integers(0, 5))
def test_one_more_independent_origin_never_lowers_a_score(certainty, hops, weights, origins):
    before = score_of(certainty, hops, weights, origins)

    assume(before is not None)
    assert score_of(certainty, hops, weights, origins + 1) >= before
    assert before >= score_of(certainty, hops, weights)


@given(certainties, chains(), any_weights, st.data())
def test_a_better_letter_never_lowers_a_score(certainty, hops, weights, data):
    index = data.draw(st.integers(0, len(hops) - 1))
    better, worse = sorted(data.draw(st.tuples(*[st.sampled_from(RANKED_LETTERS)] * 2)))

    def score_with(letter: ReliabilityLetter) -> int | None:
        hop = replace(hops[index], source=replace(hops[index].source, reliability=letter))
        return score_of(certainty, [*hops[:index], hop, *hops[index + 1 :]], weights)

    assume(score_with(worse) is not None)
    assert score_with(better) >= score_with(worse)


@given(certainties, chains(), any_weights, origin_counts, st.randoms())
def test_the_order_of_the_hops_as_given_does_not_matter(certainty, hops, weights, origins, random):
    shuffled = [*hops]
    random.shuffle(shuffled)

    as_given = assess_confidence(certainty, hops, weights, independent_origins=origins)
    assert assess_confidence(certainty, shuffled, weights, independent_origins=origins) == as_given


def strength_of(hop: Hop, weights: Weights) -> int:
    """Return the most that can come through a relay or a publisher, as docs/confidence.md has it."""
    letter = hop.source.reliability
    ceilings = [weights.row("relay", hop.source.kind).ceiling] if hop.role == "relay" else []
    return min(
        [100, *ceilings, *([weights.row(f"{hop.role}_reliability", letter).ceiling] if letter else [])]
    )


@given(certainties, chains(), any_weights)
def test_a_chain_is_never_stronger_than_its_weakest_hop(certainty, hops, weights):
    score = score_of(certainty, hops, weights)

    assume(score is not None)
    origin_alone = score_of(ASSERTED, [hop for hop in hops if hop.step == 0], weights)
    assert score <= min([origin_alone, *(strength_of(hop, weights) for hop in hops if hop.step > 0)])


@given(certainties, chains(), origin_counts)
def test_no_reason_mixes_confidence_and_likelihood(certainty, hops, origins):
    confidence = assess_confidence(certainty, hops, independent_origins=origins)

    assume(confidence)
    for factor in confidence.explanation:
        assert not (LIKELIHOOD.search(factor.reason) and "confiden" in factor.reason.casefold())
