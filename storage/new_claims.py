"""New claims: their rows, their ready-made JSON and their index rows, written once."""

from collections.abc import Mapping

from storage.claim_documents import Derived, derive_one, insert_index_rows
from storage.claim_rows import Columns, insert_parts, make_claim_row, make_fragment_rows, make_hop_rows
from storage.database import Database
from storage.documents import Analysis, ClaimDraft, to_json
from storage.grounds import Ground
from storage.source_rows import find_survivors
from storage.versions import record_first_claims


def insert_claims(
    db: Database,
    drafts: Mapping[str, ClaimDraft],
    ground: Ground,
    *,
    at: str,
    analysis: Analysis | None = None,
) -> None:
    """Insert checked drafts, each under its id, within a transaction."""
    if not drafts:
        return
    credited = {hop["source"]["id"] for draft in drafts.values() for hop in draft["attribution"]}
    survivors = find_survivors(db, credited)
    # Writers take turns, so nobody else gives these keys meanwhile.
    last_key: int = db.query("SELECT coalesce(max(key), 0) AS key FROM claims")[0]["key"]
    rows: list[Columns] = []
    fragments, hops = [], []
    derived: list[Derived] = []
    for key, (claim_id, draft) in enumerate(drafts.items(), start=last_key + 1):
        own_fragments, own_hops = make_fragment_rows(key, draft), make_hop_rows(key, draft)
        row = _make_row(key, claim_id, draft, ground, at, analysis)
        one = derive_one(row, own_fragments, own_hops, survivors)
        rows.append({**row, "document": to_json(one.document)})
        fragments += own_fragments
        hops += own_hops
        derived.append(one)
    _insert_rows(db, rows)
    insert_parts(db, fragments, hops)
    insert_index_rows(db, derived)
    record_first_claims(db, list(drafts))


def _make_row(
    key: int, claim_id: str, draft: ClaimDraft, ground: Ground, at: str, analysis: Analysis | None
) -> Columns:
    found = {
        "analysis_id": analysis and analysis["id"],
        "engine": analysis and analysis["engine"],
        "engine_version": analysis and analysis["version"],
        "probability": float(draft["extraction"]["probability"]) if analysis else None,
    }
    return {
        "key": key,
        "id": claim_id,
        "version": 1,
        "article_id": ground.article_id,
        "revision": ground.revision,
        **make_claim_row(draft),
        **found,
        "edited": 0,
        "published_on": ground.published_on,
        "published_at": ground.published_at,
        "created_at": at,
        "updated_at": at,
    }


def _insert_rows(db: Database, rows: list[Columns]) -> None:
    columns = [name for name in rows[0] if name not in ("engine", "engine_version")]
    values = ", ".join(f":{name}" for name in columns)
    db.execute_many(f"INSERT INTO claims ({', '.join(columns)}) VALUES ({values})", rows)
