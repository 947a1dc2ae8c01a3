"""The laws of a claim, each broken once."""

from typing import Any

import pytest

from storage.laws import check_claim
from tests.storage.builders import TEXT, TITLE, a_chain, a_claim, a_confidence, a_fragment, a_position

ARTICLE: Any = {"publisher": {"id": "post"}}


def paths_of(draft: Any) -> list[tuple[str | int, ...]]:
    return [path for path, _ in check_claim(draft, TEXT, TITLE)]


def a_hop(step: int, role: str, **hop: Any) -> dict[str, Any]:
    mode = {} if role == "publisher" else {"mode": "indirect"}
    return {"step": step, "role": role, "act": "said", **mode, "source": {"id": f"{role}-{step}"}, **hop}


def test_a_claim_breaks_no_law() -> None:
    assert paths_of(a_claim(ARTICLE, "hale", "reuters", score=70)) == []


@pytest.mark.parametrize(
    "chain",
    [
        [(0, "publisher")],
        [(0, "origin"), (1, "publisher")],
        [(0, "origin"), (0, "origin"), (1, "relay"), (1, "relay"), (2, "publisher")],
    ],
)
def test_a_chain_runs_from_its_origins_to_its_publisher(chain: list[tuple[int, str]]) -> None:
    assert paths_of(a_claim(ARTICLE, attribution=[a_hop(step, role) for step, role in chain])) == []


@pytest.mark.parametrize(
    ("chain", "path"),
    [
        ([], ("attribution",)),
        ([(0, "origin")], ("attribution",)),
        ([(0, "publisher"), (1, "publisher")], ("attribution",)),
        ([(0, "publisher"), (1, "origin")], ("attribution",)),
        ([(1, "publisher")], ("attribution",)),
        ([(0, "origin"), (2, "publisher")], ("attribution",)),
        ([(0, "origin"), (0, "publisher")], ("attribution",)),
        ([(0, "origin"), (2, "relay"), (3, "publisher")], ("attribution",)),
        ([(0, "relay"), (1, "publisher")], ("attribution", 0, "role")),
        ([(0, "origin"), (1, "origin"), (2, "publisher")], ("attribution", 1, "role")),
    ],
)
def test_another_chain_is_refused(chain: list[tuple[int, str]], path: tuple[str | int, ...]) -> None:
    assert paths_of(a_claim(ARTICLE, attribution=[a_hop(step, role) for step, role in chain])) == [path]


@pytest.mark.parametrize(
    ("hop", "path"),
    [
        ({"act": "sang"}, "act"),
        ({"mode": "sung"}, "mode"),
        ({"mention": ""}, "mention"),
        ({"mention_position": a_position("Hale")}, "mention_position"),
        ({"cue": "said", "cue_position": a_position("told")}, "cue_position"),
        (
            {"cue": "told", "cue_position": {"type": "TextPositionSelector", "start": -9, "end": -5}},
            "cue_position",
        ),
    ],
)
def test_a_hop_is_what_the_text_says(hop: dict[str, Any], path: str) -> None:
    chain: Any = a_chain(ARTICLE, "hale")
    chain[0] |= hop

    assert paths_of(a_claim(ARTICLE, attribution=chain)) == [("attribution", 0, path)]


def test_a_mention_may_stand_in_the_title() -> None:
    chain: Any = a_chain(ARTICLE, "hale")
    chain[0] |= {"mention": "Pump", "mention_position": a_position("Pump", TITLE)}

    assert paths_of(a_claim(ARTICLE, attribution=chain)) == []


def test_an_origin_has_a_mode_and_a_publisher_none() -> None:
    chain: Any = a_chain(ARTICLE, "hale")
    chain[1]["mode"] = chain[0].pop("mode")

    assert paths_of(a_claim(ARTICLE, attribution=chain)) == [
        ("attribution", 0, "mode"),
        ("attribution", 1, "mode"),
    ]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"field": "caption"}, ("field",)),
        ({"field": "title"}, ("position",)),
        ({"position": {"start": 5, "end": 5}}, ("position",)),
        ({"position": {"start": -1, "end": 5}}, ("position",)),
        ({"position": {"start": 0, "end": 5}}, ("quote", "exact")),
        ({"quote": {"exact": "The pump", "prefix": "x", "suffix": ""}}, ("quote", "prefix")),
        ({"quote": {"exact": "The pump", "prefix": "", "suffix": "x"}}, ("quote", "suffix")),
        ({"quote": {"exact": "The pump", "prefix": "", "suffix": TEXT[9:42]}}, ("quote", "suffix")),
    ],
)
def test_a_fragment_is_what_stands_there(change: dict[str, Any], path: tuple[str, ...]) -> None:
    words = "The pump" if change.get("field") != "title" else "had checked the valve"
    fragment: Any = {**a_fragment(words), "quote": {"exact": words, "prefix": "", "suffix": ""}, **change}

    assert paths_of(a_claim(ARTICLE, fragments=[fragment])) == [("fragments", 0, *path)]


def test_fragments_stand_in_order() -> None:
    title: Any = {**a_fragment("Pump", TITLE), "field": "title"}
    early, late = a_fragment("The pump"), a_fragment("pump failed")
    last = a_fragment("Nobody")

    assert paths_of(a_claim(ARTICLE, fragments=[title, early, last])) == []
    for fragments in ([last, early], [early, late], [early, title]):
        assert paths_of(a_claim(ARTICLE, fragments=fragments)) == [("fragments", 1, "position")]


@pytest.mark.parametrize(
    ("draft", "path"),
    [
        ({"text": ""}, ("text",)),
        ({"fragments": []}, ("fragments",)),
        ({"status": "lost"}, ("status",)),
        ({"certainty": {"level": "sure", "polarity": "positive", "cues": []}}, ("certainty", "level")),
        ({"certainty": {"level": "denied", "polarity": "no", "cues": []}}, ("certainty", "polarity")),
        (
            {"certainty": {"level": "denied", "polarity": "negative", "cues": [], "condition": ""}},
            ("certainty", "condition"),
        ),
        ({"confidence": a_confidence(101)}, ("confidence", "score")),
        ({"confidence": a_confidence(50, level="high")}, ("confidence", "level")),
        ({"confidence": a_confidence(50, level="sure")}, ("confidence", "level")),
        ({"confidence": a_confidence(50, computed_at="now")}, ("confidence", "computed_at")),
    ],
)
def test_what_is_no_claim_is_refused(draft: dict[str, Any], path: tuple[str, ...]) -> None:
    assert paths_of(a_claim(ARTICLE, **draft)) == [path]
