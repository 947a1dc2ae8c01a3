"""Everybody an article has spoken of so far, and what it shows of each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from extraction.introductions import KINDS_OF_BODY, Introduction
from extraction.kinds import GIVEN_NAMES, Portrait
from extraction.model import AnonymityCategory, Source, SourceKind, Span
from extraction.names import Name
from extraction.wordlists import fold

# A pronoun or "the agency" speaks of somebody met shortly before; further back the reference is not sure.
REACH_CHARS = 1500
# So many sources back a reference goes at most.
REACH_MET = 12
# Shorter beginnings of first names tell too little: "Al" may be Alan or Alice.
SHORTEST_FIRST_NAME = 3
HONORIFICS = {
    **dict.fromkeys(("mr", "sir", "king", "prince", "lord"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "queen", "lady", "princess"), "f"),
}
# Nouns that tell "he" from "she".
KIN = {
    **dict.fromkeys("brother father husband son uncle man boy spokesman businessman".split(), "m"),
    **dict.fromkeys("sister mother wife daughter aunt widow woman girl spokeswoman".split(), "f"),
}
# "Said her client", "said that he had": who speaks is meant first.
SELF = re.compile(
    r"[^.;\n]{0,90}?\b(?:said|says|added|told\s\w+|claimed|insisted)\s(?:on\s\w+\s)?(?:that\s)?(?P<self>he|she|his|her)\b"
)
# "Ada Brown and her husband": whose husband he is.
SPOUSE = re.compile(r",?\sand\s(?P<self>his|her)\s(?:husband|wife|partner|fianc\w+)\b")
GENDERS = {"he": "m", "his": "m", "she": "f", "her": "f"}
# Bodies spoken of as many: "police … they".
SPOKEN_OF_AS_MANY = frozenset(("police", "staff"))


@dataclass(frozen=True, slots=True)
class Met:
    """One mention that has been resolved: where, to whom (several where credited jointly), and its words."""

    span: Span
    sources: tuple[Source, ...]
    portrait: Portrait
    gender: str | None = None

    @property
    def is_many(self) -> bool:
        """Whether "they" can mean it."""
        is_body = bool(SPOKEN_OF_AS_MANY.intersection(fold(self.portrait.name).split()[:1]))
        return len(self.sources) > 1 or self.portrait.is_plural or is_body


@dataclass(slots=True)
class Cast:
    """Everybody met so far, in the order of the text."""

    text: str
    names: list[Name]
    introductions: list[Introduction]
    short_forms: dict[str, str]
    met: list[Met] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    surnames: frozenset[str] = frozenset()
    """Lone names that are surely persons, though the text never gives them in full."""
    kinds: dict[str, SourceKind] = field(default_factory=dict)
    """The kinds of names that do not tell it themselves, as the article has them."""
    sentences: Sequence[Span] = ()
    genders: dict[str, str] = field(default_factory=dict)
    """Source key -> "m" or "f", where a mention told it."""
    anonymous_count: int = 0
    group_categories: set[AnonymityCategory] = field(default_factory=set)
    """What unnamed groups met so far are, where that is told."""
    first_named: dict[str, Source] = field(default_factory=dict)
    """Folded name -> the source that was first met by it."""
    _bearers: dict[str, set[str]] = field(default_factory=dict)
    _agencies: dict[str, int] = field(default_factory=dict)
    _introduced: dict[str, list[Introduction]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index what is asked for again and again; reading it all for each mention takes time squared."""
        for name in self.names:
            if name.kind == "person":
                self._bearers.setdefault(name.words.rpartition(" ")[2], set()).add(name.words)
            else:
                self._agencies.setdefault(name.words, name.span.start)
        for one in self.introductions:
            self._introduced.setdefault(one.head, []).append(one)

    def bearers_of(self, name: str) -> set[str]:
        """Return the full names of persons that end in `name`."""
        alike = self._bearers.get(name.rpartition(" ")[2], ())
        return {words for words in alike if words.endswith(f" {name}")}

    def agencies_before(self, position: int) -> set[str]:
        """Return the news agencies named before `position`."""
        return {name for name, first in self._agencies.items() if first < position}

    def introduced_before(self, position: int, noun: str, modifiers: frozenset[str]) -> Introduction | None:
        """Return the last introduction before `position` that "the disaster agency" may speak of."""
        found: list[Introduction] = []
        for head in (noun, *KINDS_OF_BODY.get(noun, ())):
            alike = self._introduced.get(head, [])
            last = bisect_left(alike, position, key=lambda one: one.start)
            found += islice((one for one in reversed(alike[:last]) if modifiers <= one.words), 1)
        return max(found, key=lambda one: one.start, default=None)

    def people_before(self, position: int) -> Iterable[Name]:
        """Yield the persons named within reach before `position`, the nearest first."""
        last = bisect_right(self.names, position, key=lambda name: name.span.start)
        for name in reversed(self.names[:last]):
            if position - name.span.start > REACH_CHARS:
                return
            if name.kind == "person" and not name.is_place:
                yield name

    def met_before(self, position: int) -> list[Met]:
        """Return whom the text spoke of within reach before `position`, the nearest first."""
        near = self.met[-REACH_MET:]
        return [met for met in reversed(near) if position - met.span.start <= REACH_CHARS]

    def meet(self, met: Met) -> None:
        """Add one mention to those met, and keep what it tells of "he" or "she", and of a group."""
        self.met.append(met)
        for source in met.sources:
            self.first_named.setdefault(fold(source.name), source)
            if met.portrait.is_plural and source.anonymity and source.anonymity.category != "other":
                self.group_categories.add(source.anonymity.category)
        if met.gender and len(met.sources) == 1:
            self.genders.setdefault(met.sources[0].key, met.gender)

    def remember(self, kind: SourceKind, name: str) -> Source:
        """Return the one source of that kind and folded name."""
        name = self.short_forms.get(name, name)
        key = f"{kind}:{fold(name)}"
        return self.sources.setdefault(key, Source(key, kind, name))

    def person_named(self, name: str) -> Source | None:
        """Return the one person of the text with that full name or surname, None where there are several."""
        bearing = self.bearers_of(name)
        if " " in name and name in self._bearers.get(name.rpartition(" ")[2], ()):
            bearing.add(name)
        # "Republican Tom Hale" is Tom Hale with a word before his name.
        full = {one for one in bearing if not any(one.endswith(f" {other}") for other in bearing)}
        first = sorted((one.partition(" ")[0].rstrip(".") for one in full), key=len)
        # "Chris Hale" is Christopher Hale, and John Hale is John R. Hale.
        if (
            not full
            or not all(one.startswith(first[0]) for one in first)
            or len(first[0]) < SHORTEST_FIRST_NAME
        ):
            return self.remember("person", full.pop()) if len(full) == 1 else None
        return self.remember("person", min(full, key=lambda one: (len(one.split()), len(one), one)))

    def sentences_before(self, position: int, most: int) -> list[Span]:
        """Return up to `most` sentences before the one at `position`, the nearest first."""
        last = bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1
        return list(reversed(self.sentences[max(0, last - most) : max(0, last)]))

    def sentence_start(self, position: int) -> int:
        """Return where the sentence at `position` begins."""
        index = bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1
        return self.sentences[index].start if index >= 0 else position

    def sentences_from(self, position: int) -> tuple[Span, Span | None]:
        """Return the sentence at `position` and the one after it, if there is one."""
        index = max(bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1, 0)
        if index >= len(self.sentences):
            return Span(position, position), None
        after = self.sentences[index + 1] if index + 1 < len(self.sentences) else None
        return self.sentences[index], after

    def gender_at(self, span: Span, portrait: Portrait) -> str | None:
        """Return what the words of a mention, or what it goes on to say of itself, tell of "he" or "she"."""
        if told := gender_of(portrait.name) or KIN.get(portrait.head):
            return told
        shown = SPOUSE.match(self.text, span.end) or SELF.match(self.text, span.end)
        return GENDERS[shown["self"]] if shown else None


def gender_of(name: str) -> str | None:
    """Return "m" or "f" where the given name or honorific tells, else None."""
    first = name.split()[0].rstrip(".") if name.split() else ""
    return HONORIFICS.get(first.casefold()) or GIVEN_NAMES.get(first)
