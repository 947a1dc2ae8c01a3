"""The columns of each list but that of claims, as its CSV has them."""

from api.answers import to_json
from api.tables import Column, Table, column

_AGES = (column("version"), column("created_at"), column("updated_at"))


def _as_json(field: str) -> Column:
    return Column(field, field, lambda document: to_json(document[field]) if field in document else None)


ARTICLES = Table(
    (
        column("id"),
        column("title"),
        column("url"),
        column("publisher.name", "publisher"),
        column("authors"),
        column("language"),
        column("place"),
        column("published_on"),
        column("published_at"),
        column("image_credits"),
        column("wire_credits"),
        column("contributors"),
        column("corrections"),
        column("text_origin"),
        column("based_on"),
        column("revision.number", "revision"),
        column("revision.retrieved_at", "retrieved_at"),
        column("revision.length", "length"),
        column("analysed"),
        column("not_analysed"),
        column("analysis.engine", "engine"),
        column("analysis.at", "analysed_at"),
        *_AGES,
    )
)

SOURCES = Table(
    (
        column("id"),
        column("kind"),
        column("name"),
        column("names"),
        column("same_as"),
        column("possibly_same_as"),
        column("anonymity.descriptor", "descriptor"),
        column("anonymity.category", "category"),
        column("anonymity.number", "number"),
        column("anonymity.knowledge", "knowledge"),
        column("anonymity.reason", "reason"),
        column("reliability.letter", "reliability"),
        column("article_id"),
        *_AGES,
    )
)

MERGED_SOURCES = Table((*SOURCES.columns, column("merged_into")))

CHANGES = Table(
    (
        column("id"),
        column("at"),
        column("actor"),
        column("reason"),
        column("action"),
        column("entity.type"),
        column("entity.id"),
        column("version"),
        _as_json("before"),
        _as_json("after"),
    )
)

REVISIONS = Table(
    (
        column("number"),
        column("title"),
        column("sha256"),
        column("retrieved_at"),
        column("length"),
        column("corrections"),
    )
)
