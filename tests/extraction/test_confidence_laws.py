"""Laws of confidence, on any chain and any weights."""

import re
from dataclasses import replace
from typing import get_args

from hypothesis import assume, given
from hypothesis import strategies as st

from extraction.confidence import assess_confidence, level_of
from extraction.model import (
    Act,
    Anonymity,
    AnonymityNumber,
    Certainty,
    CertaintyLevel,
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
