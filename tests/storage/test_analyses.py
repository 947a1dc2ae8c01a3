"""Analyses: what nobody touched is superseded, what somebody edited stays."""

import json
from typing import Any

import pytest

from storage.analyses import record_analysis
from storage.articles import add_revision, get_article
from storage.changes import list_changes
from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import add_claim, get_claim, replace_claim
from storage.database import Database
from storage.documents import Article, ClaimDraft
from storage.errors import LawBroken
from tests.storage.builders import BY, LATER, TEXT, a_claim, a_fragment, a_source, an_article

DENIAL, CHECK = "The council denied it", "Nobody had checked the valve"


def analyse(db: Database, article: Article, *claims: ClaimDraft) -> Any:
    extracted: Any = [
        {**claim, "extraction": {"probability": 0.75, "check_worthiness": 0.5}} for claim in claims
    ]
    return record_analysis(db, article["id"], engine="rules", version="1", claims=extracted, by=LATER)


def list_documents(db: Database, *statuses: str) -> list[dict[str, Any]]:
    rows = list_claims(db, ClaimFilter(status=statuses or ("active",)), sort="created_at").rows
    return [json.loads(row.document) for row in rows]


def test_an_analysis_keeps_its_claims_as_one_change(db: Database) -> None:
    article = an_article(db)
    count = len(list_changes(db))

    analysis = analyse(db, article, a_claim(article), a_claim(article, words=DENIAL))

    documents = list_documents(db)
    extraction = {
        "engine": "rules",
        "version": "1",
        "probability": 0.75,
        "check_worthiness": 0.5,
        "analysis_id": analysis["id"],
    }
    assert [document["extraction"] for document in documents] == [extraction] * 2
    after = get_article(db, article["id"])
    assert (after["analysis"], after["version"]) == (analysis, 2)
    (change,) = list_changes(db)[count:]
    assert change["after"] == {
        **analysis,
        "article_id": article["id"],
        "added": 2,
        "superseded": 0,
        "already_there": 0,
        "claims": [document["id"] for document in documents],
        "superseded_claims": [],
    }


def test_a_new_analysis_supersedes_what_nobody_touched(db: Database) -> None:
    article = an_article(db)
    analyse(db, article, a_claim(article))
    (old,) = list_documents(db)

    analyse(db, article, a_claim(article), a_claim(article, words=DENIAL))

    (superseded,) = list_documents(db, "superseded")
    assert superseded == {**old, "status": "superseded", "version": 2, "updated_at": LATER.at}
    assert [document["quote"] for document in list_documents(db)] == ["The pump failed 🚰 at noon", DENIAL]


def test_a_new_analysis_leaves_edited_claims_and_those_made_by_hand(db: Database) -> None:
    article = an_article(db)
    analyse(db, article, a_claim(article))
    edited = list_documents(db)[0]
    draft: Any = {**edited, "text": "The pump broke down."}
    edited_row = replace_claim(db, edited["id"], draft, expected_version=1, by=LATER)
    by_hand = add_claim(db, article["id"], a_claim(article, words=DENIAL), by=BY)

    analyse(db, article, a_claim(article), a_claim(article, words=DENIAL), a_claim(article, words=CHECK))

    assert get_claim(db, edited_row.id) == edited_row
    assert get_claim(db, by_hand.id) == by_hand
    assert sorted(one["quote"] for one in list_documents(db)) == [CHECK, DENIAL, "The pump failed 🚰 at noon"]


def test_the_same_words_with_another_chain_are_another_claim(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Anna Hale")
    add_claim(db, article["id"], a_claim(article, words=DENIAL), by=BY)

    analyse(db, article, a_claim(article, hale, words=DENIAL))

    assert [document["mode"] for document in list_documents(db)] == ["unattributed", "direct_quote"]


def test_a_rejected_claim_does_not_come_back(db: Database) -> None:
    article = an_article(db)
    analyse(db, article, a_claim(article))
    document: Any = list_documents(db)[0]
    replace_claim(db, document["id"], {**document, "status": "rejected"}, expected_version=1, by=LATER)

    analyse(db, article, a_claim(article))

    assert list_documents(db) == []


def test_an_edited_claim_is_known_by_its_words_in_a_new_revision(db: Database) -> None:
    article = an_article(db)
    kept = add_claim(db, article["id"], a_claim(article, words=DENIAL), by=BY)
    text = f"Corrected. {TEXT}"
    add_revision(db, article["id"], text=text, by=LATER)

    moved = a_claim(article, words=DENIAL, fragments=[a_fragment(DENIAL, text)])
    other = a_claim(article, words=CHECK, fragments=[a_fragment(CHECK, text)])
    analyse(db, article, moved, other)

    assert [(one["id"] == kept.id, one["revision"]) for one in list_documents(db)] == [(True, 1), (False, 2)]


def test_an_analysis_with_a_bad_claim_leaves_nothing(db: Database) -> None:
    article = an_article(db)
    count = len(list_changes(db))

    with pytest.raises(LawBroken) as refusal:
        analyse(db, article, a_claim(article), a_claim(article, text=""))

    assert [path for path, _ in refusal.value.problems] == [("claims", 1, "text")]
    assert (list_documents(db), len(list_changes(db))) == ([], count)


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({}, ()),
        ({"extraction": {"probability": 1.1}}, ("probability",)),
        ({"extraction": {"probability": 1, "check_worthiness": -0.1}}, ("check_worthiness",)),
    ],
)
def test_an_extracted_claim_says_how_from_0_to_1(
    db: Database, told: dict[str, Any], path: tuple[str, ...]
) -> None:
    article = an_article(db)

    with pytest.raises(LawBroken) as refusal:
        record_analysis(
            db, article["id"], engine="rules", version="1", claims=[a_claim(article, **told)], by=BY
        )

    assert [found for found, _ in refusal.value.problems] == [("claims", 0, "extraction", *path)]
