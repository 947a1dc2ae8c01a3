"""What engines write differently in SQL: everything that does is here, and only here."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from storage.words import split_words


class Dialect(ABC):
    """How one engine writes what SQL has no common form for."""

    # Says that two values differ, null being a value as any other.
    differs_from: str

    # Before a column: keeps it from choosing the index that a statement is answered by.
    unread: str

    # Selects the `key` of the claims that have the words of the parameter `match`.
    matching_keys: str

    # Says that a claim has them, looked up by its key: {0} stands for the table, {1} for its key there.
    has_words: str

    # Puts the words of new claims, with keys from `first` to `last`, into the full-text index, where the
    # engine reads them itself; what changes later, it sees by itself, too.
    index_words: str | None = None

    # Puts the words of one claim, `key` and `words`, there, where it does not.
    write_words: str | None = None

    # Selects the `name` of the columns of `table` that are written, not computed, in alphabetical order.
    written_columns: str

    @abstractmethod
    def texts(self, array: str, alias: str) -> str:
        """Return a table of one column, `value`: the strings of a JSON array."""

    @abstractmethod
    def numbers(self, array: str, alias: str) -> str:
        """Return a table of one column, `value`: the whole numbers of a JSON array that is a parameter."""

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
    def in_one_row(self, columns: Sequence[str]) -> str:
        """Return a JSON array of all rows, each an array of its columns; no numbers with a fraction."""

    @abstractmethod
    def by_index(self, name: str) -> str:
        """Return what has a table, named just before, be read by that index."""

    @abstractmethod
    def match(self, phrases: Sequence[str]) -> str:
        """Return the full-text query for all of these phrases, each of one word or more, in any order."""

    def words_of(self, fields: Sequence[str]) -> str:
        """Return the words of a claim's fields as `write_words` takes them."""
        raise NotImplementedError("This engine reads them itself.")

    @abstractmethod
    def newest_matches(self, condition: str, gone_through: int | None) -> str:
        """Return a statement that selects `key` of the claims with the words of `match`, the highest first.

        It stops at `limit`, and looks at so many matches if that is told; the condition is on `claims`.
        """

    @abstractmethod
    def rank_matches(self, condition: str, *, weighed: bool) -> str:
        """Return a statement that selects key and rank, best lowest, of the newest matches, in no order.

        With `weighed`, a rare word counts for more, if the engine tells them apart: it looks at all matches
        of every word. Parameters are `match`, the last key that takes part, `newest_key`, and how many,
        `ranked`.
        """


class _SQLite(Dialect):
    differs_from = "IS NOT"
    unread = "+"
    matching_keys = "SELECT rowid AS key FROM claims_fts WHERE claims_fts MATCH :match"
    index_words = """
        INSERT INTO claims_fts (rowid, text, quote, mentions)
        SELECT key, text, quote, mentions FROM claims WHERE key BETWEEN :first AND :last
    """
    has_words = "EXISTS (SELECT 1 FROM claims_fts WHERE claims_fts MATCH :match AND rowid = {0}.{1})"
    written_columns = "SELECT name FROM pragma_table_xinfo(:table) WHERE hidden = 0 ORDER BY name"

    def texts(self, array: str, alias: str) -> str:
        return f"json_each({array}) AS {alias}"

    def numbers(self, array: str, alias: str) -> str:
        return f"json_each({array}) AS {alias}"

    def json_text(self, document: str, path: str) -> str:
        return f"json_extract({document}, '$.{path}')"

    def json_number(self, document: str, path: str) -> str:
        return f"json_extract({document}, '$.{path}')"

    def json_flag(self, document: str, path: str) -> str:
        return f"json_extract({document}, '$.{path}')"

    def in_one_row(self, columns: Sequence[str]) -> str:
        return f"json_group_array(json_array({', '.join(columns)}))"

    def by_index(self, name: str) -> str:
        return f" INDEXED BY {name}"

    def match(self, phrases: Sequence[str]) -> str:
        return " ".join(f'"{words}"' for words in phrases)

    def newest_matches(self, condition: str, gone_through: int | None) -> str:
        listed = f"{self.matching_keys} ORDER BY claims_fts.rowid DESC"
        if gone_through is not None:
            listed += f" LIMIT {gone_through}"
        return f"""
            SELECT claims.key FROM ({listed}) AS listed CROSS JOIN claims INDEXED BY claims_by_key
            WHERE claims.key = listed.key AND {condition} LIMIT :limit
        """

    def rank_matches(self, condition: str, *, weighed: bool) -> str:
        rank = "bm25(claims_fts)" if weighed else _RANK_UNWEIGHED
        newest = _NEWEST_MATCHES.format(f"claims_fts.rowid <= :newest_key AND {condition}")
        return f"SELECT claims.key, {rank} AS rank {newest} LIMIT :ranked"


# By themselves, matches come in the order of their keys; CROSS JOIN keeps the matches in front.
_NEWEST_MATCHES = """
    FROM claims_fts CROSS JOIN claims INDEXED BY claims_by_key
    WHERE claims_fts MATCH :match AND claims.key = claims_fts.rowid AND {}
    ORDER BY claims_fts.rowid DESC
"""

# How often the words stand there: each time, the highlight is one character longer than the text.
_OCCURRENCES = " + ".join(
    f"length(highlight(claims_fts, {number}, '', '*')) - length(claims_fts.{column})"
    for number, column in enumerate(("text", "quote", "mentions"))
)
_LENGTH = "length(claims_fts.text) + length(claims_fts.quote) + length(claims_fts.mentions)"

# bm25 with FTS5's own k1 = 1.2 and b = 0.75 for one term, without that term's weight. It counts lengths in
# characters; these three are 270 long on average. Source: https://www.sqlite.org/fts5.html#the_bm25_function
# Written so that each is looked at once, since to count means to go through the words again.
_RANK_UNWEIGHED = f"(-2.2 / (1 + (0.3 + 0.9 * ({_LENGTH}) / 270) / ({_OCCURRENCES})))"

SQLITE = _SQLite()


class _Postgres(Dialect):
    differs_from = "IS DISTINCT FROM"
    unread = ""
    matching_keys = "SELECT claim_key AS key FROM claim_words WHERE words @@ CAST(:match AS tsquery)"
    has_words = (
        "EXISTS (SELECT 1 FROM claim_words WHERE claim_key = {0}.{1} AND words @@ CAST(:match AS tsquery))"
    )
    write_words = """
        INSERT INTO claim_words (claim_key, words) VALUES (:key, CAST(:words AS tsvector))
        ON CONFLICT (claim_key) DO UPDATE SET words = excluded.words
    """
    written_columns = """
        SELECT attname AS name FROM pg_attribute WHERE attrelid = CAST(CAST(:table AS text) AS regclass)
            AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attname
    """

    def texts(self, array: str, alias: str) -> str:
        return f"jsonb_array_elements_text(CAST({array} AS jsonb)) AS {alias} (value)"

    def numbers(self, array: str, alias: str) -> str:
        return f"(SELECT CAST(value AS bigint) FROM {self.texts(array, 'listed')}) AS {alias}"

    def json_text(self, document: str, path: str) -> str:
        return f"(CAST({document} AS jsonb) #>> '{{{path.replace('.', ',')}}}')"

    def json_number(self, document: str, path: str) -> str:
        return f"CAST({self.json_text(document, path)} AS bigint)"

    def json_flag(self, document: str, path: str) -> str:
        return f"CAST(CAST({self.json_text(document, path)} AS boolean) AS integer)"

    def in_one_row(self, columns: Sequence[str]) -> str:
        return f"CAST(coalesce(json_agg(json_build_array({', '.join(columns)})), '[]') AS text)"

    def by_index(self, name: str) -> str:
        return ""

    def match(self, phrases: Sequence[str]) -> str:
        found = (" <-> ".join(_quote(word) for word in words) for words in split_words(phrases) if words)
        return " & ".join(f"({phrase})" for phrase in found)

    def newest_matches(self, condition: str, gone_through: int | None) -> str:
        listed = f"{self.matching_keys} ORDER BY claim_key DESC"
        if gone_through is not None:
            listed += f" LIMIT {gone_through}"
        return f"""
            SELECT claims.key FROM ({listed}) AS listed JOIN claims ON claims.key = listed.key
            WHERE {condition} ORDER BY claims.key DESC LIMIT :limit
        """

    def rank_matches(self, condition: str, *, weighed: bool) -> str:
        newest = _NEWEST_OF_WORDS.format(f"claim_key <= :newest_key AND {condition}")
        return (
            f"SELECT claims.key, -ts_rank_cd(words, CAST(:match AS tsquery)) AS rank {newest} LIMIT :ranked"
        )

    def words_of(self, fields: Sequence[str]) -> str:
        """Each field's begin two places behind the last one's end, so that no phrase goes over."""
        places: dict[str, list[int]] = {}
        place = size = 0
        for words in split_words(fields):
            for word in words:
                place += 1
                if word not in places and (size := size + len(word.encode())) > _MOST_WORDS_BYTES:
                    break
                places.setdefault(word, []).append(min(place, _LAST_PLACE))
            place += 1
        return " ".join(f"{_quote(word)}:{','.join(map(str, at))}" for word, at in places.items())


_NEWEST_OF_WORDS = """
    FROM claim_words CROSS JOIN claims
    WHERE words @@ CAST(:match AS tsquery) AND claims.key = claim_key AND {}
    ORDER BY claim_key DESC
"""

# PostgreSQL counts no place beyond, and keeps no more of a text's different words. Source: its manual, 12.11.
_LAST_PLACE = 16_383
_MOST_WORDS_BYTES = 1_000_000

# Of a longer word the beginning counts; 2,046 bytes are the most it takes. Source: likewise.
_LONGEST_WORD = 500


def _quote(word: str) -> str:
    """Return a word, of letters and digits only, as part of a tsvector or a tsquery."""
    return f"'{word[:_LONGEST_WORD]}'"


POSTGRES = _Postgres()
