"""The histories of resources: who changed what, when and why; also of those that were removed."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, Response

from api.columns import CHANGES
from api.context import database
from api.operation import operation
from api.paging import filters_of, list_answer
from api.schemas.histories import History, HistoryQuery
from storage.changes import Resource
from storage.errors import NotFound
from storage.histories import list_history
from storage.sources import get_source

histories = Blueprint("histories", __name__, url_prefix="/v1")


@histories.get("/articles/<article_id>/history")
@operation(answers={200: History}, rows=CHANGES, query=HistoryQuery(), problems=(404,), tagged=True)
def list_article_history(article_id: str, query: dict[str, Any]) -> Response:
    """List what changed an article, its revisions and analyses among it; also of a removed one."""
    return _history("article", article_id, query)


@histories.get("/claims/<claim_id>/history")
@operation(answers={200: History}, rows=CHANGES, query=HistoryQuery(), problems=(404,), tagged=True)
def list_claim_history(claim_id: str, query: dict[str, Any]) -> Response:
    """List what made a claim what it is; also of a removed one.

    That is the analysis that found it, every edit, and every change to its article or its sources that shows
    in it.
    """
    return _history("claim", claim_id, query)


@histories.get("/sources/<source_id>/history")
@operation(
    answers={200: History, 308: None}, rows=CHANGES, query=HistoryQuery(), problems=(404,), tagged=True
)
def list_source_history(source_id: str, query: dict[str, Any]) -> Response:
    """List what changed a source, merges into it among it; also of a removed one."""
    # of a removed source the history is all there is; of a merged one it is the survivor's
    with suppress(NotFound):
        get_source(database(), source_id)
    return _history("source", source_id, query)


def _history(resource: Resource, resource_id: str, query: dict[str, Any]) -> Response:
    db, filters = database(), filters_of(query)
    return list_answer(
        query,
        lambda after, limit: list_history(db, resource, resource_id, **filters, after=after, limit=limit),
    )
