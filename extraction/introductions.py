"""How an article brings in who it speaks of: a name described beside it, a short form in brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extraction.kinds import OFFICES, TITLES, describe_mention
from extraction.known import KNOWN
from extraction.model import Span
from extraction.names import Name, find_capital_runs
from extraction.nouns import CALLING, HEADS, head, singular
from extraction.wordlists import fold

# A capital that begins a word: from its middle on no word is a name. The capital stands first, since to skip
# to the next one takes less time than to look back at each letter.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ](?<![\w'’-].)"
_NAME = (
    rf"{_CAPITAL}[\w'’-]*"
    r"(?:\s(?:(?:al|bin|van|von|de|del|der|la)\s)?[^\W\d_a-zß-öø-ÿ][\w'’-]*){0,4}"
)
# "Pelagos, the Brix-based shipper," and "Ada Brown, a retired postman,": a name, then what it is.
NAME_FIRST = re.compile(
    rf"(?P<name>{_NAME}),\s(?:the|an?|its|his|her|their)\s(?P<what>[^\W\d_][^,;.()\n]{{2,80}}+)(?=[,.])"
)
# "The prosecutor, Ada Brown," and "Norland's flood agency, NFA,": what it is, then a name.
NAME_LAST = re.compile(
    rf"(?:[Tt](?<!\w.)he(?:ir)?|[Ii](?<!\w.)ts|[Hh](?<!\w.)(?:is|er)|['’]s)\s(?P<what>[a-z][^,;.()\n]{{2,80}}+),\s(?P<name>{_NAME})(?=[,.])"
)
# "The Ministry of Ports (MoP)", "National Rail Holdings (NRH)".
SHORT_FORM = re.compile(
    r"(?P<name>[^\W\d_a-z](?<![\w'’-].)[\w'’-]*(?:\s(?:(?:of|for|and|the|on)\s){0,2}[^\W\d_a-z][\w'’-]*){1,8})\s\((?P<short>[A-Z][A-Za-z]{1,7})\)"
)
# "Edvaldo "Dida" Moraes" is called Dida.
NICKNAME = re.compile(
    r"[^\W\d_a-z](?<![\w'’-].)[\w'’-]+\s[\"“](?P<short>[^\W\d_a-z][\w'’-]+)[\"”]\s[^\W\d_a-z][\w'’-]+"
)
BELONGING = re.compile(
    r"(?P<name>[^\W\d_a-z](?<![\w'’-].)[\w'’-]+\s[^\W\d_a-z][\w'’-]+)\sof\s(?:the\s)?(?=[^\W\d_a-z])"
)
WORD = re.compile(r"[\w'’-]+")
OWNING = re.compile(r"['’]s?$")
OWNED = ("'", "’", "'s", "’s")
TITLE_HEADS = frozenset(title.split()[-1] for title in TITLES)
# So many words before a name can describe it: "the veteran Norwegian rescue chief".
MOST_WORDS_BEFORE = 5
CHARS_BEFORE = 60
# Bodies that are told of by a word for their kind in place of the one in their name.
KINDS_OF_BODY = {
    "regulator": ("authority", "agency", "commission", "office", "board", "administration"),
    "watchdog": ("authority", "agency", "commission", "office", "board", "ombudsman"),
    "union": ("federation", "association"),
    "lender": ("bank",),
}


@dataclass(frozen=True, slots=True)
class Introduction:
    """One description of one name, as it first stands or stands again."""

    start: int
    head: str
    """The noun that the description turns on, singular and folded: "agency"."""
    words: frozenset[str]
    """All words of the description, folded."""
    name: str


def find_introductions(text: str) -> list[Introduction]:
    """Return the descriptions of names in `text`, in order."""
    found = [*_before_names(text), *_beside_commas(text), *_in_brackets(text)]
    return sorted(found, key=lambda introduction: introduction.start)


def find_short_forms(text: str) -> dict[str, str]:
    """Return short form -> the name it stands for, as the text tells in brackets: "(NRH)"."""
    forms = {match["short"]: match["name"].removeprefix("The ") for match in _short_forms(text)}
    nicknames = {match["short"].upper(): match[0] for match in NICKNAME.finditer(text)}
    return nicknames | forms


@lru_cache(maxsize=1)  # they are asked for twice
def _short_forms(text: str) -> tuple[re.Match[str], ...]:
    return tuple(SHORT_FORM.finditer(text)) if "(" in text else ()


def find_people_of(text: str) -> Iterator[Name]:
    """Yield the persons told by where they belong: "Tom Hale of Orme Bank" is Tom Hale."""
    for match in BELONGING.finditer(text):
        portrait = describe_mention(match["name"])
        if portrait.kind == "person" and portrait.name == match["name"]:
            yield Name(Span(*match.span("name")), match["name"], "person")


def _in_brackets(text: str) -> Iterator[Introduction]:
    for match in _short_forms(text):
        words = match["name"].removeprefix("The ").split()
        yield _introduction(match.start("short"), words, " ".join(words))


def _before_names(text: str) -> Iterator[Introduction]:
    """Yield "shop steward Ada Brown", and names that tell what they are: "Norland Grain Agency"."""
    for run in find_capital_runs(text):
        words = (OWNING.sub("", run[0]) if run[0].endswith(OWNED) else run[0]).split()
        if fold(" ".join(words)) in KNOWN:
            continue
        title = _title_length(words)
        before = _words_before(text, run.start())
        if title and title < len(words):
            yield _introduction(run.start(), words[:title], " ".join(words[title:]))
        elif before and _is_role(before[-1]):
            yield _introduction(run.start(), before[-MOST_WORDS_BEFORE:], " ".join(words))
        elif len(words) > 1 and singular(words[-1].casefold()) in HEADS:
            yield _introduction(run.start(), words, " ".join(words))


def _beside_commas(text: str) -> Iterator[Introduction]:
    for pattern in (NAME_FIRST, NAME_LAST):
        for match in pattern.finditer(text):
            noun = singular(head(match["what"]))
            name = match["name"].split()
            title = _title_length(name)
            if _is_role(noun):
                named = " ".join(name[title:] or name).removeprefix("The ")
                yield _introduction(match.start("name"), WORD.findall(match["what"]), named, noun)
            if title and title < len(name):
                yield _introduction(match.start("name"), name[:title], " ".join(name[title:]))


def _introduction(start: int, words: list[str], name: str, noun: str = "") -> Introduction:
    folded = [fold(word) for word in words]
    return Introduction(start, noun or singular(folded[-1]), frozenset(folded), name)


def _title_length(words: list[str]) -> int:
    """Return how many of the capitalised `words` are a title before a person's name: "Foreign Minister"."""
    lengths = [length for length in range(1, len(words)) if fold(words[length - 1]) in TITLE_HEADS]
    longest = max(lengths, default=0)
    person = describe_mention(" ".join(words)) if longest else None
    return longest if person and person.kind == "person" else 0


def _words_before(text: str, start: int) -> list[str]:
    """Return the words right before a name, in its sentence: "Marine biologist Tom Hale"."""
    if text[start - 1 : start] not in (" ", "\xa0"):
        return []
    return WORD.findall(text[max(0, start - CHARS_BEFORE) : start].rpartition(".")[2])


def _is_role(word: str) -> bool:
    noun = fold(word)
    is_listed = noun in HEADS or noun in TITLE_HEADS or noun in OFFICES
    return (is_listed or CALLING.fullmatch(noun) is not None) and HEADS.get(noun) not in (
        "document",
        "dataset",
    )
