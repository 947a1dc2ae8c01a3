"""Claims: kept with their document ready to send, edited and removed on record."""

import json
from typing import Any

import pytest

from storage.articles import add_revision
from storage.changes import list_changes
from storage.claims import add_claim, get_claim, remove_claim, replace_claim
from storage.database import Database
from storage.documents import ClaimDraft
from storage.errors import Conflict, LawBroken, NotFound, VersionMismatch
from tests.storage.builders import (
    BY,
    LATER,
    TEXT,
    a_chain,
    a_claim,
    a_confidence,
    a_fragment,
    a_position,
    a_source,
    an_anonymous_source,
    an_article,
)


def problem_paths(db: Database, article_id: str, draft: ClaimDraft) -> list[tuple[str | int, ...]]:
    with pytest.raises(LawBroken) as refusal:
        add_claim(db, article_id, draft, by=BY)
    return [path for path, _ in refusal.value.problems]


def test_a_claim_is_kept_as_it_was_given_with_what_follows_from_it(db: Database) -> None:
    article = an_article(db, published_on="2016-09-03")
    official, reuters = an_anonymous_source(db, article), a_source(db, "Reuters", "news_agency")
    draft = a_claim(article, official, reuters, score=40)
    draft["attribution"][1] |= {"mention": "Reuters", "mention_position": a_position("Reuters")}
    draft["attribution"][1] |= {"cue": "told", "cue_position": a_position("told")}
    draft["certainty"] |= {"condition": "if the valve was shut", "cues": ["could"]}

    row = add_claim(db, article["id"], draft, by=BY, identifier="claim")

    document = json.loads(row.document)
    shown = [
        {
            "id": official["id"],
            "kind": "anonymous",
            "name": "one official",
            "anonymity": official["anonymity"],
        },
        {"id": reuters["id"], "kind": "news_agency", "name": "Reuters"},
        article["publisher"],
    ]
    assert document == {
        "id": "claim",
        "version": 1,
        **draft,
        "attribution": [
            {**hop, "source": source} for hop, source in zip(draft["attribution"], shown, strict=True)
        ],
        "quote": "The pump failed 🚰 at noon",
        "mode": "direct_quote",
        "status": "active",
        "edited": False,
        "article_id": article["id"],
        "revision": 1,
        "published_on": "2016-09-03",
        "created_at": BY.at,
        "updated_at": BY.at,
    }
    assert get_claim(db, "claim") == row
    assert list(document)[:5] == ["id", "version", "text", "quote", "mode"]
    assert list_changes(db)[-1]["after"] == document


def test_a_claim_nobody_is_credited_with_is_unattributed(db: Database) -> None:
    article = an_article(db)

    row = add_claim(db, article["id"], a_claim(article), by=BY)

    assert json.loads(row.document)["mode"] == "unattributed"


def test_a_claim_of_two_who_said_it_differently_is_mixed(db: Database) -> None:
    article, hale, ortiz = an_article(db), a_source(db, "Anna Hale"), a_source(db, "Ben Ortiz")
    draft = a_claim(article, hale)
    joint: Any = {**draft["attribution"][0], "mode": "indirect", "source": {"id": ortiz["id"]}}
    draft["attribution"].insert(1, joint)

    document = json.loads(add_claim(db, article["id"], draft, by=BY).document)

    assert (document["mode"], [hop["step"] for hop in document["attribution"]]) == ("mixed", [0, 0, 1])


def test_the_quote_joins_the_fragments(db: Database) -> None:
    article = an_article(db)
    fragments = [a_fragment("The pump failed"), a_fragment("the valve")]

    row = add_claim(db, article["id"], a_claim(article, fragments=fragments), by=BY)

    assert json.loads(row.document)["quote"] == "The pump failed … the valve"


def test_a_claim_of_right_to_left_words_stands_where_it_stands(db: Database) -> None:
    text = "قالت هالة 👩‍🚒: «تعطلت المضخة»."
    article = an_article(db, text=text)
    fragment = a_fragment("تعطلت المضخة", text)

    row = add_claim(db, article["id"], a_claim(article, fragments=[fragment]), by=BY)

    position = json.loads(row.document)["fragments"][0]["position"]
    assert text[position["start"] : position["end"]] == "تعطلت المضخة"


def test_the_sources_of_a_claim_are_those_there_are(db: Database) -> None:
    article, other = an_article(db), an_article(db, text=f"{TEXT} Again.")
    stranger, post = an_anonymous_source(db, other), a_source(db, "The Post", "outlet")
    chain = a_chain(article, "nobody", stranger)
    chain[-1] = {**chain[-1], "source": {"id": post["id"]}}

    paths = problem_paths(db, article["id"], a_claim(article, attribution=chain))

    assert paths == [("attribution", index, "source", "id") for index in range(3)]


def test_a_claim_made_by_hand_was_not_extracted(db: Database) -> None:
    article = an_article(db)
    extraction = {"engine": "rules", "version": "1", "probability": 1.0, "analysis_id": "x"}

    assert problem_paths(db, article["id"], a_claim(article, extraction=extraction)) == [("extraction",)]


@pytest.mark.parametrize("text", ["nul \0", "lone \ud800"])
def test_characters_that_are_none_are_refused_where_they_stand(db: Database, text: str) -> None:
    article = an_article(db)
    draft = a_claim(article, certainty={"level": "asserted", "polarity": "positive", "cues": ["", text]})

    assert problem_paths(db, article["id"], draft) == [("certainty", "cues", 1)]


def test_a_claim_needs_its_article_and_an_id_of_its_own(db: Database) -> None:
    article = an_article(db)
    add_claim(db, article["id"], a_claim(article), by=BY, identifier="claim")

    with pytest.raises(NotFound):
        add_claim(db, "nowhere", a_claim(article), by=BY)
    with pytest.raises(Conflict):
        add_claim(db, article["id"], a_claim(article), by=BY, identifier="claim")
    with pytest.raises(NotFound):
        get_claim(db, "nothing")


def test_a_replaced_claim_is_edited_and_the_history_keeps_what_differs(db: Database) -> None:
    article = an_article(db)
    row = add_claim(db, article["id"], a_claim(article, score=40), by=BY)
    draft = a_claim(
        article, text="The pump broke.", status="retracted", confidence=a_confidence(0, computed=False)
    )

    replaced = json.loads(replace_claim(db, row.id, draft, expected_version=1, by=LATER).document)

    expected = {"version": 2, "edited": True, "status": "retracted", "updated_at": LATER.at}
    assert replaced == json.loads(row.document) | draft | expected | {"attribution": replaced["attribution"]}
    change = list_changes(db)[-1]
    fields = {"text", "confidence", "status", "edited"}
    assert (set(change["before"]), set(change["after"]), change["version"]) == (fields, fields, 2)


def test_a_claim_stays_with_its_revision(db: Database) -> None:
    article = an_article(db)
    row = add_claim(db, article["id"], a_claim(article), by=BY)
    add_revision(db, article["id"], text="Nothing of it stands here any more.", by=LATER)

    replaced = replace_claim(
        db, row.id, a_claim(article, text="The pump broke."), expected_version=1, by=LATER
    )

    assert json.loads(replaced.document)["revision"] == 1


def test_a_claim_that_would_break_a_law_is_left_as_it_was(db: Database) -> None:
    article = an_article(db)
    row = add_claim(db, article["id"], a_claim(article), by=BY)

    with pytest.raises(LawBroken):
        replace_claim(db, row.id, a_claim(article, text=" "), expected_version=1, by=LATER)

    assert get_claim(db, row.id) == row


def test_a_removed_claim_is_gone_and_the_history_keeps_it(db: Database) -> None:
    article = an_article(db)
    row = add_claim(db, article["id"], a_claim(article), by=BY)

    remove_claim(db, row.id, expected_version=1, by=LATER)

    with pytest.raises(NotFound):
        get_claim(db, row.id)
    change = list_changes(db)[-1]
    assert (change["action"], change["before"], "after" in change) == (
        "remove",
        json.loads(row.document),
        False,
    )


def test_a_claim_changed_meanwhile_is_not_touched(db: Database) -> None:
    article = an_article(db)
    row = add_claim(db, article["id"], a_claim(article), by=BY)

    with pytest.raises(VersionMismatch):
        replace_claim(db, row.id, a_claim(article), expected_version=2, by=LATER)
    with pytest.raises(VersionMismatch):
        remove_claim(db, row.id, expected_version=2, by=LATER)


def test_replacing_a_claim_by_itself_writes_nothing(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Anna Hale")
    draft = a_claim(article, hale, score=40)
    claim = add_claim(db, article["id"], draft, by=BY)
    count = len(list_changes(db))

    for same in (draft, json.loads(claim.document)):
        assert replace_claim(db, claim.id, same, expected_version=1, by=LATER) == claim
    assert len(list_changes(db)) == count
