"""What kind of source a name is by what the article says of it; where it says nothing, nothing is guessed."""

import re
from collections.abc import Iterator

from extraction.kinds import describe_mention
from extraction.media import find_medium_before, medium_at
from extraction.model import SourceKind
from extraction.nouns import kind_of_head

# So many mentions of a name are read, and so much on either side of each.
MOST_MENTIONS = 6
CONTEXT_CHARS = 90
# "Nordholt, the largest lender in Brix, said": the apposition tells.
APPOSITION = re.compile(
    r",\s(?P<what>(?:an?|the|its|one\sof)\s[^,.;:!?\n\"“”]{3,80})(?=[,.;]|\swhich\b|\swho\b|$)"
)
# "the shipper Nordholt", "tanker group Nordholt"
DESCRIPTION = re.compile(r"(?:^|[\s(])(?P<what>(?:[A-Za-z][\w'’-]*\s){0,3}[a-z][\w'’-]*)\s$")
# What only firms and bodies have.
OF_FIRM = (
    r"(?:shares?|stock|bonds|chief\sexecutive|CEO|CFO|chairman|board|headquarters|shareholders|investors|customers|staff"
    r"|workers|employees|factory|factories|plants?|spokesman|spokeswoman|spokesperson|subsidiary|profits?|revenues?|sales"
    r"|executives|lawyers|annual\sreport)"
)
HAS_OF_FIRM = re.compile(
    rf"['’]s?\s(?:[a-z]+\s){{0,2}}{OF_FIRM}\b|\s(?:spokesman|spokeswoman|spokesperson|shares|chief\sexecutive)\b"
)
FIRM_OF = re.compile(rf"\b{OF_FIRM}\s(?:of|in|at|for)\s(?:the\s)?$", re.IGNORECASE)
# "Nordholt said in a statement on its website": it is no person.
ON_ITS_OWN = re.compile(
    r"\s(?:said|says|announced|confirmed|denied|wrote)\b[^.;\n\"“”]{0,40}\b(?:on|in|through|via|from)\sits\s"
    r"(?:website|site|blog|own|annual|quarterly|report|filing|letter|response|statement|app|page|channel)\b"
)
PERSON_AFTER = re.compile(r",\s(?:\d{2},|aged\s\d|who\b)")
MADE_OF_MANY = frozenset("group movement militia network faction gang cell coalition alliance cartel".split())
FIRM_KINDS: tuple[SourceKind, ...] = ("organisation", "government", "outlet", "news_agency", "group")


def kind_in_context(text: str, name: str) -> SourceKind | None:
    """Return the kind of source that the words round the first mentions of `name` tell, or None."""
    for start, end in _mentions(text, name):
        before = text[max(0, start - CONTEXT_CHARS) : start]
        after = text[end : end + CONTEXT_CHARS]
        if kind := _kind_beside(before, name, after):
            return kind
    return None


def _mentions(text: str, name: str) -> Iterator[tuple[int, int]]:
    end = 0
    for _ in range(MOST_MENTIONS):
        start = text.find(name, end)
        if start < 0:
            return
        end = start + len(name)
        if not text[max(0, start - 1) : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, end


def _kind_beside(before: str, name: str, after: str) -> SourceKind | None:
    words = f"{before}{name}"
    if (start := find_medium_before(words, len(words))) is not None and (medium := medium_at(words, start)):
        return medium.kind
    if PERSON_AFTER.match(after):
        return "person"
    if apposition := APPOSITION.match(after):
        told = describe_mention(apposition["what"])
        # "Hale, a supporter of the mayor": one of a group, and no group.
        kind = "person" if told.kind == "group" and told.head not in MADE_OF_MANY else told.kind
        if kind in FIRM_KINDS:
            return kind
        if kind in ("anonymous", "person"):
            return "person"
    if described := DESCRIPTION.search(before):
        kind = kind_of_head(described["what"]) or "unknown"
        if kind in FIRM_KINDS:
            return kind
        if kind == "anonymous":
            return "person"
    if HAS_OF_FIRM.match(after) or FIRM_OF.search(before) or ON_ITS_OWN.match(after):
        return "organisation"
    return None
