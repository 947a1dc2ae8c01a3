"""Articles: one for one address or one text, whose words never change in place."""

import itertools
import json
from typing import Any

import pytest

from storage.analyses import record_analysis
from storage.article_lists import list_articles_of
from storage.articles import (
    add_article,
    add_revision,
    find_article,
    get_article,
    list_articles,
    remove_article,
    replace_article,
)
from storage.changes import list_changes
from storage.claims import add_claim, get_claim
from storage.database import Database
from storage.errors import Conflict, LawBroken, NotFound, VersionMismatch
from storage.revisions import digest, get_revision, list_revisions
from storage.sources import find_source, list_sources
from tests.storage.builders import BY, LATER, TEXT, TITLE, a_claim, a_source, an_anonymous_source, an_article
from tests.stores import only_sqlite


def titles_of(db: Database, **query: Any) -> list[str]:
    return [json.loads(row.document)["title"] for row in list_articles(db, **query).rows]


def test_an_article_is_kept_as_it_was_given(db: Database) -> None:
    post = a_source(db, "The Brackwater Post", "outlet")
    draft: Any = {
        "url": "https://Post.example/pump?utm_source=mail",
        "publisher": {"id": post["id"]},
        "authors": ["Cleo Pan"],
        "language": "en",
        "published_on": "2016-09-03",
        "wire_credits": ["Reuters"],
        "contributors": ["Anna Hale"],
        "text_origin": "retold",
        "based_on": "a report on the pump",
    }

    article = add_article(db, draft, text=TEXT, title=TITLE, by=BY, identifier="pump")

    expected = {
        "id": "pump",
        "version": 1,
        **draft,
        "title": TITLE,
        "text": TEXT,
        "publisher": {"id": post["id"], "kind": "outlet", "name": "The Brackwater Post"},
        "revision": {"number": 1, "sha256": digest(TITLE, TEXT), "retrieved_at": BY.at, "length": len(TEXT)},
        "analysed": False,
        "created_at": BY.at,
        "updated_at": BY.at,
    }
    assert get_article(db, "pump") == article == expected


def test_the_history_never_keeps_an_article_s_text(db: Database) -> None:
    article = an_article(db)
    add_revision(db, article["id"], text=f"{TEXT} Corrected.", corrections=["The valve held."], by=LATER)
    remove_article(db, article["id"], expected_version=2, by=LATER)

    assert [
        row for row in db.query("SELECT * FROM changes") if "valve" in f"{row['before']}{row['after']}"
    ] == []


def test_an_article_shows_the_corrections_of_its_current_revision(db: Database) -> None:
    first = an_article(db)
    note = "Correction: the pump failed at noon."

    revised = add_revision(db, first["id"], text=f"{TEXT}\n{note}", corrections=[note], by=LATER)

    assert ("corrections" in first, revised["corrections"]) == (False, [note])
    assert [one.get("corrections") for one in list_revisions(db, first["id"])] == [None, [note]]
    (listed,) = list_articles(db).rows
    assert json.loads(listed.document)["corrections"] == [note]


def test_an_article_says_whether_its_current_revision_was_analysed_and_if_not_why(db: Database) -> None:
    def told() -> list[Any]:
        now = get_article(db, article["id"])
        return [now["analysed"], now.get("not_analysed"), now.get("analysis", {}).get("revision")]

    article = add_article(db, {"text_origin": "published"}, text="Nein.", not_analysed="language", by=BY)
    steps = [told()]
    record_analysis(db, article["id"], engine="rules", version="1", claims=[], by=BY)
    steps.append(told())
    add_revision(db, article["id"], text="Doch.", by=LATER)
    steps.append(told())

    assert steps == [[False, "language", None], [True, None, 1], [False, None, 1]]


def test_an_article_without_publisher_ends_in_one_nobody_named(db: Database) -> None:
    first, second = an_article(db), an_article(db, text="Another text.")

    unnamed = find_source(db, kind="unknown", name="unnamed publisher")
    assert unnamed is not None
    expected = {"id": unnamed["id"], "kind": "unknown", "name": "unnamed publisher"}
    assert [first["publisher"], second["publisher"]] == [expected, expected]


def test_the_same_address_in_another_spelling_is_the_same_article(db: Database) -> None:
    article = an_article(db, url="https://post.example/a?b=2&a=1")

    with pytest.raises(Conflict) as refusal:
        an_article(db, url="HTTPS://Post.example:443/a?a=1&b=2&utm_medium=x#top", text="Another text.")

    assert refusal.value.existing == article["id"]
    assert find_article(db, url="https://post.example/a?a=1&b=2") == article


def test_the_same_text_without_address_is_the_same_article(db: Database) -> None:
    article = an_article(db)

    with pytest.raises(Conflict) as refusal:
        an_article(db)

    assert refusal.value.existing == article["id"]
    assert find_article(db, sha256=digest(TITLE, TEXT)) == article
    assert an_article(db, url="https://post.example/a")["id"] != article["id"]


@pytest.mark.parametrize(
    ("draft", "text", "path"),
    [
        ({}, " \n", ("text",)),
        ({}, "a\r\nb", ("text",)),
        ({}, "nul \0", ("text",)),
        ({}, "lone \udc80", ("text",)),
        ({"url": "post.example"}, "a", ("url",)),
        ({"published_on": "2016-02-30"}, "a", ("published_on",)),
        ({"published_on": "2016-9-3"}, "a", ("published_on",)),
        ({"published_at": "2016-09-03T12:00:00+02:00"}, "a", ("published_at",)),
        ({"text_origin": "retold"}, "a", ("based_on",)),
        ({"text_origin": "translated"}, "a", ("text_origin",)),
        ({"publisher": {"id": "nobody"}}, "a", ("publisher", "id")),
    ],
)
def test_what_is_no_article_is_refused_and_leaves_nothing(
    db: Database, draft: dict[str, Any], text: str, path: tuple[str, ...]
) -> None:
    with pytest.raises(LawBroken) as refusal:
        an_article(db, text=text, **draft)

    assert [found for found, _ in refusal.value.problems] == [path]
    assert db.query("SELECT id FROM sources UNION SELECT id FROM articles") == []


def test_another_text_is_a_new_revision_and_claims_stay_with_the_old_one(db: Database) -> None:
    article = an_article(db)
    claim = add_claim(db, article["id"], a_claim(article), by=BY)

    revised = add_revision(db, article["id"], text="Corrected.", by=LATER, expected_version=1)

    assert (revised["version"], revised["text"], revised["revision"]["number"]) == (2, "Corrected.", 2)
    assert get_revision(db, article["id"], 1)["text"] == TEXT
    assert [one["length"] for one in list_revisions(db, article["id"])] == [len(TEXT), 10]
    assert get_claim(db, claim.id) == claim


def test_the_same_text_again_is_no_revision(db: Database) -> None:
    article = an_article(db)
    count = len(list_changes(db))

    assert add_revision(db, article["id"], text=TEXT, title=TITLE, by=LATER) == article
    assert len(list_changes(db)) == count


def test_a_new_date_and_publisher_are_written_into_the_claims(db: Database) -> None:
    article, post = an_article(db, published_on="2016-09-03"), a_source(db, "The Post", "outlet")
    claim = add_claim(db, article["id"], a_claim(article, score=40), by=BY)

    draft: Any = {"text_origin": "published", "publisher": {"id": post["id"]}, "published_on": "2016-09-04"}
    replace_article(db, article["id"], draft, expected_version=1, by=LATER)

    document = json.loads(get_claim(db, claim.id).document)
    assert document["attribution"][-1]["source"] == {"id": post["id"], "kind": "outlet", "name": "The Post"}
    assert (document["version"], document["published_on"], document["confidence"]["stale"]) == (
        2,
        "2016-09-04",
        True,
    )
    before, after = list_changes(db)[-1]["before"], list_changes(db)[-1]["after"]
    assert before == {"publisher": article["publisher"], "published_on": "2016-09-03"}
    assert after == {"publisher": document["attribution"][-1]["source"], "published_on": "2016-09-04"}


def test_an_article_changed_meanwhile_is_not_touched(db: Database) -> None:
    article = an_article(db)

    with pytest.raises(VersionMismatch):
        replace_article(db, article["id"], {"text_origin": "published"}, expected_version=2, by=LATER)
    with pytest.raises(VersionMismatch):
        remove_article(db, article["id"], expected_version=2, by=LATER)


def test_removing_an_article_takes_what_is_its_own_along_as_one_change(db: Database) -> None:
    article, hale = an_article(db), a_source(db, "Anna Hale")
    aide = an_anonymous_source(db, article)
    claim = add_claim(db, article["id"], a_claim(article, aide, hale), by=BY)
    record_analysis(db, article["id"], engine="rules", version="1", claims=[], by=BY)
    count = len(list_changes(db))

    remove_article(db, article["id"], expected_version=2, by=LATER)

    with pytest.raises(NotFound):
        get_article(db, article["id"])
    tables = ("articles", "revisions", "analyses", "claims", "fragments", "hops", "claim_sources")
    assert [len(db.query(f"SELECT 1 FROM {table}")) for table in tables] == [0] * 7
    names = [json.loads(row.document)["name"] for row in list_sources(db).rows]
    assert names == ["Anna Hale", "unnamed publisher"]
    (change,) = list_changes(db)[count:]
    assert (change["action"], change["before"]["claims"], "after" in change) == ("remove", [claim.id], False)


def test_articles_are_listed_by_date_those_without_one_last(db: Database) -> None:
    times = {"published_at": "2016-09-03T12:00:00.000Z"}
    an_article(db, text="a", title="undated")
    an_article(db, text="b", title="noon", published_on="2016-09-03", **times)
    an_article(db, text="c", title="some time", published_on="2016-09-03")
    an_article(db, text="d", title="day after", published_on="2016-09-04", language="de")

    assert titles_of(db) == ["day after", "noon", "some time", "undated"]
    assert titles_of(db, sort="published_on") == ["noon", "some time", "day after", "undated"]
    assert titles_of(db, published_from="2016-09-04") == ["day after"]
    assert titles_of(db, published_to="2016-09-03") == ["noon", "some time"]
    assert titles_of(db, language="de", publisher="Unnamed Publisher") == ["day after"]
    assert titles_of(db, publisher="nobody") == []


def test_an_article_is_listed_by_its_address(db: Database) -> None:
    an_article(db, title="here", url="https://post.example/here")

    assert titles_of(db, url="https://post.example/here#top") == ["here"]
    assert titles_of(db, url="https://post.example/there") == []


def test_articles_are_looked_up_by_id_and_those_that_are_gone_left_out(db: Database) -> None:
    first, second = an_article(db), an_article(db, text="The valve was old.")

    found = {article["id"]: article for article in list_articles_of(db, [first["id"], second["id"], "gone"])}

    assert found == {
        article["id"]: {name: value for name, value in article.items() if name != "text"}
        for article in (first, second)
    }
    assert list_articles_of(db, []) == []


def test_pages_of_articles_follow_one_another(db: Database) -> None:
    for number in range(5):
        an_article(db, text=f"text {number}", title=f"{number}", published_on=f"2016-09-0{number % 2 + 1}")

    titles, after = [], None
    while len(titles) < 5:
        page = list_articles(db, limit=2, after=after)
        titles += [json.loads(row.document)["title"] for row in page.rows]
        after = page.next_key

    assert (titles, after) == (["3", "1", "4", "2", "0"], None)


@only_sqlite
def test_a_page_of_a_publisher_s_newest_articles_costs_no_more_than_a_page(db: Database) -> None:
    post, steps = a_source(db, "The Post", "outlet"), itertools.count()
    with db.transaction():
        for number in range(300):
            an_article(db, text=f"text {number}", publisher={"id": post["id"]}, published_on="2016-09-03")
    db._session().connection.set_progress_handler(lambda: next(steps) and 0, 100)

    assert len(list_articles(db, publisher="The Post", limit=5).rows) == 5

    # Looking all of them up and sorting them takes 300.
    assert next(steps) < 30
