"""Claims as CSV: of each one's JSON only what a column shows is read, and its row is made in one go."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec

from api.tables import BETWEEN, Cell, Column, Table, guard, to_csv
from storage.article_lists import list_articles_of
from storage.database import Database


class _Read(msgspec.Struct, frozen=True, gc=False):
    """A part of a claim's document. What is not declared is passed over, several times as fast as read."""


class _Source(_Read, frozen=True):
    kind: str
    name: str = ""


class _Hop(_Read, frozen=True):
    step: int
    role: str
    source: _Source
    mention: str = ""
    cue: str = ""


class _Certainty(_Read, frozen=True):
    level: str
    polarity: str
    cues: list[str]
    condition: str | None = None


class _Confidence(_Read, frozen=True):
    score: int | None = None
    level: str | None = None


class _Extraction(_Read, frozen=True):
    check_worthiness: int | float | None = None


class _NewerRevision(_Read, frozen=True):
    number: int | None = None


class _Claim(_Read, frozen=True):
    id: str
    version: int
    text: str
    quote: str
    mode: str
    attribution: list[_Hop]
    certainty: _Certainty
    status: str
    edited: bool
    article_id: str
    revision: int
    created_at: str
    updated_at: str
    confidence: _Confidence = _Confidence()
    extraction: _Extraction = _Extraction()
    newer_revision: _NewerRevision = _NewerRevision()
    published_on: str | None = None
    published_at: str | None = None


_DECODER = msgspec.json.Decoder(_Claim)

# Each column in its place, with the field that it tells of
_FIELDS: Mapping[str, str] = {
    **{name: name for name in ("id", "text", "quote", "mode", "status")},
    **{"certainty": "certainty.level", "polarity": "certainty.polarity", "condition": "certainty.condition"},
    **{
        "cues": "certainty.cues",
        "confidence_score": "confidence.score",
        "confidence_level": "confidence.level",
    },
    "check_worthiness": "extraction.check_worthiness",
    **dict.fromkeys(("origins", "origin_kinds", "relays", "publisher", "chain"), "attribution"),
    **dict.fromkeys(("article_id", "article_url", "article_title"), "article_id"),
    **{"revision": "revision", "newer_revision": "newer_revision.number"},
    **{name: name for name in ("published_on", "published_at", "edited")},
    **{name: name for name in ("version", "created_at", "updated_at")},
}


class ClaimTable(Table):
    """The table of claims; a column's value is its cell of a row that is made whole."""

    def lines(self, db: Database, documents: Sequence[str]) -> str:
        """Return a line for each document, which come as JSON."""
        claims = [_DECODER.decode(document) for document in documents]
        articles = {one["id"]: one for one in list_articles_of(db, {claim.article_id for claim in claims})}
        rows = (_make_row(claim, articles.get(claim.article_id, {})) for claim in claims)
        if len(self.columns) < len(_FIELDS):
            return to_csv([column.value(row) for column in self.columns] for row in rows)
        return to_csv(rows)


CLAIMS = ClaimTable(
    tuple(Column(name, field, itemgetter(place)) for place, (name, field) in enumerate(_FIELDS.items()))
)


def _make_row(claim: _Claim, article: Mapping[str, Any]) -> Sequence[Cell]:
    """Return a claim's cells; what comes from the text is guarded, the rest are words of ours and numbers."""
    certainty, confidence = claim.certainty, claim.confidence
    return (
        *(claim.id, guard(claim.text), guard(claim.quote), claim.mode, claim.status),
        *(certainty.level, certainty.polarity, guard(certainty.condition or "")),
        guard(BETWEEN.join(certainty.cues)),
        *(confidence.score, confidence.level, claim.extraction.check_worthiness),
        *_tell_chain(claim.attribution),
        *(claim.article_id, guard(article.get("url", "")), guard(article.get("title", ""))),
        *(claim.revision, claim.newer_revision.number, claim.published_on, claim.published_at),
        "true" if claim.edited else "false",
        *(claim.version, claim.created_at, claim.updated_at),
    )


def _tell_chain(hops: Sequence[_Hop]) -> Sequence[Cell]:
    """Return who is credited, by their places, and the chain, such as "one source (told) → The Courier"."""
    names: dict[str, list[str]] = {"origin": [], "relay": [], "publisher": []}
    kinds, chain, step = [], "", 0
    for hop in hops:
        # what a source is called, or the article's words for it
        name = hop.source.name or hop.mention
        names[hop.role].append(name)
        if hop.role == "origin":
            kinds.append(hop.source.kind)
        if chain:
            chain += " + " if hop.step == step else " → "
        step = hop.step
        chain += f"{name} ({hop.cue})" if hop.cue else name
    origins, relays, publishers = (guard(BETWEEN.join(one)) for one in names.values())
    return origins, BETWEEN.join(kinds), relays, publishers, guard(chain)
