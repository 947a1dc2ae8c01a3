"""Sources: one of a name and kind, found by every name, merged without forgetting who was credited."""

import json

import pytest

from storage.articles import get_article, list_articles, remove_article
from storage.changes import list_changes
from storage.checks import check
from storage.claim_lists import ClaimFilter, list_claims
from storage.claims import add_claim, get_claim
from storage.database import Database
from storage.documents import SourceDraft
from storage.errors import Conflict, LawBroken, VersionMismatch
from storage.sources import (
    add_source,
    find_or_add_source,
    find_source,
    find_source_ids,
    get_source,
    list_sources,
    replace_source,
)
from tests.storage.builders import BY, LATER, a_claim, a_source, an_anonymous_source, an_article


def names_of(db: Database, **query: object) -> list[str]:
    page = list_sources(db, **query)  # type: ignore[arg-type]
    return [json.loads(row.document)["name"] for row in page.rows]


def test_a_source_is_kept_as_it_was_given(db: Database) -> None:
    draft: SourceDraft = {
        "kind": "person",
        "name": "Anna Hale",
        "names": ["A. Hale"],
        "same_as": ["https://x.org/1"],
    }

    source = add_source(db, draft, by=BY, identifier="hale")

    expected = {"id": "hale", "version": 1, **draft, "created_at": BY.at, "updated_at": BY.at}
    assert get_source(db, "hale") == source == expected
    assert list_changes(db) == [
        {
            "sequence": 1,
            "at": BY.at,
            "actor": "tester",
            "action": "add",
            "resource": "source",
            "resource_id": "hale",
            "version": 1,
            "after": expected,
        }
    ]


def test_a_second_source_of_one_kind_and_folded_name_is_refused(db: Database) -> None:
    first = a_source(db, "Ünal Öz")

    with pytest.raises(Conflict) as refusal:
        a_source(db, "  üNAL  öz ")

    assert refusal.value.existing == first["id"]
    assert a_source(db, "Ünal Öz", "organisation")["id"] != first["id"]


def test_a_named_source_is_reused_whatever_its_case(db: Database) -> None:
    reuters = a_source(db, "Reuters", "news_agency")

    assert find_or_add_source(db, {"kind": "news_agency", "name": "REUTERS"}, by=BY) == reuters["id"]


def test_a_person_is_reused_by_full_name_only(db: Database) -> None:
    ids = [
        find_or_add_source(db, {"kind": "person", "name": name}, by=BY)
        for name in ("Hale", "Hale", "Hale", "Anna Hale", "anna hale")
    ]

    names = [(get_source(db, source_id)["name"]) for source_id in ids]
    assert names == ["Hale", "Hale (2)", "Hale (3)", "Anna Hale", "Anna Hale"]
    assert find_source_ids(db, "hale") == sorted(ids[:3])


def test_anonymous_sources_are_never_the_same(db: Database) -> None:
    article = an_article(db)
    one, other = (an_anonymous_source(db, article, "one official") for _ in range(2))

    assert one["id"] != other["id"]
    assert find_source(db, kind="anonymous", name="one official") is None
    assert find_source_ids(db, "one official") == []
    assert find_source_ids(db, one["id"]) == [one["id"]]


@pytest.mark.parametrize(
    ("draft", "paths"),
    [
        ({"kind": "person", "name": " "}, [("name",)]),
        ({"kind": "robot", "name": "R2"}, [("kind",)]),
        ({"kind": "person", "name": "Hale", "names": [""]}, [("names", 0)]),
        ({"kind": "person", "name": "Hale", "article_id": "x"}, [("article_id",)]),
        ({"kind": "anonymous", "name": "an aide"}, [("anonymity",), ("article_id",)]),
    ],
)
def test_what_is_no_source_is_refused(db: Database, draft: SourceDraft, paths: list[tuple[str, ...]]) -> None:
    with pytest.raises(LawBroken) as refusal:
        add_source(db, draft, by=BY)

    assert [path for path, _ in refusal.value.problems] == paths


def test_an_alias_finds_a_source_where_only_one_has_it(db: Database) -> None:
    first = a_source(db, "United States", "government", names=["US", "America"])
    a_source(db, "Union of Sailors", "government", names=["US"])

    assert find_source(db, kind="government", name="america") == first
    assert find_source(db, kind="government", name="US") is None
    assert len(find_source_ids(db, "us")) == 2


def test_renaming_a_source_rewrites_what_shows_it_as_one_change(db: Database) -> None:
    outlet = a_source(db, "The Brackwater Post", "outlet")
    article = an_article(db, publisher={"id": outlet["id"]})
    claim = add_claim(db, article["id"], a_claim(article, score=40), by=BY)
    count = len(list_changes(db))

    replace_source(db, outlet["id"], {"kind": "outlet", "name": "The Post"}, expected_version=1, by=LATER)

    document = json.loads(get_claim(db, claim.id).document)
    assert document["attribution"][-1]["source"] == {"id": outlet["id"], "kind": "outlet", "name": "The Post"}
    assert (document["version"], document["updated_at"], document["confidence"]["stale"]) == (
        2,
        LATER.at,
        False,
    )
    assert get_article(db, article["id"])["version"] == 2
    changes = list_changes(db)[count:]
    assert [(change["before"], change["after"]) for change in changes] == [
        ({"name": "The Brackwater Post"}, {"name": "The Post"})
    ]


def test_another_kind_of_source_makes_computed_confidences_stale(db: Database) -> None:
    hale, article = a_source(db, "Anna Hale"), an_article(db)
    claim = add_claim(db, article["id"], a_claim(article, hale, score=40), by=BY)

    replace_source(db, hale["id"], {"kind": "group", "name": "Anna Hale"}, expected_version=1, by=LATER)

    assert json.loads(get_claim(db, claim.id).document)["confidence"]["stale"] is True


def test_replacing_a_source_by_itself_writes_nothing(db: Database) -> None:
    hale = a_source(db, "Anna Hale")

    assert (
        replace_source(db, hale["id"], {"kind": "person", "name": "Anna Hale"}, expected_version=1, by=LATER)
        == hale
    )
    assert len(list_changes(db)) == 1


def test_a_source_changed_meanwhile_is_not_replaced(db: Database) -> None:
    hale = a_source(db, "Anna Hale")

    with pytest.raises(VersionMismatch):
        replace_source(db, hale["id"], {"kind": "person", "name": "A. Hale"}, expected_version=2, by=LATER)


def test_sources_are_listed_by_any_part_of_their_names(db: Database) -> None:
    for name in ("Anna Hale", "Ben_Ortiz", "Cleo 100%"):
        a_source(db, name)
    a_source(db, "Hale Water", "organisation", names=["The Pump People"])

    assert names_of(db, q="HALE") == ["Anna Hale", "Hale Water"]
    assert names_of(db, q="pump") == ["Hale Water"]
    assert names_of(db, q="_") == ["Ben_Ortiz"]
    assert names_of(db, q="%", sort="-name") == ["Cleo 100%"]
    assert names_of(db, kind="organisation") == ["Hale Water"]


def test_pages_of_sources_follow_one_another(db: Database) -> None:
    for name in ("C C", "A A", "B B"):
        a_source(db, name)

    page = list_sources(db, sort="-name", limit=2)
    rest = list_sources(db, sort="-name", limit=2, after=page.next_key)

    assert [json.loads(row.document)["name"] for row in page.rows + rest.rows] == ["C C", "B B", "A A"]
    assert rest.next_key is None


def test_the_ten_thousandth_of_a_name_costs_no_more_than_a_few_steps(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.execute(
        """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 40000)
        INSERT INTO sources (id, version, kind, name, folded_name, created_at, updated_at)
        SELECT 'hale' || n, 1, 'person', CASE n WHEN 1 THEN 'Hale' ELSE 'Hale (' || n || ')' END,
            CASE n WHEN 1 THEN 'hale' ELSE 'hale (' || n || ')' END, '', '' FROM numbers
        """
    )
    db.execute("INSERT INTO source_names SELECT 'hale', id FROM sources")
    statements: list[str] = []
    session = db._session()
    run = session.run
    monkeypatch.setattr(session, "run", lambda sql, params: statements.append(sql) or run(sql, params))

    added = find_or_add_source(db, {"kind": "person", "name": "Hale"}, by=BY)

    assert get_source(db, added)["name"] == "Hale (40001)"
    assert len(statements) < 50
    assert (list_claims(db, ClaimFilter(origin="Hale")).rows, list_articles(db, publisher="hale").rows) == (
        [],
        [],
    )


@pytest.mark.parametrize("likely", ["nobody", "hale"])
def test_what_a_source_is_possibly_the_same_as_is_another_one_there_is(db: Database, likely: str) -> None:
    a_source(db, "Anna Hale", identifier="hale")
    draft: SourceDraft = {"kind": "person", "name": "Anna Hale", "possibly_same_as": [likely]}

    with pytest.raises(LawBroken) as refusal:
        replace_source(db, "hale", draft, expected_version=1, by=LATER)

    detail = "There is no such source, or it is the source itself."
    assert refusal.value.problems == ((("possibly_same_as", 0), detail),)


def test_nobody_is_possibly_the_same_as_a_source_removed_with_its_article(db: Database) -> None:
    article, ortiz = an_article(db), a_source(db, "Ben Ortiz", identifier="ortiz")
    aide = an_anonymous_source(db, article)
    likely = [aide["id"], ortiz["id"]]
    hale = a_source(db, "Anna Hale", possibly_same_as=likely)

    remove_article(db, article["id"], expected_version=1, by=LATER)

    expected = {**hale, "version": 2, "possibly_same_as": ["ortiz"], "updated_at": LATER.at}
    assert get_source(db, hale["id"]) == expected
    change = list_changes(db, resource="source", resource_id=hale["id"])[-1]
    assert (change["version"], change["before"], change["after"]) == (
        2,
        {"possibly_same_as": likely},
        {"possibly_same_as": ["ortiz"]},
    )
    assert list(check(db)) == []
