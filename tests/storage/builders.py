"""Articles, sources and claims to test with: say what the test is about, the rest is filled in."""

from typing import Any

from storage.articles import add_article
from storage.changes import Editor
from storage.database import Database
from storage.documents import (
    Article,
    AssessmentDraft,
    ClaimDraft,
    Fragment,
    Hop,
    Source,
    TextPositionSelector,
)
from storage.sources import add_source

BY = Editor("tester", "2026-11-22T19:00:00.000Z")
LATER = Editor("tester", "2026-11-22T20:00:00.000Z")

TITLE = "Pump fails in Brackwater"
TEXT = (
    '"The pump failed 🚰 at noon," Anna Hale told Reuters.\n'
    "The council denied it. Nobody had checked the valve."
)


def an_article(db: Database, *, text: str = TEXT, title: str | None = TITLE, **draft: Any) -> Article:
    """Add an article, published by nobody known unless told otherwise."""
    return add_article(db, {"text_origin": "published", **draft}, text=text, title=title, by=BY)


def a_source(
    db: Database, name: str, kind: str = "person", *, identifier: str | None = None, **draft: Any
) -> Source:
    """Add a source."""
    return add_source(db, {"kind": kind, "name": name, **draft}, by=BY, identifier=identifier)


def an_anonymous_source(db: Database, article: Article, descriptor: str = "one official") -> Source:
    """Add a source an article does not name."""
    anonymity = {"descriptor": descriptor, "category": "government", "number": "one", "knowledge": "unknown"}
    return a_source(db, descriptor, "anonymous", anonymity=anonymity, article_id=article["id"])


def a_position(words: str, text: str = TEXT) -> TextPositionSelector:
    """Return where words stand in a text."""
    start = text.index(words)
    return {"type": "TextPositionSelector", "start": start, "end": start + len(words)}


def a_fragment(words: str, text: str = TEXT) -> Fragment:
    """Return the fragment of words in a text."""
    position = a_position(words, text)
    start, end = position["start"], position["end"]
    prefix, suffix = text[max(0, start - 32) : start], text[end : end + 32]
    quote = {"type": "TextQuoteSelector", "exact": words, "prefix": prefix, "suffix": suffix}
    return {"field": "text", "quote": quote, "position": position}  # type: ignore[typeddict-item]


def a_chain(article: Article, *sources: Source | str, mode: str = "direct_quote") -> list[Hop]:
    """Return the chain from the first source, the origin, through the others to the article's publisher."""
    ids = [source if isinstance(source, str) else source["id"] for source in sources]
    hops: list[Any] = [
        {
            "step": step,
            "role": "relay" if step else "origin",
            "act": "published" if step else "said",
            "mode": "indirect" if step else mode,
            "source": {"id": source_id},
        }
        for step, source_id in enumerate(ids)
    ]
    publisher = {"id": article["publisher"]["id"]}
    return [*hops, {"step": len(ids), "role": "publisher", "act": "published", "source": publisher}]


def a_claim(
    article: Article,
    *sources: Source | str,
    words: str = "The pump failed 🚰 at noon",
    score: int | None = None,
    **draft: Any,
) -> ClaimDraft:
    """Return a claim that stands in some words of TEXT, credited to sources, with a computed score if any."""
    claim: dict[str, Any] = {
        "text": f"{words}.",
        "fragments": [a_fragment(words)],
        "attribution": a_chain(article, *sources),
        "certainty": {"level": "asserted", "polarity": "positive", "cues": []},
    }
    if score is not None:
        claim["confidence"] = a_confidence(score)
    return {**claim, **draft}  # type: ignore[typeddict-item]


def a_confidence(score: int, **confidence: Any) -> dict[str, Any]:
    """Return a computed confidence of this score."""
    level = "none" if score == 0 else "low" if score < 30 else "medium" if score < 70 else "high"
    factor = {"factor": "named_origin", "value": "yes", "effect": score, "reason": "The origin is named."}
    return {
        "score": score,
        "level": level,
        "explanation": [factor],
        "computed": True,
        "computed_at": BY.at,
        "stale": False,
        **confidence,
    }


def an_assessment(scale: str, label: str, **draft: Any) -> AssessmentDraft:
    """Return a person's assessment of a claim."""
    assessor = {"kind": "person", "name": "Ida Brandt"}
    return {"assessor": assessor, "assessed_at": BY.at, "scale": scale, "label": label, **draft}  # type: ignore[typeddict-item]
