"""The publisher's own checkable sentences: what the article says and credits to nobody."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from extraction.clauses import (
    AMONG,
    AUXILIARIES,
    PREPOSITION,
    SUBORDINATOR,
    find_finite_verb,
    has_subject,
    is_clause,
)
from extraction.contents import Stretch
from extraction.datelines import SLUG
from extraction.layout import Layout, span_at
from extraction.lists import trim
from extraction.model import Span
from extraction.opinions import find_company_note, is_somebodys
from extraction.wordlists import read_rows

BOILERPLATE = re.compile(
    "|".join(f"(?:{row[0]})" for row in read_rows("statements_boilerplate.txt")), re.IGNORECASE
)
# A photo credit closes a caption: "… near the mill [AFP]", "… (Photo: Ada Brown/AP)".
CREDIT = re.compile(
    r"\s*(?:\[[^\[\]\n]{2,60}\]|\((?:photo|image|picture|file|credit|ap|afp|reuters|getty)\b[^()\n]{0,80}\))\s*\.?\s*$",
    re.IGNORECASE,
)
QUESTION = re.compile(r"\?[\"”’']*\s*$")
QUOTED_WHOLE = re.compile(r"^[\"“‘].*[\"”’][.,]?(?:\s[-–—]\s[^\"“”]{3,80})?$", re.DOTALL)
_OPINIONS = [row[0] for row in read_rows("statements_opinions.txt")]
_AT_WORD = [row for row in _OPINIONS if row.startswith(r"\b")]
_AT_BEGINNING = [row for row in _OPINIONS if row.startswith("^")]
# Those that begin at a word ask once together whether one begins, not each by itself at every letter; those
# that begin a sentence are not tried within it.
OPINION_AT_WORD = re.compile(rf"\b(?:{'|'.join(_AT_WORD)})")
OPINION_AT_BEGINNING = re.compile("|".join(_AT_BEGINNING))
OPINION_AT_MARK = re.compile("|".join(row for row in _OPINIONS if row not in _AT_WORD + _AT_BEGINNING))
# Who writes here, told under the article: "Ada Brown is the Post's Africa correspondent."
BYLINE = re.compile(
    r"[A-Z][^.\n]{3,60}\s(?:is|are|was|has\sbeen)\s[^.\n]{0,80}\b(?:columnist|correspondent|editor|reporter|contributor|"
    r"staff writer|author of|writes? (?:about|for)|fellow at)\b"
)
# "The court ordered that the sails be burned": what is asked for states nothing.
SUBJUNCTIVE = re.compile(
    rf"(?:(?!(?:{'|'.join(sorted(AUXILIARIES))}|shall|should|to|been)\b)[\w'’-]+\s){{1,8}}?(?:not\s)?be\s[\w-]+",
    re.IGNORECASE,
)
ASKING = re.compile(r"(?:how\s\w+|what|why|who|where|when|which\s\w+)\s", re.IGNORECASE)
# "He was 78." says enough; of other subjects so few words are a label.
SHORT_SENTENCE = re.compile(
    r"(?:He|She|It|They|[A-Z][\w'’-]+)\s(?:is|are|was|were|has|have|had|will|did)\s[^\s?]+[.]?"
)
SHORT_PAST = re.compile(r"(?:He|She|It|They|Both|Neither|None)\s[a-z]+\s\S+[.]?")
# "The envoy denied that any were": of whom and what stands in the clause before.
ELLIPTIC = re.compile(
    r"(?:any|none|some|few|many)\s(?:is|are|was|were|had|has|have|did|do|would|could)", re.IGNORECASE
)
# Headlines leave out "is": "Norland, Ostmark preparing sale of Brix mill".
HEADLINE_PARTICIPLE = re.compile(
    r"[A-Z][\w.'’-]*(?:,?\s(?:and\s)?[A-Z][\w.'’-]*){0,5}\s(?:[a-z]+ly\s)?[a-z]{2,}ing\s(?!of\b|to\b|for\b|in\b|on\b|at\b|and\b)"
)
ASKED_OR_ANSWERED = re.compile(r"(?:Q|A|Question|Answer)\s?[:.]\s+(?=[A-Z])")
FEWEST_WORDS = 4
# A line with no closing mark is a heading or a label, unless it is long enough for a caption and has a verb.
FEWEST_WORDS_UNCLOSED = 6
# What leads from the publisher's words over to somebody else's: ", which", ", a group", ", and", ";".
LEADS_OVER = re.compile(
    r"(?:;|,\s+(?:and|but|while|though|although|yet))\s*$|,\s+(?:which|who|whom|(?:a|an|the|one)\s+[\w-]+(?:\s[\w-]+)?(?:\s(?:that|which|whom|who))?)?\s*$",
    re.IGNORECASE,
)
# What cannot stand without the clause after it, after one word that leads over: "Interestingly, after …".
LEANS = re.compile(
    rf"(?:(?:[A-Z][a-z]+ly|But|And|Yet|Still|So|Then|Indeed|Meanwhile),?\s)?(?:{PREPOSITION.pattern}|{SUBORDINATOR.pattern}"
    r"|asked|speaking|writing|citing|according)(?!\sof\sthe\s(?:\w+\s){1,3}(?:are|is|was|were|have|has|had)\b)",
    re.IGNORECASE,
)
# Whoever begins with a quotation quotes; the publisher's own voice comes first or has the longer part.
OPENS_QUOTED = re.compile(r"[\"“‘'][^\"“”\n]*(?:[\"”’']|$)")
# Words that bring in what is planned, ordered or contained, not what to read or buy.
BRINGS_IN = re.compile(
    r"\b(?:requires?|required|demands?|demanded|orders?|ordered|includes?|included|contains?|proposes?|proposed|provides?"
    r"|plans?|planned|calls?\sfor|called\sfor|sets?\sout|lists?|listed|would|will|could|must|agreed|promised|bans?|allows?)\b",
)
# Unnamed sources behind a dash: the wires' way of crediting in a headline.
HEADLINE_CREDIT = re.compile(
    r"\s[-–—]+\s?(?P<who>(?:[A-Za-z.]+\s){0,3}?(?:sources?|officials?|diplomats?|insiders?|aides?|executives?|traders?|lawyers?|witness(?:es)?))\s*$",
    re.IGNORECASE,
)
CLOSED = re.compile(r"[.!…][\"”’')\]]*\s*$")


def find_statements(layout: Layout, taken: Sequence[Span]) -> list[Stretch]:
    """Return the checkable sentences of the publisher outside the stretches `taken`, in order.

    Declarative sentences only: no headings, questions, opinions, fragments, nor what a site prints around
    an article. A caption comes without its credit, a list item with its introduction. Of a sentence that
    ends in what somebody else is credited with, the part before that is kept where it can stand alone.
    """
    stretches: list[Stretch] = []
    taken = sorted(taken)
    introductions = {
        item: items.introduction.of(layout.text) for items in layout.lists for item in items.items
    }
    starts = [span.start for span in taken]
    note = find_company_note(layout.text)
    for sentence in layout.sentences:
        if is_answer(layout, sentence) or sentence.start >= note or is_somebodys(sentence.of(layout.text)):
            continue
        free = _free_part(layout.text, sentence, taken, starts)
        introduction = introductions.get(trim(layout.text, sentence), "")
        is_loose = free != sentence or bool(introduction)
        is_item = (
            free == sentence and BRINGS_IN.search(introduction) is not None and has_subject(introduction)
        )
        statement = free and checkable_part(layout.text, free, is_loose=is_loose, is_item=is_item)
        if statement:
            stretches.append(Stretch((statement,), "indirect", introduction))
    return stretches[:-1] if stretches and _is_byline(layout, stretches[-1].spans[0]) else stretches


def is_answer(layout: Layout, span: Span) -> bool:
    """Say whether a paragraph is somebody's question or answer in an interview: "A: I met him in March."."""
    paragraph = span_at(layout.paragraphs, span.start)
    return paragraph is not None and ASKED_OR_ANSWERED.match(layout.text, paragraph.start) is not None


def _is_byline(layout: Layout, span: Span) -> bool:
    """Say whether the last statement only tells who wrote: a paragraph of its own under the article."""
    paragraph = span_at(layout.paragraphs, span.start)
    return (
        paragraph is not None
        and paragraph.start == span.start > 0
        and len(layout.sentences_within(paragraph)) == 1
        and BYLINE.match(span.of(layout.text)) is not None
    )


def find_headline(title: str) -> Stretch | None:
    """Return what a title states, or None where it is a label, a question, or credits somebody."""
    slug = re.match(SLUG, title)
    credit = find_headline_credit(title)
    span = trim(title, Span(slug.end() if slug else 0, credit.start if credit else len(title)), " -–—")
    words = span.of(title)
    if ":" in words or QUESTION.search(words) or QUOTED_WHOLE.match(words):
        return None
    if not has_subject(words) and not HEADLINE_PARTICIPLE.match(words):
        return None
    return Stretch((span,), "indirect") if len(words.split()) >= FEWEST_WORDS else None


def find_headline_credit(title: str) -> Span | None:
    """Return from its dash on whom a headline credits at its end: "Shares fall after chief quits -source"."""
    credit = HEADLINE_CREDIT.search(title)
    return Span(*credit.span()) if credit else None


def is_statement(text: str, stretch: Stretch) -> bool:
    """Say whether credited words state something: a clause with its subject, or an item; no question."""
    words = stretch.words(text)
    after = text[stretch.spans[-1].end : stretch.spans[-1].end + 2]
    if QUESTION.search(words[-10:]) or after.startswith("?") or _is_wished(words) or _is_asked(words):
        return False
    if ELLIPTIC.fullmatch(words):
        return False
    return bool(stretch.introduction) or has_subject(words) or bool(AMONG.match(words))


def _is_asked(words: str) -> bool:
    """Say whether words ask within a sentence: "what happened to the vote", not "what he says is true"."""
    asked = ASKING.match(words)
    rest = f"one who {words[asked.end() :]}" if asked else ""
    return find_finite_verb(rest) is not None and not is_clause(rest)


def _is_wished(words: str) -> bool:
    wished = SUBJUNCTIVE.match(words)
    verb = find_finite_verb(words) if wished else None
    return wished is not None and not (verb and verb.end() < wished.end())


def _free_part(text: str, sentence: Span, taken: Sequence[Span], starts: Sequence[int]) -> Span | None:
    """Return what of `sentence` lies before anything `taken`, without the words that lead over to it.

    "After the fire, Hale said …" leaves nothing: those words belong to what Hale said, or to his saying it.
    """
    index = bisect_left(starts, sentence.end) - 1
    if index < 0 or taken[index].end <= sentence.start:
        return sentence
    while index > 0 and taken[index - 1].end > sentence.start:
        index -= 1
    if taken[index].start <= sentence.start or not text[taken[index].end : sentence.end].strip(' ."”’'):
        before = Span(sentence.start, max(sentence.start, taken[index].start))
        led_over = LEADS_OVER.search(before.of(text))
        if LEANS.match(before.of(text)):
            return None
        # "… at 3 a.m. Forecasters expect": a sentence ends before what is taken
        if text[taken[index].start] == "," or before.of(text).rstrip().endswith(("a.m.", "p.m.")):
            return before
        if led_over and before.start < before.end:
            return Span(before.start, before.start + led_over.start())
    return None


def _is_long_prose(words: str) -> bool:
    """Say whether words are long enough for a sentence, and are no headline or list in capitals."""
    told = words.split()
    capitals = sum(word[0].isupper() for word in told)
    return len(told) >= 2 * FEWEST_WORDS and 2 * capitals < len(told) and words[0].isupper()


def _is_mostly_quoted(words: str) -> bool:
    opening = OPENS_QUOTED.match(words)
    return opening is not None and len(opening[0].split()) > FEWEST_WORDS


def _is_opinion(words: str) -> bool:
    is_begun = OPINION_AT_BEGINNING.match(words) or OPINION_AT_MARK.search(words)
    return bool(is_begun or OPINION_AT_WORD.search(words))


def checkable_part(
    text: str, sentence: Span, *, is_loose: bool = False, is_item: bool = False
) -> Span | None:
    """Return the part of one sentence that states something to check, or None.

    An item of a list needs no verb: it has that of the words that bring the list in.
    """
    words = sentence.of(text)
    if len(words) < 400 and BOILERPLATE.fullmatch(words.strip(" .")):
        return None
    credit = CREDIT.search(words[-100:])
    end = sentence.end - (min(100, len(words)) - credit.start()) if credit else sentence.end
    statement = trim(text, Span(sentence.start, end))
    words = statement.of(text)
    if (
        QUESTION.search(words[-10:])
        or QUOTED_WHOLE.match(words)
        or _is_mostly_quoted(words)
        or _is_opinion(words)
        or words.endswith(":")
    ):
        return None
    closed = is_loose or bool(CLOSED.search(words[-10:])) or words.endswith(";")
    if words.isupper() and not closed:
        # a heading
        return None
    fewest = FEWEST_WORDS if closed else FEWEST_WORDS_UNCLOSED
    # A closed line of some length is a sentence, even where its verb is not in the lists.
    is_sentence = is_clause(words) or is_item or (closed and not is_loose and _is_long_prose(words))
    is_short = SHORT_SENTENCE.fullmatch(words) or (SHORT_PAST.fullmatch(words) and has_subject(words))
    if is_short and CLOSED.search(words):
        return statement
    if len(words.split()) < fewest or not is_sentence:
        return None
    return statement
