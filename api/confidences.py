"""Confidence of stored claims: computed from what the store knows of their sources, and computed again."""

import json
from collections.abc import Iterator, Sequence

from api.translation import read_certainty, read_hops, read_source, write_confidence
from extraction.confidence import assess_confidence
from extraction.weights import Weights, packaged_weights
from storage.changes import Editor
from storage.confidences import list_outdated, replace_confidence
from storage.database import Database
from storage.documents import Certainty, Claim, Confidence, Hop
from storage.errors import VersionMismatch
from storage.sources import get_source


def compute_confidence(
    db: Database, hops: Sequence[Hop], certainty: Certainty, weights: Weights | None, *, at: str
) -> Confidence | None:
    """Return the confidence that a chain and its words earn by what is known of each source now, if any.

    Without `weights`, the project's own count.
    """
    credited = {hop["source"]["id"] for hop in hops}
    sources = {source_id: read_source(get_source(db, source_id)) for source_id in credited}
    computed = assess_confidence(read_certainty(certainty), read_hops(hops, sources), weights)
    return None if computed is None else write_confidence(computed, at=at)


def recompute_confidences(db: Database, weights: Weights | None, *, by: Editor) -> Iterator[str]:
    """Compute again what may have become another value, and yield the id of each claim that was changed.

    Each claim is a write of its own: who stops midway loses nothing, and others write in between. A score
    that a person stated is left alone, and so is a claim for which there still is no basis.
    """
    weights = weights or packaged_weights()
    last = ""
    while outdated := list_outdated(db, weights.name, after=last):
        last = outdated[-1].id
        for row in outdated:
            claim: Claim = json.loads(row.document)
            with db.transaction():
                computed = compute_confidence(db, claim["attribution"], claim["certainty"], weights, at=by.at)
                if computed is None and "confidence" not in claim:
                    continue
                try:
                    replace_confidence(db, row.id, computed, expected_version=row.version, by=by)
                except VersionMismatch:
                    # somebody changed it meanwhile, which computed it as well; the next run sees to the rest
                    continue
            yield row.id
