"""Through whom words reached the publisher: "told Reuters", "citing its sources"."""

import re
from dataclasses import dataclass, replace

from extraction.kinds import describe_mention
from extraction.known import KNOWN
from extraction.layout import Layout
from extraction.model import Attribution, Span
from extraction.wordlists import fold

# Longest names first, that "Fox News" is not read as "Fox".
_MEDIA_NAMES = "|".join(
    re.escape(name).replace(r"\ ", r"\s")
    for name in sorted(
        (name for name, known in KNOWN.items() if known[0] in ("news_agency", "outlet")),
        key=len,
        reverse=True,
    )
)
_MEDIA_SHAPE = (
    r"(?:[^\W\d_]+\s){0,2}(?:state|public|local|official)\s"
    r"(?:television|tv|radio|media|broadcaster|news agency(?:\s[A-Z]{2,6})?)"
    r"|(?:news\s)?agency|newspaper|magazine|broadcaster"
    r"|(?-i:(?:[A-Z][\w'’-]+\s){1,3}(?:Times|Post|Herald|Tribune|Gazette|Journal|Chronicle|News|Planet|Courier|Examiner|Radio|TV|Television|Magazine))"
)
_MEDIA = rf"(?P<media>(?:the\s)?(?<![\w-])(?:{_MEDIA_SHAPE}|{_MEDIA_NAMES})(?![\w-]))"
# "told Reuters"
TOLD = re.compile(rf"\b(?:told|tells|telling)\s{_MEDIA}", re.IGNORECASE)
# "in a statement to AFP", "in an interview with the newspaper"
TO_MEDIA = re.compile(
    rf"\b(?:statement|interview|remarks|comments|e-?mail|letter|message|speaking|spoke|said|confirmed|phone)(?:\s(?:sent|given|released))?"
    rf"\s(?:to|with|on|by)\s{_MEDIA}",
    re.IGNORECASE,
)
# "quoted by state television as saying"
BY_MEDIA = re.compile(
    rf"\b(?P<cue>quoted|cited|carried|reported|published|broadcast|aired|obtained|interviewed)\sby\s{_MEDIA}",
    re.IGNORECASE,
)
# "Reuters reported", after "X said"
MEDIA_REPORTED = re.compile(
    rf"{_MEDIA},?\s(?:has\s|had\s|also\s)?(?P<cue>reported|reports|said|says|wrote|writes|quoted|cited|quotes|cites)\b",
    re.IGNORECASE,
)
ACCORDING_TO = re.compile(rf"\b(?P<cue>according\sto|as\sreported\sby)\s{_MEDIA}", re.IGNORECASE)
# "citing its sources": whoever cites passes on what the cited one told.
CITING = re.compile(
    r"\b(?P<cue>citing|quoting)\s+(?P<source>[^,.;:!?\n\"“”()]{3,160}?)(?=\s+(?:as\s+saying|said|reported)\b|[,.;:!?\n\"“”()]|$)",
    re.IGNORECASE,
)
CITED_THEN_SAID = re.compile(
    r"[^,.;:!?\n]{3,160},\s(?P<cue>said|says|reported|reports|wrote|writes|added)\s(?:that\s)?"
)
SUBJECT_OF_CITING = re.compile(r"(?P<subject>[^,.;:!?\n\"“”]{2,120}),(?:\s(?:itself|also))?\s*$")
PATTERNS = (TOLD, TO_MEDIA, BY_MEDIA, MEDIA_REPORTED, ACCORDING_TO)


@dataclass(frozen=True, slots=True)
class Relay:
    """A medium that passed words on, and the cue that says so, if one does."""

    mention: Span
    cue: Span | None


@dataclass(frozen=True, slots=True)
class Citation:
    """Somebody cited by the one who speaks: the origin behind a relay."""

    mention: Span
    cue: Span


def find_relays(words: str, offset: int) -> list[Relay]:
    """Return the media that relay, in the words around one attribution, its content blanked out.

    `offset` is where `words` stands in the article.
    """
    relays: dict[Span, Relay] = {}
    for pattern in PATTERNS:
        for match in pattern.finditer(words):
            mention = Span(offset + match.start("media"), offset + match.end("media"))
            has_cue = "cue" in pattern.groupindex
            cue = Span(offset + match.start("cue"), offset + match.end("cue")) if has_cue else None
            if not any(_overlap(mention, other) for other in relays):
                relays[mention] = Relay(mention, cue)
    return sorted(relays.values(), key=lambda relay: relay.mention)


def find_citation(words: str, offset: int) -> Citation | None:
    """Return whom the words around one attribution cite, where that is a source and not a reason."""
    for match in CITING.finditer(words):
        portrait = describe_mention(match["source"])
        if portrait.kind != "unknown":
            return Citation(
                Span(offset + match.start("source"), offset + match.end("source")),
                Span(offset + match.start("cue"), offset + match.end("cue")),
            )
    return None


def mend_citation(layout: Layout, attribution: Attribution) -> Attribution:
    """Credit "The agency, citing its sources, said X" to the agency where "citing" was taken for the cue."""
    text = layout.text
    if len(attribution.content) != 1 or [fold(span.of(text)) for span in attribution.cue] not in (
        ["citing"],
        ["quoting"],
    ):
        return attribution
    content = attribution.content[0]
    said = CITED_THEN_SAID.match(text, content.start, content.end)
    subject = SUBJECT_OF_CITING.search(
        text[layout.sentence_at(content.start).start : attribution.cue[0].start]
    )
    if not said or not subject:
        return attribution
    start = layout.sentence_at(content.start).start
    return replace(
        attribution,
        source=(Span(start + subject.start("subject"), start + subject.end("subject")),),
        cue=(Span(*said.span("cue")),),
        content=(Span(said.end(), content.end),),
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
