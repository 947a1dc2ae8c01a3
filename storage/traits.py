"""Traits: what a claim has of small vocabularies as bits of one number, which every index has room for."""

from collections.abc import Iterable, Mapping
from typing import Any

from storage.database import Record
from storage.vocabulary import CERTAINTY_LEVELS, MODES, POLARITIES, SOURCE_KINDS

# By the column of claims. They are in files: a new word takes the next free bit, and a step of the schema.
BITS: dict[str, dict[str, int]] = {
    "certainty_level": {word: 1 << bit for bit, word in enumerate(CERTAINTY_LEVELS)},
    "polarity": {word: 1 << bit for bit, word in enumerate(POLARITIES, start=6)},
    "mode": {word: 1 << bit for bit, word in enumerate(MODES, start=8)},
}


# What kinds of source stand at its root; of joint ones there are several.
ORIGIN_KINDS = {word: 1 << bit for bit, word in enumerate(SOURCE_KINDS, start=12)}


def make_traits(claim: Record | Mapping[str, Any]) -> int:
    """Return the traits of a claim's row: one bit of each column."""
    return sum(words[claim[column]] for column, words in BITS.items())


def mask_words(column: str, words: Iterable[str]) -> int:
    """Return the bits of which a claim has one if its column holds one of the words."""
    return sum(BITS[column][word] for word in set(words))


def mask_kinds(kinds: Iterable[str]) -> int:
    """Return the bits of which a claim has one if an origin of its is of one of the kinds."""
    return sum(ORIGIN_KINDS[kind] for kind in set(kinds))
