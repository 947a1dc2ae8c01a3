"""Articles: take one in, list, get, look up, change its description, remove it, list its claims."""

from typing import Any, cast

from flask import Blueprint, Response

import storage.articles as stored
from api.answers import document, nothing
from api.claim_lists import list_claims_answer
from api.claim_table import CLAIMS
from api.columns import ARTICLES
from api.conditional import check_if_match, tag_of, tagged
from api.context import context, database, editor, named_in_body
from api.idempotency import write
from api.ingest import Outcome, describe_publisher, prepare_article
from api.merge_patch import apply_patch
from api.operation import operation
from api.page_bodies import read_body
from api.paging import filters_of, list_answer, missing_of, total_of
from api.schemas.articles import (
    Article,
    ArticleEdit,
    ArticleInput,
    ArticlePage,
    ArticleQuery,
    ArticleShape,
)
from api.schemas.claim_lists import ClaimPage, ClaimQuery
from api.schemas.sparse import sparse, sparse_page
from api.shapes import shaped_answer
from api.sparse import SPARSE
from storage.article_lists import count_articles, list_articles_of
from storage.article_lists import list_articles as list_stored
from storage.documents import Article as StoredArticle
from storage.documents import ArticleDraft, SourceDraft, to_json
from storage.pages import Key, Page, Row
from storage.sources import find_or_add_source

articles = Blueprint("articles", __name__, url_prefix="/v1/articles")

_EDITABLE = tuple(ArticleEdit().load_fields)


@articles.get("")
@operation(
    answers={200: ArticlePage},
    also={SPARSE: sparse_page(ArticlePage)},
    rows=ARTICLES,
    query=ArticleQuery(),
    tagged=True,
)
def list_articles(query: dict[str, Any]) -> Response:
    """List articles, or look one up by its URL."""
    db = database()
    if "ids" in query:
        return _look_up(query)
    filters = filters_of(query)

    def read(after: Key | None, limit: int) -> Page:
        return list_stored(db, **filters, after=after, limit=limit)

    def tell(_: Page) -> dict[str, Any]:
        return total_of(count_articles(db, **{name: filters[name] for name in filters.keys() - {"sort"}}))

    return list_answer(query, read, tell if query.get("total") else None)


@articles.post("")
@operation(answers={200: Article, 201: Article}, body=ArticleInput(), problems=(409,), stores=True)
def add_article(body: dict[str, Any]) -> Response:
    """Take an article in and find its claims.

    The same article again is answered by the one that is there (200); another text under its URL becomes a
    new revision (201).
    """
    told = read_body(body)
    contents = {name: told.pop(name, None) for name in ("text", "title", "corrections", "retrieved_at")}
    with named_in_body("publisher", "id"):
        store = prepare_article(
            database(),
            context().engine,
            cast(ArticleDraft, told),
            **contents,
            weights=context().settings.confidence_weights,
        )
        return write(lambda: _ingested_answer(*store(editor())))


@articles.get("/<article_id>")
@operation(
    answers={200: Article},
    also={SPARSE: sparse(Article)},
    query=ArticleShape(),
    problems=(404,),
    tagged=True,
)
def get_article(article_id: str, query: dict[str, Any]) -> Response:
    """Get an article with its current text."""
    article = stored.get_article(database(), article_id, with_text=context().settings.serve_article_text)
    row = Row(article_id, article["version"], to_json(article))
    return shaped_answer(row, query, representation=_representation())


@articles.patch("/<article_id>")
@operation(answers={200: Article}, patch=ArticleEdit(), problems=(404, 409), if_match=True)
def patch_article(article_id: str, patch: Any) -> Response:
    """Change what is told of an article; its text changes by a new revision only."""
    db = database()
    with db.transaction():
        article = stored.get_article(db, article_id, with_text=False)
        check_if_match(article_tag(article))
        draft = _with_publisher_id(apply_patch(_editable(article, patch), patch, ArticleEdit()))
        stored.replace_article(db, article_id, draft, expected_version=article["version"], by=editor())
        return article_answer(article_id)


@articles.delete("/<article_id>")
@operation(answers={204: None}, problems=(404,), if_match=True)
def remove_article(article_id: str) -> Response:
    """Remove an article with its revisions, claims and anonymous sources."""
    db = database()
    with db.transaction():
        article = stored.get_article(db, article_id, with_text=False)
        check_if_match(article_tag(article))
        stored.remove_article(db, article_id, expected_version=article["version"], by=editor())
    return nothing()


@articles.get("/<article_id>/claims")
@operation(
    answers={200: ClaimPage},
    also={SPARSE: sparse_page(ClaimPage)},
    rows=CLAIMS,
    query=ClaimQuery(exclude=("article", "ids")),
    problems=(404,),
    tagged=True,
)
def list_article_claims(article_id: str, query: dict[str, Any]) -> Response:
    """List an article's claims."""
    stored.get_article(database(), article_id, with_text=False)
    return list_claims_answer(query, article=article_id)


def article_answer(article_id: str, status: int = 200) -> Response:
    """Return the answer that carries an article, with its text where that is served."""
    article = stored.get_article(database(), article_id, with_text=context().settings.serve_article_text)
    location = f"/v1/articles/{article_id}" if status == 201 else None
    return tagged(document(article, status, location=location), article_tag(article))


def _ingested_answer(article_id: str, outcome: Outcome) -> Response:
    return article_answer(article_id, 200 if outcome == "unchanged" else 201)


def article_tag(article: StoredArticle) -> str:
    """Return the entity tag of an article, with or without its text."""
    return tag_of(article["id"], article["version"], _representation())


def _representation() -> str:
    return "text" if context().settings.serve_article_text else "bare"


def _look_up(query: dict[str, Any]) -> Response:
    def read(after: Key | None, limit: int) -> Page:
        found = {article["id"]: article for article in list_articles_of(database(), query["ids"])}
        there = [found[identifier] for identifier in query["ids"] if identifier in found]
        return Page([Row(one["id"], one["version"], to_json(one)) for one in there], None)

    return list_answer(query, read, lambda page: missing_of(query, {row.id for row in page.rows}))


def _editable(article: StoredArticle, patch: Any) -> dict[str, Any]:
    """Return what a patch may change; a publisher given by name replaces the one there, id and all."""
    editable: dict[str, Any] = {name: article[name] for name in _EDITABLE if name in article}  # type: ignore[literal-required]
    publisher = patch.get("publisher") if isinstance(patch, dict) else None
    if isinstance(publisher, dict) and "id" not in publisher:
        del editable["publisher"]
    elif "publisher" in editable:
        editable["publisher"] = {"id": editable["publisher"]["id"]}
    return editable


def _with_publisher_id(told: dict[str, Any]) -> ArticleDraft:
    """Return the draft with its publisher, where it is told by name, found or added."""
    if "publisher" not in told:
        return cast(ArticleDraft, told)
    publisher = told["publisher"]
    if "id" not in publisher:
        source = describe_publisher(database(), publisher)
        assert source is not None
        named: SourceDraft = {"kind": source.kind, "name": source.name}
        publisher = {"id": find_or_add_source(database(), named, by=editor())}
    return cast(ArticleDraft, {**told, "publisher": {"id": publisher["id"]}})
