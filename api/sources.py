"""Sources: list, get, add, change, list their claims."""

from collections.abc import Sequence
from typing import Any, cast

from flask import Blueprint, Response

import storage.sources as stored
from api.answers import document
from api.claim_lists import list_claims_answer
from api.claim_table import CLAIMS
from api.columns import SOURCES
from api.conditional import check_if_match, tag_of, tagged
from api.context import database, editor, named_in_body
from api.idempotency import write
from api.ingest import follow_merges
from api.merge_patch import apply_patch
from api.operation import operation
from api.paging import filters_of, list_answer, missing_of, total_of
from api.schemas.claim_lists import ClaimPage, ClaimQuery
from api.schemas.sources import Source, SourceInput, SourcePage, SourceQuery, SourceShape
from api.schemas.sparse import sparse, sparse_page
from api.shapes import shaped_answer
from api.sparse import SPARSE
from storage.documents import Source as StoredSource
from storage.documents import SourceDraft, to_json
from storage.pages import Key, Page, Row
from storage.source_lists import count_sources, list_sources_of
from storage.source_lists import list_sources as list_stored

sources = Blueprint("sources", __name__, url_prefix="/v1/sources")

_EDITABLE = tuple(SourceInput().load_fields)


@sources.get("")
@operation(
    answers={200: SourcePage},
    also={SPARSE: sparse_page(SourcePage)},
    rows=SOURCES,
    query=SourceQuery(),
    tagged=True,
)
def list_sources(query: dict[str, Any]) -> Response:
    """List sources; those merged into another one are left out.

    Asked for by its id, a merged one is answered by the source it was merged into, as `merged` tells.
    """
    db = database()
    if "ids" in query:
        return _look_up(query)
    filters = filters_of(query)

    def read(after: Key | None, limit: int) -> Page:
        return list_stored(db, **filters, after=after, limit=limit)

    def tell(_: Page) -> dict[str, Any]:
        return total_of(count_sources(db, **{name: filters[name] for name in filters.keys() - {"sort"}}))

    return list_answer(query, read, tell if query.get("total") else None)


@sources.post("")
@operation(answers={201: Source}, body=SourceInput(), problems=(409,), stores=True)
def add_source(body: dict[str, Any]) -> Response:
    """Add a source; no two named ones are of one kind and name."""
    _require_known(body.get("possibly_same_as", []))
    with named_in_body("article_id"):
        return write(
            lambda: _answer(stored.add_source(database(), cast(SourceDraft, body), by=editor()), 201)
        )


@sources.get("/<source_id>")
@operation(
    answers={200: Source, 308: None},
    also={SPARSE: sparse(Source)},
    query=SourceShape(),
    problems=(404,),
    tagged=True,
)
def get_source(source_id: str, query: dict[str, Any]) -> Response:
    """Get a source; one that was merged answers 308 with the surviving one's location."""
    source = stored.get_source(database(), source_id)
    return shaped_answer(Row(source_id, source["version"], to_json(source)), query)


@sources.patch("/<source_id>")
@operation(answers={200: Source, 308: None}, patch=SourceInput(), problems=(404, 409), if_match=True)
def patch_source(source_id: str, patch: Any) -> Response:
    """Change a source, and what its claims show of it."""
    db = database()
    with db.transaction():
        source = _get_matching(source_id)
        editable = {name: source[name] for name in _EDITABLE if name in source}  # type: ignore[literal-required]
        draft = cast(SourceDraft, apply_patch(editable, patch, SourceInput()))
        if "possibly_same_as" in patch:
            _require_known(draft.get("possibly_same_as", []))
        with named_in_body("article_id"):
            changed = stored.replace_source(
                db, source_id, draft, expected_version=source["version"], by=editor()
            )
    return _answer(changed)


@sources.get("/<source_id>/claims")
@operation(
    answers={200: ClaimPage, 308: None},
    also={SPARSE: sparse_page(ClaimPage)},
    rows=CLAIMS,
    query=ClaimQuery(exclude=("source", "ids")),
    problems=(404,),
    tagged=True,
)
def list_source_claims(source_id: str, query: dict[str, Any]) -> Response:
    """List the claims in whose chain a source stands."""
    stored.get_source(database(), source_id)
    return list_claims_answer(query, source=source_id)


def _look_up(query: dict[str, Any]) -> Response:
    ids, found = query["ids"], list_sources_of(database(), query["ids"])
    rows = {found[asked].id: found[asked] for asked in ids if asked in found}
    merged = [{"id": asked, "into": found[asked].id} for asked in ids if asked in found and asked not in rows]
    told = missing_of(query, found) | {"merged": merged}
    return list_answer(query, lambda after, limit: Page(list(rows.values()), None), lambda _: told)


def _answer(source: StoredSource, status: int = 200) -> Response:
    location = f"/v1/sources/{source['id']}" if status == 201 else None
    return tagged(document(source, status, location=location), _tag(source))


def _tag(source: StoredSource) -> str:
    return tag_of(source["id"], source["version"])


def _require_known(source_ids: Sequence[str]) -> None:
    """Refuse to point at sources that never were; one that is removed or merged later stays pointed at."""
    for index, source_id in enumerate(source_ids):
        with named_in_body("possibly_same_as", index):
            follow_merges(database(), source_id)


def _get_matching(source_id: str) -> StoredSource:
    source = stored.get_source(database(), source_id)
    check_if_match(_tag(source))
    return source
