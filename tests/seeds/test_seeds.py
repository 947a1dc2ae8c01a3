"""The seeds keep the laws of the model, read from the files alone."""

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import pytest
from syntok import segmenter

from extraction import model

SEEDS = Path(__file__).parents[2] / "seeds"
# The one line of the retold article that states nothing.
SUBHEADING = "A push for peace?"
FOUNDED_AT = datetime(2026, 11, 22, tzinfo=UTC)


def read_rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SEEDS / f"{name}.jsonl").read_text("utf-8").splitlines()]


[ARTICLE] = read_rows("articles")
SOURCES = {source["id"]: source for source in read_rows("sources")}
CLAIMS = read_rows("claims")
FIELDS = {"text": (SEEDS / ARTICLE["text_file"]).read_text("utf-8"), "title": ARTICLE["title"]}
TEXT = FIELDS["text"]

every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=[claim["id"][-4:] for claim in CLAIMS])


def origin(claim: dict[str, Any]) -> dict[str, Any] | None:
    return next((hop for hop in claim["attribution"] if hop["role"] == "origin"), None)


def chain(claim: dict[str, Any]) -> tuple[str, ...]:
    return tuple(SOURCES[hop["source"]["id"]]["name"] for hop in claim["attribution"])


def positions(claim: dict[str, Any]) -> list[dict[str, Any]]:
    """Every place in the text that `claim` points at: fragments, mentions and cues."""
    fragments = [fragment["position"] for fragment in claim["fragments"] if fragment["field"] == "text"]
    spans = [
        hop[name]
        for hop in claim["attribution"]
        for name in ("mention_position", "cue_position")
        if name in hop
    ]
    return fragments + spans


@every_claim
def test_a_fragment_stands_where_it_says(claim: dict[str, Any]) -> None:
    for fragment in claim["fragments"]:
        field, start, end = (
            FIELDS[fragment["field"]],
            fragment["position"]["start"],
            fragment["position"]["end"],
        )

        assert fragment == {
            "field": fragment["field"],
            "quote": {
                "type": "TextQuoteSelector",
                "exact": field[start:end],
                "prefix": field[max(0, start - 32) : start],
                "suffix": field[end : end + 32],
            },
            "position": {"type": "TextPositionSelector", "start": start, "end": end},
        }


@every_claim
def test_a_quote_with_its_surroundings_names_one_place(claim: dict[str, Any]) -> None:
    for fragment in claim["fragments"]:
        quote = fragment["quote"]

        assert quote["exact"]
        assert FIELDS[fragment["field"]].count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1


@every_claim
def test_fragments_stand_in_text_order_without_overlap(claim: dict[str, Any]) -> None:
    ends = [0] + [fragment["position"]["end"] for fragment in claim["fragments"]]
    starts = [fragment["position"]["start"] for fragment in claim["fragments"]]

    assert all(end <= start for end, start in zip(ends, starts, strict=False))


@every_claim
def test_mention_and_cue_stand_where_they_say(claim: dict[str, Any]) -> None:
    for hop in claim["attribution"]:
        for name in ("mention", "cue"):
            assert (name in hop) == (f"{name}_position" in hop)
            if name in hop:
                place = hop[f"{name}_position"]
                assert place["type"] == "TextPositionSelector"
                assert TEXT[place["start"] : place["end"]] == hop[name]


@every_claim
def test_steps_run_from_0_without_a_gap(claim: dict[str, Any]) -> None:
    steps = [hop["step"] for hop in claim["attribution"]]

    assert steps == sorted(steps)
    assert set(steps) == set(range(max(steps) + 1))


@every_claim
def test_a_chain_is_origin_relays_publisher(claim: dict[str, Any]) -> None:
    roles = [hop["role"] for hop in claim["attribution"]]

    assert re.fullmatch(r"((origin )+(relay )*)?publisher", " ".join(roles))
    assert claim["attribution"][-1] == {
        "step": claim["attribution"][-1]["step"],
        "role": "publisher",
        "act": "published",
        "source": ARTICLE["publisher"],
    }


@every_claim
def test_a_credited_claim_is_direct_mixed_or_indirect_as_its_quotation_marks_say(
    claim: dict[str, Any],
) -> None:
    hop = origin(claim)
    if hop is None:
        return
    places = [fragment["position"] for fragment in claim["fragments"]]
    inside = [TEXT[p["start"] - 1] == '"' and TEXT[p["end"] : p["end"] + 2] in ('",', ',"') for p in places]
    holds_marks = any('"' in fragment["quote"]["exact"] for fragment in claim["fragments"])

    assert hop["mode"] == ("direct_quote" if all(inside) else "mixed" if holds_marks else "indirect")


@every_claim
def test_every_value_is_one_the_model_knows(claim: dict[str, Any]) -> None:
    assert claim["certainty"]["level"] in get_args(model.CertaintyLevel)
    assert claim["certainty"]["polarity"] in get_args(model.Polarity)
    for fragment in claim["fragments"]:
        assert fragment["field"] in get_args(model.Field)
    for hop in claim["attribution"]:
        assert hop["role"] in get_args(model.Role)
        assert hop["act"] in get_args(model.Act)
        assert hop.get("mode", "indirect") in get_args(model.HopMode)
        assert hop["source"]["id"] in SOURCES


@every_claim
def test_a_claim_has_these_fields_and_no_others(claim: dict[str, Any]) -> None:
    assert list(claim) == ["id", "article_id", "text", "fragments", "attribution", "certainty"]
    assert claim["article_id"] == ARTICLE["id"]
    assert claim["text"].endswith(".")
    assert set(claim["certainty"]) - {"condition"} == {"level", "polarity", "cues"}


@every_claim
def test_cues_and_condition_are_words_of_the_article(claim: dict[str, Any]) -> None:
    certainty = claim["certainty"]

    for cue in certainty["cues"]:
        assert all(part in TEXT.lower() for part in cue.split(" … "))
    assert certainty.get("condition", "") in TEXT


@every_claim
def test_words_that_hedge_or_deny_are_named(claim: dict[str, Any]) -> None:
    certainty = claim["certainty"]
    is_plain = (certainty["level"], certainty["polarity"]) == ("asserted", "positive")

    assert is_plain == (certainty["cues"] == [])


def test_ids_are_unique_time_ordered_uuid7_of_the_founding_day() -> None:
    ids = [ARTICLE["id"], *SOURCES, *(claim["id"] for claim in CLAIMS)]

    assert len(ids) == len(set(ids)) == 1 + len(read_rows("sources")) + len(CLAIMS)
    assert [claim["id"] for claim in CLAIMS] == sorted(claim["id"] for claim in CLAIMS)
    for value in map(UUID, ids):
        assert value.version == 7
        # The first 48 bits are Unix milliseconds. Source: RFC 9562, section 5.7.
        assert value.int >> 80 == int(FOUNDED_AT.timestamp() * 1000)


def test_claims_stand_in_the_order_of_the_article() -> None:
    starts = [
        (fragment["field"] == "text", fragment["position"]["end"])
        for claim in CLAIMS
        for fragment in claim["fragments"][:1]
    ]
    paragraphs = [(in_text, TEXT[:end].count("\n\n") if in_text else 0) for in_text, end in starts]

    assert paragraphs == sorted(paragraphs)


def test_every_source_is_of_a_known_kind_and_used() -> None:
    used = {hop["source"]["id"] for claim in CLAIMS for hop in claim["attribution"]}

    assert set(SOURCES) == used
    assert {source["kind"] for source in SOURCES.values()} <= set(get_args(model.SourceKind))


def test_no_two_named_sources_share_kind_and_folded_name() -> None:
    named = [(s["kind"], s["name"].casefold()) for s in SOURCES.values() if s["kind"] != "anonymous"]

    assert len(named) == len(set(named))


def test_an_anonymous_source_and_no_other_belongs_to_the_article() -> None:
    for source in SOURCES.values():
        is_anonymous = source["kind"] == "anonymous"

        assert ("anonymity" in source) == is_anonymous
        assert source.get("article_id") == (ARTICLE["id"] if is_anonymous else None)


def test_an_anonymous_source_is_described_in_the_words_of_the_article() -> None:
    for source in (source for source in SOURCES.values() if source["kind"] == "anonymous"):
        anonymity = source["anonymity"]

        assert anonymity["descriptor"] == source["name"]
        assert source["name"] in TEXT.lower()
        assert anonymity.get("reason", "") in TEXT
        assert anonymity["category"] in get_args(model.AnonymityCategory)
        assert anonymity["number"] in get_args(model.AnonymityNumber)
        assert anonymity["knowledge"] in get_args(model.Knowledge)


def test_every_sentence_and_list_item_is_touched_by_a_claim() -> None:
    touched = {n for claim in CLAIMS for p in positions(claim) for n in range(p["start"], p["end"])}
    untouched = []
    for line in re.finditer(r".+", TEXT):
        for sentence in (s for paragraph in segmenter.analyze(line.group()) for s in paragraph):
            start = line.start() + sentence[0].offset
            end = line.start() + sentence[-1].offset + len(sentence[-1].value)
            if touched.isdisjoint(range(start, end)):
                untouched.append(TEXT[start:end])

    assert untouched == [SUBHEADING]


def test_the_chains_of_the_article_are_these() -> None:
    unnamed = "unnamed publisher"

    assert Counter(map(chain, CLAIMS)) == {
        (unnamed,): 35,
        ("United States", unnamed): 2,
        ("diplomatic sources", unnamed): 3,
        ("one source", "Reuters", unnamed): 3,
        ("its sources", "Reuters", unnamed): 5,
        ("Reuters", unnamed): 2,
    }


def test_the_article_names_neither_publisher_nor_address() -> None:
    assert SOURCES[ARTICLE["publisher"]["id"]] == {
        "id": ARTICLE["publisher"]["id"],
        "kind": "unknown",
        "name": "unnamed publisher",
    }
    assert "url" not in ARTICLE
    assert ARTICLE["text_origin"] == "retold"
