"""Words and marks of a sentence, each quote as one token."""

import re
from dataclasses import dataclass

from extraction.model import Span

# A word keeps its apostrophes, hyphens, full stops inside ("al-Qaeda", "don't", "U.S", "3.5").
WORD_OR_MARK = re.compile(r"[^\W_]+(?:['’.\-&@/][^\W_]+)*|--+|[^\w\s]|_")
QUOTE = "“”"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a whole quote (its `lower` is then QUOTE)."""

    start: int
    end: int
    lower: str
    is_capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """Sentences that quotes hold together, read as one, with the number of their paragraph."""

    span: Span
    tokens: tuple[Token, ...]
    paragraph: int
    is_item: bool


def tokenize(text: str, span: Span, quotes: list[Span]) -> tuple[Token, ...]:
    """Return the tokens of `span`; `quotes` are those that lie in it, in order."""
    tokens: list[Token] = []
    position = span.start
    for quote in quotes:
        _add_words(text, position, quote.start, tokens)
        tokens.append(Token(quote.start, quote.end, QUOTE, False))
        position = quote.end
    _add_words(text, position, span.end, tokens)
    return tuple(tokens)


def _add_words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in WORD_OR_MARK.finditer(text, start, end):
        word = match.group()
        tokens.append(Token(match.start(), match.end(), word.lower().replace("’", "'"), word[0].isupper()))
