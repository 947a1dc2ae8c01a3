"""An article's revisions, and a new analysis of the current one."""

from typing import Any

from flask import Blueprint, Response

import storage.articles as stored
import storage.revisions as stored_revisions
from api.answers import document
from api.columns import REVISIONS
from api.conditional import tag_of, tagged
from api.context import context, database, editor
from api.idempotency import write
from api.ingest import prepare_analysis, prepare_revision
from api.operation import operation
from api.page_bodies import read_text
from api.paging import unpaged_answer
from api.schemas.articles import Analysis, Revision, RevisionInput, RevisionList
from storage.documents import Revision as StoredRevision
from storage.errors import NotFound

revisions = Blueprint("revisions", __name__, url_prefix="/v1/articles/<article_id>")


@revisions.get("/revisions")
@operation(answers={200: RevisionList}, rows=REVISIONS, problems=(404,), tagged=True)
def list_revisions(article_id: str) -> Response:
    """List an article's revisions, oldest first, without their texts."""
    article = stored.get_article(database(), article_id, with_text=False)
    found = stored_revisions.list_revisions(database(), article_id)
    return unpaged_answer(found, tag_of(article_id, article["version"], "revisions"))


@revisions.post("/revisions")
@operation(answers={200: Revision, 201: Revision}, body=RevisionInput(), problems=(404,), stores=True)
def add_revision(article_id: str, body: dict[str, Any]) -> Response:
    """Add a newer title and text of an article, and find its claims; the same ones change nothing (200)."""
    contents = {**body, "text": read_text(body)}
    weights = context().settings.confidence_weights
    store = prepare_revision(database(), context().engine, article_id, **contents, weights=weights)

    def stored_answer() -> Response:
        outcome = store(editor())
        number = stored.get_article(database(), article_id, with_text=False)["revision"]["number"]
        revision = stored_revisions.get_revision(database(), article_id, number)
        return _answer(article_id, revision, 201 if outcome == "revised" else 200)

    return write(stored_answer)


@revisions.get("/revisions/<number>")
@operation(answers={200: Revision}, problems=(404,), tagged=True)
def get_revision(article_id: str, number: str) -> Response:
    """Get one revision of an article with its text."""
    # as in 1, 2, 3: neither 01 nor digits of other scripts, nor more of them than the store counts
    if not (number.isascii() and number.isdecimal() and len(number) < 10 and number[0] != "0"):
        raise NotFound("revision", f"{article_id}/{number}")
    return _answer(article_id, stored_revisions.get_revision(database(), article_id, int(number)))


@revisions.post("/analyses")
@operation(answers={201: Analysis}, problems=(404, 409), stores=True)
def add_analysis(article_id: str) -> Response:
    """Analyse an article's current revision again; claims nobody touched are superseded."""
    weights = context().settings.confidence_weights
    store = prepare_analysis(database(), context().engine, article_id, weights=weights)
    return write(lambda: document(store(editor()), 201))


def _answer(article_id: str, revision: StoredRevision, status: int = 200) -> Response:
    serves_text = context().settings.serve_article_text
    shown = revision if serves_text else {name: value for name, value in revision.items() if name != "text"}
    location = f"/v1/articles/{article_id}/revisions/{revision['number']}" if status == 201 else None
    tag = tag_of(article_id, revision["number"], "revision" if serves_text else "bare-revision")
    return tagged(document(shown, status, location=location), tag)
