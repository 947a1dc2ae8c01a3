"""Attributions that are no subject and verb: "according to", "it was not clear", "citing two officials"."""

from extraction.rules.contents import content_to_left, content_to_right, frame
from extraction.rules.cues import Verb, group_start
from extraction.rules.frames import Proposal
from extraction.rules.sources import Range, find_object
from extraction.rules.subjects import main_subject
from extraction.rules.tokens import Token

NEGATED = frozenset("not isn't wasn't".split())
# What "citing", "quoting" and "crediting" name is a source of the speaker's, and no clause.
CITING_LEMMAS = frozenset("cite quote credit".split())


def find_phrases(tokens: tuple[Token, ...]) -> list[Proposal]:
    """Return what "according to" and "it was not clear" introduce, from left to right."""
    found: list[Proposal | None] = []
    for at, token in enumerate(tokens):
        if token.lower == "according" and at + 2 < len(tokens) and tokens[at + 1].lower == "to":
            found.append(_according_to(tokens, at))
        elif at and token.lower in ("clear", "unclear"):
            found.append(_unclear(tokens, at))
    return [proposal for proposal in found if proposal]


def find_citing(tokens: tuple[Token, ...], verb: Verb) -> Proposal | None:
    """Read "Citing two officials, Reuters reported …": Reuters is the source, the officials the content."""
    if verb.head > 0 or verb.form != "ing" or verb.lemma not in CITING_LEMMAS:
        return None
    cited = find_object(tokens, 1, in_front=True)
    if cited is None or cited[1] >= len(tokens) or tokens[cited[1]].lower != ",":
        return None
    main = main_subject(tokens[cited[1] + 1 :])
    if main is None:
        return None
    source: Range = (main[0] + cited[1] + 1, main[1] + cited[1] + 1)
    return Proposal((verb.lemma, "front", "phrase"), source, (0, 1), (cited,))


def _according_to(tokens: tuple[Token, ...], at: int) -> Proposal | None:
    source = find_object(tokens, at + 2, in_front=at <= 1)
    if source is None:
        return None
    if at <= 1:
        content = content_to_right(tokens, source[1])
    else:
        content = content_to_left(tokens, at, 0)
    if content is None:
        return None
    return Proposal(("according", "front" if at <= 1 else "back", ""), source, (at, at + 2), (content,))


def _unclear(tokens: tuple[Token, ...], at: int) -> Proposal | None:
    """Read "it was not clear whether …", which names nobody."""
    verb = at - 1 if tokens[at - 1].lower in ("remains", "remained") else group_start(tokens, at)
    is_negative = tokens[at].lower == "unclear" or any(t.lower in NEGATED for t in tokens[verb:at])
    if verb < 1 or tokens[verb - 1].lower != "it" or not is_negative or frame(tokens, at + 1) != "wh":
        return None
    content = content_to_right(tokens, at + 1)
    if content is None:
        return None
    return Proposal(("clear", "it", "wh"), None, (verb - 1, at + 1), (_with_aside(tokens, content),))


def _with_aside(tokens: tuple[Token, ...], content: Range) -> Range:
    """Return `content` with the relative clause behind it, whoever that credits: "…, which Ankara seeks"."""
    start, end = content
    if end + 1 < len(tokens) and tokens[end].lower == "," and tokens[end + 1].lower in ("which", "who"):
        aside = content_to_right(tokens, end + 1)
        return (start, aside[1]) if aside else content
    return content
