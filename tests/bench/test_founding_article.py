"""Laws of holding the engine against claims made by hand."""

import pytest

from bench.founding_article import Verdict, compare, main
from extraction.certainty import grade_certainty
from extraction.model import Anonymity, Claim, Fragment, Hop, Source, Span

PAPER = {"id": "p", "kind": "unknown", "name": "unnamed publisher"}
CLERK = {
    "id": "c",
    "kind": "anonymous",
    "name": "A clerk",
    "anonymity": {"descriptor": "a clerk", "category": "legal", "number": "one"},
}
SOURCES = {source["id"]: source for source in (PAPER, CLERK)}


def expected(*places: tuple[int, int], level: str = "asserted") -> dict[str, object]:
    fragments = [{"field": "text", "position": {"start": start, "end": end}} for start, end in places]
    chain = [
        {"step": 0, "role": "origin", "act": "said", "mode": "indirect", "source": {"id": "c"}},
        {"step": 1, "role": "publisher", "act": "published", "source": {"id": "p"}},
    ]
    certainty = {"level": level, "polarity": "positive", "cues": []}
    return {"text": "The mill closed.", "fragments": fragments, "attribution": chain, "certainty": certainty}


def found(*places: tuple[int, int], category: str = "legal") -> Claim:
    clerk = Source("a", "anonymous", "a clerk", Anonymity("a clerk", category, "one"))
    paper = Source("p", "unknown", "unnamed publisher")
    hops = (Hop(0, "origin", clerk, "said", "indirect"), Hop(1, "publisher", paper, "published"))
    fragments = tuple(Fragment("text", Span(*place)) for place in places)
    return Claim("The mill closed.", fragments, hops, grade_certainty("The mill closed"), None, 1.0, 0.5)


def test_a_claim_on_the_same_words_is_found_and_nothing_differs():
    row, claim = expected((0, 10)), found((0, 10))

    assert compare([row], SOURCES, [claim]) == ([Verdict(row, "found", claim, {})], [])


@pytest.mark.parametrize(
    ("place", "state"), [((0, 6), "found"), ((0, 5), "missed"), ((0, 20), "partly"), ((3, 20), "missed")]
)
def test_the_words_that_are_shared_decide_what_is_found(place, state):
    verdicts, _ = compare([expected((0, 10))], SOURCES, [found(place)])

    assert [verdict.state for verdict in verdicts] == [state]


def test_what_differs_is_told_by_aspect():
    row, claim = expected((0, 10), level="possible"), found((0, 10), category="other")

    verdicts, _ = compare([row], SOURCES, [claim])

    assert verdicts[0].differences == {
        "certainty": (("possible", "positive", ""), ("asserted", "positive", "")),
        "anonymity": ([("legal", "one", "")], [("other", "one", "")]),
    }


def test_one_claim_of_the_engine_finds_one_claim_only():
    rows, claims = [expected((0, 10)), expected((0, 9))], [found((0, 9)), found((40, 50))]

    verdicts, unmatched = compare(rows, SOURCES, claims)

    assert [verdict.state for verdict in verdicts] == ["partly", "found"]
    assert unmatched == [claims[1]]


@pytest.mark.parametrize("engine", ["rules", "learned"])
def test_every_claim_made_by_hand_of_the_retold_article_is_found_and_right(engine, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["founding_article", "--engine", engine])

    main()

    told = capsys.readouterr().out
    assert "of 50: found 50, partly 0, missed 0; of those found: chain right 50, certainty right 50" in told
    assert "claims that match none: 0" in told
