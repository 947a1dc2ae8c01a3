"""Confidence of stored claims: computed from what the store knows of their sources, and computed again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from api.translation import read_certainty, read_hops, read_source, write_confidence
from extraction.confidence import assess_confidence
from extraction.model import Source
from extraction.weights import Weights, packaged_weights
from storage.changes import Editor
from storage.confidences import list_outdated, replace_confidence
from storage.database import Database
from storage.documents import Certainty, Claim, Confidence, Hop
from storage.pages import Row
from storage.retries import persist
from storage.sources import get_source


def compute_confidence(
    db: Database, hops: Sequence[Hop], certainty: Certainty, weights: Weights | None, *, at: str
) -> Confidence | None:
    """Return the confidence that a chain and its words earn by what is known of each source now, if any.

    Without `weights`, the project's own count.
    """
    credited = {hop["source"]["id"] for hop in hops}
    sources = {source_id: read_source(get_source(db, source_id)) for source_id in credited}
    return compute_with(sources, hops, certainty, weights, at=at)


def compute_with(
    sources: Mapping[str, Source],
    hops: Sequence[Hop],
    certainty: Certainty,
    weights: Weights | None,
    *,
    at: str,
) -> Confidence | None:
    """Return the confidence that a chain and its words earn by what is told of its sources, if any."""
    computed = assess_confidence(read_certainty(certainty), read_hops(hops, sources), weights)
    return None if computed is None else write_confidence(computed, at=at)


def recompute_confidences(db: Database, weights: Weights | None, *, by: Editor) -> Iterator[str]:
    """Compute again what may have become another value, and yield the id of each claim that was changed.

    Some claims at a time are one write: who stops midway loses nothing, and others write in between. A score
    that a person stated is left alone, and so is a claim for which there still is no basis.
    """
    weights = weights or packaged_weights()
    last = ""
    while True:
        changed, last = persist(db, partial(_recompute_some, db, weights, last, by))
        yield from changed
        if not last:
            return


def _recompute_some(db: Database, weights: Weights, after: str, by: Editor) -> tuple[list[str], str]:
    """Compute some claims again by id, after that one; return the changed ones' ids, and the last id."""
    with db.transaction():
        outdated = list_outdated(db, weights.name, after=after)
        changed = [row.id for row in outdated if _recompute(db, row, weights, by)]
    return changed, outdated[-1].id if outdated else ""


def _recompute(db: Database, row: Row, weights: Weights, by: Editor) -> bool:
    """Give a claim the confidence that it has by now, and say whether it was changed."""
    claim: Claim = json.loads(row.document)
    computed = compute_confidence(db, claim["attribution"], claim["certainty"], weights, at=by.at)
    if computed is None and "confidence" not in claim:
        return False
    replace_confidence(db, row.id, computed, expected_version=row.version, by=by)
    return True
