"""Clauses: whether words make one, and how a long sentence falls into statements of its own."""

import re

from extraction.wordlists import fold, read_words

VERBS = read_words("clause_verbs.txt")
WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
# A word in -ed after one of these is an adjective or a participle, not the clause's verb: "the besieged city".
NOT_BEFORE_PAST = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "in",
        "by",
        "with",
        "its",
        "his",
        "her",
        "their",
        "and",
        "or",
        "so-called",
        "for",
        "from",
    )
)
# So many words tell; a clause has its verb early.
WORDS_READ = 60


def has_finite_verb(words: str) -> bool:
    """Say whether `words` hold a verb that can carry a statement."""
    before = ""
    for match in list(WORD.finditer(words[:800]))[:WORDS_READ]:
        word = fold(match[0])
        if word in VERBS:
            return True
        if word.endswith("ed") and len(word) > 4 and before and before not in NOT_BEFORE_PAST:
            return True
        before = word
    return False
