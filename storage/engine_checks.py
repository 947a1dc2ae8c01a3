"""The store's check of what its engine keeps: references, the schema, and the full-text index."""

from collections.abc import Iterator

from storage.database import Database
from storage.errors import Busy, StorageError
from storage.migrations import list_schema_differences
from storage.sqlite import SQLiteDatabase

# Claims whose words are split at a time.
_BATCH = 500

# The references of one table's columns to another one's.
_REFERENCES = """
    SELECT child.relname AS child, parent.relname AS parent,
        (SELECT string_agg(format('child.%I IS NOT NULL', attname), ' AND ')
            FROM unnest(conkey) AS own (number)
            JOIN pg_attribute ON attrelid = conrelid AND attnum = own.number) AS is_given,
        (SELECT string_agg(format('parent.%I = child.%I', other.attname, own.attname), ' AND ')
            FROM unnest(conkey, confkey) AS pair (own, other)
            JOIN pg_attribute AS own ON own.attrelid = conrelid AND own.attnum = pair.own
            JOIN pg_attribute AS other ON other.attrelid = confrelid AND other.attnum = pair.other) AS is_met
    FROM pg_constraint JOIN pg_class AS child ON child.oid = conrelid
        JOIN pg_class AS parent ON parent.oid = confrelid
    WHERE contype = 'f' AND child.relnamespace = (
        SELECT oid FROM pg_namespace WHERE nspname = current_schema())
    ORDER BY child.relname, parent.relname, conname
"""


def check_rows(db: Database) -> Iterator[str]:
    """Yield a sentence for each thing damaged, and each row that refers to nothing."""
    if isinstance(db, SQLiteDatabase):
        for row in db.query("PRAGMA integrity_check"):
            if row["integrity_check"] != "ok":
                yield f"The file is damaged: {row['integrity_check']}."
        for row in db.query("PRAGMA foreign_key_check"):
            yield f"A row of {row['table']} refers to a row of {row['parent']} that is not there."
        return
    for one in db.query(_REFERENCES):
        missing = f"NOT EXISTS (SELECT 1 FROM {one['parent']} AS parent WHERE {one['is_met']})"
        if db.find(f"SELECT 1 FROM {one['child']} AS child WHERE {one['is_given']} AND {missing} LIMIT 1"):
            yield f"A row of {one['child']} refers to a row of {one['parent']} that is not there."


def check_schema(db: Database) -> Iterator[str]:
    """Yield a sentence for each table, index or trigger that is not as the migrations made it."""
    for name in list_schema_differences(db):
        yield f"The schema's {name} is not as the migrations made it."


def check_words(db: Database) -> Iterator[str]:
    """Yield a sentence if the full-text index does not hold the claims' words; writers may wait meanwhile."""
    if not (_are_indexed_by_sqlite(db) if isinstance(db, SQLiteDatabase) else _are_indexed(db)):
        yield "The full-text index is not what the claims' words say."


def _are_indexed_by_sqlite(db: Database) -> bool:
    try:
        # A command in the form of a write, which changes nothing; 1 compares with the claims' own words.
        with db.transaction():
            db.execute("INSERT INTO claims_fts (claims_fts, rank) VALUES ('integrity-check', 1)")
    except Busy:
        raise
    except StorageError:
        return False
    return True


def _are_indexed(db: Database) -> bool:
    last_key = -1
    with db.snapshot():
        while rows := db.query(
            """
            SELECT key, text, quote, mentions, CAST(words AS text) AS words
            FROM claims LEFT JOIN claim_words ON claim_key = key WHERE key > :last ORDER BY key LIMIT :batch
            """,
            {"last": last_key, "batch": _BATCH},
        ):
            last_key = rows[-1]["key"]
            for row in rows:
                words = db.dialect.words_of((row["text"], row["quote"], row["mentions"]))
                made = db.query("SELECT CAST(CAST(:words AS tsvector) AS text) AS words", {"words": words})
                if made[0]["words"] != row["words"]:
                    return False
    return True
