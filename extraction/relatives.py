"""Relative clauses after a comma, made statements about what they follow."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extraction.clauses import (
    AUXILIARIES,
    IRREGULAR_PLURALS,
    PLURAL_VERBS,
    PREPOSITION,
    SUBJECT_PRONOUNS,
    VERBS,
    find_finite_verb,
    is_adverb,
    subject_of,
)
from extraction.kinds import TITLES, describe_mention
from extraction.matrices import RUMOUR
from extraction.model import Span
from extraction.wordlists import fold

# Within a clause, "a secular, open" is one phrase in spite of its comma.
_WORDS = r"(?:\b(?:an?|the|his|her|its|their)\s[\w-]+,\s[\w-]+(?=\s)|[^,;]){3,300}?"
# What follows "that range" never says which ones are meant, so it needs no comma.
RELATIVE = re.compile(
    r"(?:,\s+(?:(?P<some>some|many|most|all|several|few|both|one|two|three)\sof\s)?(?P<pronoun>which|who|whom|whose)"
    rf"|\sthat(?=\s(?:range|ranges|ranged)\sfrom\s))\s+(?P<clause>{_WORDS})(?=[,;]|$)"
)
# What has members is the collective, not what it stands against or for.
MEMBERS = re.compile(r"(?:[\w-]+\s){0,3}members\s")
COLLECTIVE = re.compile(
    r"(?:\b(?:the|an?|this|its|their)\s)(?:[\w'’-]+\s){0,3}?"
    r"(?:coalition|alliance|union|group|party|bloc|council|club|association|federation|league|team|committee)\b"
    r"(?=(?:\s(?:against|of|for|in|with)\s[^,;]{2,60})?$)"
)
# What became of a thing, told in passing; a verb that only a thing in force can have.
FATE = re.compile(
    r"\s(?:since|after)\s(?P<it>it\s(?P<fate>(?:fell\sapart|broke\sdown|collapsed|unravell?ed|lapsed|expired|ended)\b.*))$"
)
# "Hexol is accused of hiding the leak, which the company denies": all of that is denied, not the leak.
_HOLDER = (
    r"(?:he|she|they|it|(?:the|his|her|its|their|both|all)\s(?:[\w'’-]+\s){0,3}?[\w'’-]+"
    r"|[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){0,3})"
)
_ADVERBS = r"(?:(?:has|have|had|does|do|also|always|repeatedly|still|now|both|all|[a-z]+ly)\s){0,3}"
DENYING = re.compile(
    rf"{_HOLDER}\s{_ADVERBS}(?:den(?:y|ies|ied)|disputes?|disputed|refutes?|refuted|(?P<refuses>rejects?"
    r"|rejected|contests?|contested|dismiss(?:es|ed)?))\b"
)
ACCUSING = re.compile(r"\b(?:accus|alleg|blam|charged\swith|suspected\sof|claim|said\b)", re.IGNORECASE)
CLAIMED = re.compile(rf"\b{RUMOUR}$", re.IGNORECASE)
DENIED_AFTER = re.compile(rf",\s(?:which|an?\s[\w-]+(?:\s(?:that|which))?)\s{DENYING.pattern}(?=[,.;]|$)")
# "who spoke on condition of anonymity" tells of the source, and stands in its `anonymity`.
ANONYMITY = re.compile(r"\banonymity\b|\banonymously\b|\b(?:not|declined) to be (?:named|identified)\b")
TOKEN = re.compile(r"\S+")
UP_TO_COMMA = re.compile(rf",?\s{_WORDS}(?=[,;]|$)")
WITHIN_APPOSITION = re.compile(r",\s(?:an?|the)\s[^,]{2,60}\s(?:in|of|at|from|near)\s$")
KNOWN_AS = re.compile(
    r"\b(?:the|an?)\s[\w-]+\s(?:(?:formerly|previously|once|also|now|better|widely)\s)?(?:known\sas|called|named)\s$"
)
DETERMINERS = frozenset("the a an its his her their this these those".split())
# Words at which a noun phrase, read backwards from its comma, has begun.
BEFORE_PHRASE = frozenset(
    "to and or but that so than not at in on since for after before during until by from with without"
    " through under over about against among as of into within between near like also towards toward along"
    " which who especially including particularly notably namely mostly mainly".split()
)
UNSURE_AFTER = frozenset("against with for between".split())
OWNERS_BEFORE = UNSURE_AFTER | {"of", "in", "by", "from"}
MODALS = frozenset("will would can could may might must shall should".split())
SINGULAR_VERBS = frozenset("is was has does".split())


@dataclass(frozen=True, slots=True)
class Aside:
    """What a sentence says by the way: the hole it leaves, where its words stand, and its own wording."""

    hole: Span
    spans: tuple[Span, ...]
    wording: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative clause: what it follows, how it opens, and where its words stand."""

    antecedent: Span
    some: str | None
    pronoun: str
    start: int
    pieces: Sequence[Span]
    hole: Span


def find_relatives(text: str, clause: Span, appositions: Sequence[Aside]) -> Iterator[Aside]:
    """Yield the relative clauses of `clause` whose antecedent is sure, in order.

    After "Brix, a town in the hills, which …" the antecedent is the name before the apposition.
    """
    named = {aside.hole.end: Span(aside.spans[0].start, aside.hole.start) for aside in appositions}
    holes = {aside.hole.start: aside.hole.end for aside in appositions}
    for match in RELATIVE.finditer(text, clause.start, clause.end):
        pieces = _over_holes(text, Span(match.start("clause"), match.end("clause")), holes, clause.end)
        said = " ".join(piece.of(text).strip(" ,\n") for piece in pieces).rstrip(" .")
        verb = find_finite_verb(f"which {said}")
        pronoun = (match["pronoun"] or "that").lower()
        if verb is None or ANONYMITY.search(said):
            continue
        agreeing = verb[0] if _begins_with_verb(said) else ""
        reach = Span(clause.start, match.start())
        antecedent = named.get(match.start())
        if antecedent is None and pronoun == "whose" and MEMBERS.match(said):
            antecedent = _find_whole(text, reach)
        antecedent = antecedent or find_antecedent(text, reach, agreeing, is_owner=pronoun == "whose")
        if antecedent is None or (pronoun == "which" and _is_somebody(antecedent.of(text))):
            continue
        if pronoun == "which" and _denies_sentence(reach.of(text), antecedent.of(text), said):
            continue
        start = match.start("some" if match["some"] else "pronoun") if match["pronoun"] else match.start() + 1
        end = pieces[-1].end - (text[pieces[-1].end - 1] == ".")
        relative = Relative(antecedent, match["some"], pronoun, start, pieces, Span(match.start(), end))
        denied = DENIED_AFTER.match(text, end, clause.end)
        for aside in asides_of(text, relative, said):
            yield _with_denial(aside, denied) if denied else aside


def _denies_sentence(before: str, antecedent: str, said: str) -> bool:
    """Say whether "which he denies" speaks of all that stands before it, and of no claim named last."""
    denying = DENYING.match(said)
    if not denying or CLAIMED.search(antecedent):
        return False
    return not denying["refuses"] or ACCUSING.search(before) is not None


def _with_denial(aside: Aside, denied: re.Match[str]) -> Aside:
    """Let "Holt is accused of rape" keep "which he denies", so that neither leaves a hole of its own."""
    spans = (*aside.spans[:-1], Span(aside.spans[-1].start, denied.end()))
    return Aside(Span(aside.hole.start, denied.end()), spans, f"{aside.wording}{denied[0]}")


def asides_of(text: str, relative: Relative, said: str) -> Iterator[Aside]:
    """Yield what one relative clause, whose words are `said`, states about its antecedent.

    "A truce, which the army hopes to revive since it fell apart in May" states that it fell apart, too.
    """
    antecedent, hole = relative.antecedent, relative.hole
    fate = FATE.search(said) if not _begins_with_verb(said) and len(relative.pieces) == 1 else None
    words = said[: fate.start()] if fate else said
    wording = _wording(antecedent.of(text), relative.some, relative.pronoun, words)
    if not wording:
        return
    first_end = relative.pieces[0].start + len(words) if fate else relative.pieces[0].end
    own = Span(relative.start, first_end)
    joined = (Span(antecedent.start, own.end),) if antecedent.end == hole.start else (antecedent, own)
    spans = (*joined, *relative.pieces[1:])
    spans = (*spans[:-1], Span(spans[-1].start, first_end if fate else hole.end))
    yield Aside(hole, spans, wording)
    if fate:
        told = Span(relative.pieces[0].start + fate.start("it"), hole.end)
        yield Aside(hole, (antecedent, told), f"{antecedent.of(text)} {fate['fate']}")


def _is_somebody(words: str) -> bool:
    """Say whether `words` are a person, of whom "which" is not said: it sums up the sentence."""
    portrait = describe_mention(words)
    is_described = portrait.kind in ("person", "anonymous") and not portrait.is_named
    return is_described or fold(words).split()[-1] in TITLES


def _begins_with_verb(said: str) -> bool:
    verb = find_finite_verb(f"which {said}")
    before = f"which {said}"[: verb.start()].removeprefix("which ") if verb else said
    return all(is_adverb(word) for word in before.split())


def _find_whole(text: str, before: Span) -> Span | None:
    """Return the collective at the end of `before` that has members: "the union against the mill"."""
    wholes = list(COLLECTIVE.finditer(text, max(before.start, before.end - 120), before.end))
    return Span(wholes[0].start(), before.end) if len(wholes) == 1 else None


def _over_holes(text: str, said: Span, holes: Mapping[int, int], end: int) -> list[Span]:
    """Return the pieces of a relative clause that an apposition interrupts: "which, a town says, …"."""
    pieces = [said]
    while (hole_end := holes.get(pieces[-1].end)) is not None and (
        rest := UP_TO_COMMA.match(text, hole_end, end)
    ):
        pieces.append(Span(*rest.span()))
    return pieces


def _wording(antecedent: str, some: str | None, pronoun: str, said: str) -> str | None:
    if pronoun == "whose":
        owned = subject_of(said)
        # "Whose calm he admired": what is owned is no subject here.
        if owned and len(owned.split()) > 1 and fold(owned.split()[-1]) in SUBJECT_PRONOUNS:
            return None
        of_them = f"{some} of the {owned}" if some else f"the {owned}"
        return f"{of_them} of {antecedent}{said[len(owned) :]}" if owned else None
    if _begins_with_verb(said):
        return f"{some} of {antecedent} {said}" if some else f"{antecedent} {said}"
    return None if some else _with_object(said, antecedent)


def _with_object(said: str, antecedent: str) -> str | None:
    """Put the antecedent where the clause lacks its object: "the army holds [the road] at present"."""
    verb = find_finite_verb(said)
    if verb is None or not subject_of(said):
        return None
    rest = said[verb.end() :]
    following = rest.split()
    if following and fold(verb[0]) not in AUXILIARIES and fold(following[0]) in VERBS:
        return None
    if following and PREPOSITION.fullmatch(following[-1]):
        return f"{said} {antecedent}"
    for word in TOKEN.finditer(said, verb.end()):
        if PREPOSITION.fullmatch(word[0]) and word[0].islower():
            return f"{said[: word.start()]}{antecedent} {said[word.start() :]}"
    return f"{said} {antecedent}"


def find_antecedent(text: str, before: Span, verb: str, *, is_owner: bool = False) -> Span | None:
    """Return the noun phrase at the end of `before` that a relative clause speaks of, or None where not sure.

    It agrees in number with `verb`, if one is given. After "the coalition against the mill" either may be
    meant, and an owner ("whose") may be further back, so these are not sure.
    """
    tokens = list(TOKEN.finditer(text, max(before.start, before.end - 300), before.end))
    end = len(tokens)
    for _ in range(2):
        first = _phrase_start(tokens, end)
        if first == end:
            return None
        head = tokens[end - 1][0].strip(".,;:\"“”’'")
        is_bare = fold(tokens[first][0]) not in DETERMINERS and tokens[first][0].islower()
        is_in_phrase = first > 0 and fold(tokens[first - 1][0]) in ("of", "in")
        unsure_after = OWNERS_BEFORE if is_owner else frozenset() if verb in PLURAL_VERBS else UNSURE_AFTER
        if first > 0 and fold(tokens[first - 1][0]) in unsure_after:
            return None
        if _agrees(head, verb) and not (is_bare and is_in_phrase and not verb):
            return _with_naming(text, before.start, Span(tokens[first].start(), before.end))
        if first == 0 or fold(tokens[first - 1][0]) not in ("of", "by", "in", "from", "for"):
            return None
        end = first - 1
    return None


def _with_naming(text: str, start: int, phrase: Span) -> Span | None:
    """Let "the club formerly known as" stand with the name it introduces."""
    before = text[max(start, phrase.start - 80) : phrase.start]
    # After "Acme, a mill in Brix" it may be either that is spoken of.
    if WITHIN_APPOSITION.search(before):
        return None
    naming = KNOWN_AS.search(before)
    return Span(phrase.start - len(naming[0]), phrase.end) if naming else phrase


def _phrase_start(tokens: list[re.Match[str]], end: int) -> int:
    first = end
    while first > 0:
        word = fold(tokens[first - 1][0].strip('"“”'))
        # "will end raids": what follows "will" or "to" is a verb.
        before = fold(tokens[first - 2][0]) if first > 1 else ""
        # "to pardon Ada Brown", "had accused Ada Brown": a name begins after the verb.
        names = first < end and tokens[first][0][:1].isupper() and tokens[first - 1][0][:1].islower()
        is_verb = before in MODALS or (before == "to" and (word in PLURAL_VERBS or names))
        is_verb = is_verb or (names and word.endswith("ed") and before not in DETERMINERS)
        is_edge = is_verb or (first < end and word[-1:] in ",;:")
        if is_edge or word in BEFORE_PHRASE or word in VERBS:
            break
        first -= 1
        if word in DETERMINERS:
            break
    return first


def _agrees(head: str, verb: str) -> bool:
    if not verb:
        return True
    word, noun = fold(verb), head.casefold()
    is_plural = noun in IRREGULAR_PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))
    if word in SINGULAR_VERBS or (word.endswith("s") and word in VERBS and word not in AUXILIARIES):
        return not is_plural
    return is_plural if word in ("are", "were", "have", "do") or word in PLURAL_VERBS else True
