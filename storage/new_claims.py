"""New claims: their rows, their ready-made JSON and their index rows, written once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.claim_documents import Derived, derive_one, insert_index_rows
from storage.claim_rows import Columns, insert_parts, make_claim_row, make_fragment_rows, make_hop_rows
from storage.claim_search import index_words
from storage.database import Database, Record
from storage.documents import Analysis, ClaimDraft, to_json
from storage.grounds import Ground
from storage.source_rows import find_survivors

# What a claim's document shows of its analysis and its article
_OF_OTHER_ROWS = ("engine", "engine_version", "unread_revision", "unread_because")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """A claim that keeps the laws, and what is known of it beside what it says.

    `at` is when it was made; one that comes from another store brings its version and when it came to that.
    """

    id: str
    draft: ClaimDraft
    ground: Ground
    at: str
    updated_at: str | None = None
    version: int = 1
    edited: bool = False
    analysis: Analysis | None = None


@dataclass(frozen=True, slots=True)
class PreparedClaim:
    """A claim as it is going to be stored: its rows, and its document, also as the text that is sent."""

    row: Columns
    fragments: list[Columns]
    hops: list[Columns]
    derived: Derived
    json: str


def next_key(db: Database) -> int:
    """Return the key that the next claim gets: writers take turns, so it stays so within a transaction."""
    key: int = db.query("SELECT coalesce(max(key), 0) + 1 AS key FROM claims")[0]["key"]
    return key


def prepare_claim(key: int, claim: NewClaim, survivors: Mapping[str, Record]) -> PreparedClaim:
    """Return what is to be inserted of a claim; `survivors` are those of its sources, by `find_survivors`."""
    fragments, hops = make_fragment_rows(key, claim.draft), make_hop_rows(key, claim.draft)
    row = _make_row(key, claim)
    derived = derive_one(row, fragments, hops, survivors)
    return PreparedClaim(row, fragments, hops, derived, to_json(derived.document))


def insert_claims(db: Database, prepared: Sequence[PreparedClaim], *, searchable: bool = True) -> None:
    """Insert claims as they were prepared; the change that tells of them comes after.

    Where they are not `searchable`, the whole full-text index is to be made anew.
    """
    if not prepared:
        return
    columns = [name for name in prepared[0].row if name not in _OF_OTHER_ROWS] + ["document"]
    values = ", ".join(f":{name}" for name in columns)
    db.execute_many(
        f"INSERT INTO claims ({', '.join(columns)}) VALUES ({values})",
        [{**one.row, "document": one.json} for one in prepared],
    )
    insert_parts(
        db,
        [fragment for one in prepared for fragment in one.fragments],
        [hop for one in prepared for hop in one.hops],
    )
    if searchable:
        index_words(db, [one.row for one in prepared], are_new=True)
    insert_index_rows(db, [one.derived for one in prepared])


def add_new_claims(
    db: Database, claims: Sequence[NewClaim], *, searchable: bool = True
) -> list[PreparedClaim]:
    """Insert new claims whose sources are all there, as `insert_claims` does; return them as stored."""
    survivors = find_survivors(
        db, {hop["source"]["id"] for one in claims for hop in one.draft["attribution"]}
    )
    prepared = [prepare_claim(key, one, survivors) for key, one in enumerate(claims, start=next_key(db))]
    insert_claims(db, prepared, searchable=searchable)
    return prepared


def _make_row(key: int, claim: NewClaim) -> Columns:
    analysis, ground = claim.analysis, claim.ground
    unread = ground.unread if ground.unread and ground.unread[0] > ground.revision else (None, None)
    return {
        "key": key,
        "id": claim.id,
        "version": claim.version,
        "article_id": ground.article_id,
        "revision": ground.revision,
        **make_claim_row(claim.draft),
        "analysis_id": analysis and analysis["id"],
        "engine": analysis and analysis["engine"],
        "engine_version": analysis and analysis["version"],
        "probability": float(claim.draft["extraction"]["probability"]) if analysis else None,
        "check_worthiness": claim.draft["extraction"].get("check_worthiness") if analysis else None,
        "edited": int(claim.edited),
        "published_on": ground.published_on,
        "published_at": ground.published_at,
        "created_at": claim.at,
        "updated_at": claim.updated_at or claim.at,
        "unread_revision": unread[0],
        "unread_because": unread[1],
    }
