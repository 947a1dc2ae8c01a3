"""Lists of claims, whichever path they are asked for by, and what is told beside their rows."""

from dataclasses import asdict, fields
from typing import Any

from flask import Response

from api.context import database
from api.paging import list_answer, missing_of, total_of
from api.shapes import include_with
from storage.claim_facets import count_facets
from storage.claim_lists import ClaimFilter, count_claims, list_claims, list_claims_of
from storage.pages import Key, Page

_FILTERS = {field.name for field in fields(ClaimFilter)}
# What has a page tell something beside its rows
_TOLD = {"total", "facet", "include"}


def list_claims_answer(query: dict[str, Any], **fixed: Any) -> Response:
    """Return what of the claims `query` asks for; `fixed` holds filters the path gives."""
    db = database()
    if "ids" in query:
        return _look_up(query)
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in query.items()
    }
    claim_filter = ClaimFilter(**{name: given[name] for name in _FILTERS & given.keys()}, **fixed)

    def read(after: Key | None, limit: int) -> Page:
        return list_claims(db, claim_filter, sort=query["sort"], after=after, limit=limit)

    def tell(page: Page) -> dict[str, Any]:
        told = total_of(count_claims(db, claim_filter)) if query.get("total") else {}
        if "facet" in query:
            facets = count_facets(db, claim_filter, query["facet"])
            values = {facet: [asdict(one) for one in found] for facet, found in facets.values.items()}
            told["facets"] = {"counted": facets.counted, "capped": facets.capped, **values}
        return told | _included(page, query)

    def glance(after: Key | None, limit: int) -> Page:
        return list_claims(
            db, claim_filter, sort=query["sort"], after=after, limit=limit, with_documents=False
        )

    return list_answer(query, read, tell if _TOLD & query.keys() else None, glance=glance)


def _look_up(query: dict[str, Any]) -> Response:
    def read(after: Key | None, limit: int) -> Page:
        return Page(list_claims_of(database(), query["ids"]), None)

    def tell(page: Page) -> dict[str, Any]:
        return missing_of(query, {row.id for row in page.rows}) | _included(page, query)

    return list_answer(query, read, tell)


def _included(page: Page, query: dict[str, Any]) -> dict[str, Any]:
    if "include" not in query:
        return {}
    ids = [row.id for row in page.rows]
    return {"included": include_with(database(), ids, query["include"])}
