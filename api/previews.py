"""What an engine finds in a text, shown and not stored."""

from collections.abc import Sequence
from typing import Any, cast

from api.found_claims import find_claims
from api.ingest import normalize_lines
from api.languages import language_of, why_not_analysed
from api.translation import (
    write_anonymity,
    write_certainty,
    write_confidence,
    write_fragments,
    write_hop,
    write_position,
)
from extraction import model
from extraction.confidence import assess_confidence
from extraction.engine import Engine
from extraction.versions import version_of
from extraction.weights import Weights
from storage.article_rows import check_text
from storage.characters import refuse
from storage.claim_rows import derive_mode, join_quote
from storage.clock import now
from storage.documents import SourceReference


def preview_claims(
    engine: Engine,
    *,
    text: str,
    title: str | None = None,
    publisher: model.Source | None = None,
    language: str | None = None,
    weights: Weights | None = None,
) -> dict[str, Any]:
    """Return what `engine` finds in a text: engine, version, text, title, attributions, claims.

    `publisher` is as `describe_publisher` gives it. A hop's source has a `key`, equal where the text says it
    is one source, and no id: no letter counts but the publisher's. A text that is not English yields nothing,
    and the answer says why.

    :raises LawBroken: the text is none.
    """
    article = model.Article(normalize_lines(text), title, publisher)
    refuse(check_text(article.text, title))
    language = language or language_of(article.text)
    not_analysed = why_not_analysed(language)
    attributions = [] if not_analysed else engine.find_attributions(article.text)
    claims = [] if not_analysed else find_claims(article, attributions)
    told = {"language": language, "not_analysed": not_analysed, "title": title}
    return {
        "engine": engine.name,
        "version": version_of(engine),
        "analysed": not_analysed is None,
        **{name: value for name, value in told.items() if value is not None},
        "text": article.text,
        "attributions": [_write_attribution(attribution, article.text) for attribution in attributions],
        "claims": [_write_claim(claim, article, weights) for claim in claims],
    }


def _write_attribution(attribution: model.Attribution, text: str) -> dict[str, Any]:
    return {
        "source": _write_spans(attribution.source, text),
        "cue": _write_spans(attribution.cue, text),
        "content": _write_spans(attribution.content, text),
        "probability": attribution.probability,
    }


def _write_spans(spans: Sequence[model.Span], text: str) -> list[dict[str, Any]]:
    return [{**write_position(span), "exact": span.of(text)} for span in spans]


def _write_claim(claim: model.Claim, article: model.Article, weights: Weights | None) -> dict[str, Any]:
    fragments = write_fragments(claim, article)
    chain = [write_hop(hop, article.text, _write_source(hop.source)) for hop in claim.hops]
    written: dict[str, Any] = {
        "text": claim.text,
        "quote": join_quote(fragments),
        "mode": derive_mode(chain),
        "fragments": fragments,
        "attribution": chain,
        "certainty": write_certainty(claim.certainty),
        "probability": claim.probability,
        "check_worthiness": claim.check_worthiness,
    }
    confidence = assess_confidence(claim.certainty, claim.hops, weights)
    if confidence is not None:
        written["confidence"] = write_confidence(confidence, at=now())
    return written


def _write_source(source: model.Source) -> SourceReference:
    """Return the source with its key in the id's place: it has no id before it is stored."""
    written: dict[str, Any] = {"key": source.key, "kind": source.kind, "name": source.name}
    if source.anonymity is not None:
        written["anonymity"] = write_anonymity(source.anonymity)
    return cast(SourceReference, written)
