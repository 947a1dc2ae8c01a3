"""Full text over claims: from what people type to a query, and the ranking of matches."""

import re
import unicodedata

from storage.database import Database, Parameters, Record

# Matches ranked, the newest first: bm25 over every match of a common word takes seconds in a large store.
RANKED_MATCHES = 2000

# Distinct words and phrases a query may have: every match is looked up in each one's list.
_MAX_TERMS = 256

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


def make_match(db: Database, q: str) -> str | None:
    """Return the full-text query for what somebody typed: every word and every "quoted phrase", in any order.

    None where there is nothing to search for (only signs). No input is an operator.

    :raises ValueError: if there are more than 256 of them
    """
    terms = dict.fromkeys(phrase or word for phrase, word in _TERM.findall(q))
    searchable = [words for term in terms if (words := _keep_searchable(term))]
    if len(searchable) > _MAX_TERMS:
        raise ValueError(f"A query has at most {_MAX_TERMS} words and phrases, not {len(searchable)}.")
    return db.dialect.match(searchable) if searchable else None


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


def rank_matches(db: Database, condition: str, params: Parameters) -> list[Record]:
    """Return key, id and rank of the newest matches, one more than are ranked at most, best first.

    `condition` is over `claims`; `params` has `match` and `newest_key`, the last key that takes part.
    """
    return db.query(db.dialect.rank_matches(condition), {**params, "ranked": RANKED_MATCHES + 1})
