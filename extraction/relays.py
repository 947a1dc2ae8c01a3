"""Through whom words reached the publisher: "told Reuters", "citing its sources", "obtained by AFP"."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.lists import trim
from extraction.media import find_medium_before, medium_at
from extraction.model import Attribution, Span
from extraction.wordlists import fold

# What stands between a cue and the medium: "told the daily", "obtained exclusively by", "posted on".
_BY = r"(?:\s[a-z]+ly)?\s(?:by|in|on|at)\s"
_TELLING = "told|tells|telling"
_STATEMENT = (
    "statement|interview|remarks|comments|email|e-mail|letter|message|speaking|spoke|talking|talked|said|confirmed"
    "|phone|article|op-ed|essay|column|appearance|conversation"
)
_REVEALING = (
    "revealed|denied|admitted|confirmed|disclosed|confided|described|insisted|known|explained|complained"
    "|boasted"
)
_CARRIED = (
    "quoted|cited|carried|reported|published|broadcast|aired|obtained|interviewed|seen|reviewed|read|viewed"
    r"|examined|analysed|analyzed|verified|released|run|printed|asked|questioned|contacted|reached|pressed|made\spublic"
    r"|first\sreported|leaked|posted|appearing|appeared"
)
_GIVEN = (
    r"given|passed|leaked|shown|sent|provided|shared|handed|supplied|read|read\sout|made\savailable|forwarded"
    "|addressed|submitted"
)
_ACCORDING = r"according\sto|as\sreported\sby"
# Each of them ends where the medium begins; the group "cue" is left out where nothing says that it published.
TO_MEDIA = (
    # "told Reuters"
    re.compile(rf"\b(?:{_TELLING})\s", re.IGNORECASE),
    # "in a statement to AFP", "in an interview with the newspaper", "speaking on the podcast"
    re.compile(
        rf"\b(?:{_STATEMENT})"
        r"(?:\s(?:sent|given|released|published|written|broadcast|aired))?\s(?:to|with|on|by|for|in)\s",
        re.IGNORECASE,
    ),
    # "revealed to the magazine", "denied to AFP", "let it be known to the station"
    re.compile(rf"\b(?:{_REVEALING})\sto\s", re.IGNORECASE),
    # "quoted by state television", "obtained by AFP", "broadcast on national radio", "asked by the paper"
    re.compile(rf"\b(?P<cue>{_CARRIED}){_BY}", re.IGNORECASE),
    # "a copy of which was given to the AP", "leaked to the daily", "which a grower passed to the Echo"
    re.compile(rf"\b(?P<cue>{_GIVEN})\s(?:to|with)\s", re.IGNORECASE),
    re.compile(rf"\b(?P<cue>{_ACCORDING})\s", re.IGNORECASE),
)
# "a police file that the daily has read": the medium stands before what it did.
_READ = "read|seen|obtained|reviewed|viewed|published"
HAS_READ = re.compile(rf"\b(?:has|have|had)\s(?P<cue>{_READ})\b")
# "Reuters reported", after "X said"
_REPORTING = "reported|reports|said|says|wrote|writes|quoted|cited|quotes|cites"
REPORTED = re.compile(rf"(?:\s(?:has|had|also|later|first))?\s(?P<cue>{_REPORTING})\b")
# A medium that reported begins its clause: not "Hale, who worked for ABC News, said".
LEADS_IN = re.compile(r"(?:^|[,.;:!?\n\"“”()\x00]|\b(?:and|but|as|while|that|which|after|because|when))\s*$")
# "citing its sources", ", which cited": whoever cites passes on what the cited one told.
CITING = re.compile(
    r"(?:\b(?P<cue>citing|quoting|crediting|reading\s(?:aloud\s)?from|quoting\sfrom)\s+|,\s(?:which|who)\s(?:also\s)?(?P<cited>cited|quoted|credited)\s+"
    r"|,\swhich\s(?P<attributed>attributed\s(?:\w+\s){1,3}to)\s+|\b(?P<authority>on\sthe\sauthority\sof)\s+"
    r"|,\sbasing\s(?:(?:its|his|her|their|the)\s)?(?:\w+\s)?(?P<based>on)\s+)"
    r"(?P<source>[\"“‘]?[^.;:!?\n\"“”()\x00]{3,160}?[\"”’]?)"
    r"(?=\s+(?:as\s+saying|said|reported)\b|[.;:!?\n()\x00]|$|,(?!\s(?-i:[A-Z])))",
    re.IGNORECASE,
)
# "A figure that Reuters, citing …": whoever cites here is not the one who spoke.
OF_ANOTHER = re.compile(r"\b(?:that|which)\s(?:the\s)?[A-Z][^,]{1,40},\s$")
# "Through his lawyer, Hale said": somebody speaks for another.
THROUGH = re.compile(
    r"\b(?P<cue>through|via)\s(?P<voice>(?:his|her|its|their|an?)\s(?:[a-z]+\s)?"
    r"(?:lawyer|attorney|solicitor|spokesman|spokeswoman|spokesperson|agent|representative|publicist|assistant|office))\b",
    re.IGNORECASE,
)
# What is told of the cited one, and is no part of who it is: "an official it did not name".
TOLD_OF_CITED = re.compile(
    r"\s(?:(?:who(?:m|se)?|which|that|whom)\s)?(?:it|he|she|they)\s(?:did|declined|would|could|has|had|was)\b.*$|,?\s(?:but|and)\s(?:it|he|she|they|said)\b.*$"
)
CITED_THEN_SAID = re.compile(
    r"[^,.;:!?\n]{3,160},\s(?P<cue>said|says|reported|reports|wrote|writes|added)\s(?:that\s)?"
)
SUBJECT_OF_CITING = re.compile(r"(?P<subject>[^,.;:!?\n\"“”]{2,120}),(?:\s(?:itself|also))?\s*$")


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


# Words, one of which each expression cannot do without: where none of them stands it is not tried.
WORD = re.compile(r"\w+")


def _words_of(cues: str) -> frozenset[str]:
    """Return of each of the alternatives `cues` one word."""
    return frozenset(max(WORD.findall(cue.replace(r"\s", " ")), key=len) for cue in cues.split("|"))


TRIGGERS = {
    **dict(
        zip(
            TO_MEDIA,
            map(_words_of, (_TELLING, _STATEMENT, _REVEALING, _CARRIED, _GIVEN, _ACCORDING)),
            strict=True,
        )
    ),
    HAS_READ: _words_of(_READ),
    REPORTED: _words_of(_REPORTING),
}
_CITING = frozenset(
    "citing quoting crediting reading cited quoted credited attributed authority basing".split()
)
_THROUGH = frozenset(("through", "via"))


@lru_cache(maxsize=8)  # relays and citations are sought in the same words
def words_in(words: str) -> frozenset[str]:
    """Return the words of a stretch, folded."""
    return frozenset(WORD.findall(words.casefold()))


def find_relays(words: str, offset: int) -> list[Relay]:
    """Return the media that relay, in the words around one attribution, its content blanked out.

    `offset` is where `words` stands in the article.
    """
    relays: dict[Span, Relay] = {}

    def add(mention: Span, cue: Span | None) -> None:
        if not any(_overlap(mention, other) for other in relays):
            relays[mention] = Relay(mention, cue)

    told = words_in(words)
    for pattern in TO_MEDIA:
        for match in pattern.finditer(words) if not told.isdisjoint(TRIGGERS[pattern]) else ():
            if medium := medium_at(words, match.end()):
                mention = Span(offset + match.end(), offset + medium.end)
                add(mention, _span_of_cue(match, offset))
    for match in THROUGH.finditer(words) if not told.isdisjoint(_THROUGH) else ():
        add(Span(offset + match.start("voice"), offset + match.end("voice")), _span_of_cue(match, offset))
    for pattern in (REPORTED, HAS_READ):
        for match in pattern.finditer(words) if not told.isdisjoint(TRIGGERS[pattern]) else ():
            start = find_medium_before(words, match.start() if pattern is REPORTED else match.start() - 1)
            if start is not None and LEADS_IN.search(words, max(0, start - 20), start):
                end = len(words[: match.start()].rstrip(" ,"))
                add(Span(offset + start, offset + end), _span_of_cue(match, offset))
    return sorted(relays.values(), key=lambda relay: relay.mention)


def find_citations(words: str, offset: int) -> list[Citation]:
    """Return whom the words around one attribution cite, where that is a source and not a reason.

    Whoever the cited one cites in turn comes after: "quoting the radio, which quoted a clerk".
    """
    if _CITING.isdisjoint(words_in(words)):
        return []
    found: list[Citation] = []
    end = None
    for match in CITING.finditer(words):
        if found and match.start() != end:
            break
        if OF_ANOTHER.search(words, max(0, match.start() - 80), match.start()):
            continue
        group = next(name for name in ("cue", "cited", "attributed", "authority", "based") if match[name])
        told = TOLD_OF_CITED.search(words, match.start("source"), match.end("source"))
        mention = trim(words, Span(match.start("source"), told.start() if told else match.end("source")))
        portrait = describe_mention(mention.of(words))
        if portrait.kind != "unknown":
            cue = Span(offset + match.start(group), offset + match.end(group))
            found.append(Citation(Span(offset + mention.start, offset + mention.end), cue))
            end = match.end("source")
    return found


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


def _span_of_cue(match: re.Match[str], offset: int) -> Span | None:
    if "cue" not in match.re.groupindex:
        return None
    return Span(offset + match.start("cue"), offset + match.end("cue"))
