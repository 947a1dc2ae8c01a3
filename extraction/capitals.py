"""Names by how they are written: capitals, small connectors, words that tell what bears the name."""

import re

from extraction.model import SourceKind
from extraction.nouns import WORD
from extraction.wordlists import read_rows

# "Ada Brown III", "Brown's": what is no part of the name by which somebody is known.
SUFFIX = re.compile(r"(?:\s(?:Jr|Sr|II|III|IV))?(?:['’]s?)?$")
SUFFIXES = ("Jr", "Sr", "II", "III", "IV", "'", "’", "'s", "’s")
CONNECTORS = frozenset("al bin ibn van von de der den del della di da la le ter el du dos".split())
NAME_WORDS: dict[str, SourceKind] = {row[0]: row[1] for row in read_rows("source_names.tsv")}  # type: ignore[misc]  # the list holds kinds


def is_name(words: str) -> bool:
    """Say whether every word is written as a name's is: capitals, or a small connector between."""
    tokens = WORD.findall(words)
    return bool(tokens) and all(is_capital(token) or token in CONNECTORS for token in tokens)


def kind_by_name_word(words: list[str]) -> SourceKind | None:
    """Return the kind of what a name's last telling word names: "Brix Police" is a government's."""
    for word in reversed(words):
        kind = NAME_WORDS.get(word.casefold().rstrip("."))
        if kind and is_capital(word):
            return kind
    return None


def leading_name(words: str) -> str:
    """Return the name that `words` begin with, "" where they begin with none."""
    name: list[str] = []
    for word in words.split():
        if not (is_capital(word) or (name and word in CONNECTORS)):
            break
        name.append(word)
    while name and name[-1] in CONNECTORS:
        name.pop()
    return without_suffix(" ".join(name))


def without_suffix(name: str) -> str:
    """Return a name without "Jr", "III" or "'s" at its end."""
    return SUFFIX.sub("", name) if name.endswith(SUFFIXES) else name


def is_capital(word: str) -> bool:
    """Say whether a word begins with a capital."""
    return word[:1].isupper()
