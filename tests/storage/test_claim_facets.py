"""Facets, totals, look-ups by id and what claims refer to: what is counted is what is listed."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any, get_args

import pytest

from storage.article_lists import count_articles, list_articles, list_articles_of_claims
from storage.claim_facets import Facet, FacetValue, count_facets
from storage.claim_lists import ClaimFilter, count_claims, list_claims, list_claims_of
from storage.claims import add_claim
from storage.database import Database
from storage.source_lists import count_sources, list_sources, list_sources_of, list_sources_of_claims
from storage.source_merges import merge_sources
from storage.sources import find_source_ids
from storage.vocabulary import STATUSES
from tests.storage.builders import BY, LATER, a_claim, a_source, an_article
from tests.storage.claim_collection import draw_filter, ids_by_name, meets, sixty_claims

FACETS: tuple[Facet, ...] = get_args(Facet)


@pytest.fixture
def documents(db: Database) -> list[dict[str, Any]]:
    return sixty_claims(db)


def values_of(document: dict[str, Any], facet: str) -> set[str]:
    """Say by the document alone what a claim counts for."""
    hops = document["attribution"]
    level = document.get("confidence", {}).get("level")
    values: dict[str, set[str]] = {
        "source": {hop["source"]["id"] for hop in hops},
        "publisher": {hop["source"]["id"] for hop in hops if hop["role"] == "publisher"},
        "origin_kind": {hop["source"]["kind"] for hop in hops if hop["role"] == "origin"},
        "confidence_level": {level} if level else set(),
        "certainty": {document["certainty"]["level"]},
        "status": {document["status"]},
    }
    return values[facet]


def test_facets_count_the_claims_meant(db: Database, documents: list[dict[str, Any]]) -> None:
    dice, ids, found = random.Random(3), ids_by_name(db), 0
    for _ in range(100):
        claim_filter = draw_filter(dice, documents)
        meant = [one for one in documents if meets(one, ids, claim_filter)]

        facets = count_facets(db, claim_filter, FACETS)

        counted = {facet: {one.value: one.count for one in facets.values[facet]} for facet in FACETS}
        assert counted == {
            facet: Counter(value for one in meant for value in values_of(one, facet)) for facet in FACETS
        }
        assert (facets.counted, facets.capped) == (len(meant), False)
        found += bool(meant)
    assert found > 40


def test_each_value_of_a_facet_is_a_filter_that_leaves_so_many(
    db: Database, documents: list[dict[str, Any]]
) -> None:
    everything = ClaimFilter(status=STATUSES)
    for facet, values in count_facets(db, everything, FACETS).values.items():
        for one in values:
            value = one.value if facet in ("source", "publisher") else (one.value,)
            assert count_claims(db, replace(everything, **{facet: value})) == one.count  # type: ignore[arg-type]


def test_totals_count_the_claims_meant(db: Database, documents: list[dict[str, Any]]) -> None:
    dice, ids = random.Random(5), ids_by_name(db)
    for _ in range(100):
        claim_filter = draw_filter(dice, documents)

        total = count_claims(db, claim_filter)

        assert total == sum(meets(one, ids, claim_filter) for one in documents)


def test_a_total_is_counted_no_further_than_told(
    db: Database, documents: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.claim_lists.MOST_COUNTED", 11)

    assert count_claims(db, ClaimFilter(status=STATUSES)) == 11


def test_only_the_newest_are_counted_and_this_is_told(
    db: Database, documents: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = ClaimFilter(status=STATUSES)
    newest = sorted(documents, key=lambda one: (one["created_at"], one["id"]), reverse=True)[:20]
    monkeypatch.setattr("storage.claim_facets.MOST_FACETED", 20)

    facets = count_facets(db, everything, ["status"])

    assert (facets.counted, facets.capped) == (20, True)
    assert {one.value: one.count for one in facets.values["status"]} == Counter(
        one["status"] for one in newest
    )
    monkeypatch.setattr("storage.claim_facets.MOST_FACETED", 60)
    assert not count_facets(db, everything, ["status"]).capped


@pytest.mark.parametrize(
    "words", [{}, {"mode": ("direct_quote",)}, {"published_from": "2016-09-03"}, {"q": "valve"}]
)
def test_facets_go_through_the_newest_claims_only_and_this_is_told(
    db: Database, documents: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, words: dict[str, Any]
) -> None:
    claim_filter, ids = ClaimFilter(status=("active",), **words), ids_by_name(db)
    meant = sum(meets(one, ids, claim_filter) for one in documents)
    whole = count_facets(db, claim_filter, ["status"])
    monkeypatch.setattr("storage.counted_claims.GONE_THROUGH", 5)
    monkeypatch.setattr("storage.counted_claims.LOOKED_UP", 5)

    cut = count_facets(db, claim_filter, ["status"])

    assert (whole.counted, whole.capped, cut.capped) == (meant, False, True)
    assert 0 < cut.counted < meant


def test_the_most_frequent_values_come_first_and_no_more_than_told(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.claim_facets.MOST_VALUES", 2)
    article, hale = an_article(db), a_source(db, "Anna Hale")
    for source in (hale, hale, a_source(db, "Ben Ortiz", "organisation"), a_source(db, "Reuters", "outlet")):
        add_claim(db, article["id"], a_claim(article, source), by=BY)

    values = count_facets(db, ClaimFilter(), ["source", "origin_kind"]).values

    publisher = article["publisher"]["id"]
    assert values == {
        "source": [FacetValue(publisher, "unnamed publisher", 4), FacetValue(hale["id"], "Anna Hale", 2)],
        "origin_kind": [FacetValue("person", "person", 2), FacetValue("organisation", "organisation", 1)],
    }


def test_a_claim_counts_once_for_joint_origins_of_one_kind(db: Database) -> None:
    article = an_article(db)
    draft = a_claim(article, a_source(db, "Anna Hale"), a_source(db, "Ben Ortiz"))
    draft["attribution"][1] |= {"step": 0, "role": "origin"}
    draft["attribution"][2]["step"] = 1
    add_claim(db, article["id"], draft, by=BY)

    assert count_facets(db, ClaimFilter(), ["origin_kind"]).values == {
        "origin_kind": [FacetValue("person", "person", 1)]
    }


def test_a_merged_source_counts_as_its_survivor(db: Database, documents: list[dict[str, Any]]) -> None:
    (hale,), (ortiz,) = find_source_ids(db, "Anna Hale"), find_source_ids(db, "Ben Ortiz")
    both = sum(bool({hale, ortiz} & values_of(one, "source")) for one in documents)

    merge_sources(db, hale, into=ortiz, expected_version=1, by=LATER)

    counted = count_facets(db, ClaimFilter(status=STATUSES), ["source"]).values["source"]
    assert [one.count for one in counted if one.value in (hale, ortiz)] == [both]


def test_words_that_nothing_matches_count_nothing(db: Database, documents: list[dict[str, Any]]) -> None:
    signs = ClaimFilter(q="?!")

    assert count_claims(db, signs) == 0
    assert count_facets(db, signs, ["status"]).values == {"status": []}


def test_claims_are_looked_up_by_id_in_the_order_asked(db: Database, documents: list[dict[str, Any]]) -> None:
    rows = {row.id: row for row in list_claims(db, ClaimFilter(status=STATUSES), limit=1000).rows}
    ids = random.Random(1).sample(sorted(rows), 20)

    assert list_claims_of(db, [*ids[:10], "gone", *ids[10:]]) == [rows[claim_id] for claim_id in ids]


def test_what_claims_refer_to_is_listed_once(db: Database, documents: list[dict[str, Any]]) -> None:
    some = documents[:10]
    ids = [document["id"] for document in some]

    sources = {row.id for row in list_sources_of_claims(db, ids)}
    articles = [article["id"] for article in list_articles_of_claims(db, ids)]

    assert sources == {value for one in some for value in values_of(one, "source")}
    assert sorted(articles) == sorted({one["article_id"] for one in some})


def test_sources_are_looked_up_by_id_and_merged_ones_answered_for(db: Database) -> None:
    hale, ortiz = a_source(db, "Anna Hale")["id"], a_source(db, "Ben Ortiz")["id"]
    merge_sources(db, hale, into=ortiz, expected_version=1, by=LATER)

    found = list_sources_of(db, [hale, ortiz, "gone"])

    assert {asked: row.id for asked, row in found.items()} == {hale: ortiz, ortiz: ortiz}


def test_totals_of_articles_and_sources_count_what_is_listed(
    db: Database, documents: list[dict[str, Any]]
) -> None:
    for filters in (
        {},
        {"publisher": "unnamed publisher"},
        {"published_from": "2016-09-04"},
        {"language": "en"},
    ):
        assert count_articles(db, **filters) == len(list_articles(db, **filters, limit=200).rows)
    for told in ({}, {"q": "HALE"}, {"kind": "person"}, {"q": "e", "kind": "anonymous"}):
        assert count_sources(db, **told) == len(list_sources(db, **told, limit=200).rows)
