"""Answers in the shape that is asked for: some fields only, and what is referred to sent along."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from api.answers import document, to_json
from api.conditional import tag_of, tagged
from api.sparse import SPARSE, select_fields
from storage.article_lists import list_articles_of_claims
from storage.database import Database
from storage.pages import Row
from storage.source_lists import list_sources_of_claims

# Bytes that tell one shape of a document from another
_TAG_DIGEST = 8


def shaped_answer(
    row: Row, query: Mapping[str, Any], *, representation: str = "json", included: Any = None
) -> Response:
    """Return a resource as its `fields` ask for it, and `included` beside it; each shape has its own tag."""
    names = query.get("fields")
    if names is None and included is None:
        return tagged(document(row.document), tag_of(row.id, row.version, representation))
    told = json.loads(row.document)
    if names is not None:
        told = select_fields(told, names)
    if included is not None:
        told["included"] = included
    content = to_json(told)
    digest = hashlib.blake2b(content.encode(), digest_size=_TAG_DIGEST).hexdigest()
    response = document(content)
    if names is not None:
        response.content_type = SPARSE
    return tagged(response, tag_of(row.id, row.version, f"{representation}-{digest}"))


def include_with(db: Database, claim_ids: Sequence[str], asked: Sequence[str]) -> dict[str, Any]:
    """Return what claims refer to, of each kind asked for each once, the oldest first."""
    included: dict[str, Any] = {}
    if "article" in asked:
        articles = list_articles_of_claims(db, claim_ids)
        included["articles"] = sorted(articles, key=lambda article: (article["created_at"], article["id"]))
    if "sources" in asked:
        included["sources"] = [json.loads(row.document) for row in list_sources_of_claims(db, claim_ids)]
    return included
