"""Confidence: explained in full, and lawful whatever the words and the chain."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extraction.confidence import assess_confidence, level_of, read_weights
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
    Source,
    SourceKind,
)

ASSERTED = Certainty("asserted")
UNNAMED_PUBLISHER = Hop(1, "publisher", Source("publisher", "unknown", "unnamed publisher"), "published")
# What says how likely something is; such a word and "confidence" never share a sentence (ICD 203).
LIKELIHOOD = re.compile(
    r"\b(?:likely|unlikely|probabl\w+|possibl\w+|chance|odds|certain\w*)\b", re.IGNORECASE
)

anonymities = st.builds(
    Anonymity,
    st.just("a source"),
    number=st.sampled_from(get_args(AnonymityNumber)),
    knowledge=st.sampled_from(get_args(Knowledge)),
)


@st.composite
def sources(draw):
    kind = draw(st.sampled_from(get_args(SourceKind)))
    anonymity = draw(anonymities) if kind == "anonymous" else None
    return Source(f"{kind}:{draw(st.integers(0, 9))}", kind, kind, anonymity)


@st.composite
def chains(draw):
    acts = st.sampled_from([act for act in get_args(Act) if act != "published"])
    modes = st.sampled_from(get_args(HopMode))
    origins = [
        Hop(0, "origin", draw(sources()), draw(acts), draw(modes)) for _ in range(draw(st.integers(0, 3)))
    ]
    relays = draw(st.lists(sources(), max_size=3)) if origins else []
    steps = [Hop(step, "relay", source, "said", "indirect") for step, source in enumerate(relays, 1)]
    last = len(steps) + 1 if origins else 0
    return [*origins, *steps, replace(UNNAMED_PUBLISHER, step=last, source=draw(sources()))]


certainties = st.builds(
    Certainty,
    st.sampled_from(get_args(CertaintyLevel)),
    condition=st.none() | st.just("if a buyer is found"),
)


def score_of(certainty, hops) -> int | None:
    confidence = assess_confidence(certainty, hops)
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


@given(certainties, chains())
def test_effects_add_up_to_a_score_from_0_to_100(certainty, hops):
    confidence = assess_confidence(certainty, hops)

    assume(confidence)
    assert confidence.score == sum(factor.effect for factor in confidence.explanation)
    assert 0 <= confidence.score <= 100 and confidence.level == level_of(confidence.score)


@given(certainties, chains())
def test_a_hedge_never_raises_a_score(certainty, hops):
    firm = score_of(ASSERTED, hops)

    assume(firm is not None)
    assert score_of(certainty, hops) <= firm


@given(certainties, chains(), anonymities)
def test_one_more_unnamed_relay_never_raises_a_score(certainty, hops, anonymity):
    before = score_of(certainty, hops)
    unnamed = Hop(hops[-1].step, "relay", Source("anonymous:99", "anonymous", "a source", anonymity), "said")

    assume(before is not None and hops[0].role == "origin")
    longer = [*hops[:-1], unnamed, replace(hops[-1], step=hops[-1].step + 1)]
    assert score_of(certainty, longer) <= before


@given(certainties, chains(), anonymities, st.sampled_from(get_args(HopMode)))
def test_one_more_unnamed_source_beside_the_origin_never_raises_a_score(certainty, hops, anonymity, mode):
    before = score_of(certainty, hops)
    unnamed = Hop(0, "origin", Source("anonymous:99", "anonymous", "a source", anonymity), "said", mode)

    assume(before is not None and hops[0].role == "origin")
    assert score_of(certainty, [unnamed, *hops]) <= before


@given(certainties, chains(), st.randoms())
def test_the_order_of_the_hops_as_given_does_not_matter(certainty, hops, random):
    shuffled = [*hops]
    random.shuffle(shuffled)

    assert assess_confidence(certainty, shuffled) == assess_confidence(certainty, hops)


@given(certainties, chains())
def test_a_chain_is_never_stronger_than_its_weakest_link(certainty, hops):
    score = score_of(certainty, hops)
    relays = [hop for hop in hops if hop.role == "relay"]

    assume(score is not None)
    alone = score_of(ASSERTED, [hop for hop in hops if hop.step == 0])
    assert score <= min([alone, *(read_weights()["relay"][hop.source.kind]["ceiling"] for hop in relays)])


@given(certainties, chains())
def test_no_reason_mixes_confidence_and_likelihood(certainty, hops):
    confidence = assess_confidence(certainty, hops)

    assume(confidence)
    for factor in confidence.explanation:
        assert not (LIKELIHOOD.search(factor.reason) and "confiden" in factor.reason.casefold())


def test_weights_that_reward_a_hedge_are_refused(tmp_path: Path):
    weights = json.loads(json.dumps(read_weights()))
    weights["words"]["possible"]["points"] = 5
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(weights), encoding="utf-8")

    with pytest.raises(ValueError, match=r"words\.possible may not raise a score, it has \+5 points"):
        read_weights(path)
