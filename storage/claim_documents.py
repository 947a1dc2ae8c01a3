"""The ready-made JSON of claims, and the index of their sources: both are made from the rows."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.claim_rows import Columns
from storage.database import Database, Record, bind_list
from storage.documents import Claim, Fragment, Hop, TextPositionSelector, to_json
from storage.revisions import IS_UNREAD
from storage.sort_values import make_sort_values
from storage.source_rows import find_survivors, make_reference
from storage.traits import ORIGIN_KINDS, make_traits
from storage.versions import keep_claims

# Claims made anew at a time: enough that a statement costs little a claim, few enough to hold in memory.
_BATCH = 500

# What the index of sources copies from a claim.
_COPIED = ("status", "created_at", "confidence_score")


# As it was read, or as it is about to be written.
AnyRow = Record | Columns


@dataclass(frozen=True, slots=True)
class Derived:
    """What is made from a claim's rows: its document, and its rows in the index of sources."""

    key: int
    document: Claim
    sources: list[dict[str, Any]]


def list_keys_showing(db: Database, source_id: str) -> list[int]:
    """Return the keys of the claims that show a source anywhere in their chain."""
    rows = db.query(
        "SELECT claim_key FROM claim_sources WHERE source_id = :id ORDER BY claim_key", {"id": source_id}
    )
    return [row["claim_key"] for row in rows]


def refresh_claims(db: Database, keys: Sequence[int], *, at: str, stale: bool = False) -> None:
    """Make documents and index rows anew from the rows that changed at a time, each at its next version.

    They are kept as they were until the next change, which is to tell of this. With `stale`, an input of
    their computed confidences has changed.
    """
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        within, params = bind_list(db, "key", batch)
        keep_claims(db, batch)
        db.execute(
            f"UPDATE claims SET version = version + 1, updated_at = :at WHERE key IN {within}",
            {**params, "at": at},
        )
        if stale:
            db.execute(
                f"UPDATE claims SET confidence_stale = 1 WHERE confidence_computed = 1 AND key IN {within}",
                params,
            )
        _write_derived(db, list(derive(db, batch)))


def mark_claims(db: Database, article_id: str, *, at: str) -> None:
    """Have an article's active claims tell of a newer revision that no engine read, or no more of one.

    Those that tell what is so stay as they are; the next change is to tell of the others.
    """
    told = db.dialect.json_number("document", "newer_revision.number")
    rows = db.query(
        f"""
        SELECT key FROM claims
            LEFT JOIN revisions AS unread
                ON unread.article_id = claims.article_id AND unread.number > claims.revision AND {IS_UNREAD}
        WHERE claims.article_id = :id AND status = 'active'
            AND unread.number {db.dialect.differs_from} {told}
        ORDER BY key
        """,
        {"id": article_id},
    )
    refresh_claims(db, [row["key"] for row in rows], at=at)


def derive(db: Database, keys: Sequence[int]) -> Iterator[Derived]:
    """Yield what is made from the rows of each of these claims; at most a few hundred at once."""
    within, params = bind_list(db, "key", keys)
    claims = db.query(
        f"""
        SELECT claims.*, analyses.engine, analyses.version AS engine_version,
            unread.number AS unread_revision, unread.not_analysed AS unread_because
        FROM claims LEFT JOIN analyses ON analyses.id = claims.analysis_id
            LEFT JOIN revisions AS unread
                ON unread.article_id = claims.article_id AND unread.number > claims.revision AND {IS_UNREAD}
        WHERE claims.key IN {within} ORDER BY claims.key
        """,
        params,
    )
    fragments = _group(
        db.query(f"SELECT * FROM fragments WHERE claim_key IN {within} ORDER BY claim_key, position", params)
    )
    hops = _group(
        db.query(f"SELECT * FROM hops WHERE claim_key IN {within} ORDER BY claim_key, position", params)
    )
    survivors = find_survivors(db, {hop["source_id"] for group in hops.values() for hop in group})
    for claim in claims:
        yield derive_one(claim, fragments[claim["key"]], hops[claim["key"]], survivors)


def derive_one(
    claim: AnyRow,
    fragments: Sequence[AnyRow],
    hops: Sequence[AnyRow],
    survivors: Mapping[str, Record],
) -> Derived:
    """Return what is made from the rows of one claim.

    The claim's tells its `engine` and `engine_version`, and of a newer revision of its article that no engine
    read the `unread_revision` and why, `unread_because`.
    """
    return Derived(
        claim["key"],
        _make_claim(claim, fragments, hops, survivors),
        _make_index_rows(claim, hops, survivors),
    )


def _group(rows: list[Record]) -> dict[int, list[Record]]:
    groups: dict[int, list[Record]] = defaultdict(list)
    for row in rows:
        groups[row["claim_key"]].append(row)
    return groups


def _write_derived(db: Database, derived: list[Derived]) -> None:
    db.execute_many(
        "UPDATE claims SET document = :document WHERE key = :key",
        [{"document": to_json(one.document), "key": one.key} for one in derived],
    )
    db.execute_many("DELETE FROM claim_sources WHERE claim_key = :key", [{"key": one.key} for one in derived])
    insert_index_rows(db, derived)


def insert_index_rows(db: Database, derived: Sequence[Derived]) -> None:
    """Insert claims' rows in the index of sources."""
    db.execute_many(
        """
        INSERT INTO claim_sources (claim_key, source_id, kind, is_origin, is_relay, is_publisher, claim_id,
            status, created_at, newest, oldest, published_day, confidence_score, strongest, weakest, traits)
        VALUES (:claim_key, :source_id, :kind, :is_origin, :is_relay, :is_publisher, :claim_id,
            :status, :created_at, :newest, :oldest, :published_day, :confidence_score, :strongest, :weakest,
            :traits)
        """,
        [row for one in derived for row in one.sources],
    )


def _make_index_rows(
    claim: AnyRow, hops: Sequence[AnyRow], survivors: Mapping[str, Record]
) -> list[dict[str, Any]]:
    kinds = {survivors[hop["source_id"]]["kind"] for hop in hops if hop["role"] == "origin"}
    copied = {
        **{name: claim[name] for name in _COPIED},
        **make_sort_values(claim),
        "traits": make_traits(claim) + sum(ORIGIN_KINDS[kind] for kind in kinds),
    }
    rows: dict[str, dict[str, Any]] = {}
    for hop in hops:
        source = survivors[hop["source_id"]]
        row = rows.setdefault(
            source["id"],
            {
                "claim_key": claim["key"],
                "source_id": source["id"],
                "kind": source["kind"],
                "is_origin": 0,
                "is_relay": 0,
                "is_publisher": 0,
                "claim_id": claim["id"],
                **copied,
            },
        )
        row[f"is_{hop['role']}"] = 1
    return sorted(rows.values(), key=lambda row: str(row["source_id"]))


def _make_claim(
    row: AnyRow,
    fragments: Sequence[AnyRow],
    hops: Sequence[AnyRow],
    survivors: Mapping[str, Record],
) -> Claim:
    claim: dict[str, Any] = {
        "id": row["id"],
        "version": row["version"],
        "text": row["text"],
        "quote": row["quote"],
        "mode": row["mode"],
        "fragments": [_make_fragment(fragment) for fragment in fragments],
        "attribution": [_make_hop(hop, survivors[hop["source_id"]]) for hop in hops],
        "certainty": {
            "level": row["certainty_level"],
            "polarity": row["polarity"],
            **_present(row, "condition"),
            "cues": json.loads(row["certainty_cues"]),
        },
    }
    claim |= _make_findings(row)
    claim |= {
        "status": row["status"],
        "edited": bool(row["edited"]),
        "article_id": row["article_id"],
        "revision": row["revision"],
        **_present(row, "published_on"),
        **_present(row, "published_at"),
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
    }
    # of one that is not active any more nobody takes it that it still stands
    if row["unread_revision"] is not None and row["status"] == "active":
        claim["newer_revision"] = {"number": row["unread_revision"], "not_analysed": row["unread_because"]}
    return claim  # type: ignore[return-value]  # built key by key


def _make_findings(row: AnyRow) -> dict[str, Any]:
    """Return a claim's confidence and how it was extracted, each where there is one."""
    findings: dict[str, Any] = {}
    if row["confidence_score"] is not None:
        findings["confidence"] = {
            "score": row["confidence_score"],
            "level": row["confidence_level"],
            "explanation": json.loads(row["confidence_explanation"]),
            "computed": bool(row["confidence_computed"]),
            "computed_at": row["confidence_computed_at"],
            "stale": bool(row["confidence_stale"]),
        }
        if row["confidence_weights"] is not None:
            findings["confidence"]["weights"] = row["confidence_weights"]
    if row["analysis_id"] is not None:
        findings["extraction"] = {
            "engine": row["engine"],
            "version": row["engine_version"],
            "probability": row["probability"],
            **_present(row, "check_worthiness"),
            "analysis_id": row["analysis_id"],
        }
    return findings


def _present(row: AnyRow, name: str) -> dict[str, Any]:
    return {} if row[name] is None else {name: row[name]}


def _make_fragment(row: AnyRow) -> Fragment:
    return {
        "field": row["field"],
        "quote": {
            "type": "TextQuoteSelector",
            "exact": row["exact"],
            "prefix": row["prefix"],
            "suffix": row["suffix"],
        },
        "position": _make_position(row["start_char"], row["end_char"]),
    }


def _make_hop(row: AnyRow, source: Record) -> Hop:
    hop: dict[str, Any] = {
        "step": row["step"],
        "role": row["role"],
        "act": row["act"],
        **_present(row, "mode"),
    }
    for words in ("mention", "cue"):
        hop |= _present(row, words)
        if row[f"{words}_start"] is not None:
            hop[f"{words}_position"] = _make_position(row[f"{words}_start"], row[f"{words}_end"])
    hop["source"] = make_reference(source)
    return hop  # type: ignore[return-value]  # built key by key


def _make_position(start: int, end: int) -> TextPositionSelector:
    return {"type": "TextPositionSelector", "start": start, "end": end}
