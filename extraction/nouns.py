"""The noun that a description turns on, and what kind of source it makes."""

import re
from functools import lru_cache

from extraction.model import SourceKind
from extraction.wordlists import read_rows, read_words

WORD = re.compile(r"[^\W_](?:[\w&]|['’.-](?=\w))*\.?", re.UNICODE)
# Where the noun phrase's head has been read and what follows only narrows it.
AFTER_HEAD = re.compile(
    r"\s+(?:of|for|in|with|at|from|who|whom|which|that|familiar|close|speaking|involved|briefed|on|to|by"
    r"|near|within"
    r"|inside|and|or|as|about|under|during|after|before|against|among|representing|monitoring|whose|based"
    r"|aged"
    r"|reached|leaving|waiting|working|living|serving|interviewed|contacted|present|attending|travelling"
    r"|traveling"
    r"|fighting|deployed|stationed|taking|asking|requesting|extrapolating|quoted|cited|seen|obtained"
    r"|reviewed|published"
    r"|broadcast|aired|released|circulating|circulated|filmed|leaked|shared|provided|given|passed|shown"
    r"|sent|made|dated"
    r"|signed|written|posted|issued|recorded|commissioned|conducted|marked|each|alike|including|last|this"
    r"|earlier|employed|waiting"
    r"|[a-z]{2,}(?:ed|wn|itten)(?:\s(?:up|out|down|together))?(?=\s(?:by|to|from|with|in|on|at|for|during"
    r"|under)\s)|[a-z]{3,}ing(?=\s(?:the|an?|his|her|its|their)\s))\b"
)
# "Four current and two former members of staff" are members.
_JOINED = (
    r"current|serving|former|retired|local|federal|state|national|foreign|liberal|conservative|black|white"
    r"|young|old"
    r"|public|private|military|political|legal|medical|civil|government|industry|company|police|army"
    r"|security|diplomatic"
    r"|hospital|union|party|court|business|intelligence|banking|trade|opposition|rebel|western|regional"
)
CURRENT_AND_FORMER = re.compile(
    rf"\b(?:current|serving)\sand\s(?:[a-z]+\s)?(?:former|retired)\b|\b(?:{_JOINED})\sand\s(?:{_JOINED})\b",
    re.IGNORECASE,
)
PLURALS = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "media": "media",
    "data": "data",
    "news": "news",
}
HEADS: dict[str, SourceKind] = {row[0]: row[1] for row in read_rows("source_heads.tsv")}  # type: ignore[misc]  # the list holds kinds
# Endings of callings that no list holds whole: "an epidemiologist", "a midwifery technician".
CALLING = re.compile(
    r"[a-z]{3,}(?:ologist|ician|ographer|woman|person|[bcdfghmnoprtvz]ist|alist|eteer|ineer|surgeon)"
)


# Nouns of doing end like this: "a cellarer", "two welders", "an attendee"; these of the same form are things.
AGENT = re.compile(
    r"[a-z-]{2,}(?:er|or|eer|ist|ian|ant|ent|ee|man|woman|ess|wright|smith|herd|maid|monger)s?"
)
THINGS = read_words("source_things.txt")


def is_agent(noun: str) -> bool:
    """Say whether a folded noun that no list holds is somebody by its form: who welds is a "welder"."""
    one = noun.removesuffix("s")
    return AGENT.fullmatch(noun) is not None and not one.endswith("ment") and one not in THINGS


def singular(noun: str) -> str:
    """Return the singular of a noun of the lists; other words come back unchanged."""
    if noun in PLURALS:
        return PLURALS[noun]
    if noun in HEADS:
        return noun
    for ending, instead in (("ies", "y"), ("s", ""), ("es", ""), ("men", "man"), ("women", "woman")):
        if noun.endswith(ending) and noun[: -len(ending)] + instead in HEADS:
            return noun[: -len(ending)] + instead
    return noun


@lru_cache(maxsize=1024)
def head_word(first: str) -> str:
    """Return the noun of a description as it is written, "" where there is none."""
    words = WORD.findall(AFTER_HEAD.split(CURRENT_AND_FORMER.sub("former", first))[0])
    return words[-1].rstrip(".") if words else ""


def head(first: str) -> str:
    """Return the noun of a description, folded."""
    return head_word(first).casefold()


# "Dozens of survivors", "one of the couriers": what only counts those it speaks of.
COUNTING = re.compile(
    r"(?:(?:just|only|at\sleast|about|some|nearly|almost|more\sthan)\s)?(?:one|two|three|four|five|six"
    r"|seven|eight|nine|ten|dozens|scores|hundreds|some|several|many"
    r"|most|both|all|none|a\s(?:few|number|group|handful|couple|dozen|pair|majority)"
    r"|half\sa\sdozen)\sof\s(?:the\s|its\s|his\s|her\s|their\s)?",
    re.IGNORECASE,
)


def noun_of(descriptor: str) -> str:
    """Return the folded noun of a description, that of those counted where it counts some."""
    first = descriptor.partition(",")[0]
    counting = COUNTING.match(first)
    return head(first[counting.end() :] if counting else first)


@lru_cache(maxsize=1024)
def kind_of_head(first: str) -> SourceKind | None:
    """Return the kind of source that a description's noun makes, where the lists or its ending tell.

    Two words tell more than one: a "weather service" belongs to the state, a "service" may not.
    """
    words = [
        word.casefold() for word in WORD.findall(AFTER_HEAD.split(CURRENT_AND_FORMER.sub("former", first))[0])
    ]
    if not words:
        return None
    noun = singular(words[-1])
    pair = f"{words[-2]} {noun}" if len(words) > 1 else ""
    kind = HEADS.get(pair) or HEADS.get(noun)
    if kind is None and CALLING.fullmatch(noun.removesuffix("s")):
        return "anonymous"
    return kind
