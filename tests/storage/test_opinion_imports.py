"""Opinions of one store brought into another: the same there, never twice, and nothing else changed."""

from typing import Any

import pytest

from storage import open_storage
from storage.assessment_imports import import_assessment
from storage.assessments import add_assessment, get_assessment, withdraw_assessment
from storage.changes import Editor, list_changes
from storage.checks import check
from storage.claims import add_claim, remove_claim
from storage.database import Database
from storage.documents import Assessment, Reliability
from storage.errors import Conflict, LawBroken, NotFound
from storage.migrations import migrate
from storage.reliability import add_reliability, get_reliability, withdraw_reliability
from storage.reliability_imports import import_reliability
from storage.source_imports import import_source
from storage.source_merges import merge_sources
from storage.sources import get_source
from tests.storage.builders import BY, LATER, a_claim, a_source, an_article, an_assessment

IMPORTER = Editor("whosaid import", "2026-11-23T08:00:00.000Z")


@pytest.fixture
def other(stores: Any, tmp_path: Any) -> Any:
    """A second store, empty."""
    store = open_storage(stores.make_nothing(tmp_path))
    migrate(store)
    yield store
    assert list(check(store)) == []
    store.close()


def an_opinion(db: Database) -> Assessment:
    article = an_article(db)
    claim = add_claim(db, article["id"], a_claim(article, a_source(db, "Anna Hale")), by=BY)
    return add_assessment(db, claim.id, an_assessment("icd_203", "likely"), by=BY)


def three_letters(db: Database, source_id: str) -> list[Reliability]:
    """Give a source a letter that is superseded, one that stands, and one that is withdrawn."""
    told = {"assessed_on": "2026-01-02", "reason": "Often right.", "by": LATER}
    ids = [add_reliability(db, source_id, letter=letter, **told)["id"] for letter in "CBA"]  # type: ignore[arg-type]
    withdraw_reliability(db, source_id, ids[2], reason="No.", expected_version=1, by=LATER)
    return [get_reliability(db, source_id, letter_id) for letter_id in ids]


def test_an_opinion_that_is_here_is_unchanged(db: Database) -> None:
    assert import_assessment(db, an_opinion(db), by=IMPORTER) == "unchanged"


def test_an_opinion_that_was_withdrawn_here_stays_so(db: Database) -> None:
    told = an_opinion(db)
    place = (told["claim_id"], told["id"])
    withdrawn = withdraw_assessment(db, *place, reason="No.", expected_version=1, by=LATER)

    with pytest.raises(Conflict):
        import_assessment(db, told, by=IMPORTER)

    assert get_assessment(db, *place) == withdrawn


def test_an_opinion_that_went_with_its_claim_does_not_come_back(db: Database) -> None:
    told = an_opinion(db)
    remove_claim(db, told["claim_id"], expected_version=1, by=LATER)

    with pytest.raises(Conflict, match="was here and was removed"):
        import_assessment(db, told, by=IMPORTER)


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"label": "perhaps"}, ("label",)),
        ({"likelihood": {"value": 60}}, ("likelihood", "range")),
        ({"status": "withdrawn"}, ("withdrawn_at",)),
        ({"version": 2}, ("version",)),
        ({"unheard_of": 1}, ("unheard_of",)),
    ],
)
def test_an_opinion_that_would_be_stored_otherwise_is_refused(
    db: Database, wrong: dict[str, Any], path: tuple[str, ...]
) -> None:
    told: Any = {**an_opinion(db), "id": "another", **wrong}

    with pytest.raises(LawBroken) as raised:
        import_assessment(db, told, by=IMPORTER)

    assert path in [where for where, _ in raised.value.problems]


def test_letters_are_the_same_in_another_store(db: Database, other: Database) -> None:
    source_id = a_source(db, "Anna Hale")["id"]
    letters = three_letters(db, source_id)
    import_source(other, get_source(db, source_id), by=IMPORTER)

    assert import_reliability(other, source_id, letters, by=IMPORTER) == ["created"] * 3
    assert [get_reliability(other, source_id, letter["id"]) for letter in letters] == letters
    assert get_source(other, source_id) == get_source(db, source_id)
    assert import_reliability(other, source_id, letters, by=IMPORTER) == ["unchanged"] * 3


def test_the_history_tells_that_letters_were_brought(db: Database, other: Database) -> None:
    source_id = a_source(db, "Anna Hale")["id"]
    letters = three_letters(db, source_id)
    import_source(other, get_source(db, source_id), by=IMPORTER)

    import_reliability(other, source_id, letters, by=IMPORTER)

    changes = list_changes(other, resource="reliability")
    assert [(one["action"], one["after"]) for one in changes] == [("import", letter) for letter in letters]


def test_a_letter_that_was_given_here_makes_no_place(db: Database) -> None:
    source_id = a_source(db, "Anna Hale")["id"]
    first, second, third = three_letters(db, source_id)
    otherwise: Reliability = {**second, "created_at": BY.at}

    fates = import_reliability(db, source_id, [first, otherwise, third], by=IMPORTER)

    assert [fates[0], type(fates[1]), fates[2]] == ["unchanged", Conflict, "unchanged"]
    assert get_reliability(db, source_id, second["id"]) == second


def test_letters_that_would_change_what_their_source_shows_are_refused(db: Database, other: Database) -> None:
    source_id = a_source(db, "Anna Hale")["id"]
    letters = three_letters(db, source_id)
    source = get_source(db, source_id)
    del source["reliability"]
    import_source(other, source, by=IMPORTER)

    fates = import_reliability(other, source_id, letters, by=IMPORTER)

    assert {str(fate) for fate in fates} == {
        "The source here shows none; by these letters another one would stand."
    }


def test_where_one_letter_is_refused_the_others_wait_for_it(db: Database, other: Database) -> None:
    source_id = a_source(db, "Anna Hale")["id"]
    letters = three_letters(db, source_id)
    import_source(other, get_source(db, source_id), by=IMPORTER)

    fates = import_reliability(other, source_id, [{**letters[0], "letter": "X"}, *letters[1:]], by=IMPORTER)

    waiting = "It was not stored, for another letter of its source was refused."
    assert [str(fate) for fate in fates] == ["The letter is one of A, B, C, D, E, F.", waiting, waiting]
    assert import_reliability(other, source_id, letters, by=IMPORTER) == ["created"] * 3


def test_letters_of_a_source_that_is_not_here_or_was_merged_are_refused(db: Database) -> None:
    source_id = a_source(db, "Anna Hale")["id"]
    letters = three_letters(db, source_id)
    merge_sources(db, source_id, into=a_source(db, "Ms Hale")["id"], expected_version=5, by=LATER)

    merged = import_reliability(db, source_id, letters[:1], by=IMPORTER)
    unknown = import_reliability(db, "none", [{**letters[0], "source_id": "none"}], by=IMPORTER)

    assert [type(fate) for fate in (*merged, *unknown)] == [Conflict, NotFound]
