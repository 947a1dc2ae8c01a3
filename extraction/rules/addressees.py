"""What stands between a cue and its content: to whom, when and where it was said."""

from extraction.rules.cues import is_adverb
from extraction.rules.grammar import AUXILIARIES, DAYS, DETERMINERS, PREPOSITIONS, PRONOUN_SUBJECTS, WH_WORDS
from extraction.rules.sources import is_auxiliary, is_finite_verb
from extraction.rules.tokens import QUOTE, Token

# Verbs whose first object is who they are said to: "told the crowd that".
ADDRESSING = frozenset("tell inform assure remind convince notify persuade brief".split())
# "said in a statement on Monday that": how far the content may be off.
LOOK_AHEAD_TOKENS = 14
# Adverbs that belong to what is said rather than to the saying: "said both pumps failed".
OF_CONTENT = frozenset("not both all almost even first never only".split())
SENTENCE_ENDS = frozenset(".!?")
# What may begin an aside of time, place or manner, beside prepositions and days.
ASIDES = frozenset("to last this earlier late early shortly yesterday".split())


def skip_to_content(tokens: tuple[Token, ...], lemma: str, at: int) -> int:
    """Return the token after whom the words went to, and after where and when they were said."""
    while at < len(tokens) and is_adverb(tokens[at]) and tokens[at].lower not in OF_CONTENT:
        at += 1
    if at == len(tokens):
        return at
    if lemma in ADDRESSING:
        return _skip_addressee(tokens, at)
    if _begins_aside(tokens[at]):
        ahead = _find_opening(tokens, at)
        if ahead is not None:
            return ahead
        while at < len(tokens) and tokens[at].lower in DAYS:
            at += 1
    return at


def skip_asides(tokens: tuple[Token, ...], at: int) -> int:
    """Return where what is said about the telling ends: "told AFP | by phone on Monday |, …"."""
    if at >= len(tokens) or not _begins_aside(tokens[at]):
        return at
    end = at
    while end < len(tokens) and end < at + LOOK_AHEAD_TOKENS:
        word = tokens[end].lower
        if word in SENTENCE_ENDS or word in (",", ";", "—", "–", "--"):
            return end
        if word is QUOTE or word in AUXILIARIES or word in WH_WORDS or word in PRONOUN_SUBJECTS:
            return at
        if is_finite_verb(tokens, end) and tokens[end - 1].lower not in DETERMINERS:
            return at
        end += 1
    return end if end == len(tokens) else at


def _begins_aside(token: Token) -> bool:
    return token.lower in PREPOSITIONS or token.lower in DAYS or token.lower in ASIDES


def _skip_addressee(tokens: tuple[Token, ...], at: int) -> int:
    ahead = _find_opening(tokens, at)
    if ahead is not None:
        return ahead
    end = at
    if tokens[at].lower in DETERMINERS:
        end += 1
        if end < len(tokens) and tokens[end].is_capital:
            return _skip_name(tokens, end)
        while end < len(tokens) and not _may_open(tokens[end]):
            end += 1
        return _skip_name_of_addressee(tokens, end)
    if tokens[at].is_capital:
        return _skip_name(tokens, at)
    return at + 1


def _skip_name(tokens: tuple[Token, ...], at: int) -> int:
    while at < len(tokens) and (tokens[at].is_capital or tokens[at].lower in ("of", "'s", "&")):
        at += 1
    return at


def _skip_name_of_addressee(tokens: tuple[Token, ...], at: int) -> int:
    """Step over the name in "told the daily El Litoral he …", not in "told the crowd Hale was …"."""
    end = _skip_name(tokens, at)
    if end == at or end == len(tokens):
        return end
    following = tokens[end].lower
    opens = _may_open(tokens[end]) or following in PREPOSITIONS
    return end if opens and following not in AUXILIARIES and not is_finite_verb(tokens, end) else at


def _may_open(token: Token) -> bool:
    word = token.lower
    return (
        word is QUOTE
        or not word[0].isalnum()
        or word in WH_WORDS
        or word in ("that", "to")
        or word in DETERMINERS
        or word in PRONOUN_SUBJECTS
        or token.is_capital
    )


def _find_opening(tokens: tuple[Token, ...], at: int) -> int | None:
    """Find "that", a colon or a quote a few tokens ahead, with no verb in between."""
    for ahead in range(at, min(len(tokens), at + LOOK_AHEAD_TOKENS)):
        word = tokens[ahead].lower
        if word == "that" or word in (":", QUOTE):
            is_subject = word is QUOTE and ahead > at and tokens[ahead - 1].lower in PRONOUN_SUBJECTS
            return ahead - 1 if is_subject else ahead
        if word == ",":
            return _opening_after_comma(tokens, ahead)
        if is_auxiliary(tokens, ahead) or word in SENTENCE_ENDS or word == ";":
            return None
    return None


def _opening_after_comma(tokens: tuple[Token, ...], comma: int) -> int | None:
    """Read "said, …" before a quote, and the aside in "said in a letter, seen by AFP, that"."""
    if comma + 1 < len(tokens) and tokens[comma + 1].lower is QUOTE:
        return comma
    for at in range(comma + 1, min(len(tokens) - 1, comma + LOOK_AHEAD_TOKENS)):
        if tokens[at].lower == ",":
            return at + 1 if tokens[at + 1].lower == "that" else None
    return None
