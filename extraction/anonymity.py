"""What an article tells of a source it does not name."""

import re
from typing import Literal

from extraction.knowledge import knowledge_of
from extraction.model import Anonymity, AnonymityCategory, AnonymityNumber
from extraction.nouns import noun_of, singular
from extraction.reasons import find_reason as find_reason
from extraction.wordlists import fold, read_rows

Telling = Literal["head", "body", "weak", "place"]
_ONE = re.compile(r"(?:a|an|one|another|the|that|this|his|her|its|a second|a third)\b", re.IGNORECASE)
# What somebody knows about is no body they belong to: "familiar with the company's plans".
KNOWN_ABOUT = re.compile(
    r",?\s(?:(?:who|whom|which|that|whose)\b|familiar\swith|with\s(?:\w+\s){0,3}(?:knowledge|insight|access"
    r"|sight)\b|briefed|informed|told|close\sto\sthe\s(?:talks|matter|deal|case)"
    r"|involved|speaking|asking|requesting|citing|aware|interviewed|reached|contacted|waiting|attending)\b",
    re.IGNORECASE,
)
# What somebody's work tells is the body they belong to: "two women who pack on the night line".
WORKS = re.compile(
    r"\bwho\s(?:(?:has|have|had|once|still|also)\s)?(?P<what>(?:work|pack|serve|drive|fly|sort|guard|clean"
    r"|teach)\w*\s[^,;]{2,60})"
)
# A source of which nothing is said: "one source", "the sources".
GENERIC = re.compile(r"(?:one|the)\ssources?", re.IGNORECASE)
# They spoke apart, and say the same.
VERIFIED = re.compile(
    r"\b(?:separately|independently|(?:interviewed|questioned|spoke|spoken\sto)\s(?:alone|apart|in\sturn)"
    r"|on\stheir\sown|one\sby\sone|in\sseparate\s(?:interviews|conversations|calls)"
    r"|without\sknow(?:ing|ledge)\s(?:of\s)?(?:one\sanother|each\sother|the\sothers?)"
    r"|(?:none|neither)\sof\s(?:whom|them)\s(?:knew|was\saware)"
    r"|did\snot\sknow\s(?:that\s)?(?:of\s)?(?:each\sother|one\sanother|the\sothers?)"
    r"|unaware\sof\s(?:each\sother|one\sanother))",
    re.IGNORECASE,
)
# Voices without a number: "circles close to the palace", "market talk".
UNCOUNTED = frozenset("circle quarter talk word chatter rumour rumor gossip whisper grapevine".split())
_MANY = re.compile(
    r"(?:dozens|scores|hundreds|several|a\snumber|a\sgroup|a\shandful|half\sa\sdozen|a\sdozen|many|both"
    r"|all)\s(?:of\s)?",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\bwho\s(?:had\s)?(?:saw|seen|watched|heard|witnessed|filmed|photographed|survived|escaped|fled|lives?"
    r"|lived|was\s(?:standing|waiting|passing|walking|driving))\b"
    r"|\s(?:waiting|standing|queuing|queueing|sheltering|watching|fleeing)\b"
)
# Of these not each one says what it saw.
PRIVATE = frozenset("man woman guard girl boy student driver".split())
WORD = re.compile(r"[\w'’.+-]*[\w+]")


def _read_categories() -> dict[Telling, dict[str, AnonymityCategory]]:
    read: dict[Telling, dict[str, AnonymityCategory]] = {"head": {}, "body": {}, "weak": {}, "place": {}}
    for category, telling, words in read_rows("anonymity_categories.tsv"):
        for word in words.split():
            read[telling].setdefault(word.replace("_", " "), category)  # type: ignore[index,arg-type]  # the list holds both
    return read


CATEGORIES = _read_categories()
# What a word beside a noun tells: a body's name, or somebody's calling ("the plaintiffs' counsel").
BESIDE = CATEGORIES["head"] | CATEGORIES["body"]


def describe_anonymity(mention: str, sentence: str) -> Anonymity:
    """Return what `mention` and the sentence it stands in tell of an unnamed source.

    `number` is never more than the words say: a plural is `several_stated` unless they spoke apart.
    Source: AP, "Anonymous sources"; Reuters Handbook of Journalism, "Dealing with sources".
    """
    descriptor = " ".join(mention.split())
    number = _number(descriptor)
    if number == "several_stated" and VERIFIED.search(sentence):
        number = "several_verified"
    knowledge = knowledge_of(descriptor, sentence, number)
    return Anonymity(
        descriptor=descriptor,
        category=_category(descriptor, is_witness=knowledge == "witnessed"),
        number=number,
        knowledge=knowledge,
        reason=find_reason(sentence),
    )


def _category(descriptor: str, *, is_witness: bool) -> AnonymityCategory:
    """Return what body a descriptor's noun belongs to, else the words before it, else those after it.

    The nearest word decides: "a defence ministry official" is a ministry's.
    """
    first = descriptor.partition(",")[0]
    told = KNOWN_ABOUT.split(first)[0]
    words = [_bare(word) for word in WORD.findall(told)]
    noun = _bare(noun_of(first))
    at = len(words) - 1 - words[::-1].index(noun) if noun in words else len(words)
    for name in (" ".join(words[at - 1 : at + 1]), noun):
        if name in CATEGORIES["head"]:
            return CATEGORIES["head"][name]
    before, after = words[:at], words[at + 1 :]
    if works := WORKS.search(descriptor):
        after = [*after, *(_bare(word) for word in WORD.findall(works["what"]))]
    found = _nearest(list(reversed(before)), -1) or _nearest(after, 1)
    if found:
        return found
    was_there = _SEEN.search(descriptor) is not None
    if noun in CATEGORIES["place"]:
        is_private = noun in PRIVATE and not (is_witness or was_there)
        return "other" if is_private else "witness"
    if was_there and noun in ("people", "person"):
        return "witness"
    pair = " ".join(words[max(0, at - 1) : at + 1])
    return CATEGORIES["weak"].get(pair) or CATEGORIES["weak"].get(noun, "other")


def _nearest(words: list[str], step: int) -> AnonymityCategory | None:
    """Return the category of the first of `words` that tells one, or of two neighbours in text order."""
    for index, word in enumerate(words):
        pair = words[index : index + 2][::step]
        if told := BESIDE.get(" ".join(pair)) or BESIDE.get(word):
            return told
    return None


def _bare(word: str) -> str:
    """Return a word as the list has it: folded, without a possessive, singular where the list knows that."""
    word = fold(word).rstrip(".")
    word = word.removesuffix("'s").removesuffix("'")
    if word in ALL_WORDS:
        return word
    for ending, instead in (
        ("ies", "y"),
        ("s", ""),
        ("es", ""),
        ("men", "man"),
        ("women", "woman"),
        ("'s", ""),
    ):
        if word.endswith(ending) and (one := word[: -len(ending)] + instead) in ALL_WORDS:
            return one
    return singular(word)


ALL_WORDS = frozenset(
    word for words in CATEGORIES.values() for name in words for word in (name, *name.split())
)


def _number(descriptor: str) -> AnonymityNumber:
    noun = noun_of(descriptor)
    if singular(noun).removesuffix("s") in UNCOUNTED or noun in UNCOUNTED:
        return "unknown"
    if re.match(r"(?:just\s|only\s|at\sleast\s)?one\sof\b", descriptor, re.IGNORECASE):
        return "one"
    if _MANY.match(descriptor):
        return "several_stated"
    if (
        noun in ("people", "men", "women", "staff")
        or singular(noun) != noun
        or (noun.endswith("s") and not noun.endswith("ss") and not _ONE.match(descriptor))
    ):
        return "several_stated"
    return "one" if _ONE.match(descriptor) or noun else "unknown"


def is_generic(anonymity: Anonymity) -> bool:
    """Say whether the descriptor only tells that there is a source, so that its group may tell more."""
    return anonymity.category == "other" and GENERIC.fullmatch(anonymity.descriptor) is not None
