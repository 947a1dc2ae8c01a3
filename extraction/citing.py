"""Whom the one who speaks cites: "citing its sources", ", which had it from a clerk", "quoting the radio"."""

import re
from dataclasses import dataclass

from extraction.kinds import describe_mention
from extraction.lists import trim
from extraction.media import medium_at
from extraction.model import Span
from extraction.wordlists import words_in

_ADVERBS = r"(?:(?:in\sturn|also|itself|himself|herself|later|had|has|only|first)\s)*"
_WHICH = rf",\s(?:which|who)\s{_ADVERBS}"
# "citing its sources", ", which cited", ", who had it from": whoever cites passes on what the cited one told.
CITING = re.compile(
    r"(?:(?<!without\s)\b(?P<cue>citing|quoting|crediting|reading\s(?:aloud\s)?from|quoting\sfrom)\s+"
    rf"|{_WHICH}(?P<cited>cited|cites|quoted|quotes|credited|credits)\s+(?!(?:\w+\s){{1,3}}to\s)"
    rf"|{_WHICH}(?P<had>(?:had|got|has|heard|learned|learnt|took)\s(?:(?:it|this|them|(?:the|its|his"
    rf"|her)\s[\w'’-]+)\s)?from)\s+"
    rf"|{_WHICH}(?P<attributed>(?:attributed|attributes|credited|sourced)\s(?:[\w'’-]+\s){{1,3}}to)\s+"
    rf"|\b(?P<authority>on\sthe\s(?:authority|word)\sof)\s+"
    rf"|,\s(?:which\s{_ADVERBS}based|basing|relying)\s(?:(?:its|his|her|their"
    rf"|the)\s)?(?:\w+\s)?(?P<based>on)\s+)"
    r"(?P<source>[\"“‘]?[^.;:!?\n\"“”()\x00]{3,160}?[\"”’]?)"
    r"(?=\s+(?:as\s+saying|said|reported)\b|[.;:!?\n()\x00]|$|,(?!\s(?-i:[A-Z])))",
    re.IGNORECASE,
)
# "Quoting a police memo, Hale said …": it may stand first.
CITING_FIRST = re.compile(
    r"\W*(?P<cue>Citing|Quoting|Crediting)\s(?P<source>[^,.;:!?\n\"“”()\x00]{3,120}),\s(?=[A-Za-z])"
)
# "A report in the Commercial Times": what a medium published is its word.
PIECE_IN = re.compile(
    r"(?:(?:an?|the|its|one|earlier|recent)\s)*(?:[\w'’-]+\s)?(?:reports?|articles?|stor(?:y|ies)|pieces?"
    r"|interviews?|scoops?)"
    r"\s(?:in|by|on|from|(?:published|carried|broadcast|aired)\s(?:by|in|on))\s"
)
# "A figure that Reuters, citing …": whoever cites here is not the one who spoke.
OF_ANOTHER = re.compile(r"\b(?:that|which)\s(?:the\s)?[A-Z][^,]{1,40},\s$")
# What is told of the cited one, and is no part of who it is: "an official it did not name".
TOLD_OF_CITED = re.compile(
    r"\s(?:(?:who(?:m|se)?|which|that|whom)\s)?(?:it|he|she|they)\s(?:did|declined|would|could|has|had"
    r"|was)\b.*$|,?\s(?:but|and)\s(?:it|he|she|they|said)\b.*$"
)
# Words, one of which a citation cannot do without.
_CITING = frozenset(
    "citing quoting crediting reading cited cites quoted quotes credited credits attributed attributes"
    " authority word"
    " basing based relying from sourced".split()
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Somebody cited by the one who speaks: the origin behind a relay."""

    mention: Span
    cue: Span


def find_citations(words: str, offset: int) -> list[Citation]:
    """Return whom the words around one attribution cite, where that is a source and not a reason.

    Whoever the cited one cites in turn comes after: "quoting the radio, which quoted a clerk".
    """
    if _CITING.isdisjoint(words_in(words)):
        return []
    found: list[Citation] = []
    end = None
    first = CITING_FIRST.match(words)
    for match in (first,) if first else CITING.finditer(words):
        if found and match.start() != end:
            break
        if OF_ANOTHER.search(words, max(0, match.start() - 80), match.start()):
            continue
        group = next(name for name in match.re.groupindex if name != "source" and match[name])
        told = TOLD_OF_CITED.search(words, match.start("source"), match.end("source"))
        mention = trim(words, Span(match.start("source"), told.start() if told else match.end("source")))
        piece = PIECE_IN.match(words, mention.start, mention.end)
        if piece and medium_at(words, piece.end()):
            mention = Span(piece.end(), mention.end)
        portrait = describe_mention(mention.of(words))
        if portrait.kind != "unknown":
            cue = Span(offset + match.start(group), offset + match.end(group))
            found.append(Citation(Span(offset + mention.start, offset + mention.end), cue))
            end = match.end("source")
    return found
