"""Invented words that are as frequent as a language's: a few very common, most of them rare."""

import itertools
import random
from collections.abc import Sequence

# Zipf's law with exponent 1: the n-th word comes 1/n as often as the first. With 30,000 words "the" is one
# word in eleven, as in newspapers, and the last one in three hundred thousand.
VOCABULARY = 30_000

# The most frequent words of English, in their order. Source: any count of a corpus, such as Brown's.
_COMMON = (
    "the of and to a in that is was he for it with as his on be at by had not are but from or have an they "
    "which one you were all her she there would their we him been has when who will no more if out so up"
).split()
_SYLLABLES = [first + then for first, then in itertools.product("bdfgklmnprstvz", "aeiou")]


def _invent(number: int) -> str:
    """Return the word of this number: the syllables of its digits, so that no two are equal."""
    syllables: list[str] = []
    while number or len(syllables) < 2:
        number, digit = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[digit])
    return "".join(syllables)


# Most frequent first: the word of rank r is WORDS[r - 1].
WORDS = list(dict.fromkeys([*_COMMON, *map(_invent, range(VOCABULARY))]))[:VOCABULARY]
_WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))


def draw_words(draw: random.Random, count: int) -> Sequence[str]:
    """Return `count` words, each drawn by its frequency."""
    return draw.choices(WORDS, cum_weights=_WEIGHTS, k=count)


def make_name(number: int) -> str:
    """Return a name of two words, another one for every number."""
    return f"{_invent(number % len(_SYLLABLES)).title()} {_invent(number // len(_SYLLABLES) + 71).title()}"
