"""Sources as rows and as documents, and the survivors of merges."""

import json
from collections.abc import Iterable
from typing import Any

from storage.characters import Problems, find_refused_characters
from storage.database import Database, Record, bind_list
from storage.documents import Source, SourceDraft, SourceReference, to_json
from storage.errors import Merged, NotFound
from storage.folding import fold
from storage.vocabulary import ANONYMITY_CATEGORIES, ANONYMITY_NUMBERS, KNOWLEDGE, SOURCE_KINDS

# Other names a source goes by: the best known have a few dozen, and claims are found by each
MOST_NAMES = 100

_LISTS = ("names", "same_as", "possibly_same_as")


def make_source(row: Record) -> Source:
    """Return a source's document, made from its row."""
    source: dict[str, Any] = {
        "id": row["id"],
        "version": row["version"],
        "kind": row["kind"],
        "name": row["name"],
    }
    for name in (*_LISTS, "anonymity"):
        if row[name] is not None:
            source[name] = json.loads(row[name])
    if row["article_id"] is not None:
        source["article_id"] = row["article_id"]
    if row["reliability"] is not None:
        source["reliability"] = json.loads(row["reliability"])
    source |= {"created_at": row["created_at"], "updated_at": row["updated_at"]}
    return source  # type: ignore[return-value]  # built key by key


def letter_of(row: Record) -> str | None:
    """Return the reliability letter that a source's row shows, if any; F is one."""
    return None if row["reliability"] is None else json.loads(row["reliability"])["letter"]


def make_reference(row: Record) -> SourceReference:
    """Return a source as a claim or an article shows it."""
    reference: SourceReference = {"id": row["id"], "kind": row["kind"], "name": row["name"]}
    if row["anonymity"] is not None:
        reference["anonymity"] = json.loads(row["anonymity"])
    return reference


def make_source_row(draft: SourceDraft) -> dict[str, Any]:
    """Return the columns a draft fills."""
    columns: dict[str, Any] = {
        "kind": draft["kind"],
        "name": draft["name"],
        "folded_name": fold(draft["name"]),
        "anonymity": to_json(draft["anonymity"]) if "anonymity" in draft else None,
        "article_id": draft.get("article_id"),
    }
    for name in _LISTS:
        given = draft.get(name)
        columns[name] = None if given is None else to_json(given)  # type: ignore[arg-type]  # a list of str
    return columns


def get_source_row(db: Database, source_id: str) -> Record:
    """Return the row of a source that was not merged.

    :raises NotFound: if there is none
    :raises Merged: if another one answers for it
    """
    row = db.find("SELECT * FROM sources WHERE id = :id", {"id": source_id})
    if row is None:
        raise NotFound("source", source_id)
    if row["merged_into"] is not None:
        raise Merged(source_id, find_survivors(db, [source_id])[source_id]["id"])
    return row


def find_survivors(db: Database, source_ids: Iterable[str]) -> dict[str, Record]:
    """Return, for each id there is, the row of the source that answers for it, its own or its survivor's."""
    asked = sorted(set(source_ids))
    if not asked:
        return {}
    ids, params = bind_list(db, "id", asked)
    rows = db.query(f"SELECT * FROM sources WHERE id IN {ids}", params)
    # hardly ever is one merged, and this is asked all the time
    if all(row["merged_into"] is None for row in rows):
        return {row["id"]: row for row in rows}
    rows = db.query(
        f"""
        WITH RECURSIVE merges (credited_id, id) AS (
            SELECT id, id FROM sources WHERE id IN {ids}
            UNION
            SELECT merges.credited_id, sources.merged_into
            FROM merges JOIN sources ON sources.id = merges.id
            WHERE sources.merged_into IS NOT NULL
        )
        SELECT merges.credited_id, sources.*
        FROM merges JOIN sources ON sources.id = merges.id
        WHERE sources.merged_into IS NULL
        """,
        params,
    )
    return {row["credited_id"]: row for row in rows}


def list_credited_ids(db: Database, source_ids: Iterable[str]) -> list[str]:
    """Return the ids of sources and of all that were merged into them, directly or not."""
    within, params = bind_list(db, "id", source_ids)
    rows = db.query(
        f"""
        WITH RECURSIVE credited (id) AS (
            SELECT id FROM sources WHERE id IN {within}
            UNION
            SELECT sources.id FROM sources JOIN credited ON sources.merged_into = credited.id
        )
        SELECT id FROM credited
        """,
        params,
    )
    return [row["id"] for row in rows]


def check_source(draft: SourceDraft) -> Problems:
    """Return what is wrong with a draft by itself."""
    problems = find_refused_characters(draft)
    if draft["kind"] not in SOURCE_KINDS:
        problems.append((("kind",), f"{draft['kind']!r} is no kind of source."))
    if not fold(draft["name"]):
        problems.append((("name",), "A source has a name."))
    for index, name in enumerate(draft.get("names", [])):
        if not fold(name):
            problems.append((("names", index), "A name is not empty."))
    is_anonymous = draft["kind"] == "anonymous"
    for field in ("anonymity", "article_id"):
        if is_anonymous and field not in draft:
            problems.append(((field,), f"An anonymous source has {field}."))
        if not is_anonymous and field in draft:
            problems.append(((field,), f"Only an anonymous source has {field}."))
    return problems + _check_anonymity(draft)


def _check_anonymity(draft: SourceDraft) -> Problems:
    if "anonymity" not in draft:
        return []
    anonymity = draft["anonymity"]
    problems: Problems = []
    if not fold(anonymity["descriptor"]):
        problems.append((("anonymity", "descriptor"), "The descriptor holds the article's words."))
    for field, value, allowed in (
        ("category", anonymity["category"], ANONYMITY_CATEGORIES),
        ("number", anonymity["number"], ANONYMITY_NUMBERS),
        ("knowledge", anonymity["knowledge"], KNOWLEDGE),
    ):
        if value not in allowed:
            problems.append((("anonymity", field), f"{value!r} is none of {', '.join(allowed)}."))
    return problems
