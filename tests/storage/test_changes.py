"""The history: who changed what, when and why, in order."""

from storage.changes import Editor, find_differences, list_changes
from storage.database import Database
from storage.sources import add_source, replace_source
from tests.storage.builders import BY, LATER, a_source, an_article


def test_the_history_is_read_from_any_place_and_of_any_resource(db: Database) -> None:
    hale, article = a_source(db, "Anna Hale"), an_article(db)
    replace_source(db, hale["id"], {"kind": "person", "name": "A. Hale"}, expected_version=1, by=LATER)

    def told(**query: object) -> list[tuple[int, str]]:
        changes = list_changes(db, **query)  # type: ignore[arg-type]
        return [(change["sequence"], f"{change['action']} {change['resource']}") for change in changes]

    everything = [(1, "add source"), (2, "add source"), (3, "add article"), (4, "replace source")]
    assert told() == everything
    assert told(after=1, limit=2) == everything[1:3]
    assert told(resource="article") == [(3, "add article")]
    assert told(resource="source", resource_id=hale["id"]) == [everything[0], everything[3]]
    assert told(resource_id=article["id"]) == [(3, "add article")]


def test_a_reason_is_kept_where_one_is_given(db: Database) -> None:
    by = Editor("tester", BY.at, "Named in the second paragraph.")
    add_source(db, {"kind": "person", "name": "Anna Hale"}, by=by)
    a_source(db, "Ben Ortiz")

    assert [change.get("reason") for change in list_changes(db)] == ["Named in the second paragraph.", None]


def test_only_the_fields_that_differ_are_told() -> None:
    before = {"version": 1, "same": 1, "other": [1], "gone": 1}
    after = {"version": 2, "same": 1, "other": [2], "new": 1}

    assert find_differences(before, after) == ({"other": [1], "gone": 1}, {"other": [2], "new": 1})
