"""What a text tells of whether a named person is "he" or "she", where the name does not."""

import re
from collections.abc import Iterable, Mapping

from extraction.cast import HONORIFICS, KIN, gender_of
from extraction.names import Name

# So far behind a name its own sentence may tell: "Ines Cole, who sold her farm".
REACH_CHARS = 120
# "Her" of a thing may be anybody's ("attacked her record"); of kin and office it is the subject's own.
TELLING = re.compile(
    r"\b(?P<word>himself|herself|(?:his|her)(?=\s(?:own|predecessor|successor|husband|wife|deputy|captain|counterpart|sons?|daughters?|children|mother"
    r"|father|parents|brothers?|sisters?|home|hands?|head|resignation|retirement|twin|baby|widow)\b))"
    r"|(?P<stop>[.;:\n\"“”]|\b[A-Z][\w'’-]+\s[A-Z]|\b(?:said|says|say|told|tells|that|predict\w*|believ\w+|think\w*|thought|added|argu\w+|claim\w*"
    r"|warn\w*|insist\w*|wrote)\b)"
)
GENDERS = {"his": "m", "himself": "m", "her": "f", "herself": "f"}
# "Her husband, Ilya Petrov": kin before a name.
KIN_BEFORE = re.compile(
    r"(?:\b(?:the|his|her|their|a|an|its)|['’]s)\s(?:[a-z-]+\s){0,2}(?P<noun>[a-z]+),?\s$", re.IGNORECASE
)


def find_genders(text: str, people: Iterable[Name]) -> Mapping[str, str]:
    """Return full name -> "m" or "f", as the first words that tell have it.

    Words after a name tell only up to the next name, quotation or end of a sentence.
    """
    told: dict[str, str] = {}
    for name in people:
        if name.kind != "person" or name.words in told:
            continue
        found = gender_of(name.words) or HONORIFICS.get(name.title.rstrip(".")) or _told_around(text, name)
        if found:
            told[name.words] = found
    return told


def _told_around(text: str, name: Name) -> str | None:
    before = KIN_BEFORE.search(text[max(0, name.span.start - 50) : name.span.start])
    if before and (kin := KIN.get(before["noun"])):
        return kin
    # Who stands first in a sentence is who "her" in it speaks of; of another name that is not sure.
    if not _opens(text, name):
        return None
    telling = TELLING.search(text, name.span.end, name.span.end + REACH_CHARS)
    return GENDERS[telling["word"]] if telling and telling["word"] else None


def _opens(text: str, name: Name) -> bool:
    line = text[max(text.rfind("\n", 0, name.span.start) + 1, name.span.start - 60) : name.span.start]
    lead = line[line.rfind(". ") + 2 if ". " in line else 0 :]
    return (
        '"' not in lead
        and "“" not in lead
        and not re.search(r"\b(?:said|told|met|by|with)\b", lead)
        and len(lead.split()) <= 5
    )
