"""Merges of sources: merge one into another, list what a source answers for, undo."""

from typing import Any

from flask import Blueprint, Response

from api.answers import document
from api.columns import MERGED_SOURCES
from api.conditional import check_if_match, tag_of, tagged
from api.context import database, editor, named_in_body
from api.idempotency import write
from api.operation import operation
from api.paging import list_answer
from api.schemas.pages import PageQuery
from api.schemas.sources import MergedSource, MergedSourcePage, MergeInput, Source
from storage.documents import MergedSource as StoredMerge
from storage.documents import Source as StoredSource
from storage.source_merges import get_merge, list_merges, merge_sources
from storage.sources import get_source
from storage.undone_merges import unmerge_source

source_merges = Blueprint("source_merges", __name__, url_prefix="/v1/sources/<source_id>")


@source_merges.post("/merge")
@operation(
    answers={200: Source, 308: None}, body=MergeInput(), problems=(404, 409), if_match=True, stores=True
)
def merge_source(source_id: str, body: dict[str, Any]) -> Response:
    """Merge a source into another one, which answers for it from now on.

    An anonymous source is merged only into another anonymous one of the same article: that two articles mean
    the same person is nothing they say. `possibly_same_as` records that somebody holds it to be so.
    """
    source = get_source(database(), source_id)
    check_if_match(tag_of(source_id, source["version"]))

    def stored_answer() -> Response:
        version = source["version"]
        into = merge_sources(database(), source_id, into=body["into"], expected_version=version, by=editor())
        return _answer(into)

    with named_in_body("into"):
        return write(stored_answer)


@source_merges.get("/merges")
@operation(
    answers={200: MergedSourcePage, 308: None},
    rows=MERGED_SOURCES,
    query=PageQuery(),
    problems=(404,),
    tagged=True,
)
def list_source_merges(source_id: str, query: dict[str, Any]) -> Response:
    """List the sources a source answers for, merged into it or into one that was."""
    db = database()
    return list_answer(query, lambda after, limit: list_merges(db, source_id, after=after, limit=limit))


@source_merges.get("/merges/<merged_id>")
@operation(answers={200: MergedSource, 308: None}, problems=(404,), tagged=True)
def get_source_merge(source_id: str, merged_id: str) -> Response:
    """Get a source that was merged, as it was."""
    merged = get_merge(database(), source_id, merged_id)
    return tagged(document(merged), _merge_tag(merged))


@source_merges.delete("/merges/<merged_id>")
@operation(answers={200: Source, 308: None}, problems=(404, 409), if_match=True)
def undo_source_merge(source_id: str, merged_id: str) -> Response:
    """Undo a merge: the source answers for itself again, as it was, and is what is answered.

    With it come the sources merged into it. Its claims, articles and names are its own again; names that the
    survivor had before, or has from others, stay there too. Where another source took its name meanwhile, it
    is in the way (409).
    """
    db = database()
    with db.transaction():
        merged = get_merge(db, source_id, merged_id)
        check_if_match(_merge_tag(merged))
        source = unmerge_source(
            db, merged_id, survivor_id=source_id, expected_version=merged["version"], by=editor()
        )
    return _answer(source)


def _answer(source: StoredSource) -> Response:
    return tagged(document(source), tag_of(source["id"], source["version"]))


def _merge_tag(merged: StoredMerge) -> str:
    return tag_of(merged["id"], merged["version"], "merged")
