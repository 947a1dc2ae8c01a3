"""Where reported words begin and end, mended where an engine cut them off or let them run into the source."""

import re
from dataclasses import replace

from extraction.clauses import find_finite_verb, has_subject
from extraction.denials import told_of
from extraction.layout import Layout
from extraction.lists import trim
from extraction.model import Attribution, Span
from extraction.spans import overlap

# "Told | the players that bonuses …", "said | in July that …": whom or when, and no part of what was said.
BEFORE_THAT = re.compile(r"(?P<lead>(?:(?!that\b)[\w'’.-]+\s){1,9}?)that\s")
WHEN_OR_WHERE = re.compile(
    r"(?:in|on|at|during|by|last|this|late|early|over|through|via|from|before|after)\s", re.IGNORECASE
)
TELLING = frozenset(
    "told tells telling informed informs assured assures reminded reminds warned warns notified advised"
    " persuaded convinced promised".split()
)
# "said, | citing two officials, that …"
CITING_FIRST = re.compile(r"(?:citing|quoting|crediting)\s[^.;:!?\n]{3,160}?,\s(?=that\s)")
# Words between the end of what was said and the comma before its source: "… a tide gauge at | Corrie, |".
CUT_BEFORE_SOURCE = re.compile(r"(?:\s[\w'’-]+){1,4},\s")
# "Asked if the mill had closed": what is asked stands after "if", which sets no condition there.
IF_ASKED = re.compile(r"(?:ask(?:ed|s|ing)|wonder(?:ed|s|ing)|question(?:ed|s|ing))\b", re.IGNORECASE)
# Nothing that was said ends in one of these.
CUT_WITHIN = re.compile(r"\b(?:been|be|to|the|an?|of|in|for|with|by|from|and|or|than|not|have|has|had)$")
OPEN_END = re.compile(r"\s[a-z]")
# A name or calling that was taken for the end of what was said is no longer than this.
MOST_WORDS_OF_SOURCE = 9
# "said another", "; a second said": one more of a group speaks, not who spoke before.
_ONE_MORE = (
    r"(?P<who>another|a\s(?:second|third|fourth|fifth)"
    r"(?:\s(?:source|official|person|man|woman|diplomat|witness))?)"
)
AFTER_CUE = re.compile(rf"\s{_ONE_MORE}(?=[.,;:\n]|$)", re.IGNORECASE)
BEFORE_CUE = re.compile(rf"(?:^|[;,.]\s|\b(?:and|but|while)\s){_ONE_MORE}\s$", re.IGNORECASE)
REACH_CHARS = 40


def with_right_ends(layout: Layout, attribution: Attribution) -> Attribution:
    """Return the attribution with its words cut where the sentence parts them."""
    attribution = _with_one_more(layout.text, attribution)
    if not attribution.cue or not attribution.content:
        return attribution
    attribution = _parted_from_source(layout.text, attribution)
    *others, last = attribution.content
    first, *rest = [*others, _up_to_its_end(layout, attribution, last)]
    return replace(attribution, content=(_from_its_start(layout.text, attribution, first), *rest))


def _with_one_more(text: str, attribution: Attribution) -> Attribution:
    """Credit "another" where an engine took whoever spoke before."""
    if len(attribution.source) != 1 or len(attribution.cue) != 1:
        return attribution
    [source], [cue] = attribution.source, attribution.cue
    start = max(0, cue.start - REACH_CHARS)
    found = AFTER_CUE.match(text, cue.end) or BEFORE_CUE.search(text[start : cue.start])
    if not found:
        return attribution
    offset = 0 if found.re is AFTER_CUE else start
    who = Span(offset + found.start("who"), offset + found.end("who"))
    is_far = text[min(source.end, who.end) : max(source.start, who.start)].strip(" ,")
    return attribution if overlap(source, who) or not is_far else replace(attribution, source=(who,))


def _parted_from_source(text: str, attribution: Attribution) -> Attribution:
    """Part words and source that stand side by side: only a comma may end one and begin the other."""
    for index, span in enumerate(attribution.content):
        for number, source in enumerate(attribution.source):
            if not 0 <= source.start - span.end <= REACH_CHARS:
                continue
            if CUT_BEFORE_SOURCE.fullmatch(text, span.end, source.start):
                content = _put(attribution.content, index, Span(span.start, source.start - 2))
                return replace(attribution, content=content)
            comma = text.rfind(", ", span.start, span.end)
            if text[span.end : source.start].strip() or text[span.end - 1] in ',.!?"”' or comma < 0:
                continue
            tail = text[comma + 2 : span.end]
            if len(tail.split()) <= MOST_WORDS_OF_SOURCE and find_finite_verb(tail) is None:
                content = _put(attribution.content, index, Span(span.start, comma))
                sources = _put(attribution.source, number, Span(comma + 2, source.end))
                return replace(attribution, content=content, source=sources)
    return attribution


def _put(spans: tuple[Span, ...], index: int, span: Span) -> tuple[Span, ...]:
    return (*spans[:index], span, *spans[index + 1 :])


def _up_to_its_end(layout: Layout, attribution: Attribution, span: Span) -> Span:
    """Let words that are no clause yet run on to the end of their sentence, where they become one."""
    text = layout.text
    if attribution.cue[-1].end > span.start or not OPEN_END.match(text, span.end):
        return span
    words = span.of(text)
    if layout.quotes_touching(span) or (has_subject(words) and not CUT_WITHIN.search(words)):
        return span
    sentence = layout.sentence_at(span.start)
    whole = trim(text, Span(span.start, max(span.end, sentence.end)), " .\n")
    return whole if has_subject(whole.of(text)) and not layout.quotes_touching(whole) else span


def _from_its_start(text: str, attribution: Attribution, span: Span) -> Span:
    """Take from the beginning whom the speaker told, when, and whom they cite, up to "that"."""
    if attribution.cue[-1].end > span.start:
        return span
    span = told_of(text, attribution.cue[-1].of(text), span)
    if cited := CITING_FIRST.match(text, span.start, span.end):
        return Span(cited.end(), span.end)
    if IF_ASKED.match(text, attribution.cue[-1].start, span.end) and text.startswith("if ", span.start):
        return Span(span.start + len("if "), span.end)
    led = BEFORE_THAT.match(text, span.start, span.end)
    if not led or find_finite_verb(led["lead"]):
        return span
    is_told = attribution.cue[-1].of(text).casefold().split()[-1:]
    is_aside = WHEN_OR_WHERE.match(led["lead"]) or TELLING.intersection(is_told)
    is_stated = is_aside and has_subject(text[led.end() : span.end])
    return Span(led.end("lead"), span.end) if is_stated else span
