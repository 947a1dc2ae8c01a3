"""Claims by hand: what a client tells of one, completed to what the store takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from api.confidences import compute_with
from api.ingest import follow_merges
from api.translation import read_source, write_fragment
from extraction.anchors import AnchorError, anchor
from extraction.confidence import level_of
from extraction.weights import Weights
from storage.changes import Editor
from storage.characters import Problems
from storage.claims import Ground, get_ground
from storage.database import Database
from storage.documents import ClaimDraft, Confidence, Fragment, Hop, Source, SourceDraft
from storage.errors import LawBroken, NotFound
from storage.sources import find_or_add_source, get_source

# The chain of a statement that is told without one
NOBODY_CREDITED = ({"step": 0, "role": "publisher", "act": "published"},)


def hand_made_claim(
    db: Database,
    article_id: str,
    body: Mapping[str, Any],
    *,
    by: Editor,
    revision: int | None = None,
    weights: Weights | None = None,
) -> ClaimDraft:
    """Return the claim a client tells, completed: call it in the transaction that stores the claim.

    :raises NotFound: :raises LawBroken: as `ClaimMaker.complete`
    """
    return ClaimMaker(db, by, weights).complete(article_id, body, revision)


@dataclass(slots=True)
class ClaimMaker:
    """Completes claims of one transaction, and looks up what several of them need only once."""

    db: Database
    by: Editor
    weights: Weights | None = None
    _grounds: dict[tuple[str, int | None], Ground] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)
    _named: dict[tuple[str, str], str] = field(default_factory=dict)

    def complete(self, article_id: str, body: Mapping[str, Any], revision: int | None = None) -> ClaimDraft:
        """Return the claim a client tells, as the store takes it.

        A fragment's one selector gives the other, in the current revision or the one of that number. A source
        told by kind and name is found or added; a publisher without a source is the article's; without an
        `attribution` nobody is credited. A `confidence` of only a score is stated by hand; one that was
        stated before stays; else it is computed, by the project's own weights where none are given.

        :raises NotFound: there is no such article.
        :raises LawBroken: a fragment does not stand there, or a source is not known; with the path of each.
        """
        ground = self.ground(article_id, revision)
        attribution = body.get("attribution") or NOBODY_CREDITED
        draft: ClaimDraft = {
            "text": body["text"],
            "fragments": _anchor_fragments(body["fragments"], ground),
            "attribution": self._credit_sources(attribution, ground),
            "certainty": body["certainty"],
        }
        if "status" in body:
            draft["status"] = body["status"]
        confidence = _state_confidence(body.get("confidence"), self.by) or self._compute_confidence(draft)
        if confidence is not None:
            draft["confidence"] = confidence
        return draft

    def ground(self, article_id: str, revision: int | None = None) -> Ground:
        """Return what claims of an article stand on.

        :raises NotFound: there is no such article.
        """
        place = (article_id, revision)
        if place not in self._grounds:
            self._grounds[place] = get_ground(self.db, article_id, revision)
        return self._grounds[place]

    def source(self, source_id: str) -> Source:
        """Return the source that answers for this one.

        :raises NotFound: there is none.
        """
        if source_id not in self._sources:
            self._sources[source_id] = get_source(self.db, follow_merges(self.db, source_id))
        return self._sources[source_id]

    def _credit_sources(self, hops: Sequence[Mapping[str, Any]], ground: Ground) -> list[Hop]:
        credited: list[Hop] = []
        problems: Problems = []
        for index, hop in enumerate(hops):
            source = hop.get("source")
            if source is None and hop["role"] == "publisher":
                source = {"id": ground.publisher_id}
            try:
                if source is None:
                    raise LawBroken([(("source",), "Only the publisher's source may be left out.")])
                credited.append(cast(Hop, {**hop, "source": {"id": self._find_source(source, ground)}}))
            except NotFound as error:
                problems.append((("attribution", index, "source", "id"), str(error)))
            except LawBroken as error:
                problems += [(("attribution", index, *path), detail) for path, detail in error.problems]
        if problems:
            raise LawBroken(problems)
        return credited

    def _find_source(self, source: Mapping[str, Any], ground: Ground) -> str:
        if "id" in source:
            return self.source(source["id"])["id"]
        draft = cast(SourceDraft, dict(source))
        if source["kind"] == "anonymous":
            draft["article_id"] = ground.article_id
            return find_or_add_source(self.db, draft, by=self.by)
        # "Hale" alone is another one each time
        name = (source["kind"], source["name"])
        if source["kind"] == "person" or name not in self._named:
            self._named[name] = find_or_add_source(self.db, draft, by=self.by)
        return self._named[name]

    def _compute_confidence(self, draft: ClaimDraft) -> Confidence | None:
        credited = {hop["source"]["id"] for hop in draft["attribution"]}
        sources = {source_id: read_source(self.source(source_id)) for source_id in credited}
        return compute_with(sources, draft["attribution"], draft["certainty"], self.weights, at=self.by.at)


def _anchor_fragments(fragments: list[dict[str, Any]], ground: Ground) -> list[Fragment]:
    anchored: list[Fragment] = []
    problems: Problems = []
    for index, fragment in enumerate(fragments):
        field = fragment.get("field", "text")
        text = ground.text if field == "text" else ground.title or ""
        quote, position = fragment.get("quote", {}), fragment.get("position", {})
        try:
            span = anchor(
                text,
                exact=quote.get("exact"),
                prefix=quote.get("prefix", ""),
                suffix=quote.get("suffix", ""),
                start=position.get("start"),
                end=position.get("end"),
            )
            problems += _check_context(quote, text, span.start, span.end, index)
            anchored.append(write_fragment(field, text, span))
        except AnchorError as error:
            detail = str(error)
            problems.append((("fragments", index), f"{detail[:1].upper()}{detail[1:]}."))
    if problems:
        raise LawBroken(problems)
    return anchored


def _check_context(quote: Mapping[str, Any], text: str, start: int, end: int, index: int) -> Problems:
    """Return what of the words around a fragment is not there; its position was enough to find it."""
    problems: Problems = []
    if not text[:start].endswith(quote.get("prefix", "")):
        problems.append((("fragments", index, "quote", "prefix"), "These are not the words before it."))
    if not text.startswith(quote.get("suffix", ""), end):
        problems.append((("fragments", index, "quote", "suffix"), "These are not the words after it."))
    return problems


def _state_confidence(told: Mapping[str, Any] | None, by: Editor) -> Confidence | None:
    """Return the confidence that somebody states now, explained by that alone, or stated before, if any."""
    if told is None or told.get("computed"):
        return None
    if "computed" in told:
        return cast(Confidence, told)
    score = told["score"]
    reason = told.get("reason") or f"Stated by {by.actor}."
    return {
        "score": score,
        "level": level_of(score),
        "explanation": [{"factor": "stated", "value": str(score), "effect": score, "reason": reason}],
        "computed": False,
        "computed_at": by.at,
        "stale": False,
    }
