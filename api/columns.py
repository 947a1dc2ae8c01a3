"""The columns of each list, as its CSV has them."""

from collections.abc import Sequence

from api.answers import to_json
from api.tables import Column, Document, Table, column
from storage.article_lists import list_articles_of
from storage.database import Database

_AGES = (column("version"), column("created_at"), column("updated_at"))


def _add_articles(db: Database, claims: Sequence[Document]) -> None:
    found = list_articles_of(db, {claim["article_id"] for claim in claims})
    articles = {article["id"]: article for article in found}
    for claim in claims:
        claim["article"] = articles.get(claim["article_id"], {})


def _names(claim: Document, role: str) -> list[str]:
    return [_name(hop) for hop in claim["attribution"] if hop["role"] == role]


def _name(hop: Document) -> str:
    """Return what a hop's source is called, or the article's words for it."""
    name: str = hop["source"].get("name") or hop.get("mention", "")
    return name


def _chain(claim: Document) -> str:
    """Return the chain to read, such as "one source (told) → Reuters → The Valley Courier"."""
    words, step = "", 0
    for hop in claim["attribution"]:
        if words:
            words += " + " if hop["step"] == step else " → "
        step = hop["step"]
        words += f"{_name(hop)} ({hop['cue']})" if "cue" in hop else _name(hop)
    return words


def _as_json(field: str) -> Column:
    return Column(field, field, lambda document: to_json(document[field]) if field in document else None)


CLAIMS = Table(
    (
        column("id"),
        column("text"),
        column("quote"),
        column("mode"),
        column("status"),
        column("certainty.level", "certainty"),
        column("certainty.polarity", "polarity"),
        column("certainty.condition", "condition"),
        column("certainty.cues", "cues"),
        column("confidence.score"),
        column("confidence.level"),
        column("extraction.check_worthiness", "check_worthiness"),
        Column("origins", "attribution", lambda claim: _names(claim, "origin")),
        Column(
            "origin_kinds",
            "attribution",
            lambda claim: [hop["source"]["kind"] for hop in claim["attribution"] if hop["role"] == "origin"],
        ),
        Column("relays", "attribution", lambda claim: _names(claim, "relay")),
        Column("publisher", "attribution", lambda claim: _names(claim, "publisher")),
        Column("chain", "attribution", _chain),
        column("article_id"),
        Column("article_url", "article_id", lambda claim: claim["article"].get("url")),
        Column("article_title", "article_id", lambda claim: claim["article"].get("title")),
        column("revision"),
        column("published_on"),
        column("published_at"),
        column("edited"),
        *_AGES,
    ),
    _add_articles,
    unread=(("fragments", "attribution"), ("explanation", "computed")),
)

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
