"""Claims as CSV: of each one's JSON only what a column shows is read, and its row is made in one go."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

import msgspec

from api.tables import BETWEEN, Cell, Column, Table, guard, to_csv
from storage.article_lists import list_headings_of
from storage.database import Database, Record


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
    condition: str = ""


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

# Of an article that was removed meanwhile
_NO_HEADING: Mapping[str, str | None] = {"url": None, "title": None}

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
        headings = list_headings_of(db, {claim.article_id for claim in claims})
        rows = (_make_row(claim, headings.get(claim.article_id, _NO_HEADING)) for claim in claims)
        if len(self.columns) < len(_FIELDS):
            return to_csv([column.value(row) for column in self.columns] for row in rows)
        return to_csv(rows)


CLAIMS = ClaimTable(
    tuple(Column(name, field, itemgetter(place)) for place, (name, field) in enumerate(_FIELDS.items()))
)


def _make_row(claim: _Claim, heading: Record) -> Sequence[Cell]:
    """Return a claim's cells; what comes from the text is guarded, the rest are words of ours and numbers."""
    certainty, confidence = claim.certainty, claim.confidence
    origins, kinds, relays, publisher, chain = _tell_chain(claim.attribution)
    return (
        claim.id,
        guard(claim.text),
        guard(claim.quote),
        claim.mode,
        claim.status,
        certainty.level,
        certainty.polarity,
        guard(certainty.condition),
        guard(BETWEEN.join(certainty.cues)),
        confidence.score,
        confidence.level,
        claim.extraction.check_worthiness,
        guard(origins),
        kinds,
        guard(relays),
        guard(publisher),
        guard(chain),
        claim.article_id,
        guard(heading["url"] or ""),
        guard(heading["title"] or ""),
        claim.revision,
        claim.newer_revision.number,
        claim.published_on,
        claim.published_at,
        "true" if claim.edited else "false",
        claim.version,
        claim.created_at,
        claim.updated_at,
    )


def _tell_chain(hops: Sequence[_Hop]) -> tuple[str, str, str, str, str]:
    """Return origins, their kinds, relays, publisher, and the chain such as "one source (told) → Reuters"."""
    origins: list[str] = []
    kinds: list[str] = []
    relays: list[str] = []
    publishers: list[str] = []
    chain, step = "", 0
    for hop in hops:
        # what a source is called, or the article's words for it
        name = hop.source.name or hop.mention
        if hop.role == "origin":
            origins.append(name)
            kinds.append(hop.source.kind)
        else:
            (relays if hop.role == "relay" else publishers).append(name)
        if chain:
            chain += " + " if hop.step == step else " → "
        step = hop.step
        chain += f"{name} ({hop.cue})" if hop.cue else name
    join = BETWEEN.join
    return join(origins), join(kinds), join(relays), join(publishers), chain
