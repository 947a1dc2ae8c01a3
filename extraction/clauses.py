"""Clauses: whether words make one, where its verb stands, and what its subject is."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from extraction.wordlists import fold, read_rows


def _forms(kind: str) -> frozenset[str]:
    return frozenset(
        form for row in read_rows("clause_verbs.txt") if row[0] == kind for form in row[1].split()
    )


def third_person(verb: str) -> str:
    """Return the form of a bare verb after "he": "carry" is "carries"."""
    if verb.endswith("y") and verb[-2] not in "aeo":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"


PAST = _forms("past")
# Four letters in -ed are mostly no verb: "need", "shed", "seed".
SHORT_PASTS = frozenset("used owed tied axed eyed".split())
UNCHANGED_PAST = _forms("unchanged")
PRETERITES = _forms("preterite")
VERBS = _forms("finite") | PAST | frozenset(third_person(verb) for verb in _forms("regular"))
PLURAL_VERBS = _forms("plural") | _forms("regular")
# Verbs after some words and not after others.
# Pasts that are participles or bare forms too: verbs where an object follows, "found the door".
PAST_AND_PARTICIPLE = (UNCHANGED_PAST - {"let"}) | frozenset(("found", "read"))
MAY_BE_VERBS = PLURAL_VERBS | UNCHANGED_PAST | PAST_AND_PARTICIPLE
SUBJECT_PRONOUNS = frozenset("i he she it we they you who".split())
IRREGULAR_PLURALS = frozenset(
    "both few many others people men women children police they we you i which who that".split()
)
WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
# A word in -ed after one of these is an adjective or a participle, not a verb: "the besieged city".
NOT_BEFORE_PAST = frozenset(
    "the a an of in by with its his her their our my and or so-called for from at on two three many".split()
)
# Words that stand before a verb and are no part of the subject: "Nusra recently took".
ADVERBS = frozenset(
    "also still often now then never always already only even just recently long since once soon later first"
    " thus ever again".split()
)
AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might must does did do cannot"
    " isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't doesn't"
    " didn't don't".split()
)
RELATIVE = re.compile(r"[\s,](?:which|who|whom|whose|that|where|what)\s")
# "among the likely losers are the mills": the subject stands last.
AMONG = re.compile(
    r"(?P<rest>among\s[^,;]{3,160}?)\s(?P<verb>are|is|were|was)\s(?P<subjects>.+)", re.IGNORECASE | re.DOTALL
)
# "Weighs 212 grams", "plans to sell": so a word in -s is a verb, and so it is after "he" or "also".
MEASURE = re.compile(
    r"\s(?:(?:about|some|around|nearly|over|only|just|almost|up to|at least|more than)\s)?[$€£]?\d"
)
TO_DO = re.compile(r"\sto\s[a-z]")
BEFORE_TO = frozenset(
    "plans aims offers struggles promises vows pledges hopes attempts claims works moves".split()
)
# "City ravaged by war": a participle, where "rose by a third" tells how far.
BY_WHOM = re.compile(
    r"\sby\s(?!\d|[$€£]|(?:about|almost|nearly|more|less|at\sleast|up\sto|half|a\s(?:third|quarter|fifth"
    r"|tenth)|an\saverage)\b)"
)
# "Amnesty deals have emerged": before these a form in -s is a noun.
BEFORE_AUXILIARY = re.compile(
    r"\s(?:(?:also|now|already|still|never|once|long)\s)?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must)\b"
)
# "Russian forces": after a people's adjective these are nouns, though they may be verbs elsewhere.
PEOPLES = re.compile(r"[a-z]+(?:ian|ese|ish|aqi|aeli|can)")
NOUNS_OF_STATES = frozenset("forces strikes attacks raids sanctions exports imports talks deals".split())
ONE = frozenset("he she it who one nobody everyone somebody everybody".split())
# "Carolina's going to win": after a name, too, it may be "is".
SHORT_IS = re.compile(r"[\w-]+['’]s\s(?:going|gonna|not|been|got)\b")
OBJECT_OPENS = re.compile(
    r"\s[\"“]?(?:the|an?|his|her|its|their|our|my|your|no|nothing|nobody|it|him|them|me|us|any|each|every|another"
    r"|both|all|foot|\d)\b"
)
NO_PARTICIPLE = frozenset(("not", "be", "been", "being"))
JOINED = re.compile(r"\b(?:and|or|but|that|who|which|because|when|if)\b|[,;]")
# Before a second verb these tell that it belongs to the clause of the first, or has a subject of its own.
NO_SUBJECT = frozenset("and or but to that who which whom as if when where not will would".split())
# A clause of its own begins with one of these.
OPENERS = frozenset(
    "that because if when while since after before until although though as which who whom whose where"
    " whether how what".split()
)
# What follows these has a verb, and none that the relative clause needs.
SAYING = frozenset(
    "said says say told claimed claims showed shows show suggested suggests found finds think thinks thought"
    " believe believes believed know knows knew hope hopes hoped feel feels felt".split()
)
# So many words tell; a clause has its verb early.
WORDS_READ = 60
CHARS_READ = 800


class _Form(NamedTuple):
    """What a word is by its form alone, wherever it stands."""

    folded: str
    may_be_verb: bool
    is_adverb: bool


@lru_cache(maxsize=8192)  # an article says most of its words again and again
def _form_of(written: str) -> _Form:
    word = fold(written)
    may_be_verb = word in VERBS or word in MAY_BE_VERBS or word.endswith(("ed", "s"))
    return _Form(word, may_be_verb, is_adverb(word))


@lru_cache(maxsize=512)  # each test of a clause begins by asking for its verb
def find_finite_verb(words: str) -> re.Match[str] | None:
    """Return the first word of `words` that can carry a statement as its verb, or None."""
    verbs = _finite_verbs(words)
    first = next(verbs, None)
    if first is None or first.start() or fold(first[0]) in AUXILIARIES or not first[0].endswith("s"):
        return first
    # "Trains would be late": at the beginning a form in -s is a noun where another verb follows.
    second = next(verbs, None)
    is_noun = second is not None and not JOINED.search(words, first.end(), second.start())
    return second if is_noun else first


def _finite_verbs(words: str) -> Iterator[re.Match[str]]:
    before, is_joint, was_adverb, was_plural = "", False, False, False
    if words.isupper() and len(words.lower()) == len(words):
        # a wire in capitals tells no names apart
        words = words.lower()
    has_short = "'" in words or "’" in words
    for number, match in enumerate(WORD.finditer(words, 0, CHARS_READ)):
        written = match[0]
        word, may_be_verb, is_adverbial = _form_of(written)
        # "the United States", "Tom Rose": a capital makes a name.
        if written[0].isupper() and (number or (has_short and SHORT_IS.match(words))):
            before = "they" if is_joint else word
            if has_short and SHORT_IS.match(words, match.start()):
                yield match
            continue
        if may_be_verb:
            is_verb = word in VERBS or (number and (_is_past(word, before) or _is_plural_verb(word, before)))
            is_verb = is_verb or (number and _takes_object(words, match.end(), word, before, was_plural))
            if is_verb and not _is_noun_here(words, match, word, before):
                yield match
            is_form = number and len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "'s"))
            if (
                is_form
                and (before in ONE or was_adverb or _is_shown_after(words, match.end(), word))
                and not is_plural(before)
                and not before.endswith("'s")
            ):
                yield match
            was_plural = was_plural or (is_plural(word) and not is_verb)
        if number > WORDS_READ:
            return
        is_joint, was_adverb = word == "and", word in ADVERBS and bool(before)
        before = before if is_adverbial and before else word


def _takes_object(words: str, end: int, word: str, before: str, was_plural: bool) -> bool:
    """Say whether an object makes a word a verb: "found the door", "half the lorries in it carry nothing"."""
    may_be = word in PAST_AND_PARTICIPLE or (word in PLURAL_VERBS and was_plural)
    if not may_be or before == "to" or before in NOT_BEFORE_PAST:
        return False
    return OBJECT_OPENS.match(words, end) is not None


def _is_shown_after(words: str, end: int, word: str) -> bool:
    """Say whether what follows a word in -s makes it a verb: "weighs 212 grams", "plans to sell"."""
    return MEASURE.match(words, end) is not None or (
        word in BEFORE_TO and TO_DO.match(words, end) is not None
    )


def _is_noun_here(words: str, match: re.Match[str], word: str, before: str) -> bool:
    """Say whether what may be a verb is none by what stands beside it: "deals have", "ravaged by war"."""
    if word.endswith("ed"):
        return before not in SUBJECT_PRONOUNS and BY_WHOM.match(words, match.end()) is not None
    if not word.endswith("s") or word in AUXILIARIES:
        return False
    is_of_state = word in NOUNS_OF_STATES and PEOPLES.fullmatch(before) is not None
    return is_of_state or BEFORE_AUXILIARY.match(words, match.end()) is not None


def _is_past(word: str, before: str) -> bool:
    return (
        word.endswith("ed")
        and (len(word) > 4 or word in SHORT_PASTS)
        and before not in NOT_BEFORE_PAST
        and not before.endswith("'s")
    )


def _is_plural_verb(word: str, before: str) -> bool:
    """Say whether a bare form is a verb by what stands before it: "hands hurt", "it cost less"."""
    return (word in PLURAL_VERBS and is_plural(before)) or (
        word in UNCHANGED_PAST and before in SUBJECT_PRONOUNS
    )


def is_plural(noun: str) -> bool:
    """Say whether a folded noun is a plural by its form."""
    return noun in IRREGULAR_PLURALS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s")))


@lru_cache(maxsize=512)
def is_clause(words: str) -> bool:
    """Say whether `words` have a verb of their own, not only one in a relative clause."""
    verb = find_finite_verb(words)
    if verb is None:
        return False
    relative = RELATIVE.search(words, 0, verb.start() + 1)
    return relative is None or _goes_on_after(words, relative, verb)


def _goes_on_after(words: str, relative: re.Match[str], verb: re.Match[str]) -> bool:
    """Say whether a verb follows the one of a relative clause: "those who saw the fire called at once"."""
    subject = fold(words[: relative.start() + 1].rstrip(" ,").rpartition(" ")[2])
    is_participle = fold(verb[0]) in AUXILIARIES
    # A verb is awaited by what was said, and by each clause that opens on the way.
    is_awaited = fold(verb[0]) in SAYING
    before = ""
    for match in islice(WORD.finditer(words, verb.end(), CHARS_READ), WORDS_READ):
        word = fold(match[0])
        is_awaited = is_awaited or word in OPENERS
        if is_participle:
            is_participle = word in AUXILIARIES or word in NO_PARTICIPLE or is_adverb(word)
        elif match[0][0].islower() and before not in NO_SUBJECT:
            is_plural_verb = word in PLURAL_VERBS and is_plural(subject) and before not in AUXILIARIES
            if word in VERBS or _is_past(word, before) or is_plural_verb:
                if not is_awaited:
                    return True
                is_awaited, is_participle = False, word in AUXILIARIES
        before = word
    return False


@lru_cache(maxsize=512)
def has_subject(words: str) -> bool:
    """Say whether `words` are a clause that begins with its subject: the verb is not its first word."""
    verb = find_finite_verb(words)
    if verb is None or not is_clause(words):
        return False
    is_short_form = "'" in fold(verb[0]) and not fold(verb[0]).endswith("n't")
    return is_short_form or bool(_without_adverbs(words[: verb.start()]))


def subject_of(words: str, most_words: int = 8) -> str | None:
    """Return the subject that `words` begin with, or None where it is long or something stands before it."""
    verb = find_finite_verb(words)
    if verb is None or "," in words[: verb.start()] or RELATIVE.search(words, 0, verb.start()):
        return None
    subject = words[: verb.start()].rstrip()
    while subject and is_adverb(subject.split()[-1]):
        subject = subject[: -len(subject.split()[-1])].rstrip()
    begins_late = bool(PREPOSITION.match(subject))
    return subject if subject and not begins_late and len(subject.split()) <= most_words else None


PREPOSITION = re.compile(
    r"(?:at|in|on|since|for|after|before|during|until|by|from|with|without|through|under|over|about|against"
    r"|among"
    r"|as|of|into|within|between|despite|while|when|if|because|although|though)\b",
    re.IGNORECASE,
)


SUBORDINATOR = re.compile(
    r"(?:if|unless|although|though|while|when|because|since|after|before|as(?!\s(?:many|much|few|little)\s)"
    r"|until|whether"
    r"|it was not clear|it is not clear)\b",
    re.IGNORECASE,
)


def _without_adverbs(words: str) -> str:
    return " ".join(word for word in words.split() if not is_adverb(word))


def is_adverb(word: str) -> bool:
    return (word.endswith("ly") and len(word) > 4 and word.islower()) or word.casefold() in ADVERBS
