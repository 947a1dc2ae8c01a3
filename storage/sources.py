"""Sources: get, find, add and replace whoever or whatever claims come from."""

from storage.changes import Editor, append_change, find_differences
from storage.characters import refuse
from storage.claim_documents import list_keys_showing, refresh_claims
from storage.database import Database, Record, bind_list
from storage.documents import Source, SourceDraft, to_json
from storage.errors import Conflict, LawBroken, VersionMismatch
from storage.folding import fold
from storage.identifiers import new_id
from storage.renames import rename_in_claims
from storage.source_lists import list_sources as list_sources
from storage.source_names import find_source as find_source
from storage.source_names import find_source_ids as find_source_ids
from storage.source_names import refuse_taken_name, with_free_name, write_names
from storage.source_rows import (
    check_source,
    find_survivors,
    get_source_row,
    list_credited_ids,
    make_source,
    make_source_row,
)
from storage.versions import record_versions

# Stands for a publisher nobody knows, so that every chain has an end. It is no name of anybody.
UNNAMED_PUBLISHER: SourceDraft = {"kind": "unknown", "name": "unnamed publisher"}


def get_source(db: Database, source_id: str) -> Source:
    """Return a source.

    :raises NotFound: if there is none
    :raises Merged: if another one answers for it
    """
    return make_source(get_source_row(db, source_id))


def add_source(db: Database, draft: SourceDraft, *, by: Editor, identifier: str | None = None) -> Source:
    """Add a source.

    :raises Conflict: if a named one of this kind and name exists, or the id is taken
    :raises LawBroken: if the draft is not a source
    """
    refuse(check_source(draft))
    with db.transaction():
        refuse_taken_name(db, draft, except_id=None)
        if identifier and db.find("SELECT 1 FROM sources WHERE id = :id", {"id": identifier}):
            raise Conflict("There is a source of this id.", existing=identifier)
        return _insert_source(db, draft, identifier or new_id(), by)


def find_or_add_source(db: Database, draft: SourceDraft, *, by: Editor, is_name: bool = True) -> str:
    """Return the id of the source a text means, added where it is new.

    A source of the same kind and folded name is reused, a person only where the name is a full one of two
    words or more. "Hale" alone may be anyone: it is added as "Hale (2)" where "Hale" is taken, and found as
    "Hale". So is what is no name at all, as `is_name` tells: "the company" is another one in every article.
    Anonymous sources are always new.

    :raises LawBroken: if the draft is not a source
    """
    refuse(check_source(draft))
    with db.transaction():
        is_full = is_name and (draft["kind"] != "person" or len(fold(draft["name"]).split()) > 1)
        if not is_full and draft["kind"] != "anonymous":
            draft = with_free_name(db, draft)
        elif found := find_source(db, kind=draft["kind"], name=draft["name"]):
            return found["id"]
        return _insert_source(db, draft, new_id(), by)["id"]


def replace_source(
    db: Database, source_id: str, draft: SourceDraft, *, expected_version: int, by: Editor
) -> Source:
    """Replace a source's description, and what its claims and articles show of it.

    Where its kind or anonymity changes, the confidences computed from them become stale. Nothing is written
    where nothing differs.

    :raises NotFound: :raises Merged: as `get_source`
    :raises VersionMismatch: if it is not at `expected_version`
    :raises Conflict: if another one of this kind and name exists
    :raises LawBroken: if the draft is not a source, or would make a named one anonymous, or the source
        stands for the publishers nobody knows
    """
    refuse(check_source(draft))
    with db.transaction():
        row = get_source_row(db, source_id)
        require_version(row, expected_version)
        require_what_it_names(db, draft, source_id)
        if draft["kind"] == "anonymous" and row["article_id"] != draft.get("article_id"):
            raise LawBroken(
                [(("article_id",), "An anonymous source belongs to the article it was found in.")]
            )
        columns = make_source_row(draft)
        if all(row[name] == value for name, value in columns.items()):
            return make_source(row)
        refuse_placeholder(row)
        refuse_taken_name(db, draft, except_id=source_id)
        update_source(db, source_id, columns, by)
        write_names(db, source_id, draft)
        _rewrite_what_shows(db, row, columns, by)
        source = get_source(db, source_id)
        before, after = find_differences(make_source(row), source)
        append_change(db, by, "replace", "source", source_id, source["version"], before=before, after=after)
    return source


def remove_sources_of(db: Database, article_id: str, by: Editor) -> list[str]:
    """Remove an article's anonymous sources and return their ids.

    Others said to be possibly the same as one of them no longer are: one change for each of those.
    """
    of_article = {"id": article_id}
    removed = [row["id"] for row in db.query("SELECT id FROM sources WHERE article_id = :id", of_article)]
    likely = db.query(
        f"""
        SELECT * FROM sources
        WHERE possibly_same_as IS NOT NULL AND article_id {db.dialect.differs_from} :id AND EXISTS (
            SELECT 1 FROM {db.dialect.texts("sources.possibly_same_as", "likely")} JOIN sources AS removed
            ON removed.id = likely.value WHERE removed.article_id = :id)
        """,
        of_article,
    )
    for row in likely:
        source = make_source(row)
        kept = [source_id for source_id in source["possibly_same_as"] if source_id not in removed]
        update_source(db, row["id"], {"possibly_same_as": to_json(kept) if kept else None}, by)
        append_change(
            db,
            by,
            "replace",
            "source",
            row["id"],
            row["version"] + 1,
            before={"possibly_same_as": source["possibly_same_as"]},
            after={"possibly_same_as": kept} if kept else {},
        )
    record_versions(db, "source", removed)
    db.execute("DELETE FROM sources WHERE article_id = :id", of_article)
    return removed


def require_version(row: Record, expected_version: int) -> None:
    """Make sure that nobody changed the resource meanwhile.

    :raises VersionMismatch: if it is at another version
    """
    if row["version"] != expected_version:
        raise VersionMismatch(expected_version, row["version"])


def update_source(db: Database, source_id: str, columns: dict[str, object], by: Editor) -> None:
    """Set columns of a source, at its next version."""
    assignments = "".join(f"{name} = :{name}, " for name in columns)
    db.execute(
        f"UPDATE sources SET {assignments}version = version + 1, updated_at = :at WHERE id = :id",
        {**columns, "id": source_id, "at": by.at},
    )
    record_versions(db, "source", [source_id])


def bump_articles_of(db: Database, publisher_id: str, by: Editor) -> None:
    """Give the articles that show a publisher their next version."""
    within, params = bind_list(db, "id", list_credited_ids(db, [publisher_id]))
    articles = db.query(f"SELECT id FROM articles WHERE publisher_id IN {within}", params)
    db.execute_many(
        "UPDATE articles SET version = version + 1, updated_at = :at WHERE id = :id",
        [{"id": row["id"], "at": by.at} for row in articles],
    )
    record_versions(db, "article", [row["id"] for row in articles])


def refuse_placeholder(row: Record, *path: str) -> None:
    """Make sure that a source, named at `path`, is not the one for the publishers nobody knows.

    :raises LawBroken: if it is
    """
    if (row["kind"], row["name"]) == (UNNAMED_PUBLISHER["kind"], UNNAMED_PUBLISHER["name"]):
        detail = "This stands for every publisher nobody knows; tell an article its publisher instead."
        raise LawBroken([(path, detail)])


def _insert_source(db: Database, draft: SourceDraft, source_id: str, by: Editor) -> Source:
    """Insert a source whose draft is one, and whose name and id are free."""
    require_what_it_names(db, draft, source_id)
    ages = {"version": 1, "created_at": by.at, "updated_at": by.at}
    row = {"id": source_id, **make_source_row(draft), **ages}
    db.execute(
        """
        INSERT INTO sources (id, version, kind, name, folded_name, names, same_as, possibly_same_as,
            anonymity, article_id, created_at, updated_at)
        VALUES (:id, :version, :kind, :name, :folded_name, :names, :same_as, :possibly_same_as,
            :anonymity, :article_id, :created_at, :updated_at)
        """,
        row,
    )
    write_names(db, source_id, draft)
    source = make_source({**row, "reliability": None})
    append_change(db, by, "add", "source", source_id, 1, after=source)
    return source


def _rewrite_what_shows(db: Database, row: Record, columns: dict[str, object], by: Editor) -> None:
    changed = {name for name in ("kind", "name", "anonymity") if row[name] != columns[name]}
    if changed:
        keys = list_keys_showing(db, row["id"])
        if changed == {"name"}:
            rename_in_claims(db, keys, row["id"], str(columns["name"]), at=by.at)
        else:
            refresh_claims(db, keys, at=by.at, stale=True)
        bump_articles_of(db, row["id"], by)


def require_what_it_names(db: Database, draft: SourceDraft, source_id: str) -> None:
    """Make sure that the article and the sources a draft refers to are there."""
    article_id = draft.get("article_id")
    if article_id and not db.find("SELECT 1 FROM articles WHERE id = :id", {"id": article_id}):
        raise LawBroken([(("article_id",), "There is no such article.")])
    likely = draft.get("possibly_same_as", [])
    known = find_survivors(db, likely)
    refuse(
        [
            (("possibly_same_as", index), "There is no such source, or it is the source itself.")
            for index, likely_id in enumerate(likely)
            if likely_id not in known or likely_id == source_id
        ]
    )
