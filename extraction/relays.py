"""Through whom words reached the publisher: "told Reuters", "obtained by AFP", "shown to AFP by a clerk"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.kinds import describe_mention
from extraction.media import find_medium_before, medium_at
from extraction.model import Span
from extraction.wordlists import WORD, words_in

# What stands between a cue and the medium: "told the daily", "obtained exclusively by", "posted on".
_BY = r"(?:\s[a-z]+ly|\slive)?\s(?:by|in|on|at)\s"
_TELLING = "told|tells|telling"
_STATEMENT = (
    "statement|statements|interview|interviews|remarks|comments|email|emails|e-mail|letter|letters|message|messages|text"
    "|call|calls|speaking|spoke|talking|talked|said|says|say|confirmed|phone|article|op-ed|essay|column|appearance"
    "|conversation|reply|response|answer|writing|wrote|writes|appeared|appearing|interviewed|warned|claimed|argued"
    "|announced|revealed|posted|memoir|memoirs|extracts|excerpts|testimony|note|report|bulletin"
)
_REVEALING = (
    r"revealed|denied|admitted|confirmed|disclosed|confided|described|insisted|known|explained|complained|boasted|let\sslip"
    r"|conceded|acknowledged|repeated|suggested|stressed|hinted|lamented|apologised|apologized|relayed|conveyed|confessed"
    r"|recounted|recalled|indicated|joked|predicted"
)
_CARRIED = (
    r"quoted|quoted\sas\ssaying|quoted\sas\swriting|cited|carried|reported|published|republished|reprinted|broadcast"
    r"|rebroadcast|aired|televised|streamed|obtained|acquired|interviewed|seen|heard|watched|reviewed|read|viewed|examined"
    r"|inspected|studied|analysed|analyzed|verified|authenticated|released|run|printed|asked|questioned|contacted|reached"
    r"|pressed|approached|relayed|monitored|transmitted|distributed|circulated|translated|transcribed|recorded|serialised"
    r"|serialized|picked\sup|unearthed|uncovered|revealed|disclosed|put\sout|taken\sup|excerpted|made\spublic"
    r"|first\sreported|leaked|posted|uploaded|appearing|appeared|featured"
)
_GIVEN = (
    r"given|passed|passed\son|leaked|shown|sent|provided|shared|handed|handed\sover|supplied|read|read\sout"
    r"|made\savailable|forwarded|emailed|e-mailed|faxed|addressed|submitted|released|dictated|described|offered|slipped"
    r"|smuggled|relayed|brought|gave|disclosed"
)
_ACCORDING = (
    r"according\sto|as\sreported\sby|as\sreported\sin|as\sfirst\sreported\sby|as\sfirst\sreported\sin|as\squoted\sby"
    r"|as\squoted\sin|as\scited\sby|as\stold\sto"
)
# "in a statement later sent to", "in memoirs being serialised by", "said live on", "said on Monday to"
_SENT = (
    r"(?:\slive|\s(?:earlier|late|again)|\son\s[A-Z][a-z]+day)?(?:\s(?:later|first|since|also|being|exclusively|due\sto\sbe))?"
    r"(?:\s(?:sent|given|released|published|written|broadcast|aired|carried|relayed|quoted|cited|seen|obtained|reviewed"
    r"|monitored|reported|seriali[sz]ed|run|printed|addressed|made|recorded|conducted|posted|read|shared|supplied))?"
)
# Each of them ends where the medium begins; the group "cue" is left out where nothing says that it published.
TO_MEDIA = (
    # "told Reuters"
    re.compile(rf"\b(?:{_TELLING})\s", re.IGNORECASE),
    # "in a statement to AFP", "in an interview with the newspaper", "speaking on the podcast"
    re.compile(rf"\b(?:{_STATEMENT}){_SENT}\s(?:to|with|on|by|for|in|via|through|from)\s", re.IGNORECASE),
    # "revealed to the magazine", "denied to AFP", "let it be known to the station"
    re.compile(rf"\b(?:{_REVEALING})\s(?:this\s|as\smuch\s)?to\s", re.IGNORECASE),
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
# "On its Telegram channel", "to his podcast": the speaker's own passes nothing on.
OWN = re.compile(r"(?:its|their|his|her|my|our)\s", re.IGNORECASE)
# A medium that reported begins its clause: not "Hale, who worked for ABC News, said".
LEADS_IN = re.compile(r"(?:^|[,.;:!?\n\"“”()\x00]|\b(?:and|but|as|while|that|which|after|because|when))\s*$")
# "Shown to Reuters by a clerk", "which a grower passed to the Echo": somebody else brought it to the medium.
BROUGHT_BY = re.compile(
    r"\b(?P<cue>shown|passed(?:\son)?|given|read(?:\sout)?|forwarded|leaked|handed(?:\sover)?|sent|provided"
    r"|supplied|described|released|shared|smuggled)"
    r"(?:\s(?:to|with)\s[^,.;:\x00]{2,60}?)?\sby\s(?P<who>[^,.;:!?\n\"“”()\x00]{3,80}?)(?=\s(?:and|but|in"
    r"|on|who|at|shows?|showed|says?|said|reveals?|suggests?|tells?|told)\b|[,.;:!?\n\"“”()\x00]|$)",
    re.IGNORECASE,
)
WHO_BROUGHT = re.compile(
    r",\s(?:which|that)\s(?P<who>[^,.;:!?\n\"“”()\x00]{3,80}?)\s(?:(?:has|have|had|later"
    r"|secretly)\s)*(?P<cue>passed|gave|handed|leaked|sent|showed|read"
    r"|forwarded|supplied|smuggled)\s(?:(?:it|on|over|out)\s)?(?:to|with)\b"
)
BRINGERS = frozenset(("person", "anonymous", "organisation", "group", "government"))
# "Through his lawyer, Hale said": somebody speaks for another.
THROUGH = re.compile(
    r"\b(?P<cue>through|via)\s(?P<voice>(?:his|her|its|their|an?)\s(?:[a-z]+\s)?"
    r"(?:lawyer|attorney|solicitor|spokesman|spokeswoman|spokesperson|agent|representative|publicist"
    r"|assistant|office))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Relay:
    """A medium that passed words on, or whoever brought them to it, and the cue that says so, if one does."""

    mention: Span
    cue: Span | None
    is_brought: bool = False


def _words_of(cues: str) -> frozenset[str]:
    """Return of each of the alternatives `cues` one word."""
    return frozenset(max(WORD.findall(cue.replace(r"\s", " ")), key=len) for cue in cues.split("|"))


# Words, one of which each expression cannot do without: where none of them stands it is not tried.
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
_THROUGH = frozenset(("through", "via"))


def find_relays(words: str, offset: int) -> list[Relay]:
    """Return the media that relay, after those who brought it to them, in the words round one attribution.

    The attribution's content is blanked out; `offset` is where `words` stands in the article.
    """
    relays: dict[Span, Relay] = {}

    def add(mention: Span, cue: Span | None, *, is_brought: bool = False) -> None:
        if not any(_overlap(mention, other) for other in relays):
            relays[mention] = Relay(mention, cue, is_brought)

    told = words_in(words)
    for pattern in TO_MEDIA:
        for match in pattern.finditer(words) if not told.isdisjoint(TRIGGERS[pattern]) else ():
            if OWN.match(words, match.end()):
                continue
            if medium := medium_at(words, match.end()):
                mention = Span(offset + match.end(), offset + medium.end)
                add(mention, _span_of_cue(match, offset))
    for match in _bringers(words) if relays else ():
        add(
            Span(offset + match.start("who"), offset + match.end("who")),
            _span_of_cue(match, offset),
            is_brought=True,
        )
    for match in THROUGH.finditer(words) if not told.isdisjoint(_THROUGH) else ():
        add(Span(offset + match.start("voice"), offset + match.end("voice")), _span_of_cue(match, offset))
    for pattern in (REPORTED, HAS_READ):
        for match in pattern.finditer(words) if not told.isdisjoint(TRIGGERS[pattern]) else ():
            start = find_medium_before(words, match.start() if pattern is REPORTED else match.start() - 1)
            if start is not None and LEADS_IN.search(words, max(0, start - 20), start):
                end = len(words[: match.start()].rstrip(" ,"))
                add(Span(offset + start, offset + end), _span_of_cue(match, offset))
    return sorted(relays.values(), key=lambda relay: (not relay.is_brought, relay.mention))


def _bringers(words: str) -> Iterator[re.Match[str]]:
    """Yield who brought something to a medium, where the words name a medium that got it."""
    is_told = " by " in words, ", which " in words or ", that " in words
    for pattern, may_be in zip((BROUGHT_BY, WHO_BROUGHT), is_told, strict=True):
        for match in pattern.finditer(words) if may_be else ():
            if not medium_at(words, match.start("who")) and describe_mention(match["who"]).kind in BRINGERS:
                yield match


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _span_of_cue(match: re.Match[str], offset: int) -> Span | None:
    if "cue" not in match.re.groupindex:
        return None
    return Span(offset + match.start("cue"), offset + match.end("cue"))
