"""Full text: any input is safe, words and phrases are found, the best match comes first."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import claim_search
from storage.claim_lists import ClaimFilter, list_claims
from storage.claim_search import make_match
from storage.claims import add_claim, replace_claim
from storage.database import Database
from tests.storage.builders import BY, LATER, a_claim, a_source, an_article
from tests.stores import only_sqlite

TEXTS = (
    "The café's pump was checked by Peña.",
    "A pump, a pump, a pump.",
    "The valve is AND was not OR near.",
    "Αθήνα, Θεός, Straße, Москва 2016 and العربية.",
)


@pytest.fixture
def searched(db: Database) -> Database:
    article, hale = an_article(db), a_source(db, "Anna Hale")
    for text in TEXTS:
        draft = a_claim(article, hale, text=text, words="Nobody had checked the valve")
        draft["attribution"][0]["mention"] = "the plumber"
        add_claim(db, article["id"], draft, by=BY)
    return db


def texts_of(db: Database, q: str, **query: Any) -> list[str]:
    query = {"sort": "created_at", **query}
    return [json.loads(row.document)["text"] for row in list_claims(db, ClaimFilter(q=q), **query).rows]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("pump", [0, 1]),
        ("PUMP checked", [0, 1]),
        ("cafe pena", [0]),
        ("cafe\u0301", [0]),
        ('"pump was"', [0]),
        ('"was pump"', []),
        ("AND", [2, 3]),
        ("NEAR(valve)", []),
        ("STRAßE θεός", [3]),
        ("near", [2]),
        ("αθήνα МОСКВА", [3]),
        ("العربية", [3]),
        ("plumber", [0, 1, 2, 3]),
        ("nobody valve", [0, 1, 2, 3]),
        ("pump*", [0, 1]),
        ("text:pump", []),
        ('pump "', [0, 1]),
        ("pump\0", [0, 1]),
        ("pump 🚰", [0, 1]),
        ("pum", []),
    ],
)
def test_words_and_phrases_are_found_in_text_quote_and_mentions(
    searched: Database, q: str, found: list[int]
) -> None:
    assert texts_of(searched, q) == [TEXTS[index] for index in found]


@pytest.mark.parametrize("q", ["", " ", '"', '""', "🚰", "-", "***", "\0", "\ud800", "()", '" . "'])
def test_nothing_to_search_for_finds_nothing(searched: Database, q: str) -> None:
    assert make_match(searched, q) is None
    assert (texts_of(searched, q), texts_of(searched, q, sort="relevance")) == ([], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(
    q=st.text()
    | st.lists(st.sampled_from('" * ( ) AND OR NOT NEAR ^ : - + { } , pump \0 🚰'.split(" "))).map(" ".join)
)
def test_no_input_is_an_error(searched: Database, q: str) -> None:
    texts_of(searched, q)
    texts_of(searched, q, sort="relevance")


def test_every_word_counts_and_too_many_are_refused(searched: Database) -> None:
    assert texts_of(searched, " ".join(["pump"] * 1000)) == [TEXTS[0], TEXTS[1]]
    assert texts_of(searched, "pump " + " ".join(f"word{number}" for number in range(255))) == []
    with pytest.raises(ValueError, match="at most 256 words and phrases, not 257"):
        texts_of(searched, "pump " + " ".join(f"word{number}" for number in range(256)))


def test_the_best_match_comes_first(searched: Database) -> None:
    assert texts_of(searched, "pump", sort="relevance") == [TEXTS[1], TEXTS[0]]


def test_relevance_without_words_is_refused(db: Database) -> None:
    with pytest.raises(ValueError, match="no relevance without q"):
        list_claims(db, ClaimFilter(), sort="relevance")


def test_an_edited_claim_is_found_by_its_new_words_only(searched: Database) -> None:
    row = list_claims(searched, ClaimFilter(q="Peña")).rows[0]
    draft: Any = {**json.loads(row.document), "text": "The engine was checked."}

    replace_claim(searched, row.id, draft, expected_version=1, by=LATER)

    assert (texts_of(searched, "Peña"), texts_of(searched, "engine")) == ([], ["The engine was checked."])


def test_pages_by_relevance_follow_one_another_while_others_write(searched: Database) -> None:
    article = an_article(searched, url="https://post.example/a")
    for number in range(30):
        text = f"pump {'and something else ' * (number % 6)}"
        add_claim(searched, article["id"], a_claim(article, text=text), by=BY)
    before = [
        row.id for row in list_claims(searched, ClaimFilter(q="pump"), sort="relevance", limit=100).rows
    ]

    seen, after, pages = [], None, 0
    while pages == 0 or after is not None:
        page = list_claims(searched, ClaimFilter(q="pump"), sort="relevance", limit=7, after=after)
        add_claim(searched, article["id"], a_claim(article, text="pump pump pump"), by=LATER)
        seen += [row.id for row in page.rows]
        after, pages = page.next_key, pages + 1

    assert (seen, pages) == (before, 5)


def test_of_many_matches_only_the_newest_are_ranked_and_the_page_says_so(
    searched: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = list_claims(searched, ClaimFilter(q="plumber"), sort="relevance")
    monkeypatch.setattr(claim_search, "RANKED_MATCHES", 3)

    page = list_claims(searched, ClaimFilter(q="plumber"), sort="relevance")

    assert (full.ranked_newest_only, page.ranked_newest_only) == (False, True)
    assert {json.loads(row.document)["text"] for row in page.rows} == set(TEXTS[1:])
    assert texts_of(searched, "plumber") == list(TEXTS)


@only_sqlite
def test_where_a_word_is_too_common_to_be_weighed_it_ranks_as_often_as_it_stands_there(
    searched: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim_search, "_MOST_WEIGHED", 0)
    article = an_article(searched, url="https://post.example/a")
    texts = ["A pump and many other words that are not looked for here.", "Pump, pump.", "The pump."]
    for text in texts:
        add_claim(searched, article["id"], a_claim(article, text=text), by=BY)

    ranked = texts_of(searched, "pump", sort="relevance")

    assert ranked == [texts[1], TEXTS[1], texts[2], texts[0], TEXTS[0]]
    assert texts_of(searched, '"the pump"', sort="relevance")[0] == texts[2]


def test_claims_with_common_words_are_the_same_however_they_are_looked_up(
    searched: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.claim_leads.FEW_CLAIMS", 0)
    listed = texts_of(searched, "pump was", sort="-created_at")
    monkeypatch.setattr("storage.claim_leads._LISTED_A_LOOK_UP", 0)

    assert texts_of(searched, "pump was", sort="-created_at") == listed == [TEXTS[0]]
