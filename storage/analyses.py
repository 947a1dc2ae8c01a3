"""Analyses: one run of an engine over an article, and the claims it found."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from storage.article_rows import ARTICLE_TABLES
from storage.articles import bump_article
from storage.changes import Editor, append_change
from storage.characters import Problems, refuse
from storage.claim_documents import mark_claims, refresh_claims
from storage.database import Database, Record, bind_list
from storage.documents import Analysis, ClaimDraft
from storage.grounds import Ground, check_drafts, get_ground
from storage.identifiers import new_id
from storage.new_claims import NewClaim, add_new_claims
from storage.source_rows import find_survivors
from storage.versions import record_first_claims

# Where a claim stands and who is credited with it: what makes two claims the same find.
Place = tuple[str, int, int] | tuple[str, str]
Find = tuple[tuple[Place, ...], tuple[tuple[int, str, str], ...]]


def record_analysis(
    db: Database, article_id: str, *, engine: str, version: str, claims: Sequence[ClaimDraft], by: Editor
) -> Analysis:
    """Record an analysis of an article's current revision and its claims, as one change.

    Active claims of earlier analyses that nobody touched are superseded; those edited, assessed or made by
    hand stay, and a new claim that stands in the same words with the same chain is not added beside them.
    Of a draft's `extraction` only probability and check-worthiness count; the rest is this analysis.

    :raises NotFound: if there is no such article
    :raises LawBroken: if a draft is not a claim of this text; paths begin with "claims" and its index
    """
    with db.transaction():
        ground = get_ground(db, article_id)
        _refuse_drafts(db, claims, ground)
        analysis = _insert_analysis(db, ground, engine, version, by)
        superseded = _supersede(db, article_id, by)
        mark_claims(db, article_id, at=by.at)
        kept = _list_kept_finds(db, ground)
        added = _add_claims(db, claims, ground, kept, analysis)
        bump_article(db, article_id, by)
        append_change(
            db,
            by,
            "analyse",
            "analysis",
            analysis["id"],
            1,
            after={
                **analysis,
                "article_id": article_id,
                "added": len(added),
                "superseded": len(superseded),
                "already_there": len(claims) - len(added),
                "claims": added,
                "superseded_claims": superseded,
            },
        )
    return analysis


def list_analysed_otherwise(db: Database, *, engine: str, version: str) -> list[str]:
    """Return the ids of articles that another engine or version analysed last, the oldest article first."""
    rows = db.query(
        f"""
        SELECT articles.id FROM {ARTICLE_TABLES}
        WHERE analyses.engine <> :engine OR analyses.version <> :version
        ORDER BY articles.id
        """,
        {"engine": engine, "version": version},
    )
    return [row["id"] for row in rows]


def _insert_analysis(db: Database, ground: Ground, engine: str, version: str, by: Editor) -> Analysis:
    analysis: Analysis = {
        "id": new_id(),
        "engine": engine,
        "version": version,
        "at": by.at,
        "revision": ground.revision,
    }
    db.execute(
        """
        INSERT INTO analyses (id, article_id, revision, engine, version, at)
        VALUES (:id, :article_id, :revision, :engine, :version, :at)
        """,
        {**analysis, "article_id": ground.article_id},
    )
    return analysis


def _refuse_drafts(db: Database, claims: Sequence[ClaimDraft], ground: Ground) -> None:
    problems: Problems = [
        (("claims", index, *path), detail)
        for index, found in enumerate(check_drafts(db, claims, ground))
        for path, detail in found
    ]
    for index, draft in enumerate(claims):
        if "extraction" not in draft:
            problems.append((("claims", index, "extraction"), "A claim that was found says how."))
    refuse(problems)


def _supersede(db: Database, article_id: str, by: Editor) -> list[str]:
    """Supersede the claims nobody touched, and return their ids."""
    rows = db.query(
        """
        SELECT key, id FROM claims
        WHERE article_id = :article_id AND status = 'active' AND analysis_id IS NOT NULL AND edited = 0
            AND NOT EXISTS (
                SELECT 1 FROM assessments WHERE claim_key = claims.key AND withdrawn_at IS NULL)
        ORDER BY key
        """,
        {"article_id": article_id},
    )
    if not rows:
        return []
    db.execute_many(
        "UPDATE claims SET status = 'superseded' WHERE key = :key", [{"key": row["key"]} for row in rows]
    )
    refresh_claims(db, [row["key"] for row in rows], at=by.at)
    return [row["id"] for row in rows]


def _add_claims(
    db: Database, claims: Sequence[ClaimDraft], ground: Ground, kept: set[Find], analysis: Analysis
) -> list[str]:
    """Add the claims that are not among those kept, and return their ids."""
    if kept:
        finds_of_drafts = zip(claims, _find_drafts(db, claims), strict=True)
        claims = [draft for draft, finds in finds_of_drafts if not kept.intersection(finds)]
    added = {new_id(): draft for draft in claims}
    add_new_claims(
        db,
        [
            NewClaim(id=claim_id, draft=draft, ground=ground, at=analysis["at"], analysis=analysis)
            for claim_id, draft in added.items()
        ],
    )
    record_first_claims(db, list(added))
    return list(added)


def _find_drafts(db: Database, claims: Sequence[ClaimDraft]) -> list[tuple[Find, Find]]:
    """Return of each draft where it stands: by position, and by words for claims of other revisions."""
    survivors = find_survivors(db, {hop["source"]["id"] for draft in claims for hop in draft["attribution"]})
    finds: list[tuple[Find, Find]] = []
    for draft in claims:
        chain = tuple(
            (hop["step"], hop["role"], str(survivors[hop["source"]["id"]]["id"]))
            for hop in draft["attribution"]
        )
        places = tuple(
            (one["field"], one["position"]["start"], one["position"]["end"]) for one in draft["fragments"]
        )
        words = tuple((one["field"], one["quote"]["exact"]) for one in draft["fragments"])
        finds.append(((places, chain), (words, chain)))
    return finds


def _list_kept_finds(db: Database, ground: Ground) -> set[Find]:
    """Return where an article's edited and hand-made claims stand, whatever their status, and assessed ones.

    What is still active once an analysis has superseded is one of those.
    """
    claims = db.query(
        """
        SELECT key, revision FROM claims
        WHERE article_id = :article_id AND (edited = 1 OR analysis_id IS NULL OR status = 'active')
        """,
        {"article_id": ground.article_id},
    )
    if not claims:
        return set()
    within, params = bind_list(db, "key", [claim["key"] for claim in claims])
    fragments = _group(
        db.query(f"SELECT * FROM fragments WHERE claim_key IN {within} ORDER BY claim_key, position", params)
    )
    hops = db.query(f"SELECT * FROM hops WHERE claim_key IN {within} ORDER BY claim_key, position", params)
    survivors = find_survivors(db, {hop["source_id"] for hop in hops})
    chains = _group(hops)
    finds: set[Find] = set()
    for claim in claims:
        chain = tuple(
            (hop["step"], hop["role"], survivors[hop["source_id"]]["id"]) for hop in chains[claim["key"]]
        )
        same_revision = claim["revision"] == ground.revision
        places: tuple[Place, ...] = tuple(
            (one["field"], one["start_char"], one["end_char"])
            if same_revision
            else (one["field"], one["exact"])
            for one in fragments[claim["key"]]
        )
        finds.add((places, chain))
    return finds


def _group(rows: Iterable[Record]) -> dict[int, list[Record]]:
    groups: dict[int, list[Record]] = defaultdict(list)
    for row in rows:
        groups[row["claim_key"]].append(row)
    return groups
