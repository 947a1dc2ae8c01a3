"""Full text over claims: from what people type to a query, and the ranking of matches."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from storage.database import Database, Parameters, Record

# Matches ranked, the newest: so many take 5 ms, every match of a common word takes seconds in a large store.
RANKED_MATCHES = 500

# Up to so many claims that have one of the words, its weight is found by looking at them all, in 2.5 ms.
_MOST_WEIGHED = 100_000

# Newest matches by which the number of all is estimated, in 0.2 ms; of fewer, it is the number.
SAMPLED_MATCHES = 1001

# Distinct words and phrases a query may have: every match is looked up in each one's list.
_MAX_TERMS = 256

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


def make_match(db: Database, q: str) -> str | None:
    """Return the full-text query for what somebody typed: every word and every "quoted phrase", in any order.

    None where there is nothing to search for (only signs). No input is an operator.

    :raises ValueError: if there are more than 256 of them
    """
    phrases = _find_phrases(q)
    return db.dialect.match(phrases) if phrases else None


def _find_phrases(q: str) -> list[str]:
    terms = dict.fromkeys(phrase or word for phrase, word in _TERM.findall(q))
    searchable = [words for term in terms if (words := _keep_searchable(term))]
    if len(searchable) > _MAX_TERMS:
        raise ValueError(f"A query has at most {_MAX_TERMS} words and phrases, not {len(searchable)}.")
    return searchable


def _keep_searchable(term: str) -> str:
    """Return the words of a term as the tokenizer sees them: letters, digits and the marks on them."""
    kept = "".join(char if _is_searchable(char) else " " for char in term)
    return " ".join(word for word in kept.split() if any(_is_token(char) for char in word))


def _is_searchable(char: str) -> bool:
    return _is_token(char) or unicodedata.category(char).startswith("M")


def _is_token(char: str) -> bool:
    """Say whether unicode61 makes words of this character. Source: sqlite.org/fts5.html, section 4.3.1."""
    category = unicodedata.category(char)
    return category[0] in "LN" or category == "Co"


def index_words(db: Database, claims: Sequence[Mapping[str, Any]], *, are_new: bool) -> None:
    """Put the words of claims, given as rows in the order of their keys, into the full-text index."""
    if db.dialect.write_words is not None:
        words = [db.dialect.words_of((row["text"], row["quote"], row["mentions"])) for row in claims]
        rows = [{"key": row["key"], "words": one} for row, one in zip(claims, words, strict=True)]
        db.execute_many(db.dialect.write_words, rows)
    elif are_new and db.dialect.index_words is not None:
        db.execute(db.dialect.index_words, {"first": claims[0]["key"], "last": claims[-1]["key"]})


def estimate_matches(db: Database, match: str) -> tuple[int, int]:
    """Return about how many claims match, by how close together the newest do, and how many there are.

    Fewer than `SAMPLED_MATCHES` are counted.
    """
    row = db.query(
        f"""
        SELECT count(*) AS matches, min(key) AS first, (SELECT max(key) FROM claims) AS last
        FROM ({db.dialect.matching_keys} ORDER BY key DESC LIMIT {SAMPLED_MATCHES}) AS newest
        """,
        {"match": match},
    )[0]
    if row["matches"] < SAMPLED_MATCHES:
        return row["matches"], row["last"] or 0
    return SAMPLED_MATCHES * row["last"] // (row["last"] - row["first"] + 1), row["last"]


def rank_matches(db: Database, q: str, condition: str, params: Parameters) -> tuple[list[Record], bool]:
    """Return key and rank of the newest matches, as many as are ranked, and whether there are more.

    `condition` is over `claims`; `params` has `match` and `newest_key`, the last key that takes part. How
    rare each word is counts only where not too many claims have it: it is the same for all that are ranked.
    """
    weighed = _are_weighed(db, q)
    params = {**params, "ranked": RANKED_MATCHES + 1}
    found = db.query(db.dialect.rank_matches(condition, weighed=weighed), params)
    found.sort(key=lambda row: int(row["key"]), reverse=True)
    return found[:RANKED_MATCHES], len(found) > RANKED_MATCHES


def _are_weighed(db: Database, q: str) -> bool:
    looked_at = 0
    for word in dict.fromkeys(" ".join(_find_phrases(q)).split()):
        looked_at += estimate_matches(db, db.dialect.match([word]))[0]
        if looked_at > _MOST_WEIGHED:
            return False
    return True
