"""The store in one SQLite file: its connections, its writers' lock, and its errors told in our words."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from storage.database import BUSY_TIMEOUT_SECONDS, Database, Parameters, Session
from storage.dialect import SQLITE
from storage.errors import Busy, LawBroken, NotMigrated, ReadOnly, StorageError
from storage.locks import WriterLock

# Statements kept prepared on a connection: all there are, lists of ids in their usual sizes included.
_CACHED_STATEMENTS = 256

# Pages of the store kept in memory by whoever writes a lot, in KiB. With SQLite's own 2,000 each index page
# that a claim goes into is read again for the next.
_MANY_WRITES_KIB = 65_536


class SQLiteDatabase(Database):
    """A store in one SQLite file."""

    dialect = SQLITE
    _many_writes = (f"PRAGMA cache_size = -{_MANY_WRITES_KIB}",)

    def __init__(self, path: Path, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> None:
        super().__init__(busy_timeout_seconds)
        self.path = path
        self.writer_lock = WriterLock(path.with_name(path.name + ".lock"))

    def _open_session(self) -> Session:
        return _SQLiteSession(connect(self.path, self.busy_timeout_seconds))

    def _writing(self) -> AbstractContextManager[None]:
        return self.writer_lock.hold(self.busy_timeout_seconds)

    def _in_our_words(self) -> AbstractContextManager[None]:
        return _in_our_words()


class _SQLiteSession(Session):
    begin_writing = "BEGIN IMMEDIATE"
    begin_reading = "BEGIN"

    def run(self, sql: str, params: Parameters) -> Any:
        return self.connection.execute(sql, params)

    def run_many(self, sql: str, params: Iterable[Parameters]) -> None:
        self.connection.executemany(sql, params)

    @property
    def in_transaction(self) -> bool:
        return bool(self.connection.in_transaction)


def connect(path: Path, busy_timeout_seconds: float, *, create: bool = False) -> sqlite3.Connection:
    """Open one connection with the settings every one of ours has.

    :raises NotMigrated: if there is no file and `create` is not set
    """
    uri = f"{path.as_uri()}?mode={'rwc' if create else 'rw'}"
    try:
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=busy_timeout_seconds,
            isolation_level=None,
            cached_statements=_CACHED_STATEMENTS,
            # close() ends the connections of all threads; each is used by one only.
            check_same_thread=False,
        )
    except sqlite3.OperationalError as error:
        if path.exists():
            raise StorageError("The store cannot be opened.") from error
        raise NotMigrated(f"There is no store at {path} yet; migrating makes it.") from error
    connection.row_factory = sqlite3.Row
    with _in_our_words():
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
    return connection


# What SQLite's result codes mean to whoever runs the service.
_REASONS = {
    sqlite3.SQLITE_CORRUPT: "The store's file is damaged.",
    sqlite3.SQLITE_FULL: "The store's disk is full.",
    sqlite3.SQLITE_IOERR: "The store's file cannot be read or written further.",
    sqlite3.SQLITE_NOTADB: "The store's file is not one of SQLite's.",
}


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Raise the store's own errors in place of SQLite's, whose words are not for clients."""
    try:
        yield
    except sqlite3.Error as error:
        # Python's own errors, as of text that is not UTF-8, have no code. The low byte is the primary one.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Busy("Another writer holds the store.") from error
        if code == sqlite3.SQLITE_READONLY:
            raise ReadOnly("The store's file can only be read.") from error
        if str(error).startswith("no such table"):
            raise NotMigrated("The store is not migrated.") from error
        raise StorageError(_REASONS.get(code, "The store could not do this.")) from error
    except UnicodeEncodeError as error:
        raise LawBroken([((), "Text holds a lone surrogate, which is no character.")]) from error
    except OverflowError as error:
        raise LawBroken([((), "A number is too large to be kept.")]) from error
