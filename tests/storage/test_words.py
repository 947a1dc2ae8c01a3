"""Words are split alike on both engines, whatever the script."""

import pytest

from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import add_claim
from storage.database import Database
from storage.words import split_words
from tests.storage.builders import BY, a_claim, an_article

SAID = "Der Straßenbau, İstanbul’da: 3.5 % für Peña (ﬁnal) Ὀδυσσεύς нет 東京都 co-op naïve Ǆ"


def test_words_are_without_case_and_diacritics() -> None:
    assert split_words(["Peña's CO-OP, naïve", "", "3.5 東京都"]) == [
        ["pena", "s", "co", "op", "naive"],
        [],
        ["3", "5", "東京都"],
    ]


@pytest.mark.parametrize(
    ("q", "is_found"),
    [
        ("strassenbau", False),
        ("STRAßENBAU", True),
        ("istanbul", True),
        ('"3 5"', True),
        ('"5 3"', False),
        ("pena ﬁnal", True),
        ("final", False),
        ("οδυσσευς", False),
        ("НЕТ", True),
        ("東京都", True),
        ("東京", False),
        ('"op naive"', True),
        ('"da 5"', False),
        ("o'op co", False),
        ("🚰 naïve", True),
    ],
)
def test_both_engines_find_the_same(db: Database, q: str, is_found: bool) -> None:
    article = an_article(db)
    add_claim(db, article["id"], a_claim(article, text=SAID), by=BY)

    assert bool(list_claims(db, ClaimFilter(q=q)).rows) == is_found
    assert bool(list_claims(db, ClaimFilter(q=q), sort="relevance").rows) == is_found


def test_no_phrase_goes_from_one_field_into_the_next(db: Database) -> None:
    article = an_article(db)
    add_claim(db, article["id"], a_claim(article, text="It ends with valve", words="The pump failed"), by=BY)

    assert [len(list_claims(db, ClaimFilter(q=q)).rows) for q in ('"valve the"', '"with valve"')] == [0, 1]
