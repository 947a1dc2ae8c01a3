"""Which person a name is: a surname's bearer, "Mrs Hale", or somebody whom the text never names in full."""

from collections.abc import Sequence
from dataclasses import replace

from extraction.cast import REACH_CHARS, Cast, gender_of
from extraction.evidence import kind_in_context
from extraction.kinds import GIVEN_NAMES, Portrait, describe_mention, find_title
from extraction.model import Source, SourceKind, Span
from extraction.pronouns import PRONOUNS
from extraction.shortnames import find_by_short_form
from extraction.wordlists import fold


def _by_honorific(cast: Cast, words: str, surname: str) -> Source | None:
    """Return the one of several bearers of a surname whom "Mrs" can mean."""
    gender = gender_of(words)
    bearers = {name: cast.genders.get(f"person:{fold(name)}") for name in cast.bearers_of(surname)}
    sure = [name for name, told in bearers.items() if told == gender]
    open_ = [name for name, told in bearers.items() if told in (gender, None)]
    fitting = sure if len(sure) == 1 else open_
    return cast.remember("person", fitting[0]) if gender and len(fitting) == 1 else None


def find_person(cast: Cast, portrait: Portrait, words: str, position: int) -> Source:
    """Find the full name for a surname, where exactly one person of the text bears it."""
    if titled := find_title(portrait.name):
        portrait = replace(portrait, name=portrait.name[titled.end() :])
    if portrait.name and " " not in portrait.name:
        name = portrait.name.rstrip(".")
        named = cast.person_named(name) or _by_honorific(cast, words, name)
        named = named or find_by_short_form(cast, name, position)
        if named:
            return named
    return cast.remember(_kind_of_name(cast, portrait), portrait.name)


def _kind_of_name(cast: Cast, portrait: Portrait) -> SourceKind:
    """Return the kind of a name, from what the article says of it where the name alone does not tell."""
    if portrait.name in cast.surnames:
        return "person"
    # A title or plain words before a name leave their noun, and tell enough.
    if (
        portrait.head
        or portrait.name.partition(" ")[0] in GIVEN_NAMES
        or portrait.kind not in ("unknown", "person")
    ):
        return portrait.kind
    if portrait.name not in cast.kinds:
        cast.kinds[portrait.name] = kind_in_context(cast.text, portrait.name) or portrait.kind
    return cast.kinds[portrait.name]


def find_surnames(cast: Cast, spans: Sequence[Span]) -> frozenset[str]:
    """Return the lone names that a title introduces, or that a "she" right after them can only mean."""
    titled = {name.words for name in cast.names if name.kind == "person" and " " not in name.words}
    meant: set[str] = set()
    for index, span in enumerate(spans):
        if PRONOUNS.get(fold(span.of(cast.text))) not in ("m", "f") or index == 0:
            continue
        near = [
            other for other in spans[max(0, index - 12) : index] if span.start - other.start <= REACH_CHARS
        ]
        lone = {name for other in near if (name := _lone_name(other.of(cast.text)))}
        if (
            len(lone) == 1
            and _lone_name(spans[index - 1].of(cast.text))
            and not any(cast.people_before(span.start))
        ):
            meant |= lone
    return frozenset(titled | meant)


def _lone_name(words: str) -> str | None:
    portrait = describe_mention(words)
    is_lone = portrait.kind == "unknown" and portrait.is_named and " " not in portrait.name
    return portrait.name if is_lone else None
