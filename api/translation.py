"""Between extraction's values and the store's documents: sources, hops, certainty, confidence, fragments."""

from collections.abc import Mapping, Sequence
from typing import Any

from extraction import model
from extraction.anchors import describe
from storage import documents


def write_position(span: model.Span) -> documents.TextPositionSelector:
    """Return the span as a W3C position selector."""
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def write_fragment(field: model.Field, text: str, span: model.Span) -> documents.Fragment:
    """Return the stretch of `text`, the article's field of that name, with both its selectors."""
    exact, prefix, suffix = describe(text, span)
    return {
        "field": field,
        "quote": {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
        "position": write_position(span),
    }


def write_fragments(claim: model.Claim, article: model.Article) -> list[documents.Fragment]:
    """Return where a claim stands in its article."""
    fields = {"text": article.text, "title": article.title or ""}
    return [write_fragment(part.field, fields[part.field], part.span) for part in claim.fragments]


def write_anonymity(anonymity: model.Anonymity) -> documents.Anonymity:
    """Return what the article tells of a source it does not name."""
    written: documents.Anonymity = {
        "descriptor": anonymity.descriptor,
        "category": anonymity.category,
        "number": anonymity.number,
        "knowledge": anonymity.knowledge,
    }
    if anonymity.reason is not None:
        written["reason"] = anonymity.reason
    return written


def write_hop(hop: model.Hop, text: str, source: documents.SourceReference) -> documents.Hop:
    """Return the hop with `source` credited; its mention and cue stand in `text`."""
    written: documents.Hop = {"step": hop.step, "role": hop.role, "act": hop.act, "source": source}
    if hop.mode is not None:
        written["mode"] = hop.mode
    if hop.mention is not None:
        written["mention"] = hop.mention.of(text)
        written["mention_position"] = write_position(hop.mention)
    if hop.cue is not None:
        written["cue"] = hop.cue.of(text)
        written["cue_position"] = write_position(hop.cue)
    return written


def write_certainty(certainty: model.Certainty) -> documents.Certainty:
    """Return how sure the words are."""
    written: documents.Certainty = {
        "level": certainty.level,
        "polarity": certainty.polarity,
        "cues": list(certainty.cues),
    }
    if certainty.condition is not None:
        written["condition"] = certainty.condition
    return written


def write_confidence(confidence: model.Confidence, *, at: str) -> documents.Confidence:
    """Return a score that was computed at the time `at`."""
    return {
        "score": confidence.score,
        "level": confidence.level,
        "explanation": [
            {"factor": part.factor, "value": part.value, "effect": part.effect, "reason": part.reason}
            for part in confidence.explanation
        ],
        "computed": True,
        "computed_at": at,
        "stale": False,
        "weights": confidence.weights,
    }


def read_source(source: Mapping[str, Any]) -> model.Source:
    """Return a stored source as extraction sees it; its id is its key."""
    told = source.get("anonymity")
    return model.Source(
        source["id"],
        source["kind"],
        source["name"],
        model.Anonymity(**told) if told else None,
        read_letter(source),
    )


def read_letter(source: Mapping[str, Any]) -> model.ReliabilityLetter | None:
    """Return the letter that stands for a stored source, if it was given one."""
    letter: model.ReliabilityLetter | None = source.get("reliability", {}).get("letter")
    return letter


def read_hops(hops: Sequence[documents.Hop], sources: Mapping[str, model.Source]) -> list[model.Hop]:
    """Return a chain's hops as confidence is computed from them; `sources` are by id."""
    return [
        model.Hop(
            hop["step"],
            hop["role"],  # type: ignore[arg-type]  # schema and laws hold it to the roles
            sources[hop["source"]["id"]],
            hop["act"],  # type: ignore[arg-type]  # likewise
            hop.get("mode"),  # type: ignore[arg-type]  # likewise
        )
        for hop in hops
    ]


def read_certainty(certainty: documents.Certainty) -> model.Certainty:
    """Return a document's certainty as extraction sees it."""
    return model.Certainty(
        certainty["level"],  # type: ignore[arg-type]  # schema and laws hold it to the levels
        certainty["polarity"],  # type: ignore[arg-type]  # likewise
        certainty.get("condition"),
        tuple(certainty["cues"]),
    )
