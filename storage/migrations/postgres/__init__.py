"""The schema of a store in a PostgreSQL database: numbered files, each applied once, all under one lock.

A step that was released is never changed: add another one. Each table's comment says what it is for.
"""

from pathlib import Path

from storage.clock import now
from storage.errors import NotMigrated
from storage.postgres import PostgresDatabase

_FOLDER = Path(__file__).parent

# Which steps were applied; it is made before the first one.
_RECORD = """
    CREATE TABLE IF NOT EXISTS migrations (
        name text COLLATE "C" NOT NULL PRIMARY KEY,
        applied_at text COLLATE "C" NOT NULL
    );
    COMMENT ON TABLE migrations IS 'The steps of the schema that were applied.';
"""

# Everything the steps make, one text for each thing. Names of the schema itself are left out of it.
_SCHEMA = r"""
    WITH here AS (SELECT oid, quote_ident(nspname) || '.' AS prefix FROM pg_namespace
        WHERE nspname = current_schema()),
    made (name, definition) AS (
        SELECT relname, 'column ' || attname || ' ' || format_type(atttypid, atttypmod)
            || CASE WHEN attnotnull THEN ' not null' ELSE '' END
            || CASE WHEN attcollation <> typcollation THEN ' collated' ELSE '' END
            || coalesce(' ' || CAST(attgenerated AS text) || pg_get_expr(adbin, adrelid), '')
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid JOIN pg_type ON pg_type.oid = atttypid
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND relnamespace = (SELECT oid FROM here)
        UNION ALL
        SELECT relname, 'constraint ' || conname || ' ' || pg_get_constraintdef(pg_constraint.oid)
            || CASE WHEN convalidated THEN '' ELSE ' not validated' END
        FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
        WHERE contype <> 'n' AND relnamespace = (SELECT oid FROM here)
        UNION ALL
        SELECT relname,
            CASE WHEN indisvalid THEN 'index ' ELSE 'broken index ' END || pg_get_indexdef(indexrelid)
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
        WHERE relnamespace = (SELECT oid FROM here)
        UNION ALL
        SELECT tgname, 'trigger ' || CAST(tgenabled AS text) || pg_get_triggerdef(pg_trigger.oid)
        FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE NOT tgisinternal AND relnamespace = (SELECT oid FROM here)
        UNION ALL
        SELECT proname, 'function ' || prosrc FROM pg_proc WHERE pronamespace = (SELECT oid FROM here)
        UNION ALL
        SELECT relname, 'relation of kind ' || CAST(relkind AS text) FROM pg_class
        WHERE relkind <> 'i' AND relnamespace = (SELECT oid FROM here))
    SELECT name,
        replace(string_agg(definition, E'\n' ORDER BY definition COLLATE "C"), prefix, '') AS definition
    FROM made CROSS JOIN here GROUP BY name, prefix
"""

# Where the steps are tried, to see what they make.
_TRIAL = "whosaid_trial"

# What they make on each version of PostgreSQL.
_expected: dict[str, dict[str, str]] = {}


def list_steps() -> list[str]:
    """Return the names of all steps, oldest first."""
    return sorted(path.stem for path in _FOLDER.glob("*.sql"))


def list_applied(db: PostgresDatabase) -> list[str]:
    """Return the names of the steps that were applied; it only reads.

    :raises NotMigrated: if there is no store
    """
    return [row["name"] for row in db.query("SELECT name FROM migrations ORDER BY name")]


def apply_pending(db: PostgresDatabase, *, wait_seconds: float) -> tuple[list[str], list[str]]:
    """Apply the steps that are pending, unless others were applied that this program does not know.

    Return the names of those applied now, and of the unknown ones.
    """
    try:
        is_done = list_applied(db) == list_steps()
    except NotMigrated:
        is_done = False
    if is_done:
        return [], []
    with db.migrating(wait_seconds):
        db.execute(_RECORD)
        applied = list_applied(db)
        unknown = sorted(set(applied) - set(list_steps()))
        pending = [] if unknown else [name for name in list_steps() if name not in applied]
        _apply(db, pending)
    return pending, unknown


def list_found(db: PostgresDatabase) -> dict[str, str]:
    """Return what there is: the definition of each table, index, trigger and function, by name."""
    return {row["name"]: row["definition"] for row in db.query(_SCHEMA)}


def list_expected(db: PostgresDatabase) -> dict[str, str]:
    """Return what the steps make, by making it beside the store, unseen by anybody, and undoing it.

    It is the same on every server of a version, and made once.
    """
    version: str = db.query("SHOW server_version_num")[0]["server_version_num"]
    if version not in _expected:
        _expected[version] = _try_steps(db)
    return _expected[version]


def _try_steps(db: PostgresDatabase) -> dict[str, str]:
    with db.trying():
        db.execute(f"CREATE SCHEMA {_TRIAL}; SET LOCAL search_path = {_TRIAL}")
        db.execute(_RECORD)
        _apply(db, list_steps())
        return list_found(db)


def _apply(db: PostgresDatabase, names: list[str]) -> None:
    for name in names:
        db.execute((_FOLDER / f"{name}.sql").read_text("utf-8"))
        db.execute(
            "INSERT INTO migrations (name, applied_at) VALUES (:name, :at)", {"name": name, "at": now()}
        )
