"""Verbs that may be cues, with the auxiliaries and adverbs that belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extraction.rules.grammar import ADVERBS, AUXILIARIES, BE, NOT_ADVERBS
from extraction.rules.tokens import QUOTE, Token
from extraction.wordlists import read_rows

Form = Literal["base", "third", "past", "participle", "ing"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group in a sentence: tokens `first` to `head`, the verb itself last."""

    lemma: str
    form: Form
    first: int
    head: int
    is_passive: bool


@cache
def verb_forms() -> dict[str, tuple[str, Form]]:
    """Return each inflected form with its base and the name of the form; a past wins over a participle."""
    forms: dict[str, tuple[str, Form]] = {}
    names: tuple[Form, ...] = ("base", "third", "past", "participle", "ing")
    for words in read_rows("verbs.tsv"):
        for word, name in zip(words, names, strict=True):
            forms.setdefault(word, (words[0], name))
    return forms


def find_verbs(tokens: tuple[Token, ...]) -> Iterator[Verb]:
    """Yield the verbs of the lexicon among `tokens`, from left to right."""
    forms = verb_forms()
    for head, token in enumerate(tokens):
        found = forms.get(token.lower)
        if found:
            lemma, form = found
            first = group_start(tokens, head)
            words = [t.lower for t in tokens[first:head]]
            is_passive = form in ("past", "participle") and any(w in BE for w in words)
            yield Verb(lemma, form, first, head, is_passive)


def group_start(tokens: tuple[Token, ...], head: int) -> int:
    """Return where the auxiliaries and adverbs before `head` begin."""
    first = head
    while first > 0 and (tokens[first - 1].lower in AUXILIARIES or is_adverb(tokens[first - 1])):
        first -= 1
    return first


def is_adverb(token: Token) -> bool:
    """Tell whether `token` looks like an adverb: "also", "repeatedly"."""
    word = token.lower
    if word in ADVERBS:
        return True
    return (
        word.endswith("ly")
        and len(word) > 4
        and not token.is_capital
        and word not in NOT_ADVERBS
        and word is not QUOTE
    )
