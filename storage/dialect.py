"""What engines write differently in SQL: everything that does is here, and only here."""

from abc import ABC, abstractmethod
from collections.abc import Sequence


class Dialect(ABC):
    """How one engine writes what SQL has no common form for."""

    # Says that two values differ, null being a value as any other.
    differs_from: str

    # Before a column: keeps it from choosing the index that a statement is answered by.
    unread: str

    # Selects the `key` of the claims that have the words of the parameter `match`.
    matching_keys: str

    @abstractmethod
    def texts(self, array: str, alias: str) -> str:
        """Return a table of one column, `value`: the strings of a JSON array."""

    @abstractmethod
    def numbers(self, array: str, alias: str) -> str:
        """Return a table of one column, `value`: the whole numbers of a JSON array that is a parameter."""

    @abstractmethod
    def array_of(self, column: str) -> str:
        """Return the JSON array of a column's values, empty for no rows."""

    @abstractmethod
    def json_text(self, document: str, path: str) -> str:
        """Return the string at a path such as "confidence.level" of a JSON document, or null."""

    @abstractmethod
    def json_number(self, document: str, path: str) -> str:
        """Return the whole number at a path of a JSON document, or null."""

    @abstractmethod
    def json_flag(self, document: str, path: str) -> str:
        """Return 1 for true, 0 for false at a path of a JSON document, or null."""

    @abstractmethod
    def by_index(self, name: str) -> str:
        """Return what has a table, named just before, be read by that index."""

    @abstractmethod
    def match(self, phrases: Sequence[str]) -> str:
        """Return the full-text query for all of these phrases, each of one word or more, in any order."""

    @abstractmethod
    def rank_matches(self, condition: str) -> str:
        """Return a statement that selects key, id and rank, best lowest, of the newest matches.

        Its parameters are `match`, the last key that takes part, `newest_key`, and how many, `ranked`.
        """


class _SQLite(Dialect):
    differs_from = "IS NOT"
    unread = "+"
    matching_keys = "SELECT rowid AS key FROM claims_fts WHERE claims_fts MATCH :match"

    def texts(self, array: str, alias: str) -> str:
        return f"json_each({array}) AS {alias}"

    def numbers(self, array: str, alias: str) -> str:
        return f"json_each({array}) AS {alias}"

    def array_of(self, column: str) -> str:
        return f"json_group_array({column})"

    def json_text(self, document: str, path: str) -> str:
        return f"json_extract({document}, '$.{path}')"

    def json_number(self, document: str, path: str) -> str:
        return f"json_extract({document}, '$.{path}')"

    def json_flag(self, document: str, path: str) -> str:
        return f"json_extract({document}, '$.{path}')"

    def by_index(self, name: str) -> str:
        return f" INDEXED BY {name}"

    def match(self, phrases: Sequence[str]) -> str:
        return " ".join(f'"{words}"' for words in phrases)

    def rank_matches(self, condition: str) -> str:
        return f"""
            SELECT claims.key, claims.id, bm25(claims_fts) AS rank
            FROM claims_fts CROSS JOIN claims
            WHERE claims_fts MATCH :match AND claims_fts.rowid <= :newest_key
                AND claims.key = claims_fts.rowid AND {condition}
            ORDER BY claims_fts.rowid DESC LIMIT :ranked
        """


SQLITE = _SQLite()
