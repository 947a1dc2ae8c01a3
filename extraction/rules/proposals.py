"""Every attribution a sentence may hold, each with the counts that say how often such a one is real."""

from dataclasses import dataclass

from extraction.rules.contents import content_to_left, content_to_right, frame, skip_to_content
from extraction.rules.cues import Verb, find_verbs
from extraction.rules.grammar import BE, DETERMINERS, PREPOSITIONS, PRONOUN_SUBJECTS, RELATIVES
from extraction.rules.sources import Range, find_object, find_subject, starts_phrase
from extraction.rules.tokens import QUOTE, Sentence, Token


@dataclass(frozen=True, slots=True)
class Proposal:
    """A possible attribution: `key` names its cue and construction in the lexicon of frames."""

    key: tuple[str, str, str]
    source: Range | None
    cue: Range
    content: tuple[Range, ...]


def propose(sentence: Sentence) -> list[Proposal]:
    """Return what may be attributions in `sentence`, from left to right."""
    tokens = sentence.tokens
    proposals: list[Proposal] = []
    subject: Range | None = None
    for at, token in enumerate(tokens):
        if token.lower == "according" and at + 2 < len(tokens) and tokens[at + 1].lower == "to":
            found = _according_to(tokens, at)
            if found:
                proposals.append(found)
    for verb in find_verbs(tokens):
        found = _propose_verb(tokens, verb, subject)
        if found:
            proposals.append(found)
            if found.key[1] in ("subject", "pronoun", "passive") and found.source:
                subject = found.source
    return proposals


def _propose_verb(tokens: tuple[Token, ...], verb: Verb, subject: Range | None) -> Proposal | None:
    before = tokens[verb.first - 1] if verb.first else None
    inverted = _inverted(tokens, verb)
    if inverted:
        return inverted
    left, source = _left(tokens, verb, subject)
    if left is None:
        return None
    after = skip_to_content(tokens, verb.lemma, verb.head + 1)
    right = frame(tokens, after)
    edge = source[0] if source and left in ("subject", "pronoun", "passive") else verb.first
    content: tuple[Range, ...] = ()
    to_left = _left_content(tokens, edge) if left in ("subject", "pronoun", "passive") else None
    if to_left and (right in ("end", "comma") or tokens[to_left[1] - 1].lower is QUOTE):
        content = (to_left, *_rest_of_interrupted(tokens, after, to_left))
        right = "left-quote" if tokens[to_left[1] - 1].lower is QUOTE else "left"
    elif right in ("end", "comma"):
        return None
    else:
        to_right = content_to_right(tokens, after)
        if to_right:
            content = (to_right,)
    if not content:
        return None
    return Proposal(
        (verb.lemma, left, right), source, (verb.first, max(verb.head + 1, verb.head + 1)), content
    )


def _left(tokens: tuple[Token, ...], verb: Verb, subject: Range | None) -> tuple[str | None, Range | None]:
    """Name what stands before the verb, and find who its subject is."""
    if verb.first == 0:
        return ("ing", subject) if verb.form == "ing" else (None, None)
    before = tokens[verb.first - 1]
    word = before.lower
    has_auxiliary = verb.first < verb.head
    if word == "to":
        return ("to", subject) if verb.form == "base" else (None, None)
    if verb.form == "ing" and not any(t.lower in BE for t in tokens[verb.first : verb.head]):
        if word in DETERMINERS and word not in RELATIVES:
            return None, None
        return "ing", subject
    if (word in DETERMINERS and word not in PRONOUN_SUBJECTS) or (word in PREPOSITIONS and not has_auxiliary):
        return None, None
    if word in ("and", "but", "or"):
        return ("joined", subject) if subject else (None, None)
    found = find_subject(tokens, verb.first)
    if found is None:
        return None, None
    if verb.is_passive:
        return "passive", found
    return (
        "pronoun" if found[1] - found[0] == 1 and tokens[found[0]].lower in PRONOUN_SUBJECTS else "subject"
    ), found


def _inverted(tokens: tuple[Token, ...], verb: Verb) -> Proposal | None:
    """Read "…," said Hale."""
    if verb.first != verb.head or verb.form not in ("past", "third") or verb.first == 0:
        return None
    before = tokens[verb.first - 1].lower
    after = verb.head + 1
    if not (before is QUOTE or before in ",?!") or after >= len(tokens) or not starts_phrase(tokens[after]):
        return None
    source = find_object(tokens, after)
    to_left = content_to_left(tokens, verb.first, 0)
    if source is None or to_left is None:
        return None
    rest = _rest_of_interrupted(tokens, source[1], to_left)
    right = "left-quote" if before is QUOTE else "left"
    return Proposal((verb.lemma, "inverted", right), source, (verb.first, after), (to_left, *rest))


def _left_content(tokens: tuple[Token, ...], edge: int) -> Range | None:
    if edge == 0:
        return None
    mark = tokens[edge - 1].lower
    if mark is QUOTE or (mark in (",", "?", "!", "—", "–", "--", "-") and edge > 1):
        return content_to_left(tokens, edge, 0)
    return None


def _rest_of_interrupted(tokens: tuple[Token, ...], after: int, to_left: Range) -> tuple[Range, ...]:
    """Return what goes on after the cue: '"A," Hale said, "B."'."""
    end = after
    while end < len(tokens) and end < after + 8 and tokens[end].lower not in (",", ".", ":", QUOTE):
        end += 1
    if tokens[to_left[1] - 1].lower is QUOTE and end < len(tokens):
        if tokens[end].lower is not QUOTE:
            end += 1
        if end < len(tokens) and tokens[end].lower is QUOTE:
            return ((end, end + 1),)
    return ()


def _according_to(tokens: tuple[Token, ...], at: int) -> Proposal | None:
    source = find_object(tokens, at + 2)
    if source is None:
        return None
    if at <= 1:
        content = content_to_right(tokens, source[1])
    else:
        content = content_to_left(tokens, at, 0)
    if content is None:
        return None
    return Proposal(("according", "front" if at <= 1 else "back", ""), source, (at, at + 2), (content,))
