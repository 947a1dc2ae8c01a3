"""Words of a text as SQLite's full-text index sees them, for an engine that would see others."""

import sqlite3
import threading
from collections.abc import Sequence

_OPEN = """
    CREATE VIRTUAL TABLE texts USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE words USING fts5vocab (texts, 'instance');
"""

_local = threading.local()


def split_words(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each text in their order, without case and diacritics.

    SQLite itself splits them, in memory, so that every engine finds the same.
    """
    connection = _open()
    connection.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", enumerate(texts))
    found: list[list[str]] = [[] for _ in texts]
    for number, word in connection.execute("SELECT doc, term FROM words ORDER BY doc, offset"):
        found[number].append(word)
    connection.execute("INSERT INTO texts (texts) VALUES ('delete-all')")
    return found


def _open() -> sqlite3.Connection:
    """Return this thread's connection, which is to nothing but memory."""
    connection: sqlite3.Connection | None = getattr(_local, "connection", None)
    if connection is None:
        connection = _local.connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(_OPEN)
    return connection
