"""Claims from another store: brought with their id, version, dates and analysis, and never twice."""

import json
from collections.abc import Sequence
from typing import Literal, cast

from storage.changes import Editor, append_additions
from storage.characters import find_refused_characters
from storage.contradictions import find_contradictions
from storage.database import Database, bind_list
from storage.documents import Analysis, Claim, to_json
from storage.errors import Conflict, LawBroken, NotFound, StorageError
from storage.grounds import Ground, check_sources, get_ground
from storage.laws import check_what_is_said
from storage.new_claims import NewClaim, PreparedClaim, insert_claims, next_key, prepare_claim
from storage.pages import Row
from storage.source_rows import find_survivors
from storage.versions import find_known

# What became of a document that was brought, or why nothing did
Fate = Literal["created", "unchanged"] | StorageError


def import_claims(db: Database, claims: Sequence[Claim], *, by: Editor) -> list[Fate]:
    """Store what is new of claims as another store had them, in one transaction; say what became of each.

    One that is here and says the same is "unchanged". A refusal is no exception, so that the others are
    stored: a `Conflict` where another claim, or a removed one, has the id; a `NotFound` without its article;
    a `LawBroken` where it is not a claim of its text, or would be stored otherwise than it was told.
    """
    with db.transaction():
        run = _Run(db, claims)
        fates = [run.decide(claim) for claim in claims]
        _insert_analyses(db, run.new_analyses, by)
        insert_claims(db, run.prepared)
        added = [Row(one.row["id"], one.row["version"], one.json) for one in run.prepared]
        append_additions(db, by, "claim", added, action="import")
    return fates


class _Run:
    """What some claims need to know of the store, read once, and what was decided so far."""

    def __init__(self, db: Database, claims: Sequence[Claim]) -> None:
        ids = {claim["id"] for claim in claims}
        within, params = bind_list(db, "id", ids)
        rows = db.query(f"SELECT id, document FROM claims WHERE id IN {within}", params)
        self.documents: dict[str, Claim] = {row["id"]: json.loads(row["document"]) for row in rows}
        self.removed = find_known(db, "claim", ids - self.documents.keys())
        self.grounds = _get_grounds(db, claims)
        publishers = {ground.publisher_id for ground in self.grounds.values()}
        credited = {hop["source"]["id"] for claim in claims for hop in claim["attribution"]}
        self.survivors = find_survivors(db, credited | publishers)
        self.answering = {credited_id: row["id"] for credited_id, row in self.survivors.items()}
        self.analyses = _get_analyses(db, claims)
        self.new_analyses: list[tuple[str, Analysis]] = []
        self.prepared: list[PreparedClaim] = []
        self._first_key = next_key(db)

    def decide(self, claim: Claim) -> Fate:
        """Say what becomes of a claim, and prepare it where it is new."""
        if known := self.documents.get(claim["id"]):
            if find_contradictions(claim, known, self.answering):
                return Conflict(
                    "Another claim, or another version of this one, has this id here.", claim["id"]
                )
            return "unchanged"
        if claim["id"] in self.removed:
            return Conflict("A claim of this id was here and was removed.", claim["id"])
        ground = self.grounds.get((claim["article_id"], claim["revision"]))
        if ground is None:
            return NotFound("revision", f"{claim['article_id']}/{claim['revision']}")
        problems = (
            check_what_is_said(claim, ground.text, ground.title)
            or check_sources(claim, ground, self.survivors)
            or self._check_analysis(claim)
        )
        if problems:
            return LawBroken(problems)
        one = prepare_claim(self._first_key + len(self.prepared), _as_new(claim, ground), self.survivors)
        if problems := find_refused_characters(claim, one.json) or find_contradictions(
            claim, one.derived.document, self.answering
        ):
            return LawBroken(problems)
        self._accept(claim, one)
        return "created"

    def _accept(self, claim: Claim, one: PreparedClaim) -> None:
        self.prepared.append(one)
        self.documents[claim["id"]] = one.derived.document
        if (analysis := _analysis_of(claim)) and analysis["id"] not in self.analyses:
            self.analyses[analysis["id"]] = (claim["article_id"], analysis)
            self.new_analyses.append((claim["article_id"], analysis))

    def _check_analysis(self, claim: Claim) -> list[tuple[tuple[str | int, ...], str]]:
        analysis = _analysis_of(claim)
        if analysis is None:
            return []
        if not 0 <= claim["extraction"]["probability"] <= 1:
            return [(("extraction", "probability"), "An extracted claim has a probability from 0 to 1.")]
        ground = self.grounds[claim["article_id"], claim["revision"]]
        if ground.unread and ground.unread[0] == claim["revision"]:
            return [(("extraction",), "By its article, no engine read the revision that it stands in.")]
        article_id, known = self.analyses.get(analysis["id"], (claim["article_id"], analysis))
        if (article_id, known) != (claim["article_id"], {**analysis, "at": known["at"]}):
            return [(("extraction", "analysis_id"), "The analysis of this id is another one here.")]
        return []


def _as_new(claim: Claim, ground: Ground) -> NewClaim:
    return NewClaim(
        id=claim["id"],
        draft=claim,
        ground=ground,
        at=claim["created_at"],
        updated_at=claim["updated_at"],
        version=claim["version"],
        edited=claim["edited"],
        analysis=_analysis_of(claim),
    )


def _analysis_of(claim: Claim) -> Analysis | None:
    """Return the analysis that found a claim: it was made when the claim was, over the claim's revision."""
    if "extraction" not in claim:
        return None
    extraction = claim["extraction"]
    return {
        "id": extraction["analysis_id"],
        "engine": extraction["engine"],
        "version": extraction["version"],
        "at": claim["created_at"],
        "revision": claim["revision"],
    }


def _get_grounds(db: Database, claims: Sequence[Claim]) -> dict[tuple[str, int], Ground]:
    grounds: dict[tuple[str, int], Ground] = {}
    for place in {(claim["article_id"], claim["revision"]) for claim in claims}:
        try:
            grounds[place] = get_ground(db, *place)
        except NotFound:
            continue
    return grounds


def _get_analyses(db: Database, claims: Sequence[Claim]) -> dict[str, tuple[str, Analysis]]:
    ids = {claim["extraction"]["analysis_id"] for claim in claims if "extraction" in claim}
    within, params = bind_list(db, "id", ids)
    rows = db.query(
        f"SELECT id, engine, version, at, revision, article_id FROM analyses WHERE id IN {within}", params
    )
    fields = ("id", "engine", "version", "at", "revision")
    return {
        row["id"]: (row["article_id"], cast(Analysis, {name: row[name] for name in fields})) for row in rows
    }


def _insert_analyses(db: Database, analyses: Sequence[tuple[str, Analysis]], by: Editor) -> None:
    documents = [{**analysis, "article_id": article_id} for article_id, analysis in analyses]
    db.execute_many(
        """
        INSERT INTO analyses (id, article_id, revision, engine, version, at)
        VALUES (:id, :article_id, :revision, :engine, :version, :at)
        """,
        documents,
    )
    added = [Row(str(one["id"]), 1, to_json(one)) for one in documents]
    append_additions(db, by, "analysis", added, action="import")
