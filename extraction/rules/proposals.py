"""Every attribution a sentence may hold, each with the counts that say how often such a one is real."""

from dataclasses import replace

from extraction.rules.addressees import ADDRESSING, skip_asides, skip_to_content
from extraction.rules.contents import SPEECH, content_to_left, content_to_right, frame
from extraction.rules.cues import Verb, find_verbs
from extraction.rules.frames import Proposal
from extraction.rules.grammar import AUXILIARIES, BE, DETERMINERS, PREPOSITIONS, PRONOUN_SUBJECTS, RELATIVES
from extraction.rules.phrases import find_citing, find_phrases
from extraction.rules.sources import (
    Range,
    find_object,
    has_finite_verb,
    is_finite_verb,
    starts_phrase,
)
from extraction.rules.subjects import find_subject, main_subject
from extraction.rules.tokens import QUOTE, Sentence, Token

# What stands before a verb that has a subject of its own.
FINITE = frozenset(("subject", "pronoun", "passive", "modal", "perfect"))
MODALS = frozenset(
    "will would shall should can could may might must won't wouldn't can't cannot couldn't".split()
)
HAVE = frozenset("has have had hasn't haven't hadn't".split())
PLURALS = frozenset(
    "i you we they who which that these those people men women police some many most others".split()
)
# Their subject belongs to what seems, not to whom it seems.
RAISING = frozenset(("seem", "appear", "look"))
# "Who asked not to be named", "who declined to be identified": a condition of speaking, and nothing said.
UNNAMED = (
    ("to", "be", "named"),
    ("to", "be", "identified"),
    ("to", "be", "quoted"),
    ("to", "remain", "anonymous"),
)


def propose(sentence: Sentence) -> list[Proposal]:
    """Return what may be attributions in `sentence`, from left to right."""
    tokens = sentence.tokens
    proposals = find_phrases(tokens)
    subject: Range | None = None
    for verb in find_verbs(tokens):
        if _asks_to_stay_unnamed(tokens, verb):
            continue
        found = _propose_verb(tokens, verb, subject)
        if found:
            proposals.append(found)
            if found.key[1] in FINITE and found.source:
                subject = found.source
    return proposals


def _asks_to_stay_unnamed(tokens: tuple[Token, ...], verb: Verb) -> bool:
    words = [token.lower for token in tokens[verb.head + 1 : verb.head + 5]]
    return tuple(words[1:] if words[:1] == ["not"] else words[:3]) in UNNAMED


def _propose_verb(tokens: tuple[Token, ...], verb: Verb, subject: Range | None) -> Proposal | None:
    special = _inverted(tokens, verb) or find_citing(tokens, verb)
    if special:
        return special
    left, source = _left(tokens, verb, subject)
    if left is None:
        return None
    cue = (verb.first, verb.head + 1)
    after = skip_to_content(tokens, verb.lemma, verb.head + 1)
    right = frame(tokens, after)
    edge = source[0] if source and left in FINITE else verb.first
    to_left = _left_content(tokens, edge) if left in FINITE and not _is_relative(tokens, source) else None
    if to_left and right not in ("that", "quote", "wh"):
        after = skip_asides(tokens, after)
        right = frame(tokens, after)
    if to_left and _looks_left(tokens, verb, right, to_left):
        side = "left-quote" if tokens[to_left[1] - 1].lower is QUOTE else "left"
        return Proposal((verb.lemma, left, side), source, cue, _on_both_sides(tokens, after, to_left, right))
    if right == ":" and after == len(tokens) - 1:
        return Proposal((verb.lemma, left, "quote"), source, cue, ())
    to_right = None if right in ("end", "comma") else content_to_right(tokens, after)
    if to_right is None:
        return None
    if left == "subject" and edge > 1 and tokens[edge - 1].lower in ("which", "whom"):
        return Proposal((verb.lemma, "relative", right), source, cue, ((edge - 1, edge), to_right))
    if source and (left == "passive" or verb.lemma in RAISING):
        return _without_subject(tokens, Proposal((verb.lemma, left, right), source, cue, (to_right,)), source)
    return Proposal((verb.lemma, left, right), source, cue, (to_right,))


def _is_relative(tokens: tuple[Token, ...], source: Range | None) -> bool:
    return source is not None and source[1] - source[0] == 1 and tokens[source[0]].lower in RELATIVES


def _looks_left(tokens: tuple[Token, ...], verb: Verb, right: str, to_left: Range) -> bool:
    """Tell whether the verb credits what stands before its subject rather than what follows."""
    if right in ("end", "comma") or tokens[to_left[1] - 1].lower is QUOTE:
        return True
    return right in PREPOSITIONS and verb.lemma in SPEECH and has_finite_verb(tokens, *to_left)


def _on_both_sides(tokens: tuple[Token, ...], after: int, to_left: Range, right: str) -> tuple[Range, ...]:
    rest = _rest_of_interrupted(tokens, after, to_left)
    if not rest and right == "comma" and _is_interrupted(tokens, to_left, after):
        clause = content_to_right(tokens, after)
        rest = (clause,) if clause else ()
    return (to_left, *rest)


def _without_subject(tokens: tuple[Token, ...], proposal: Proposal, subject: Range) -> Proposal:
    """Read "the plant is expected to close": its subject is part of what is expected."""
    content = proposal.content
    if proposal.key[2] in ("to", "as", "phrase", "quote") and tokens[subject[0]].lower not in ("it", "there"):
        content = (subject, *content)
    return replace(proposal, source=_agent(tokens, proposal.cue[1]), content=content)


def _left(tokens: tuple[Token, ...], verb: Verb, subject: Range | None) -> tuple[str | None, Range | None]:
    """Name what stands before the verb, and find who its subject is."""
    if verb.first == 0:
        return ("ing", subject) if verb.form == "ing" else (None, None)
    before = tokens[verb.first - 1]
    word = before.lower
    has_auxiliary = verb.first < verb.head
    if word == "to":
        return ("to", subject or main_subject(tokens[: verb.first])) if verb.form == "base" else (None, None)
    if verb.form == "ing" and not any(t.lower in BE for t in tokens[verb.first : verb.head]):
        if word in DETERMINERS and word not in RELATIVES:
            return None, None
        if (
            word[0].isalnum()
            and word not in PREPOSITIONS
            and word not in ("and", "or", "but", "while", "when")
        ):
            return "noun-ing", find_subject(tokens, verb.first)
        return "ing", subject or main_subject(tokens[: verb.first])
    if (word in DETERMINERS and word not in PRONOUN_SUBJECTS) or (word in PREPOSITIONS and not has_auxiliary):
        return None, None
    if word in ("and", "but", "or"):
        return ("joined", subject) if subject else (None, None)
    found = find_subject(tokens, verb.first)
    if found is None or (not has_auxiliary and _is_followed_by_agent(tokens, verb)):
        return None, None
    if verb.is_passive:
        return "passive", found
    if verb.form == "base" and not has_auxiliary and not _is_plural(tokens, found):
        return "bare", found
    if any(t.lower in MODALS for t in tokens[verb.first : verb.head]):
        return "modal", found
    if any(t.lower in HAVE for t in tokens[verb.first : verb.head]):
        return "perfect", found
    return (
        "pronoun" if found[1] - found[0] == 1 and tokens[found[0]].lower in PRONOUN_SUBJECTS else "subject"
    ), found


def _inverted(tokens: tuple[Token, ...], verb: Verb) -> Proposal | None:
    """Read "…," said Hale."""
    if verb.first != verb.head or verb.form not in ("past", "third") or verb.first == 0:
        return None
    if verb.lemma in ADDRESSING:
        return None
    before = tokens[verb.first - 1].lower
    after = verb.head + 1
    if not (before is QUOTE or before in ",?!") or after >= len(tokens) or not starts_phrase(tokens[after]):
        return None
    source = find_object(tokens, after)
    to_left = content_to_left(tokens, verb.first, 0)
    if source is None or to_left is None or has_finite_verb(tokens, *_head_of(tokens, source)):
        return None
    if source[1] < len(tokens) and tokens[source[1]].lower in AUXILIARIES:
        return None
    content = _on_both_sides(tokens, source[1], to_left, frame(tokens, source[1]))
    right = "left-quote" if before is QUOTE else "left"
    return Proposal((verb.lemma, "inverted", right), source, (verb.first, after), content)


def _head_of(tokens: tuple[Token, ...], source: Range) -> Range:
    """Return `source` without its relative clause: "Hale | , who runs the plant"."""
    for at in range(source[0] + 1, source[1]):
        if tokens[at].lower in ("who", "which", "whose"):
            return source[0], at
    return source


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


def _is_followed_by_agent(tokens: tuple[Token, ...], verb: Verb) -> bool:
    """Tell whether the verb is a participle on its own: "a memo obtained by Reuters"."""
    after = verb.head + 1
    return verb.form in ("past", "participle") and after < len(tokens) and tokens[after].lower == "by"


def _agent(tokens: tuple[Token, ...], at: int) -> Range | None:
    """Read "was criticised by Hale"."""
    if at + 1 < len(tokens) and tokens[at].lower == "by":
        return find_object(tokens, at + 1)
    return None


def _is_plural(tokens: tuple[Token, ...], phrase: Range) -> bool:
    words = [token.lower for token in tokens[phrase[0] : phrase[1]]]
    return words[-1] in PLURALS or words[-1].endswith("s") or "and" in words or words[0] in PLURALS


def _is_interrupted(tokens: tuple[Token, ...], to_left: Range, after: int) -> bool:
    """Tell whether a clause goes on after the cue: "The plan, Hale said, is to wait"."""
    if after + 1 >= len(tokens) or tokens[after].lower != "," or tokens[to_left[1] - 1].lower is QUOTE:
        return False
    if tokens[after + 1].lower.endswith("ing") or tokens[after + 1].lower in (
        "who",
        "which",
        "while",
        "but",
        "and",
    ):
        return False
    if is_finite_verb(tokens, after + 1):
        return True
    return not has_finite_verb(tokens, *to_left) or tokens[to_left[0]].lower in (
        "if",
        "when",
        "while",
        "because",
    )
