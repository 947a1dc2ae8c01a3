"""Everything that knows SQL: the store of articles, sources, claims and their history."""

from pathlib import Path

from storage.database import BUSY_TIMEOUT_SECONDS, Database
from storage.sqlite import SQLiteDatabase

_FILE, _SERVER = "sqlite:///", ("postgresql://", "postgres://")

# What a store's address looks like, told to whoever wrote another one.
FORMS = (
    "sqlite:///relative/path.sqlite, sqlite:////absolute/path.sqlite or, where the extra postgres is"
    " installed, postgresql://user@host:5432/database"
)


def open_storage(url: str, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> Database:
    """Return the store at `url`, opening nothing yet.

    "sqlite:///data/whosaid.sqlite" is relative to the working directory, "sqlite:////srv/whosaid.sqlite"
    absolute; "postgresql://whosaid@db.example/whosaid" is a database on a server. Connections are opened when
    first used, one a thread, so it is safe to call before a fork.

    :raises ValueError: if the URL is not of these forms, or its engine is not installed; it does not tell a
        password
    """
    if url.startswith(_SERVER):
        return _open_server(url, busy_timeout_seconds)
    path = url.removeprefix(_FILE)
    if path == url or not path.strip("/") or ":memory:" in path or "?" in path or "\0" in path:
        raise ValueError(f"This is not a store; write {FORMS}. A file takes no options.")
    return SQLiteDatabase(Path(path).absolute(), busy_timeout_seconds=busy_timeout_seconds)


def _open_server(url: str, busy_timeout_seconds: float) -> Database:
    try:
        from storage.postgres import PostgresDatabase
    except ImportError as error:
        raise ValueError(f"The extra postgres is not installed; write {FORMS}.") from error
    return PostgresDatabase(url, busy_timeout_seconds=busy_timeout_seconds)
