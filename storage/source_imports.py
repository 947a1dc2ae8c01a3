"""Sources from another store: brought with their id, version, dates and standing letter, and never twice."""

from typing import Literal

from storage.changes import Editor, append_additions
from storage.characters import refuse
from storage.database import Database
from storage.documents import Source, to_json
from storage.errors import Conflict, LawBroken
from storage.pages import Row
from storage.reliability import check_reliability, find_standing, insert_reliability
from storage.source_names import refuse_taken_name, write_names
from storage.source_rows import check_source, find_survivors, get_source_row, make_source, make_source_row
from storage.sources import require_what_it_names
from storage.versions import find_known


def import_source(db: Database, source: Source, *, by: Editor) -> Literal["created", "unchanged"]:
    """Store a source as another store had it, unless it is here and says the same.

    Of its letters only the one that stands is told, and becomes its first.

    :raises Conflict: if another source, or a removed one, has the id, or another one the kind and name; of
        that one `existing` is the id
    :raises LawBroken: if it is no source, or names what is not here
    """
    refuse(check_source(source))
    with db.part():
        if found := find_survivors(db, [source["id"]]):
            if make_source(found[source["id"]]) == source:
                return "unchanged"
            raise Conflict("Another version of this source is here.", found[source["id"]]["id"])
        if find_known(db, "source", [source["id"]]):
            raise Conflict("A source of this id was here and was removed.", source["id"])
        require_what_it_names(db, source, source["id"])
        refuse_taken_name(db, source, except_id=None)
        db.execute(
            """
            INSERT INTO sources (id, version, kind, name, folded_name, names, same_as, possibly_same_as,
                anonymity, article_id, created_at, updated_at)
            VALUES (:id, :version, :kind, :name, :folded_name, :names, :same_as, :possibly_same_as,
                :anonymity, :article_id, :created_at, :updated_at)
            """,
            {
                **make_source_row(source),
                **{name: source[name] for name in ("id", "version", "created_at", "updated_at")},
            },
        )
        write_names(db, source["id"], source)
        _insert_letter(db, source)
        stored = make_source(get_source_row(db, source["id"]))
        append_additions(
            db, by, "source", [Row(stored["id"], stored["version"], to_json(stored))], action="import"
        )
    return "created"


def _insert_letter(db: Database, source: Source) -> None:
    if "reliability" not in source:
        return
    letter = source["reliability"]
    problems = check_reliability(letter["letter"], letter["assessed_on"], letter["reason"])
    if db.find("SELECT 1 FROM reliability_letters WHERE id = :id", {"id": letter["id"]}):
        problems.append((("id",), "The letter of this id is another source's here."))
    if problems:
        raise LawBroken([(("reliability", *path), detail) for path, detail in problems])
    insert_reliability(
        db,
        {
            "id": letter["id"],
            "letter": letter["letter"],
            "assessed_on": letter["assessed_on"],
            "reason": letter["reason"],
            "source_id": source["id"],
            "number": 1,
            "version": 1,
            "created_at": source["updated_at"],
        },
    )
    standing = find_standing(db, source["id"])
    assert standing is not None
    db.execute(
        "UPDATE sources SET reliability = :reliability WHERE id = :id",
        {"reliability": to_json(standing), "id": source["id"]},
    )
