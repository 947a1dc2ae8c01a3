"""What a cue credits its source with: where it begins, and where it ends."""

from extraction.model import Span
from extraction.rules.cues import is_adverb, verb_forms
from extraction.rules.grammar import (
    AUXILIARIES,
    COMMON_VERBS,
    CONTRACTED,
    PREPOSITIONS,
    PRONOUN_SUBJECTS,
    WH_WORDS,
)
from extraction.rules.sources import Range, starts_phrase
from extraction.rules.tokens import QUOTE, Token

# "… and added that" opens a new attribution; "… and called for" mostly goes on with the old one.
SPEECH = frozenset(
    "say add tell note warn urge ask argue insist acknowledge suggest accuse criticize describe call".split()
)
# Where alone a content may end before its sentence does.
MAY_STOP = frozenset("; , — -- – and but".split())
# How long "the agency reported" at the end of a sentence may be, and the verbs that end it.
TRAILING_TOKENS = 10
REPORTING = frozenset("say report write add announce confirm note state".split())
SENTENCE_ENDS = frozenset(".!?")


def frame(tokens: tuple[Token, ...], at: int) -> str:
    """Name what follows a cue: "that", "quote", "to", "for", "clause", "phrase", "end" and so on."""
    if at >= len(tokens):
        return "end"
    word = tokens[at].lower
    if word is QUOTE or (word in (",", ":") and at + 1 < len(tokens) and tokens[at + 1].lower is QUOTE):
        return "quote"
    if word in SENTENCE_ENDS:
        return "end"
    if word in ("that", "to", ":") or word in PREPOSITIONS:
        return word
    if word in WH_WORDS:
        return "wh"
    if not word[0].isalnum():
        return "comma"
    if word in PRONOUN_SUBJECTS or (word.endswith(CONTRACTED) and word.split("'")[0] in PRONOUN_SUBJECTS):
        return "clause"
    return "phrase"


def content_to_right(tokens: tuple[Token, ...], start: int) -> Range | None:
    """Return the tokens from `start` to where the credited words end."""
    while start < len(tokens) and tokens[start].lower in (",", ":", "--", "—", "–", "-"):
        start += 1
    end = start
    open_brackets = 0
    while end < len(tokens):
        word = tokens[end].lower
        open_brackets += (word in "([") - (word in ")]") if len(word) == 1 else 0
        if open_brackets < 0 or (end > start and _stops(tokens, end, start)):
            break
        end += 1
    return _without_marks(tokens, start, end)


def content_to_left(tokens: tuple[Token, ...], end: int, floor: int) -> Range | None:
    """Return the clause that ends before token `end` and not before `floor`."""
    start = floor
    while start < end and (tokens[start].lower in (",", ";", "—", "–", "--", "-", ")", ".")):
        start += 1
    if start < end - 1 and tokens[start].lower in ("and", "but") and tokens[start + 1].lower is QUOTE:
        start += 1
    return _without_marks(tokens, start, end)


def span_of(tokens: tuple[Token, ...], part: Range) -> Span:
    """Return the stretch of text from the first to the last token of `part`."""
    return Span(tokens[part[0]].start, tokens[part[1] - 1].end)


def _stops(tokens: tuple[Token, ...], at: int, start: int) -> bool:
    word = tokens[at].lower
    if word not in MAY_STOP:
        return False
    if word == ";":
        return True
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word == "," and at > start + 1 and _is_trailing(tokens, at + 1):
        return True
    if word in (",", "—", "--", "–"):
        if (following == "according" and at > start + 1) or (
            following.endswith("ing") and following in verb_forms()
        ):
            return True
        if following in ("which", "who"):
            return not _resumes(tokens, at + 1)
        if following in ("while", "though", "although"):
            return True
        if following in ("but", "and") and at + 2 < len(tokens):
            if tokens[at + 2].lower == "that":
                return False
            return following == "but" or _is_reporting(tokens, at + 2)
    return word in ("and", "but") and _is_reporting(tokens, at + 1)


def _is_reporting(tokens: tuple[Token, ...], at: int) -> bool:
    while at < len(tokens) and (tokens[at].lower in AUXILIARIES or is_adverb(tokens[at])):
        at += 1
    if at >= len(tokens):
        return False
    found = verb_forms().get(tokens[at].lower)
    return (
        found is not None
        and found[0] in SPEECH
        and found[1] in ("third", "past")
        and not tokens[at].is_capital
    )


def _is_trailing(tokens: tuple[Token, ...], start: int) -> bool:
    """Tell whether a sentence ends in who reports it: "…, the agency reported."."""
    end = start
    while (
        end < min(len(tokens), start + TRAILING_TOKENS)
        and tokens[end].lower not in ",.;:"
        and (tokens[end].lower is not QUOTE)
    ):
        end += 1
    if end - start < 2 or (end < len(tokens) and tokens[end].lower != ".") or end < len(tokens) - 1:
        return False
    lemma, form = verb_forms().get(tokens[end - 1].lower, ("", "base"))
    return lemma in REPORTING and form in ("past", "third") and starts_phrase(tokens[start])


def _resumes(tokens: tuple[Token, ...], start: int) -> bool:
    """Tell whether a relative clause closes and its main clause goes on: ", which he built, closed"."""
    return any(
        tokens[at].lower == ","
        and (tokens[at + 1].lower in AUXILIARIES or tokens[at + 1].lower in COMMON_VERBS)
        for at in range(start, min(len(tokens) - 1, start + 25))
    )


def _without_marks(tokens: tuple[Token, ...], start: int, end: int) -> Range | None:
    while (
        end > start
        and len(tokens[end - 1].lower) <= 2
        and not tokens[end - 1].lower[0].isalnum()
        and tokens[end - 1].lower not in ")]%"
        and tokens[end - 1].lower is not QUOTE
    ):
        end -= 1
    return (start, end) if end > start else None
