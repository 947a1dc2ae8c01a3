"""A name's shorter forms: "Orme" for Orme AG, "Bram" for Bram Roos, "the FAO" for its words' initials."""

import re
from functools import lru_cache

from extraction.cast import Cast
from extraction.kinds import GIVEN_NAMES, describe_mention
from extraction.model import Source
from extraction.nouns import HEADS

# "UN Food and Agriculture Organization": a run of capitals with the small words of a body's name between.
LONG_NAME = re.compile(
    r"(?<![\w'’-])[A-Z][\w'’-]*(?:\s(?:(?:of|for|and|the|on|de)\s){0,2}[A-Z][\w'’-]*){1,8}"
)
ACRONYM = re.compile(r"[A-Z]{2,6}s?")
# These end the name of one body, though "and" stands in it: "the Food and Agriculture Organization".
ONE_BODY = re.compile(
    r"(?:The\s|the\s)?(?:[A-Z][\w'’-]*,?\s)+and\s(?:[A-Z][\w'’-]*\s)*(?:Organi[sz]ation|Authority|Agency|Ministry|Office|Commission|Department"
    r"|Administration|Council|Board|Institute|Association|Federation|Committee|Bureau|Directorate|Inspectorate)"
)


@lru_cache(maxsize=4)
def _long_names(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((match.start(), match[0]) for match in LONG_NAME.finditer(text))


def spell_out(cast: Cast, name: str, position: int) -> str | None:
    """Return the one longer name before `position` that `name` is the initials or the first word of."""
    before = [long for start, long in _long_names(cast.text) if start < position]
    if ACRONYM.fullmatch(name):
        full = {
            long.removeprefix("The ") for long in before if _initials(long).endswith(name) and len(name) > 1
        }
    else:
        full = {long for long in before if long.startswith(f"{name} ") and not long.isupper()}
    if len(full) > 1:
        # "Brauhof AG" and "Brauhof AG Munich": the shortest is the name
        shortest = min(full, key=len)
        full = {shortest} if all(one.startswith(shortest) for one in full) else full
    return full.pop() if len(full) == 1 else None


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.removeprefix("The ").split() if word[0].isupper())


def _is_called(cast: Cast, name: str, full: str) -> bool:
    """Say whether two capitals are a person called by the given name, or a firm that the text says is one."""
    is_person = name in GIVEN_NAMES and any(full == one.words for one in cast.names)
    return is_person or any(
        one.name == full and HEADS.get(one.head) == "organisation" for one in cast.introductions
    )


def find_by_short_form(cast: Cast, name: str, position: int) -> Source | None:
    """Return the source that a lone short name stands for, None where the text tells no one longer name."""
    full = spell_out(cast, name, position)
    portrait = describe_mention(full) if full else None
    # "EgyptAir" is no short form of "EgyptAir Flight 4": only of a body's name, or a given name.
    if not portrait or not portrait.is_named or portrait.kind in ("unknown", "document"):
        return None
    if portrait.kind == "person" and not _is_called(cast, name, portrait.name):
        return None
    known = cast.first_named.get(" ".join(portrait.name.casefold().split()))
    return known or cast.remember(portrait.kind, portrait.name)
