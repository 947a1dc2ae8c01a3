"""Mends of what engines cut wrongly: sources without a head, media taken for sources, too much content."""

import re
from dataclasses import replace

from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.lists import trim
from extraction.media import medium_at
from extraction.model import Attribution, Span
from extraction.spans import overlap
from extraction.wordlists import words_in

# What is told about a source within its mention, and is not its name.
TOLD_OF_SOURCE = re.compile(
    r",\s(?:who|which|whose|speaking|reached|contacted|citing|quoting|itself|himself|herself)\b"
    r"|,\s(?:both|all|some|several|many|none|neither|most|one|two|three)\sof\s(?:whom|them|which)\b"
    r"|,\s(?:(?:a\s)?cop(?:y|ies)|extracts?|excerpts?|parts?|details|the\s(?:text|contents?))\sof\s(?:which|whom)\b"
    r"|\s(?:as|after|before|when|while)\s(?:he|she)\b"
    r"|\swhose\s(?:contents?|text|existence)\b|,\s(?:both|all|each|jointly|together)$|,\sin\s(?:an?|the|his|her|its|their)\s[^,]{3,60}$"
)
# What parts a source from the rest: "Five killed in blast - medics say".
EDGE = " \t\r\n\xa0;,-–—"
# "A pilot who | said": the pronoun begins what an engine left out.
RELATIVE = re.compile(r"(?:who|which)(?:\s(?:both|all|each|also|later))?")
CUT_AT_WHO = re.compile(r",?\s(?:who|which|whom|whose|that)$")
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
# So far round a source, and from the end of reported words, a mend reads.
REACH_CHARS = 250
# How far a participle goes on behind a source that an engine cut short: "a pilot quoted | by".
REACH_OF_CUE = 12
# "State radio, quoting the head of the board, | Hale |, said": whoever quotes is the speaker.
CITING_BEFORE = re.compile(
    r"(?P<who>[^,;:.!?\n\"“”]{2,80}),\s(?:citing|quoting)\s(?:[^;:.!?\n\"“”]{3,120},\s)?$"
)
# "Government sources who declined | to be identified |": the words that lead from a source's head to its end.
CUT_SHORT = re.compile(
    r"(?P<who>[^,;:.!?\n\"“”]{2,80}?),?\s(?:who|whose|briefed|informed|familiar|close|speaking|asking)\s[^;:.!?\n\"“”]*$"
)
# Without one of these words no source was cut short.
TO_ITS_END = frozenset("who whose briefed informed familiar close speaking asking".split())
# "Told Reuters", "denied to the paper": the cue before the medium that an engine took for what was said.
ADDRESSED = re.compile(r"\b(?:to|told|tells|telling|with)\s$")
# "Says privately | that", "would say only | that"; "denied | to Bloomberg that".
LEADING_ADVERB = re.compile(r"(?:[a-z]+ly|only|just|again|simply)\s(?=that\s)")
TO_MEDIUM = re.compile(r"to\s(?=(?:the\s)?(?:[a-z]+\s){0,2}[A-Z])")
THAT = re.compile(r"(?:\s[^,;:.]{2,40})?,?\sthat\s")
# "…, citing two officials": after reported words it tells whom the speaker has them from.
CITED_AFTER = re.compile(
    r",\s(?:citing|quoting|crediting|basing\s(?:\w+\s){1,3}on|on\sthe\sauthority\sof)\s(?!.*,\sthat\s)[^;:!?\n]{3,160}$"
)
# "A memo obtained by Reuters", "a clip filmed by a fan and aired by Radio Brix": how it reached a medium.
CAME_THROUGH = re.compile(
    r",?\s(?:and\s)?(?:(?:first|exclusively|since|later|anonymously)\s)?(?:quoted|cited|interviewed|contacted|seen|obtained"
    r"|reviewed|read|viewed|examined|published|broadcast|aired|released|carried|printed|leaked|made\spublic|shared|given"
    r"|passed|shown|sent|provided|posted)\s(?:by|in|on|to|with)\s"
)


def with_plain_roles(layout: Layout, attribution: Attribution) -> Attribution:
    """Mend what an engine cut wrongly: whose words a medium brought, to whom they went, what follows them."""
    attribution = _with_plain_source(layout, _with_whole_source(layout, attribution))
    content = tuple(_plain_content(layout, attribution, span) for span in _near_its_cue(layout, attribution))
    return replace(attribution, content=content)


def _near_its_cue(layout: Layout, attribution: Attribution) -> tuple[Span, ...]:
    """Leave out sentences beside that of the cue unless they are quoted: nobody is credited with them.

    "Nobody was hurt, the brigade said. Not all agreed."; a list keeps all that its introduction leads to.
    """
    if len(attribution.content) < 2 or not attribution.cue:
        return attribution.content
    sentence = layout.sentence_at(attribution.cue[0].start)
    near = [
        span
        for span in attribution.content
        if overlap(span, sentence) or layout.quotes_touching(span) or sentence.of(layout.text).endswith(":")
    ]
    is_said = any(overlap(span, sentence) for span in near)
    return tuple(near) if is_said else attribution.content


def _with_whole_source(layout: Layout, attribution: Attribution) -> Attribution:
    """Credit whoever speaks where an engine took a pronoun, a medium or the end of the source for it."""
    if len(attribution.source) != 1:
        return attribution
    text, source = layout.text, attribution.source[0]
    start = max(layout.sentence_at(source.start).start, source.start - REACH_CHARS)
    start = max(start, *(text.rfind(mark, start, source.start) + 1 for mark in '"“”;:'))
    if RELATIVE.fullmatch(source.of(text)):
        told = _antecedent(text, start, source.start)
        return replace(attribution, source=(told,)) if told else attribution
    if (whole := _uncut(text, start, source)) != source:
        content = (_before(text, span, whole) for span in attribution.content)
        kept = tuple(span for span in content if span.start < span.end)
        return replace(attribution, source=(whole,), content=kept)
    speaker = _quoting(text, start, source) or _brought(text, start, source)
    return replace(attribution, source=(speaker,)) if speaker else attribution


def _quoting(text: str, start: int, source: Span) -> Span | None:
    """Return who quotes `source`, where a comma after it parts it from the cue."""
    if "," not in text[max(source.start, source.end - 1) : source.end + 1]:
        return None
    citing = CITING_BEFORE.search(text, start, source.start)
    return trim(text, Span(*citing.span("who"))) if citing else None


def _brought(text: str, start: int, source: Span) -> Span | None:
    """Return whose words the medium `source` brought: the pilot in "a pilot quoted by the Echo"."""
    for match in CAME_THROUGH.finditer(text, start, source.end):
        medium = medium_at(text, match.end())
        if medium and match.end() <= source.start and medium.end == source.end:
            who = trim(text, Span(start, match.start()))
            is_told = describe_mention(who.of(text)).kind not in ("unknown", "news_agency", "outlet")
            return who if is_told else None
    return None


def _uncut(text: str, start: int, source: Span) -> Span:
    """Return a source with its head where an engine took its end alone."""
    portrait = describe_mention(source.of(text))
    if portrait.kind != "unknown" or portrait.is_named:
        return source
    if TO_ITS_END.isdisjoint(words_in(text[start : source.start])):
        return source
    cut = CUT_SHORT.search(text, start, source.start)
    is_told = cut and describe_mention(cut["who"].strip()).kind in ("anonymous", "person")
    return trim(text, Span(cut.start("who"), source.end)) if cut and is_told else source


def _before(text: str, span: Span, source: Span) -> Span:
    """Return what of reported words stands before their source, where an engine let them run into it."""
    return (
        trim(text, Span(span.start, source.start), " ,\n") if span.start < source.start < span.end else span
    )


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
    if led := LEADING_ADVERB.match(text, span.start, span.end):
        span = Span(led.end(), span.end)
    if addressed := TO_MEDIUM.match(text, span.start, span.end):
        medium = medium_at(text, addressed.end(), span.end)
        that = THAT.match(text, medium.end, span.end) if medium else None
        span = Span(that.end(), span.end) if that else span
    if attribution.cue and ADDRESSED.search(text, attribution.cue[-1].start, span.start):
        medium = medium_at(text, span.start, span.end)
        that = THAT.match(text, medium.end, span.end) if medium else None
        span = Span(that.end(), span.end) if that else span
    cited = CITED_AFTER.search(text, max(span.start, span.end - REACH_CHARS), span.end)
    if cited and not any(quote.end > cited.start() for quote in layout.quotes_touching(span)):
        span = Span(span.start, cited.start())
    return span


def _with_plain_source(layout: Layout, attribution: Attribution) -> Attribution:
    """Take from a source what is told about it: "Two clerks, who would not be named," are two clerks."""
    text, plain = layout.text, []
    for span in attribution.source:
        # "You answer it," he: the end of a quotation is no part of its source.
        quote = next(iter(layout.quotes_touching(Span(span.start, span.start + 1))), None)
        if quote and quote.start < span.start and quote.end < span.end:
            span = trim(text, Span(quote.end, span.end))
        ends = [match.start() for match in TOLD_OF_SOURCE.finditer(text, span.start + 1, span.end)]
        ends += [
            match.start()
            for match in CAME_THROUGH.finditer(text, span.start + 1, span.end + REACH_OF_CUE)
            if match.start() < span.end and medium_at(text, match.end())
        ]
        ends += [match.start() for match in CUT_AT_WHO.finditer(text, span.start + 1, span.end)]
        plain.append(trim(text, Span(span.start, min(ends, default=span.end)), EDGE))
    return replace(attribution, source=tuple(plain))
