"""The store's own check: every law of the model over a whole store, in sentences, none where all is well."""

import json
from collections.abc import Iterator

from storage.article_rows import ARTICLE_COLUMNS, ARTICLE_TABLES, check_article, make_articles
from storage.claim_documents import Derived, derive
from storage.claim_rows import make_claim_row
from storage.database import Database, Record
from storage.documents import to_json
from storage.engine_checks import check_rows, check_schema, check_words
from storage.errors import Busy, NotMigrated, StorageError
from storage.folding import fold
from storage.grounds import check_drafts, get_ground
from storage.history_checks import check_history
from storage.idempotency import check_kept_answers
from storage.opinion_checks import check_assessments, check_reliability_letters
from storage.revisions import digest
from storage.source_rows import check_source, make_source
from storage.urls import normalize_url

# Claims checked at a time.
_BATCH = 500


def check(db: Database) -> Iterator[str]:
    """Yield a sentence for each thing that is not as it must be; it changes nothing.

    It reads one state of the store, except that writers wait while the full-text index is verified. Where the
    file is damaged, rows refer to nothing, or merges go round, only that is told: the rest cannot be read.

    :raises Busy: :raises NotMigrated: if it cannot be checked now
    """
    try:
        with db.snapshot():
            for examine in (check_rows, _check_merges):
                found = list(examine(db))
                yield from found
                if found:
                    return
            for examine in (
                _check_articles,
                _check_revisions,
                _check_sources,
                _check_claims,
                check_assessments,
                check_reliability_letters,
                check_history,
                check_kept_answers,
            ):
                yield from examine(db)
        yield from check_schema(db)
        yield from check_words(db)
    except (Busy, NotMigrated):
        raise
    except StorageError as error:
        yield f"The check ends here. {error}"


def _check_articles(db: Database) -> Iterator[str]:
    last_id = ""
    while rows := db.query(
        f"""
        SELECT {ARTICLE_COLUMNS} FROM {ARTICLE_TABLES} WHERE articles.id > :last
        ORDER BY articles.id LIMIT :batch
        """,
        {"last": last_id, "batch": _BATCH},
    ):
        last_id = rows[-1]["id"]
        for row, article in zip(rows, make_articles(db, rows), strict=True):
            problems = check_article(article)
            for path, detail in problems:
                yield f"Article {row['id']}: {'/'.join(map(str, path))}: {detail}"
            if not problems and "url" in article and row["normalized_url"] != normalize_url(article["url"]):
                yield f"Article {row['id']}: its address is not compared by its one spelling."
            if article["publisher"].get("kind") == "anonymous":
                yield f"Article {row['id']}: its publisher is anonymous."


def _check_revisions(db: Database) -> Iterator[str]:
    for row in db.query(
        """
        SELECT articles.id, count(revisions.number) AS revisions, max(revisions.number) AS last
        FROM articles LEFT JOIN revisions ON revisions.article_id = articles.id
        GROUP BY articles.id HAVING count(revisions.number) <> coalesce(max(revisions.number), -1)
        """
    ):
        yield f"Article {row['id']}: its revisions do not run from 1 without a gap."
    for place in db.query("SELECT article_id, number FROM revisions ORDER BY article_id, number"):
        row = db.query(
            "SELECT * FROM revisions WHERE article_id = :article_id AND number = :number", dict(place)
        )[0]
        name = f"Revision {row['number']} of article {row['article_id']}"
        if row["sha256"] != digest(row["title"], row["text"]):
            yield f"{name}: its words are not those of its digest."
        if row["length"] != len(row["text"]):
            yield f"{name}: its length is not {row['length']}."


def _check_merges(db: Database) -> Iterator[str]:
    for row in db.query(
        """
        WITH RECURSIVE answered (id) AS (
            SELECT id FROM sources WHERE merged_into IS NULL
            UNION
            SELECT sources.id FROM sources JOIN answered ON sources.merged_into = answered.id
        )
        SELECT id FROM sources WHERE id NOT IN (SELECT id FROM answered) ORDER BY id
        """
    ):
        yield f"Source {row['id']}: it was merged, in the end, into itself."
    for row in db.query(
        f"""
        SELECT sources.id FROM sources JOIN sources AS survivor ON survivor.id = sources.merged_into
        WHERE survivor.article_id IS NOT NULL
            AND survivor.article_id {db.dialect.differs_from} sources.article_id
        ORDER BY sources.id
        """
    ):
        yield f"Source {row['id']}: it was merged into another article's anonymous one."


def _check_sources(db: Database) -> Iterator[str]:
    for row in db.query("SELECT * FROM sources ORDER BY id"):
        if row["folded_name"] != fold(row["name"]):
            yield f"Source {row['id']}: its folded name is not that of {row['name']!r}."
        for path, detail in check_source(make_source(row)):
            yield f"Source {row['id']}: {'/'.join(map(str, path))}: {detail}"
    for row in db.query(
        f"""
        SELECT sources.id, likely.value AS likely
        FROM sources CROSS JOIN {db.dialect.texts("sources.possibly_same_as", "likely")}
        WHERE possibly_same_as IS NOT NULL
            AND (likely.value = sources.id OR likely.value NOT IN (SELECT id FROM sources))
        ORDER BY sources.id
        """
    ):
        yield f"Source {row['id']}: it is possibly the same as {row['likely']!r}, which is no other source."
    for row in db.query(
        """
        SELECT kind, folded_name, count(*) AS sources FROM sources
        WHERE kind <> 'anonymous' AND merged_into IS NULL
        GROUP BY kind, folded_name HAVING count(*) > 1 ORDER BY kind, folded_name
        """
    ):
        yield f"{row['sources']} sources of kind {row['kind']} are named {row['folded_name']!r}."
    yield from _check_names(db)


def _check_names(db: Database) -> Iterator[str]:
    found: dict[str, set[str]] = {}
    for row in db.query("SELECT source_id, folded_name FROM source_names"):
        found.setdefault(row["source_id"], set()).add(row["folded_name"])
    for row in db.query("SELECT id, kind, name, names, merged_into FROM sources ORDER BY id"):
        answers = row["kind"] != "anonymous" and row["merged_into"] is None
        expected = (
            {fold(row["name"]), *(fold(name) for name in json.loads(row["names"] or "[]"))}
            if answers
            else set()
        )
        if found.get(row["id"], set()) != expected:
            yield f"Source {row['id']}: it is not found by exactly its names."


def _check_claims(db: Database) -> Iterator[str]:
    last_key = -1
    while rows := db.query(
        """
        SELECT claims.*, analyses.article_id AS analysed_article_id
        FROM claims LEFT JOIN analyses ON analyses.id = claims.analysis_id
        WHERE key > :last ORDER BY key LIMIT :batch
        """,
        {"last": last_key, "batch": _BATCH},
    ):
        last_key = rows[-1]["key"]
        derived = {one.key: one for one in derive(db, [row["key"] for row in rows])}
        for row in rows:
            for problem in _check_claim(db, row, derived[row["key"]]):
                yield f"Claim {row['id']}: {problem}"


def _check_claim(db: Database, row: Record, derived: Derived) -> Iterator[str]:
    if row["document"] != to_json(derived.document):
        yield "its document is not what its rows say."
    index = db.query(
        "SELECT * FROM claim_sources WHERE claim_key = :key ORDER BY source_id", {"key": row["key"]}
    )
    if [dict(one) for one in index] != derived.sources:
        yield "the index of its sources is not what its chain says."
    ground = get_ground(db, row["article_id"], row["revision"])
    if (row["published_on"], row["published_at"]) != (ground.published_on, ground.published_at):
        yield "it was not published when its article was."
    if row["analysis_id"] is None and row["check_worthiness"] is not None:
        yield "it was not extracted, and yet rated for checking."
    if row["analysed_article_id"] not in (None, row["article_id"]):
        yield "the analysis that found it is another article's."
    for path, detail in check_drafts(db, [derived.document], ground)[0]:
        yield f"{'/'.join(map(str, path))}: {detail}"
    made = make_claim_row(derived.document)
    for name in ("quote", "mentions", "mode"):
        if row[name] != made[name]:
            yield f"its {name} is not what its parts say."
