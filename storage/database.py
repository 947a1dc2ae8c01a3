"""The open store: a connection a thread, transactions, and SQLite's errors told in our words."""

import json
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.errors import Busy, LawBroken, NotMigrated, StorageError
from storage.locks import WriterLock

# How long a writer waits for another one before it is told to come back.
BUSY_TIMEOUT_SECONDS = 5.0

# Statements kept prepared on a connection: all there are, lists of ids in their usual sizes included.
_CACHED_STATEMENTS = 256

# Values of a list that are parameters of their own: as many as claims are made anew at a time.
_MAX_BOUND = 500

Parameters = Mapping[str, Any]
_NO_PARAMETERS: Parameters = {}


class Database:
    """A store in one SQLite file.

    Threads and forked processes may share it: each opens its own connection when it first needs one.
    """

    def __init__(self, path: Path, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> None:
        self.path = path
        self.busy_timeout_seconds = busy_timeout_seconds
        self.writer_lock = WriterLock(path.with_name(path.name + ".lock"))
        self._local = threading.local()
        self._sessions: weakref.WeakSet[_Session] = weakref.WeakSet()

    def execute(self, sql: str, params: Parameters = _NO_PARAMETERS) -> int:
        """Run one statement with `:name` parameters; return how many rows it changed."""
        with _in_our_words():
            return self._session().connection.execute(sql, params).rowcount

    def execute_many(self, sql: str, params: Iterable[Parameters]) -> None:
        """Run one statement once for each set of parameters."""
        with _in_our_words():
            self._session().connection.executemany(sql, params)

    def query(self, sql: str, params: Parameters = _NO_PARAMETERS) -> list[sqlite3.Row]:
        """Return every row of one statement with `:name` parameters, columns by name."""
        with _in_our_words():
            return self._session().connection.execute(sql, params).fetchall()

    def find(self, sql: str, params: Parameters = _NO_PARAMETERS) -> sqlite3.Row | None:
        """Return the first row of one statement, or None."""
        with _in_our_words():
            row: sqlite3.Row | None = self._session().connection.execute(sql, params).fetchone()
            return row

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write in one transaction: all of the block or, where it raises, nothing.

        A nested one joins the outer one; where only the nested one fails, only its own part is undone.

        :raises Busy: if another writer does not finish within the busy timeout
        """
        session = self._session()
        if session.is_reading:
            raise StorageError("A snapshot only reads; write before or after it.")
        if session.depth:
            with self._savepoint(session):
                yield
            return
        with self.writer_lock.hold(self.busy_timeout_seconds):
            with self._begin(session, "BEGIN IMMEDIATE"):
                yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the store over several statements."""
        session = self._session()
        if session.depth:
            yield
            return
        with self._begin(session, "BEGIN"):
            session.is_reading = True
            try:
                yield
            finally:
                session.is_reading = False

    def close(self) -> None:
        """Close the connections of every thread of this process; the next use opens new ones."""
        for session in list(self._sessions):
            if session.pid == os.getpid():
                session.connection.close()
        self._sessions.clear()
        self._local = threading.local()

    @contextmanager
    def _begin(self, session: "_Session", begin: str) -> Iterator[None]:
        with _in_our_words():
            session.connection.execute(begin)
        session.depth = 1
        try:
            yield
            with _in_our_words():
                session.connection.execute("COMMIT")
        finally:
            session.depth = 0
            # Some errors (a full disk) have rolled back by themselves.
            if session.connection.in_transaction:
                session.connection.execute("ROLLBACK")

    @contextmanager
    def _savepoint(self, session: "_Session") -> Iterator[None]:
        name = f"nested_{session.depth}"
        with _in_our_words():
            session.connection.execute(f"SAVEPOINT {name}")
        session.depth += 1
        try:
            yield
        except BaseException:
            if session.connection.in_transaction:
                session.connection.execute(f"ROLLBACK TO {name}")
            raise
        finally:
            session.depth -= 1
            if session.connection.in_transaction:
                session.connection.execute(f"RELEASE {name}")

    def _session(self) -> "_Session":
        session: _Session | None = getattr(self._local, "session", None)
        if session is not None and session.pid == os.getpid():
            return session
        if session is not None:
            # The parent's connection: never used here, and never closed, which could disturb the parent's.
            _inherited.append(session)
        session = _Session(connect(self.path, self.busy_timeout_seconds))
        self._local.session = session
        self._sessions.add(session)
        return session


class _Session:
    """One thread's connection and how deep it is in transactions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.pid = os.getpid()
        self.depth = 0
        self.is_reading = False

    def __del__(self) -> None:
        if self.pid == os.getpid():
            self.connection.close()


_inherited: list[_Session] = []


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
    sqlite3.SQLITE_READONLY: "The store's file can only be read.",
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
        if str(error).startswith("no such table"):
            raise NotMigrated("The store is not migrated.") from error
        raise StorageError(_REASONS.get(code, "The store could not do this.")) from error
    except UnicodeEncodeError as error:
        raise LawBroken([((), "Text holds a lone surrogate, which is no character.")]) from error
    except OverflowError as error:
        raise LawBroken([((), "A number is too large to be kept.")]) from error


def bind_list(name: str, values: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    """Return "(:name_0, :name_1)" and its parameters, for `IN`; an empty list matches nothing.

    A long list is one parameter, a JSON array: SQLite takes no more than 32,766.
    """
    values = list(values)
    if len(values) > _MAX_BOUND:
        return f"(SELECT value FROM json_each(:{name}))", {name: json.dumps(values)}
    params = {f"{name}_{index}": value for index, value in enumerate(values)}
    return f"({', '.join(f':{key}' for key in params) or 'NULL'})", params
