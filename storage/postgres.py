"""The store in a PostgreSQL database: a connection a thread, and PostgreSQL's errors told in our words."""

import math
import os
import select
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.pq.abc import PGconn
from psycopg.rows import dict_row
from psycopg.types.numeric import Int8Dumper
from psycopg.types.string import StrDumperUnknown

from storage.database import BUSY_TIMEOUT_SECONDS, Database, Parameters, Session
from storage.dialect import POSTGRES
from storage.errors import Busy, Interrupted, LawBroken, NotMigrated, ReadOnly, StorageError
from storage.placeholders import convert_placeholders

# Statements kept prepared on a connection, as on SQLite.
_PREPARED_STATEMENTS = 256

# Stands in statements that look for words. How many rows have them decides how they are best found, so they
# are planned for their words each time: a plan for any words goes through all rows, twenty times as slow.
_OF_WORDS = "tsquery"

# libpq takes whole seconds, 2 at least.
_LEAST_CONNECT_SECONDS = 2

# A number of our own among the locks that programs of one database agree on; "whosaid" in letters' places.
_MIGRATION_LOCK = 23_08_15_19_01_09_04


class PostgresDatabase(Database):
    """A store in a PostgreSQL database, version 16 or newer.

    Whoever writes locks one table first, which nobody reads: writers take turns, as on SQLite, and what they
    read stays true until they commit. Readers wait for nobody.
    """

    dialect = POSTGRES

    def __init__(self, url: str, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> None:
        """Remember where the store is, opening nothing yet.

        :raises ValueError: if `url` is no address of a database; it does not repeat it, for its password
        """
        super().__init__(busy_timeout_seconds)
        try:
            conninfo_to_dict(url)
        except psycopg.Error:
            raise ValueError("This is no address of a PostgreSQL database.") from None
        self._url = url

    @contextmanager
    def migrating(self, wait_seconds: float) -> Iterator[None]:
        """Do the block in a transaction that nobody else who migrates does anything beside.

        :raises Busy: if another one does not finish in time
        """
        milliseconds = _milliseconds(wait_seconds)
        begin = (
            f"BEGIN; SET LOCAL lock_timeout = {milliseconds}; SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"
        )
        with self._begin(self._session(), begin):
            yield

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Do the block in a transaction and undo it, whatever it did."""
        session = self._session()
        with self._begin(session, "BEGIN"):
            yield
            session.connection.execute("ROLLBACK; BEGIN")

    def _open_session(self) -> Session:
        with _in_our_words():
            return _PostgresSession(_connect(self._url, self.busy_timeout_seconds))

    def _session(self) -> Session:
        session: _PostgresSession | None = getattr(self._local, "session", None)
        if session is not None and not session.depth and session.is_lost:
            session.connection.close()
            self._sessions.discard(session)
            self._local.session = None
        return super()._session()

    def _writing(self) -> AbstractContextManager[None]:
        return nullcontext()

    def _in_our_words(self) -> AbstractContextManager[None]:
        return _in_our_words()


class _PostgresSession(Session):
    # LOCK TABLE takes no snapshot yet: what is read after it is what the writer before left.
    begin_writing = "BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE writers IN EXCLUSIVE MODE"
    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        super().__init__(connection)
        self._poll = select.poll()
        self._poll.register(connection.fileno(), select.POLLIN)

    def run(self, sql: str, params: Parameters) -> Any:
        prepare = False if _OF_WORDS in sql else None
        return self.connection.execute(convert_placeholders(sql), params, prepare=prepare)

    def run_many(self, sql: str, params: Iterable[Parameters]) -> None:
        self.connection.cursor().executemany(convert_placeholders(sql), params)

    @property
    def in_transaction(self) -> bool:
        return self.connection.info.transaction_status not in (
            TransactionStatus.IDLE,
            TransactionStatus.UNKNOWN,
        )

    @property
    def is_lost(self) -> bool:
        """Whether the server has hung up: while nothing is asked, it has nothing else to say."""
        return self.connection.closed or bool(self._poll.poll(0))


class _TextDumper(StrDumperUnknown):
    """Text as it is, but for NUL, which PostgreSQL does not take: no stored text has one.

    What is looked for by it is looked for by a character nobody writes, and not found.
    """

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\uffff") if "\0" in obj else obj)


class _NumberDumper(Int8Dumper):
    """Whole numbers always as the same type, so that a statement is prepared once."""

    def dump(self, obj: int) -> Any:
        if not -(2**63) <= obj < 2**63:
            raise OverflowError
        return super().dump(obj)


class _Connection(psycopg.Connection[Any]):
    """A connection that is closed, like SQLite's, when nobody has it any longer."""

    def __init__(self, pgconn: PGconn, row_factory: Any = dict_row) -> None:
        super().__init__(pgconn, row_factory)
        self._opened_by = os.getpid()

    def __del__(self, *_: Any) -> None:
        # one that a parent process opened is the parent's to close
        if self._opened_by == os.getpid():
            self.close()


def _connect(url: str, busy_timeout_seconds: float) -> psycopg.Connection[Any]:
    connection = _Connection.connect(
        url,
        autocommit=True,
        row_factory=dict_row,
        connect_timeout=max(_LEAST_CONNECT_SECONDS, math.ceil(busy_timeout_seconds)),
        fallback_application_name="whosaid",
    )
    connection.prepared_max = _PREPARED_STATEMENTS
    connection.adapters.register_dumper(str, _TextDumper)
    connection.adapters.register_dumper(int, _NumberDumper)
    # Compiling a statement pays off in minutes, and ours take milliseconds.
    connection.execute(f"SET lock_timeout = {_milliseconds(busy_timeout_seconds)}; SET jit = off")
    return connection


def _milliseconds(seconds: float) -> int:
    """Return whole milliseconds, 1 at least: 0 would be for ever."""
    return max(1, round(seconds * 1000))


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Raise the store's own errors in place of PostgreSQL's, whose words are not for clients."""
    try:
        yield
    except psycopg.Error as error:
        raise _translate(error) from error
    except UnicodeEncodeError as error:
        raise LawBroken([((), "Text holds a lone surrogate, which is no character.")]) from error
    except OverflowError as error:
        raise LawBroken([((), "A number is too large to be kept.")]) from error


def _translate(error: psycopg.Error) -> StorageError:
    """Say what an error means to whoever runs the service. Source: PostgreSQL's manual, appendix A."""
    match error:
        case errors.SerializationFailure() | errors.DeadlockDetected():
            return Interrupted("Another writer was in the way.")
        case errors.LockNotAvailable() | errors.QueryCanceled():
            return Busy("Another writer holds the store.")
        case errors.UndefinedTable() | errors.UndefinedColumn() | errors.InvalidCatalogName():
            return NotMigrated("The store is not migrated.")
        case errors.DiskFull():
            return StorageError("The store's disk is full.")
        case errors.ReadOnlySqlTransaction() | errors.InsufficientPrivilege():
            return ReadOnly("The store can only be read.")
        case errors.InvalidPassword() | errors.InvalidAuthorizationSpecification():
            return StorageError("The store refuses this user or password.")
        case psycopg.OperationalError():
            return Busy("The store cannot be reached.")
    return StorageError("The store could not do this.")
