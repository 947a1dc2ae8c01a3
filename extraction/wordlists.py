"""Read the word lists of `extraction/lexicons`: data with comments, a row a line, tabs between columns."""

import re
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"\w+")


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the list `name`, as "source_heads.tsv"; blank and "#" lines are left out."""
    listed = (files("extraction") / "lexicons" / name).read_text(encoding="utf-8")
    return tuple(
        tuple(column.strip() for column in line.split("\t"))
        for line in listed.splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def read_classes(name: str) -> dict[str, str]:
    """Return word -> class of a list whose rows hold a class and its words; "_" in a word is a blank."""
    return {
        word.replace("_", " "): row[0]
        for row in read_rows(name)
        for words in row[1:]
        for word in words.split()
    }


@cache
def read_words(name: str) -> frozenset[str]:
    """Return every word of the list `name`."""
    return frozenset(word for row in read_rows(name) for column in row for word in column.split())


@lru_cache(maxsize=8192)  # an article says most of its words again and again
def fold(words: str) -> str:
    """Return `words` as they are compared: case folded, typographic apostrophes plain, blanks single."""
    return " ".join(words.replace("’", "'").casefold().split())


@lru_cache(maxsize=64)  # several expressions ask one after the other whether their words are among the same
def words_in(words: str) -> frozenset[str]:
    """Return the words of a stretch, folded; of "don't" they are "don" and "t"."""
    return frozenset(WORD.findall(words.casefold()))
