"""Who is credited before a cue: the subject, with its appositives and relative clauses."""

from extraction.rules.cues import group_start, is_adverb, verb_forms
from extraction.rules.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRACTED,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
    RELATIVES,
)
from extraction.rules.sources import APPOSITIVE_TOKENS, PHRASE_TOKENS, Range, is_abbreviation, is_finite_verb
from extraction.rules.tokens import QUOTE, Token

# A relative clause between a subject and its verb is rarely longer, where no commas part it.
RELATIVE_TOKENS = 14
# Of these a clause may be the object: in "people who say he told her" he is the subject of "told".
CLAUSAL = frozenset("say think believe know claim hope fear feel argue suggest".split())
# "Reuters, quoting Hale, said": they do not part a subject from its verb.
CITING = frozenset("citing quoting crediting".split())


def find_subject(tokens: tuple[Token, ...], end: int) -> Range | None:
    """Return the noun phrase that ends right before token `end`, its appositives included."""
    end = _skip_day(tokens, end)
    if end == 0:
        return None
    if tokens[end - 1].lower in (",", "-", "--", "—", "–", ")"):
        return _before_appositive(tokens, end - 1)
    return _with_relative_clause(tokens, end) or _phrase_ending_at(tokens, end)


def _with_relative_clause(tokens: tuple[Token, ...], end: int) -> Range | None:
    """Read "two engineers who inspected it | told"."""
    for at in range(end - 3, max(0, end - RELATIVE_TOKENS), -1):
        word = tokens[at].lower
        if word is QUOTE or not word[0].isalnum():
            return None
        if word in ("who", "which"):
            return _head_of_clause(tokens, at, end)
    return None


def _head_of_clause(tokens: tuple[Token, ...], pronoun: int, end: int) -> Range | None:
    verb = pronoun + 1
    if (
        tokens[verb].is_capital
        or tokens[verb].lower in DETERMINERS
        or tokens[pronoun - 1].lower in PREPOSITIONS
    ):
        return None
    while verb < end and (is_adverb(tokens[verb]) or tokens[verb].lower in AUXILIARIES):
        verb += 1
    known = verb_forms().get(tokens[verb].lower) if verb < end else None
    if verb >= end - 1 or (known and known[0] in CLAUSAL):
        return None
    if any(is_finite_verb(tokens, at) for at in range(verb + 1, end)):
        return None
    head = _phrase_ending_at(tokens, pronoun)
    return (head[0], end) if head else None


def _skip_day(tokens: tuple[Token, ...], end: int) -> int:
    """Step back over "on Monday" between a subject and its verb."""
    if end >= 2 and tokens[end - 1].lower in DAYS:
        return end - 2 if tokens[end - 2].lower == "on" else end - 1
    return end


def _phrase_ending_at(tokens: tuple[Token, ...], end: int) -> Range | None:
    start = end
    floor = max(0, end - PHRASE_TOKENS)
    joint: int | None = None
    while start > floor:
        token = tokens[start - 1]
        word = token.lower
        if _ends_phrase(tokens, start - 1, start == end):
            break
        if is_finite_verb(tokens, start - 1):
            if joint is not None:
                start = joint + 1
            break
        if word in ("and", "or"):
            joint = start - 1
        start -= 1
        if word in PRONOUN_SUBJECTS or word.endswith(CONTRACTED[1:]):
            break
        if word in DETERMINERS and not _goes_on_left(tokens, start):
            break
    return _trimmed(tokens, start, end)


def _ends_phrase(tokens: tuple[Token, ...], at: int, is_last: bool) -> bool:
    token = tokens[at]
    word = token.lower
    if word is QUOTE:
        return True
    if word == ".":
        return not (at > 0 and is_abbreviation(tokens[at - 1]))
    if not (word[0].isalnum() or word in "&-'’"):
        return True
    if word in CONJUNCTIONS and word not in ("and", "or") and not (is_last and word in RELATIVES):
        return True
    return word in DAYS


def main_subject(tokens: tuple[Token, ...]) -> Range | None:
    """Return the subject of the first verb of a sentence."""
    for at in range(1, len(tokens)):
        if is_finite_verb(tokens, at):
            found = find_subject(tokens, group_start(tokens, at))
            if found:
                return found
    return None


def _goes_on_left(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether the phrase goes on to the left of its determiner: "a spokesman for | the plant"."""
    if at == 0:
        return False
    word = tokens[at - 1].lower
    if word in ("and", "or", "of") or word in DETERMINERS:
        return True
    if word.endswith("ing") and at >= 2 and _names_many(tokens[at - 2]):
        # "Soldiers leaving | the front"
        return True
    return word in PREPOSITIONS and at >= 2 and tokens[at - 2].lower[0].isalnum()


def _names_many(token: Token) -> bool:
    return token.lower in ("people", "men", "women") or (
        token.lower.endswith("s") and len(token.lower) > 4 and not token.lower.endswith("ss")
    )


def _trimmed(tokens: tuple[Token, ...], start: int, end: int) -> Range | None:
    while start < end and (
        tokens[start].lower in ("and", "or", "but", "-", "so")
        or not tokens[start].lower[0].isalnum()
        or is_adverb(tokens[start])
    ):
        start += 1
    if start < end and tokens[start].lower in PREPOSITIONS:
        # "In a statement Hale said": the phrase begins after the one in front.
        name = end
        while name > start and tokens[name - 1].is_capital:
            name -= 1
        start = name
    return (start, end) if start < end else None


def _before_appositive(tokens: tuple[Token, ...], comma: int) -> Range | None:
    """Return "Hale, who runs the plant" before the comma that closes it."""
    floor = max(0, comma - APPOSITIVE_TOKENS)
    at = comma - 1
    depth_marks = (",", "-", "--", "—", "–", "(")
    while at > floor:
        if tokens[at].lower in depth_marks and at > 0:
            start = tokens[at + 1]
            if (
                start.is_capital
                and tokens[at].lower == ","
                and not (at > 1 and not tokens[at - 1].is_capital)
                and not _is_region(tokens, at + 1, comma)
            ):
                at -= 1
                continue
            head = _phrase_ending_at(tokens, at)
            if head and _can_head(tokens, head):
                return _before_citing(tokens, head[0], comma)
        elif tokens[at].lower is QUOTE and at < comma - 12:
            return None
        at -= 1
    return None


def _before_citing(tokens: tuple[Token, ...], start: int, comma: int) -> Range:
    """Return "Reuters, quoting the mayor, Hale" where "the mayor, Hale" was found, from `start` on."""
    if start >= 3 and tokens[start - 1].lower in CITING and tokens[start - 2].lower == ",":
        head = _phrase_ending_at(tokens, start - 2)
        if head:
            return head[0], comma
    return start, comma


def _is_region(tokens: tuple[Token, ...], start: int, comma: int) -> bool:
    return comma - start <= 4


def _can_head(tokens: tuple[Token, ...], head: Range) -> bool:
    first = tokens[head[0]]
    return first.is_capital or first.lower in DETERMINERS
