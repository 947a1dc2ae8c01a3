"""The open store, whatever its engine: statements with `:name` parameters, transactions and snapshots."""

import json
import os
import threading
import weakref
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar, Protocol

from storage.dialect import Dialect
from storage.errors import StorageError

# How long a writer waits for another one before it is told to come back.
BUSY_TIMEOUT_SECONDS = 5.0

# Values of a list that are parameters of their own: as many as claims are made anew at a time.
_MAX_BOUND = 500

Parameters = Mapping[str, Any]
_NO_PARAMETERS: Parameters = {}


class Record(Protocol):
    """A row as it was read, its columns by name; `dict(record)` has all of them."""

    def keys(self) -> Iterable[str]: ...

    def __getitem__(self, name: str, /) -> Any: ...


class Database(ABC):
    """A store. Threads and forked processes may share it: each has a connection of its own."""

    dialect: ClassVar[Dialect]
    # Statements that set a connection up for many writes
    _many_writes: ClassVar[Sequence[str]] = ()

    def __init__(self, busy_timeout_seconds: float) -> None:
        self.busy_timeout_seconds = busy_timeout_seconds
        self._local = threading.local()
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()

    def execute(self, sql: str, params: Parameters = _NO_PARAMETERS) -> int:
        """Run one statement with `:name` parameters; return how many rows it changed."""
        with self._in_our_words():
            session = self._session()
            session.writes += 1
            changed: int = session.run(sql, params).rowcount
            return changed

    def execute_many(self, sql: str, params: Iterable[Parameters]) -> None:
        """Run one statement once for each set of parameters."""
        with self._in_our_words():
            session = self._session()
            session.writes += 1
            session.run_many(sql, params)

    def query(self, sql: str, params: Parameters = _NO_PARAMETERS) -> list[Record]:
        """Return every row of one statement with `:name` parameters."""
        with self._in_our_words():
            rows: list[Record] = self._session().run(sql, params).fetchall()
            return rows

    def find(self, sql: str, params: Parameters = _NO_PARAMETERS) -> Record | None:
        """Return the first row of one statement, or None."""
        with self._in_our_words():
            row: Record | None = self._session().run(sql, params).fetchone()
            return row

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write in one transaction: all of the block or, where it raises, nothing.

        A nested one joins the outer one. Where it fails once it has written, so does the outer one, unless it
        failed within a `part`.

        :raises Busy: if another writer does not finish within the busy timeout
        """
        session = self._session()
        if session.is_reading:
            raise StorageError("A snapshot only reads; write before or after it.")
        if session.depth:
            with _join(session):
                yield
            return
        with self._writing():
            with self._begin(session, session.begin_writing):
                yield

    @contextmanager
    def part(self) -> Iterator[None]:
        """Write in a transaction as `transaction` does, but where only this block fails, only it is undone.

        It costs more than joining: the full-text index is written to the file at its beginning and its end.
        """
        session = self._session()
        if not session.depth or session.is_reading:
            with self.transaction():
                yield
            return
        with self._savepoint(session):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of the store over several statements."""
        session = self._session()
        if session.depth:
            yield
            return
        with self._begin(session, session.begin_reading):
            session.is_reading = True
            try:
                yield
            finally:
                session.is_reading = False

    @property
    def is_in_transaction(self) -> bool:
        """Whether this thread is in the middle of a transaction or a snapshot."""
        session: Session | None = getattr(self._local, "session", None)
        return session is not None and session.depth > 0

    def close(self) -> None:
        """Close the connections of every thread of this process; the next use opens new ones."""
        for session in list(self._sessions):
            if session.pid == os.getpid():
                session.connection.close()
        self._sessions.clear()
        self._local = threading.local()

    def expect_many_writes(self) -> None:
        """Have this thread's connection hold as much of the store in memory as many writes go through."""
        for statement in self._many_writes:
            self.query(statement)

    @abstractmethod
    def _open_session(self) -> "Session":
        """Open a connection for this thread."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]:
        """Hold what a writer holds from before its transaction until after it."""

    @abstractmethod
    def _in_our_words(self) -> AbstractContextManager[None]:
        """Raise the store's own errors in place of the engine's, whose words are not for clients."""

    @contextmanager
    def _begin(self, session: "Session", begin: str) -> Iterator[None]:
        try:
            with self._in_our_words():
                session.connection.execute(begin)
            session.depth = 1
            yield
            if session.has_failed:
                raise StorageError("A part of what was to be written failed, so nothing was.")
            with self._in_our_words():
                session.connection.execute("COMMIT")
        finally:
            session.depth = 0
            session.has_failed = False
            # Some errors (a full disk) have rolled back by themselves.
            if session.in_transaction:
                with self._in_our_words():
                    session.connection.execute("ROLLBACK")

    @contextmanager
    def _savepoint(self, session: "Session") -> Iterator[None]:
        name = f"nested_{session.depth}"
        with self._in_our_words():
            session.connection.execute(f"SAVEPOINT {name}")
        session.depth += 1
        had_failed = session.has_failed
        try:
            yield
        except BaseException:
            if session.in_transaction:
                with self._in_our_words():
                    session.connection.execute(f"ROLLBACK TO {name}")
            session.has_failed = had_failed
            raise
        finally:
            session.depth -= 1
            if session.in_transaction:
                session.connection.execute(f"RELEASE {name}")

    def _session(self) -> "Session":
        session: Session | None = getattr(self._local, "session", None)
        if session is not None and session.pid == os.getpid():
            return session
        if session is not None:
            # The parent's connection: never used here, and never closed, which could disturb the parent's.
            _inherited.append(session)
        session = self._open_session()
        self._local.session = session
        self._sessions.add(session)
        return session


class Session(ABC):
    """One thread's connection and how deep it is in transactions."""

    begin_writing: ClassVar[str]
    begin_reading: ClassVar[str]

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.pid = os.getpid()
        self.depth = 0
        self.is_reading = False
        self.writes = 0
        # Whether something that was written is no whole, and may not be committed.
        self.has_failed = False

    @abstractmethod
    def run(self, sql: str, params: Parameters) -> Any:
        """Run one statement and return its cursor."""

    @abstractmethod
    def run_many(self, sql: str, params: Iterable[Parameters]) -> None:
        """Run one statement once for each set of parameters."""

    @property
    @abstractmethod
    def in_transaction(self) -> bool:
        """Whether there is something to roll back."""

    def __del__(self) -> None:
        if self.pid == os.getpid():
            self.connection.close()


@contextmanager
def _join(session: Session) -> Iterator[None]:
    session.depth += 1
    written = session.writes
    try:
        yield
    except BaseException:
        session.has_failed = session.has_failed or session.writes > written
        raise
    finally:
        session.depth -= 1


_inherited: list[Session] = []


def bind_list(db: Database, name: str, values: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    """Return "(:name_0, :name_1)" and its parameters, for `IN`; an empty list matches nothing.

    A long list is one parameter, a JSON array of texts or of whole numbers: SQLite takes no more than 32,766.
    """
    values = list(values)
    if len(values) > _MAX_BOUND:
        table = db.dialect.numbers if isinstance(values[0], int) else db.dialect.texts
        return f"(SELECT value FROM {table(f':{name}', 'listed')})", {name: json.dumps(values)}
    params = {f"{name}_{index}": value for index, value in enumerate(values)}
    return f"({', '.join(f':{key}' for key in params) or 'NULL'})", params
