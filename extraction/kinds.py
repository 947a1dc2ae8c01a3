"""What a mention's own words say of its source: its kind, its name, the noun it turns on."""

import re
from dataclasses import dataclass

from extraction.model import SourceKind
from extraction.wordlists import fold, read_rows

# A mention longer than this is a description, of which the beginning tells enough.
MENTION_CHARS = 240
WORD = re.compile(r"[^\W_](?:[\w&]|['’.-](?=\w))*\.?", re.UNICODE)
DETERMINER = re.compile(
    r"(?:the|a|an|this|that|these|those|its|his|her|their|our|my|some|several|many|most|two|three|four|five|six"
    r"|seven|eight|nine|ten|\d+|one|another|other|both|all|any|a number of|dozens of|a group of)\s+",
    re.IGNORECASE,
)
# Where the noun phrase's head has been read and what follows only narrows it.
AFTER_HEAD = re.compile(
    r"\s+(?:of|for|in|with|at|from|who|whom|which|that|familiar|close|speaking|involved|briefed|on|to|by|near|within"
    r"|inside|and|or|as|about|under|during|after|before|against|among|representing|monitoring|whose|based|aged"
    r"|reached|leaving|waiting|working|living|serving|interviewed|contacted|present|attending|travelling|traveling"
    r"|fighting|deployed|stationed|taking|asking|requesting|extrapolating)\b"
)
CONNECTORS = frozenset(
    (
        "al",
        "bin",
        "ibn",
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "la",
        "le",
        "ter",
        "el",
        "du",
        "dos",
    )
)
IDENTIFYING_OFFICES = frozenset(
    (
        "president",
        "prime minister",
        "chancellor",
        "pope",
        "king",
        "queen",
        "vice president",
        "mayor",
        "governor",
        "secretary general",
    )
)
PLURALS = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "media": "media",
    "data": "data",
    "news": "news",
}


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a mention tells of its source by itself, before the rest of the article is asked."""

    kind: SourceKind
    name: str
    head: str = ""
    is_definite: bool = False
    is_plural: bool = False
    is_named: bool = False


def _known_names() -> dict[str, tuple[SourceKind, str]]:
    known: dict[str, tuple[SourceKind, str]] = {}
    lists: tuple[tuple[str, SourceKind], ...] = (
        ("source_governments.tsv", "government"),
        ("source_outlets.tsv", "outlet"),
        ("source_agencies.tsv", "news_agency"),
    )
    for file, kind in lists:
        for name, *others in read_rows(file):
            for word in (name, *others):
                known[fold(word)] = (kind, name)
    return known


KNOWN = _known_names()
HEADS: dict[str, SourceKind] = {row[0]: row[1] for row in read_rows("source_heads.tsv")}  # type: ignore[misc]  # the list holds kinds
NAME_WORDS: dict[str, SourceKind] = {row[0]: row[1] for row in read_rows("source_names.tsv")}  # type: ignore[misc]  # the list holds kinds
TITLES = tuple(row[0] for row in read_rows("source_titles.txt"))
GIVEN_NAMES = {name: row[0] for row in read_rows("source_given_names.tsv") for name in row[1].split()}
_TITLE = "|".join(sorted((re.escape(title) for title in TITLES), key=len, reverse=True))
TITLE_BEFORE_NAME = re.compile(rf"(?i:(?:.*[\s-])?(?:{_TITLE}))\s+(?=[^\W\d_])(?![a-z])")


def describe_mention(words: str) -> Portrait:
    """Return what the words of one mention, as "the US ambassador, John Hale", say of its source."""
    mention = " ".join(words[:MENTION_CHARS].split()).strip(" ,;:.()[]\"“”'‘’–—-")
    bare = _without_determiner(mention)
    is_definite = bool(re.match(r"(?:the|this|that|these|those)\b", mention, re.IGNORECASE))
    known = KNOWN.get(fold(bare)) if _is_capital(bare) else None
    if known:
        return Portrait(known[0], known[1], is_definite=True, is_named=True)
    first, _, apposition = bare.partition(", ")
    return (
        _describe_person(first)
        or _describe_by_head(mention, first, apposition, is_definite)
        or _describe_name(first)
        or Portrait("unknown", mention, head=_head(first), is_definite=is_definite)
    )


def is_name(words: str) -> bool:
    """Say whether every word is written as a name's is: capitals, or a small connector between."""
    tokens = WORD.findall(words)
    return bool(tokens) and all(_is_capital(token) or token in CONNECTORS for token in tokens)


def singular(noun: str) -> str:
    """Return the singular of a noun of the lists; other words come back unchanged."""
    if noun in PLURALS:
        return PLURALS[noun]
    for ending, instead in (("ies", "y"), ("s", ""), ("men", "man"), ("women", "woman")):
        if noun.endswith(ending) and noun[: -len(ending)] + instead in HEADS:
            return noun[: -len(ending)] + instead
    return noun


def _describe_person(first: str) -> Portrait | None:
    titled = TITLE_BEFORE_NAME.match(first)
    name = _leading_name(first[titled.end() :] if titled else first)
    words = name.split()
    if not words or _kind_by_name_word(words) or fold(name) in KNOWN or words[-1].casefold() in HEADS:
        return None
    if titled or (len(words) > 1 and words[0] in GIVEN_NAMES):
        return Portrait("person", name, head=_head(first), is_definite=True, is_named=True)
    return None


def _describe_by_head(mention: str, first: str, apposition: str, is_definite: bool) -> Portrait | None:
    head = _head(first)
    noun = singular(head)
    kind = HEADS.get(noun)
    # "Executives at two mills": a plural is no name for standing first in its sentence.
    opens = noun != head and first.startswith(_head_word(first))
    if kind is None or (_is_capital(_head_word(first)) and not opens):
        return None
    if apposition and is_name(apposition.split(",")[0]) and kind == "anonymous":
        return Portrait("person", apposition.split(",")[0], head=noun, is_definite=True, is_named=True)
    if noun == "agency" and "news" in fold(first).split():
        kind = "news_agency"
        named = _known_name_within(mention)
        if named:
            return Portrait(kind, named, head=noun, is_definite=True, is_named=True)
    plural = head != noun or noun in ("people", "media")
    if kind == "anonymous" and is_definite and not plural and fold(first) in IDENTIFYING_OFFICES:
        return Portrait("person", mention, head=noun, is_definite=True)
    return Portrait(kind, mention, head=noun, is_definite=is_definite, is_plural=plural)


def _describe_name(first: str) -> Portrait | None:
    words = WORD.findall(first)
    name = first if is_name(AFTER_HEAD.split(first)[0]) else ""
    kind = _kind_by_name_word(WORD.findall(AFTER_HEAD.split(first)[0]))
    if not name:
        return None
    if kind:
        return Portrait(kind, name, is_definite=True, is_named=True)
    head = singular(words[-1].casefold())
    if HEADS.get(head) == "group":
        return Portrait("group", name, head=head, is_plural=True)
    if len(words) == 1 and len(name) > 1 and name.isupper():
        return Portrait("organisation", name, is_definite=True, is_named=True)
    name = AFTER_HEAD.split(first)[0]
    if 2 <= len(name.split()) <= 4 and not name.isupper():
        return Portrait("person", name, is_definite=True, is_named=True)
    return Portrait("unknown", name, is_definite=True, is_named=True)


def _kind_by_name_word(words: list[str]) -> SourceKind | None:
    for word in reversed(words):
        kind = NAME_WORDS.get(word.casefold().rstrip("."))
        if kind and _is_capital(word):
            return kind
    return None


def _known_name_within(mention: str) -> str | None:
    for word in WORD.findall(mention):
        known = KNOWN.get(fold(word))
        if known and known[0] == "news_agency":
            return known[1]
    return None


def _leading_name(words: str) -> str:
    name: list[str] = []
    for word in words.split():
        if not (_is_capital(word) or (name and word in CONNECTORS)):
            break
        name.append(word)
    while name and name[-1] in CONNECTORS:
        name.pop()
    return re.sub(r"['’]s?$", "", " ".join(name))


def _without_determiner(mention: str) -> str:
    determiner = DETERMINER.match(mention)
    return mention[determiner.end() :] if determiner else mention


def _head_word(first: str) -> str:
    words = WORD.findall(AFTER_HEAD.split(first)[0])
    return words[-1].rstrip(".") if words else ""


def _head(first: str) -> str:
    return _head_word(first).casefold()


def _is_capital(word: str) -> bool:
    return word[:1].isupper()
