"""The claims an engine found in an article, as the store takes them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from api.confidences import compute_with
from api.schemas.claims import LONGEST_CLAIM
from api.schemas.sources import LONGEST_NAME
from api.translation import read_source, write_anonymity, write_certainty, write_fragments, write_hop
from extraction import model
from extraction.claims import build_claims
from extraction.engine import Engine
from extraction.kinds import describe_mention
from extraction.versions import version_of
from extraction.weights import Weights
from storage.analyses import record_analysis
from storage.changes import Editor
from storage.database import Database
from storage.documents import Article, ClaimDraft, SourceDraft
from storage.errors import LawBroken
from storage.mentions import Mention, list_mentions
from storage.source_rows import find_survivors, make_source
from storage.sources import find_or_add_source

# The publisher's key among an article's sources; resolved mentions have other ones.
PUBLISHER_KEY = "publisher"

_log = structlog.get_logger("whosaid")


@dataclass(frozen=True, slots=True)
class Findings:
    """What an engine found in one article, or why it did not read it.

    Confidence is computed when they are stored, with `weights` and by what is known of their sources.
    """

    engine: Engine
    article: model.Article
    claims: Sequence[model.Claim]
    weights: Weights | None = None
    not_analysed: str | None = None


def find_claims(article: model.Article, attributions: Sequence[model.Attribution]) -> list[model.Claim]:
    """Return an article's claims; those that no client could send or change are too long to be any."""
    return [
        claim
        for claim in build_claims(article, attributions)
        if len(claim.text) <= LONGEST_CLAIM
        and all(len(hop.source.name) <= LONGEST_NAME for hop in claim.hops)
    ]


def store_claims(db: Database, findings: Findings, article: Article, *, by: Editor) -> None:
    """Store an analysis with the claims it found, their sources found or added, in one transaction.

    One that breaks a law is left out and logged: that is the engine's fault, and no client could mend it.
    """

    def record(drafts: Sequence[ClaimDraft]) -> None:
        engine, version = findings.engine.name, version_of(findings.engine)
        record_analysis(db, article["id"], engine=engine, version=version, claims=drafts, by=by)

    with db.transaction():
        drafts = _write_claims(db, findings, article, by)
        try:
            record(drafts)
        except LawBroken as error:
            # told before anything is written, of all of them
            _log_left_out(findings, error)
            unlawful = {path[1] for path, _ in error.problems}
            record([draft for index, draft in enumerate(drafts) if index not in unlawful])


def _write_claims(db: Database, findings: Findings, article: Article, by: Editor) -> list[ClaimDraft]:
    """Return the claims as they are to be stored, with the confidence they earn."""
    sources = _Sources(db, article, by)
    sources.recognise(findings)
    drafts = []
    for claim in findings.claims:
        try:
            drafts.append(_write_claim(claim, findings, sources))
        except LawBroken as error:
            _log_left_out(findings, error)
    stored = sources.list_stored()
    for draft in drafts:
        computed = compute_with(stored, draft["attribution"], draft["certainty"], findings.weights, at=by.at)
        if computed is not None:
            draft["confidence"] = computed
    return drafts


def _log_left_out(findings: Findings, error: LawBroken) -> None:
    _log.error("claim left out", engine=findings.engine.name, problems=error.problems)


class _Sources:
    """One article's sources: their ids by key, found or added when first met."""

    def __init__(self, db: Database, article: Article, by: Editor) -> None:
        self._db, self._article_id, self._by = db, article["id"], by
        self._ids = {PUBLISHER_KEY: article["publisher"]["id"]}

    def recognise(self, findings: Findings) -> None:
        """Take up the sources that the article's earlier claims credit by the same words in the same place.

        Without it an unnamed one would be another one after each analysis, and what somebody rejected or
        edited be found anew. In another revision the words alone tell, where they meant one source only.
        """
        places: dict[str, set[model.Span]] = {}
        met: dict[str, model.Source] = {}
        for hop in (hop for claim in findings.claims for hop in claim.hops):
            if hop.mention:
                places.setdefault(hop.source.key, set()).add(hop.mention)
                met[hop.source.key] = hop.source
        earlier = list_mentions(self._db, self._article_id) if met else []
        meant: dict[str, set[str]] = defaultdict(set)
        for mention in earlier:
            meant[mention.words].add(mention.source["id"])
        for key, spans in places.items():
            words = {span.of(findings.article.text) for span in spans}
            for mention in earlier:
                is_there = (
                    model.Span(mention.start, mention.end) in spans
                    if mention.is_current
                    else mention.words in words and len(meant[mention.words]) == 1
                )
                is_free = mention.source["id"] not in self._ids.values()
                if is_there and is_free and self._is_told_alike(met[key], mention):
                    self._ids[key] = mention.source["id"]
                    break

    def _is_told_alike(self, source: model.Source, mention: Mention) -> bool:
        """Say whether a source is told as it was: a new reading of it is a new one unless people chose it."""
        stored = mention.source
        if stored["kind"] != source.kind:
            return False
        told = read_source(make_source(stored)).anonymity
        return mention.is_edited or stored["version"] > 1 or told == source.anonymity

    def get(self, source: model.Source) -> str:
        if source.key not in self._ids:
            self._ids[source.key] = self._find_or_add(source)
        return self._ids[source.key]

    def list_stored(self) -> Mapping[str, model.Source]:
        """Return what is stored of those that were met, by id."""
        rows = find_survivors(self._db, self._ids.values())
        return {source_id: read_source(make_source(row)) for source_id, row in rows.items()}

    def _find_or_add(self, source: model.Source) -> str:
        draft: SourceDraft = {"kind": source.kind, "name": source.name}
        if source.anonymity:
            draft["anonymity"] = write_anonymity(source.anonymity)
            draft["article_id"] = self._article_id
        is_name = describe_mention(source.name).is_named
        return find_or_add_source(self._db, draft, by=self._by, is_name=is_name)


def _write_claim(claim: model.Claim, findings: Findings, sources: _Sources) -> ClaimDraft:
    article = findings.article
    return {
        "text": claim.text,
        "fragments": write_fragments(claim, article),
        "attribution": [write_hop(hop, article.text, {"id": sources.get(hop.source)}) for hop in claim.hops],
        "certainty": write_certainty(claim.certainty),
        "extraction": {
            "engine": findings.engine.name,
            "version": version_of(findings.engine),
            "probability": claim.probability,
            "check_worthiness": claim.check_worthiness,
            # the store gives the analysis its id
            "analysis_id": "",
        },
    }
