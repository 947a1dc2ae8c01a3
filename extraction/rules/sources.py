"""Who is credited after a cue, and what of a noun phrase can be told from its words."""

from extraction.rules.cues import verb_forms
from extraction.rules.grammar import (
    ABBREVIATIONS,
    AUXILIARIES,
    COMMON_VERBS,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
)
from extraction.rules.tokens import QUOTE, Token

Range = tuple[int, int]
# "…, saying Hale left": they part a subject from what stands before it.
SPEECH_PARTICIPLES = frozenset("saying adding telling arguing noting warning claiming stating".split())
# "Who declined to be identified": what follows "to" has no subject of its own.
NOT_FINITE = frozenset(("be", "been", "being"))
# "Two people briefed on the talks": said of them, not by them.
INFORMED = frozenset(("briefed", "informed", "told", "quoted", "interviewed", "questioned"))
# An appositive is rarely longer; beyond it a comma belongs to another clause.
APPOSITIVE_TOKENS = 30
PHRASE_TOKENS = 25


def find_object(tokens: tuple[Token, ...], start: int, *, in_front: bool = False) -> Range | None:
    """Return the noun phrase that begins at token `start`, with appositives: "said Hale, the mayor".

    `in_front` says that a clause follows after a comma: "According to Hale, the plant closed".
    """
    end = start
    has_appositive = False
    limit = min(len(tokens), start + PHRASE_TOKENS)
    while end < limit:
        word = tokens[end].lower
        if word == "." and end > start and is_abbreviation(tokens[end - 1]):
            end += 1
        elif word == "," and end > start and _appositive_follows(tokens, end + 1, in_front):
            has_appositive = True
            end += 1
        elif word is QUOTE or not (word[0].isalnum() or word in "&-'’()"):
            break
        elif end > start and _ends_object(tokens, end, has_appositive or in_front):
            break
        else:
            end += 1
    while end > start and tokens[end - 1].lower == ",":
        end -= 1
    return (start, end) if end > start else None


def _ends_object(tokens: tuple[Token, ...], at: int, is_long: bool) -> bool:
    word = tokens[at].lower
    if word in ("while", "when", "as", "that", "but", "adding", "referring") or word in DAYS:
        return True
    if is_long:
        return False
    return word in ("to", "in", "on", "at", "during", "after") and (
        tokens[at - 1].is_capital or tokens[at - 1].lower in PRONOUN_SUBJECTS
    )


def starts_phrase(token: Token) -> bool:
    """Tell whether a noun phrase may begin with `token`."""
    return token.is_capital or token.lower in DETERMINERS or token.lower in PRONOUN_SUBJECTS


def _appositive_follows(tokens: tuple[Token, ...], start: int, in_front: bool) -> bool:
    if start >= len(tokens):
        return False
    word = tokens[start].lower
    if in_front:
        closes = any(t.lower == "," for t in tokens[start + 1 : start + APPOSITIVE_TOKENS])
        return closes and word in ("a", "an", "who", "whose", "which")
    if word in DETERMINERS or word in ("who", "whose", "which") or word[0].isdigit():
        return True
    return (
        not tokens[start].is_capital
        and word[0].isalpha()
        and word not in CONJUNCTIONS
        and word not in PREPOSITIONS
        and not word.endswith("ing")
        and word not in PRONOUN_SUBJECTS
        and not is_finite_verb(tokens, start)
    )


def is_abbreviation(token: Token) -> bool:
    """Tell whether a full stop after `token` belongs to it: "Mr", an initial."""
    return token.lower in ABBREVIATIONS or (len(token.lower) == 1 and token.is_capital)


def is_finite_verb(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether the word at `at` looks like a verb with a subject."""
    token = tokens[at]
    word = token.lower
    if word in NOT_FINITE or at and tokens[at - 1].lower in NOT_FINITE:
        return False
    if (
        word in ("do", "did")
        and at
        and tokens[at - 1].is_capital
        and at + 1 < len(tokens)
        and tokens[at + 1].is_capital
    ):
        return False
    if is_auxiliary(tokens, at) or word in COMMON_VERBS:
        return True
    if token.is_capital or at == 0 or _is_reduced(tokens, at):
        return False
    if word in SPEECH_PARTICIPLES:
        return True
    before = tokens[at - 1].lower
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    form = verb_forms().get(word)
    if form:
        return form[1] in ("third", "past")
    return word.endswith("ed") and tokens[at - 1].is_capital


def is_auxiliary(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether an auxiliary stands at `at`; "in May" and "Hale, Will" are none."""
    is_name = tokens[at].is_capital and at > 0 and tokens[at - 1].lower[0].isalnum()
    return tokens[at].lower in AUXILIARIES and not is_name


def _is_reduced(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a relative clause without its pronoun begins here: "a letter | seen by Reuters"."""
    if at + 1 >= len(tokens) or tokens[at].lower in AUXILIARIES:
        return False
    following = tokens[at + 1].lower
    return following == "by" or (tokens[at].lower in INFORMED and following in ("on", "about", "of", "in"))


def has_finite_verb(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Tell whether a verb with a subject stands from `start` to before `end`."""
    return any(is_finite_verb(tokens, at) for at in range(start, end))
