"""Who is credited: the noun phrase before a cue, or after an inverted one."""

from extraction.rules.cues import group_start, is_adverb, verb_forms
from extraction.rules.grammar import (
    ABBREVIATIONS,
    AUXILIARIES,
    COMMON_VERBS,
    CONJUNCTIONS,
    CONTRACTED,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
    RELATIVES,
)
from extraction.rules.tokens import QUOTE, Token

Range = tuple[int, int]
# "…, saying Hale left": they part a subject from what stands before it.
SPEECH_PARTICIPLES = frozenset("saying adding telling arguing noting warning claiming stating".split())
# An appositive is rarely longer; beyond it a comma belongs to another clause.
APPOSITIVE_TOKENS = 30
PHRASE_TOKENS = 25


def find_subject(tokens: tuple[Token, ...], end: int) -> Range | None:
    """Return the noun phrase that ends right before token `end`, its appositives included."""
    end = _skip_day(tokens, end)
    if end == 0:
        return None
    if tokens[end - 1].lower in (",", "-", "--", "—", "–", ")"):
        return _before_appositive(tokens, end - 1)
    return _phrase_ending_at(tokens, end)


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
    )


def is_abbreviation(token: Token) -> bool:
    """Tell whether a full stop after `token` belongs to it: "Mr", an initial."""
    return token.lower in ABBREVIATIONS or (len(token.lower) == 1 and token.is_capital)


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


def is_finite_verb(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether the word at `at` looks like a verb with a subject."""
    token = tokens[at]
    word = token.lower
    if word in AUXILIARIES or word in COMMON_VERBS:
        return True
    if token.is_capital or at == 0:
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


def has_finite_verb(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Tell whether a verb with a subject stands from `start` to before `end`."""
    return any(is_finite_verb(tokens, at) for at in range(start, end))


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
    return word in PREPOSITIONS and at >= 2 and tokens[at - 2].lower[0].isalnum()


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
                return head[0], comma
        elif tokens[at].lower is QUOTE and at < comma - 12:
            return None
        at -= 1
    return None


def _is_region(tokens: tuple[Token, ...], start: int, comma: int) -> bool:
    return comma - start <= 4


def _can_head(tokens: tuple[Token, ...], head: Range) -> bool:
    first = tokens[head[0]]
    return first.is_capital or first.lower in DETERMINERS
