"""Which attributions credit somebody with saying, believing or showing something."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extraction.acts import act_of
from extraction.certainty import HEDGE
from extraction.contents import split_contents
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.lists import trim
from extraction.media import medium_at
from extraction.model import Attribution, Span
from extraction.references import PRONOUNS
from extraction.spans import anchor_of, holds, words_of
from extraction.statements import is_statement
from extraction.wordlists import fold

# What is told about a source within its mention, and is not its name.
TOLD_OF_SOURCE = re.compile(
    r",\s(?:who|which|whose|speaking|citing|quoting|itself|himself|herself)\b"
    r"|,\s(?:both|all|some|several|many|none|neither|most|one|two|three)\sof\s(?:whom|them|which)\b"
    r"|,\s(?:(?:a\s)?cop(?:y|ies)|extracts?|excerpts?|parts?|details|the\s(?:text|contents?))\sof\s(?:which|whom)\b"
    r"|\swhose\s(?:contents?|text|existence)\b"
)
# "A memo obtained by Reuters", "a clip filmed by a fan and aired by Radio Brix": how it reached a medium.
# A noun phrase before "who" is read so many words back.
TAIL_LENGTH = 5
TAIL_WORDS = re.compile(r"[^\s,;:()\"“”]+(?=\s|$)")
BEGINS_PHRASE = re.compile(
    r"(?:the|an?|its|his|her|their|some|many|several|most|two|three|four)\s", re.IGNORECASE
)
# "According to Hale, who runs the mill, it closed": the clause is told of the source.
TOLD_FIRST = re.compile(
    r"(?:who|whose|which|whom)\s[^.;:!?\n\"“”]{3,200}?,\s(?=(?:the|an?|it|he|she|they|\d+|[A-Z])\b)"
)
# "Somebody let | it be known to the station that | the players had left."
BE_KNOWN = re.compile(r"it\sbe\sknown(?:\sto\s[^,;:.]{2,60}?)?\sthat\s")
# How far a participle goes on behind a source that an engine cut short: "a pilot quoted | by".
REACH_OF_CUE = 12
# "State radio, quoting the head of the board, | Hale |, said": whoever quotes is the speaker.
CITING_BEFORE = re.compile(
    r"(?P<who>[^,;:.!?\n\"“”]{2,80}),\s(?:citing|quoting)\s(?:[^;:.!?\n\"“”]{3,120},\s)?$"
)
ADDRESSED = re.compile(r"\b(?:to|told|tells|telling|with)\s$")
THAT = re.compile(r"(?:\s[^,;:.]{2,40})?,?\sthat\s")
# "…, citing two officials": after reported words it tells whom the speaker has them from.
CITED_AFTER = re.compile(
    r",\s(?:citing|quoting|crediting|basing\s(?:\w+\s){1,3}on|on\sthe\sauthority\sof)\s(?!.*,\sthat\s)[^;:!?\n]{3,160}$"
)
CAME_THROUGH = re.compile(
    r",?\s(?:and\s)?(?:(?:first|exclusively|since|later|anonymously)\s)?(?:quoted|cited|interviewed|contacted|seen|obtained"
    r"|reviewed|read|viewed|examined|published|broadcast|aired|released|carried|printed|leaked|made\spublic|shared|given"
    r"|passed|shown|sent|provided|posted)\s(?:by|in|on|to|with)\s"
)
# From here on an attribution is believed whatever its source looks like.
SURE = 0.6


def with_plain_roles(layout: Layout, attribution: Attribution) -> Attribution:
    """Mend what an engine cut wrongly: whose words a medium brought, to whom they went, what follows them."""
    attribution = _with_plain_source(layout.text, _with_whole_source(layout, attribution))
    content = tuple(_plain_content(layout, attribution, span) for span in attribution.content)
    return replace(attribution, content=content)


def _with_whole_source(layout: Layout, attribution: Attribution) -> Attribution:
    """Credit "a pilot quoted by the Echo" to the pilot where an engine took the medium for the source."""
    text = layout.text
    if len(attribution.source) != 1:
        return attribution
    source = attribution.source[0]
    sentence = layout.sentence_at(source.start)
    if source.of(text) in ("who", "which") and (told := _antecedent(text, sentence.start, source.start)):
        return replace(attribution, source=(told,))
    start = max(text.rfind(mark, sentence.start, source.start) for mark in '"“”;:') + 1
    citing = CITING_BEFORE.search(text, max(start, sentence.start), source.start)
    if citing and text[source.end : source.end + 1] == "," or citing and text[source.end - 1] == ",":
        return replace(attribution, source=(Span(*citing.span("who")),))
    for match in CAME_THROUGH.finditer(text, max(start, sentence.start), source.end):
        medium = medium_at(text, match.end())
        if medium and match.end() <= source.start and medium.end == source.end:
            brought = trim(text, Span(max(start, sentence.start), match.start()))
            is_described = describe_mention(brought.of(text)).kind not in ("unknown", "news_agency", "outlet")
            return replace(attribution, source=(brought,)) if is_described else attribution
    return attribution


def _antecedent(text: str, start: int, pronoun: int) -> Span | None:
    """Return the noun phrase right before a relative pronoun, where its words tell that it can speak."""
    before = trim(text, Span(start, pronoun), " ,\n")
    tails = [Span(word.start(), before.end) for word in TAIL_WORDS.finditer(text, before.start, before.end)][
        -TAIL_LENGTH:
    ]
    known = [tail for tail in tails if describe_mention(tail.of(text)).kind != "unknown"]
    whole = [tail for tail in known if BEGINS_PHRASE.match(text, tail.start, tail.end)]
    return whole[-1] if whole else known[-1] if known else None


def _plain_content(layout: Layout, attribution: Attribution, span: Span) -> Span:
    """Take from reported words the medium they went to before "that", and whom their speaker cites."""
    text = layout.text
    if (told := TOLD_FIRST.match(text, span.start, span.end)) and any(
        0 <= span.start - source.end <= 2 for source in attribution.source
    ):
        span = Span(told.end(), span.end)
    if known := BE_KNOWN.match(text, span.start, span.end):
        span = Span(known.end(), span.end)
    medium = medium_at(text, span.start, span.end)
    if medium and attribution.cue and ADDRESSED.search(text, attribution.cue[-1].start, span.start):
        that = THAT.match(text, medium.end, span.end)
        span = Span(that.end(), span.end) if that else span
    cited = CITED_AFTER.search(text, span.start, span.end)
    if cited and not any(quote.end > cited.start() for quote in layout.quotes_touching(span)):
        span = Span(span.start, cited.start())
    return span


def _with_plain_source(text: str, attribution: Attribution) -> Attribution:
    """Take from a source what is told about it: "Two clerks, who would not be named," are two clerks."""
    plain = []
    for span in attribution.source:
        ends = [match.start() for match in TOLD_OF_SOURCE.finditer(text, span.start + 1, span.end)]
        ends += [
            match.start()
            for match in CAME_THROUGH.finditer(text, span.start + 1, span.end + REACH_OF_CUE)
            if match.start() < span.end and medium_at(text, match.end())
        ]
        plain.append(trim(text, Span(span.start, min(ends, default=span.end))))
    return replace(attribution, source=tuple(plain))


def is_speech(text: str, attribution: Attribution) -> bool:
    """Say whether somebody is credited with saying, believing or showing something.

    A weak attribution to what cannot be anybody ("its main") is none, nor is a hedge without a source
    ("the date appeared to slip").
    """
    if attribution.source and fold(words_of(text, attribution.source)) in ("there", "here"):
        return False
    is_hedge = not attribution.source and HEDGE.search(words_of(text, attribution.cue)) is not None
    if is_hedge or is_attitude(text, attribution):
        return False
    return attribution.probability >= SURE or all(_can_speak(span.of(text)) for span in attribution.source)


def is_idle(layout: Layout, attribution: Attribution, said: Sequence[Attribution]) -> bool:
    """Say whether an attribution within another's content states nothing: "had warned of cracks"."""
    anchor = anchor_of(attribution)
    if not any(holds(span, anchor) for other in said if other is not attribution for span in other.content):
        return False
    if any(holds(span, other.cue[0]) for other in said if other.cue for span in attribution.content):
        return False
    return not any(
        is_statement(layout.text, stretch) for stretch in split_contents(layout, attribution.content)
    )


def _can_speak(words: str) -> bool:
    portrait = describe_mention(words)
    return portrait.kind != "unknown" or portrait.is_named or fold(words) in PRONOUNS


def is_attitude(text: str, attribution: Attribution) -> bool:
    """Say whether an attribution only tells a stance or an intention, which nobody can check as said.

    "Wants", "supports"; "promised to pay" (an infinitive); a cue without content.
    """
    content = words_of(text, attribution.content).lstrip("\"“‘' ")
    if act_of(words_of(text, attribution.cue)) == "attitude":
        return not content.casefold().startswith("that ") and not _is_quoted_sentence(text, attribution)
    return bool(re.match(r"to\s+[a-z]", content)) or not content


def _is_quoted_sentence(text: str, attribution: Attribution) -> bool:
    """Say whether the content is a quotation of several words, as in `"It is a bad plan," Hale objected`."""
    words = words_of(text, attribution.content).strip()
    return words[:1] in '"“‘' and len(words.split()) > 3
