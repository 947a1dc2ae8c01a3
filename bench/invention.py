"""Invent articles and their claims, always the same for the same size and seed."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from api.translation import write_anonymity, write_certainty, write_confidence, write_fragments, write_hop
from bench.cast import Cast, make_cast
from bench.invented_claims import Paper, invent_claim
from bench.vocabulary import draw_words
from extraction import model
from storage.documents import ArticleDraft, ClaimDraft, SourceDraft

# Raised with every change to what is invented, so that no older collection passes for this one
GENERATOR_VERSION = 1

CLAIMS, SOURCES = 1_000_000, 5_000
CLAIMS_AN_ARTICLE = 20

# Articles come in evenly between these; the sources with a name are there before
BEGIN, _END = datetime(2016, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)

# Of the articles so many credit a source they do not name
_WITH_UNNAMED = 0.3

# Of a hundred claims 94 are active
_STATUSES, _STATUS_WEIGHTS = ("active", "superseded", "rejected"), (94, 99, 100)


@dataclass(frozen=True, slots=True)
class InventedArticle:
    """An article as it is to be stored, with its claims by id, and the source it does not name, if any."""

    id: str
    at: str
    draft: ArticleDraft
    title: str
    text: str
    unnamed: model.Source | None
    analysis_id: str
    claims: dict[str, ClaimDraft]


@dataclass(frozen=True, slots=True)
class Invention:
    """`claims` claims, twenty an article, of `sources` sources with a name and some without."""

    claims: int = CLAIMS
    sources: int = SOURCES
    seed: int = 1

    @property
    def name(self) -> str:
        """What tells it from any other."""
        return f"{self.claims}-claims-{self.sources}-sources-seed-{self.seed}-generator-{GENERATOR_VERSION}"

    def cast(self) -> Cast:
        """Return the sources with a name."""
        return make_cast(_ids(BEGIN), self.sources)

    def articles(self) -> Iterator[InventedArticle]:
        """Yield the articles in the order in which they came in."""
        cast, draw = self.cast(), random.Random(self.seed)
        starts = range(0, self.claims, CLAIMS_AN_ARTICLE)
        for number, start in enumerate(starts, start=1):
            at = BEGIN + (_END - BEGIN) * number / (len(starts) + 1)
            yield _invent_article(cast, draw, number, at, min(CLAIMS_AN_ARTICLE, self.claims - start))


def describe_source(source: model.Source, article_id: str | None = None) -> SourceDraft:
    """Return a source as it is to be stored; one without a name is of an article."""
    draft: SourceDraft = {"kind": source.kind, "name": source.name}
    if source.anonymity and article_id:
        draft |= {"anonymity": write_anonymity(source.anonymity), "article_id": article_id}
    return draft


def write_time(at: datetime) -> str:
    """Return a time as the store writes it."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def _invent_article(
    cast: Cast, draw: random.Random, number: int, at: datetime, claims: int
) -> InventedArticle:
    ids = _ids(at)
    article_id, analysis_id, unnamed_id = next(ids), next(ids), next(ids)
    publisher = cast.draw_outlet(draw)
    unnamed = _invent_unnamed(unnamed_id, draw) if draw.random() < _WITH_UNNAMED else None
    paper = Paper()
    found = [invent_claim(paper, cast, draw, publisher, unnamed) for _ in range(claims)]
    article = model.Article(paper.text, " ".join(draw_words(draw, 6)).capitalize())
    return InventedArticle(
        id=article_id,
        at=write_time(at),
        draft=_describe(number, publisher, at, draw),
        title=article.title or "",
        text=article.text,
        unnamed=unnamed,
        analysis_id=analysis_id,
        claims={next(ids): _write_claim(claim, article, write_time(at), draw) for claim in found},
    )


def _invent_unnamed(identifier: str, draw: random.Random) -> model.Source:
    anonymity = draw.choice(
        (
            model.Anonymity("one official", "government", "one", "told"),
            model.Anonymity("two officers", "military", "several_stated", "witnessed"),
            model.Anonymity("diplomats", "diplomatic", "unknown", "unknown"),
        )
    )
    return model.Source(identifier, "anonymous", anonymity.descriptor, anonymity)


def _describe(number: int, publisher: model.Source, at: datetime, draw: random.Random) -> ArticleDraft:
    published_at = at - timedelta(minutes=draw.randrange(3 * 24 * 60))
    draft: ArticleDraft = {
        "url": f"https://{publisher.name.replace(' ', '-').lower()}.example/{number}",
        "publisher": {"id": publisher.key},
        "language": "en",
        "published_on": f"{published_at:%Y-%m-%d}",
        "text_origin": "published",
    }
    if draw.random() < 0.5:
        draft["published_at"] = write_time(published_at)
    return draft


def _write_claim(claim: model.Claim, article: model.Article, at: str, draw: random.Random) -> ClaimDraft:
    draft: ClaimDraft = {
        "text": claim.text,
        "fragments": write_fragments(claim, article),
        "attribution": [write_hop(hop, article.text, {"id": hop.source.key}) for hop in claim.hops],
        "certainty": write_certainty(claim.certainty),
        "extraction": {
            "engine": "invented",
            "version": str(GENERATOR_VERSION),
            "probability": claim.probability,
            "analysis_id": "",
        },
        "status": draw.choices(_STATUSES, cum_weights=_STATUS_WEIGHTS)[0],
    }
    if claim.confidence is not None:
        draft["confidence"] = write_confidence(claim.confidence, at=at)
    return draft


def _ids(at: datetime) -> Iterator[str]:
    """Yield ids like those that are made at this time (UUIDv7, RFC 9562 §5.7), without chance."""
    milliseconds = f"{int(at.timestamp() * 1000):012x}"
    for number in itertools.count(1):
        yield f"{milliseconds[:8]}-{milliseconds[8:]}-7000-8000-{number:012x}"
