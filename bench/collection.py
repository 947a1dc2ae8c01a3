"""Make the store of an invented collection in bulk, or take the one that was kept, to measure on.

    python -m bench.collection [--claims 1000000] [--sources 5000]

Prints where the store is: 8 GB, about 8 minutes of one core for a million claims. Whoever writes to it takes
a copy.
"""

import argparse
import itertools
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.invention import BEGIN, CLAIMS, SOURCES, InventedArticle, Invention, describe_source, write_time
from storage import open_storage
from storage.article_rows import make_article_row
from storage.articles import bump_article, get_article
from storage.changes import Editor, append_change
from storage.database import Database
from storage.documents import Analysis
from storage.grounds import Ground
from storage.migrations import migrate
from storage.new_claims import NewClaim, add_new_claims
from storage.revisions import insert_revision
from storage.sources import add_source
from storage.versions import record_first_claims

# Not in the repository, and not removed by `make clean`
KEPT = Path(__file__).parent.parent / "var" / "bench"

_ACTOR = "bench"

# Articles that are loaded in one transaction
_BATCH = 1000

# What is invented refers to nothing that is not there, and breaks no law
_HURRIED = (
    *("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000", "threads = 4"),
    *("foreign_keys = OFF", "ignore_check_constraints = ON"),
)

# The tables that grow with the claims. Their indexes are made after the load, each in one go by sorting.
_LARGE = ("claims", "claim_sources", "fragments", "hops", "versions", "changes")


def keep_collection(invention: Invention) -> Path:
    """Return the path of a collection's store, which is made if it is not there, or brought up to date."""
    path = KEPT / f"{invention.name}.sqlite"
    if not path.exists():
        unfinished = KEPT / f"unfinished-{os.getpid()}.sqlite"
        try:
            make_collection(f"sqlite:///{unfinished}", invention).close()
            unfinished.rename(path)
        finally:
            for left in KEPT.glob(f"{unfinished.name}*"):
                left.unlink()
    db = open_storage(f"sqlite:///{path}")
    migrate(db)
    db.close()
    return path


def make_collection(url: str, invention: Invention) -> Database:
    """Fill a new store at `url`, and say on standard error how it goes on."""
    db = open_storage(url)
    migrate(db)
    with _hurried(db), _without_indexes(db):
        with db.transaction():
            by = Editor(_ACTOR, write_time(BEGIN))
            for source in invention.cast():
                add_source(db, describe_source(source), by=by, identifier=source.key)
        for number, batch in enumerate(_batched(invention.articles(), _BATCH)):
            with db.transaction():
                for article in batch:
                    _load_article(db, article)
            _tell(f"{min((number + 1) * _BATCH * 20, invention.claims):,} of {invention.claims:,} claims")
    return db


def _load_article(db: Database, article: InventedArticle) -> None:
    """Insert an article with its claims, as ingest would but that nothing is looked up or checked."""
    by = Editor(_ACTOR, article.at)
    columns = {
        **{"id": article.id, "version": 1, "created_at": by.at, "updated_at": by.at},
        **make_article_row(article.draft, article.draft["publisher"]["id"]),
    }
    _insert(db, "articles", columns)
    insert_revision(db, article.id, 1, text=article.text, title=article.title, retrieved_at=by.at)
    described = get_article(db, article.id, with_text=False)
    append_change(db, by, "add", "article", article.id, 1, after=described)
    if article.unnamed:
        draft = describe_source(article.unnamed, article.id)
        add_source(db, draft, by=by, identifier=article.unnamed.key)
    analysis: Analysis = {
        **{"id": article.analysis_id, "engine": "invented", "version": "1", "at": by.at, "revision": 1}
    }
    _insert(db, "analyses", {**analysis, "article_id": article.id})
    published = (columns["published_on"], columns["published_at"])
    ground = Ground(article.id, 1, article.text, article.title, columns["publisher_id"], *published)
    add_new_claims(
        db,
        [
            NewClaim(id=claim_id, draft=draft, ground=ground, at=by.at, analysis=analysis)
            for claim_id, draft in article.claims.items()
        ],
        searchable=False,
    )
    record_first_claims(db, list(article.claims))
    bump_article(db, article.id, by)
    told = {"article_id": article.id, "added": len(article.claims), "superseded": 0, "already_there": 0}
    ids = {"claims": list(article.claims), "superseded_claims": []}
    append_change(db, by, "analyse", "analysis", analysis["id"], 1, after={**analysis, **told, **ids})


def _insert(db: Database, table: str, row: dict[str, object]) -> None:
    values = ", ".join(f":{name}" for name in row)
    db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})", row)


@contextmanager
def _hurried(db: Database) -> Iterator[None]:
    """Write without care for a power cut, which would leave a file that nobody misses."""
    for setting in _HURRIED:
        db.query(f"PRAGMA {setting}")
    yield
    db.query("PRAGMA journal_mode = WAL")
    # the next connection has all others as they always are
    db.close()


@contextmanager
def _without_indexes(db: Database) -> Iterator[None]:
    """Keep no index on the large tables, nor the full text, until the end; then make them as they were."""
    made = [
        (row["type"], row["name"], row["sql"])
        for row in db.query("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        if row["type"] in ("index", "trigger") and row["tbl_name"] in _LARGE
    ]
    for kind, name, _ in made:
        db.execute(f"DROP {kind} {name}")
    yield
    for kind, name, sql in made:
        if kind == "index":
            _tell(f"index {name}")
            db.execute(sql)
    _tell("full text")
    for command in ("rebuild", "optimize"):
        db.execute(f"INSERT INTO claims_fts (claims_fts) VALUES ('{command}')")
    for kind, _, sql in made:
        if kind == "trigger":
            db.execute(sql)


def _batched(articles: Iterable[InventedArticle], size: int) -> Iterator[list[InventedArticle]]:
    remaining = iter(articles)
    while batch := list(itertools.islice(remaining, size)):
        yield batch


def _tell(what: str) -> None:
    print(f"{time.process_time():6.0f} s  {what}", file=sys.stderr)


def main() -> None:
    """Make a collection's store and print its path."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--sources", type=int, default=SOURCES, help="those with a name")
    options = parser.parse_args()
    print(keep_collection(Invention(options.claims, options.sources)))


if __name__ == "__main__":
    main()
