"""Claims as rows: how a draft is taken apart, and what is derived from it."""

from collections.abc import Sequence
from typing import Any

from storage.database import Database
from storage.documents import ClaimDraft, Confidence, Fragment, Hop, TextPositionSelector, to_json

Columns = dict[str, Any]

# Between the fragments of a quote, where the article says something else.
_GAP = " … "


def replace_parts(db: Database, key: int, draft: ClaimDraft) -> None:
    """Write a claim's fragments and hops in place of those it had."""
    db.execute("DELETE FROM fragments WHERE claim_key = :key", {"key": key})
    db.execute("DELETE FROM hops WHERE claim_key = :key", {"key": key})
    insert_parts(db, make_fragment_rows(key, draft), make_hop_rows(key, draft))


def insert_parts(db: Database, fragments: Sequence[Columns], hops: Sequence[Columns]) -> None:
    """Insert the rows of claims' fragments and hops."""
    db.execute_many(
        """
        INSERT INTO fragments (claim_key, position, field, exact, prefix, suffix, start_char, end_char)
        VALUES (:claim_key, :position, :field, :exact, :prefix, :suffix, :start_char, :end_char)
        """,
        fragments,
    )
    db.execute_many(
        """
        INSERT INTO hops (claim_key, position, step, role, source_id, act, mode,
            mention, mention_start, mention_end, cue, cue_start, cue_end)
        VALUES (:claim_key, :position, :step, :role, :source_id, :act, :mode,
            :mention, :mention_start, :mention_end, :cue, :cue_start, :cue_end)
        """,
        hops,
    )


def make_fragment_rows(key: int, draft: ClaimDraft) -> list[Columns]:
    """Return the rows of a draft's fragments."""
    return [
        {
            "claim_key": key,
            "position": position,
            "field": fragment["field"],
            "exact": fragment["quote"]["exact"],
            "prefix": fragment["quote"]["prefix"],
            "suffix": fragment["quote"]["suffix"],
            "start_char": fragment["position"]["start"],
            "end_char": fragment["position"]["end"],
        }
        for position, fragment in enumerate(draft["fragments"])
    ]


def make_hop_rows(key: int, draft: ClaimDraft) -> list[Columns]:
    """Return the rows of a draft's hops."""
    return [
        {"claim_key": key, "position": position, **_make_hop_row(hop)}
        for position, hop in enumerate(draft["attribution"])
    ]


def make_claim_row(draft: ClaimDraft) -> Columns:
    """Return the columns a draft fills, `quote`, `mentions` and `mode` derived."""
    certainty = draft["certainty"]
    return {
        "text": draft["text"],
        "quote": join_quote(draft["fragments"]),
        "mentions": "\n".join(hop["mention"] for hop in draft["attribution"] if "mention" in hop),
        "mode": derive_mode(draft["attribution"]),
        "certainty_level": certainty["level"],
        "polarity": certainty["polarity"],
        "condition": certainty.get("condition"),
        "certainty_cues": to_json(certainty["cues"]),
        "status": draft.get("status", "active"),
        **make_confidence_columns(draft.get("confidence")),
    }


def join_quote(fragments: Sequence[Fragment]) -> str:
    """Return a claim's words as they stand in its article, a gap between fragments."""
    return _GAP.join(fragment["quote"]["exact"] for fragment in fragments)


def derive_mode(hops: list[Hop]) -> str:
    """Return a claim's mode: that of its origins' words, "mixed" where joint ones differ.

    A relay's own mode does not count: what an agency passes on in quotation marks is a direct quote.
    """
    modes = {hop["mode"] for hop in hops if hop["role"] == "origin"}
    if not modes:
        return "unattributed"
    return modes.pop() if len(modes) == 1 else "mixed"


def make_confidence_columns(confidence: Confidence | None) -> Columns:
    """Return the columns that a claim's confidence fills, all empty where it has none."""
    if confidence is None:
        names = ("score", "level", "explanation", "computed", "computed_at", "stale", "weights")
        return {f"confidence_{name}": None for name in names}
    return {
        "confidence_score": confidence["score"],
        "confidence_level": confidence["level"],
        "confidence_explanation": to_json(confidence["explanation"]),
        "confidence_computed": int(confidence["computed"]),
        "confidence_computed_at": confidence["computed_at"],
        "confidence_stale": int(confidence["stale"]),
        "confidence_weights": confidence.get("weights"),
    }


def _make_hop_row(hop: Hop) -> Columns:
    mention_start, mention_end = _ends(hop.get("mention_position"))
    cue_start, cue_end = _ends(hop.get("cue_position"))
    return {
        "step": hop["step"],
        "role": hop["role"],
        "source_id": hop["source"]["id"],
        "act": hop["act"],
        "mode": hop.get("mode"),
        "mention": hop.get("mention"),
        "mention_start": mention_start,
        "mention_end": mention_end,
        "cue": hop.get("cue"),
        "cue_start": cue_start,
        "cue_end": cue_end,
    }


def _ends(position: TextPositionSelector | None) -> tuple[int | None, int | None]:
    return (None, None) if position is None else (position["start"], position["end"])
