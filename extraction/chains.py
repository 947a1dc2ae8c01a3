"""From attributions to chains: who said it first, through whom it came, who published it."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.acts import act_as, act_of
from extraction.certainty import HEDGE
from extraction.clauses import has_subject
from extraction.contents import Stretch
from extraction.kinds import describe_mention
from extraction.layout import Layout
from extraction.lists import trim
from extraction.model import Act, Attribution, Hop, HopMode, Role, Source, Span
from extraction.references import PRONOUNS, Mention
from extraction.relays import Relay, find_citation, find_relays, mend_citation
from extraction.wordlists import fold

UNNAMED_PUBLISHER = Source(key="publisher", kind="unknown", name="unnamed publisher")
# How far round a cue a relay or a citation may stand in one sentence.
WINDOW_CHARS = 600
# So many attributions deep reports are nested at most; print has three or four.
DEEPEST_NEST = 12
# What is told about a source within its mention, and is not its name.
TOLD_OF_SOURCE = re.compile(r",\s(?:who|which|whose|speaking|citing|quoting|itself|himself|herself)\b")
# From here on an attribution is believed whatever its source looks like.
SURE = 0.6
# What goes on after reported words in the same sentence: "…, although the date appeared to slip".
TAIL = re.compile(r",\s+(?:although|though|but|and|while|since|because)\s+")


@dataclass(frozen=True, slots=True)
class Credit:
    """One step of a chain as the text has it: who is credited, by which cue, with what act."""

    mentions: tuple[Span, ...]
    cue: Span | None
    act: Act


@dataclass(frozen=True, slots=True)
class Report:
    """Content that somebody is credited with; `credits` runs from the origin outwards, publisher excluded."""

    content: tuple[Span, ...]
    credits: tuple[Credit, ...]
    cue: str
    extent: Span
    """From the first to the last of its words: source, cue and content."""
    probability: float
    stretches: tuple[Stretch, ...] = ()
    """The claims' words where they are not simply the sentences of the content."""


def find_reports(layout: Layout, attributions: Sequence[Attribution]) -> list[Report]:
    """Return what the attributions credit to whom, in text order.

    Attitudes are left out: nobody said anything, so the sentence stays with whoever reports it.
    A medium that is the only one credited is the origin; with another origin it is a relay.
    """
    text = layout.text
    mended = [_with_plain_source(text, mend_citation(layout, attribution)) for attribution in attributions]
    said = [attribution for attribution in mended if attribution.content and _is_speech(text, attribution)]
    said.sort(key=lambda attribution: (attribution.content[0].start, -attribution.content[-1].end))
    own = [_own_credits(said, index, layout) for index in range(len(said))]
    parents = _parents(said)
    reports = []
    for index, attribution in enumerate(said):
        credits = tuple(credit for credit in _with_parents(index, own, parents) if credit.mentions)
        content = _with_tail(layout, said, index, _without_nested(text, index, said, parents))
        if credits and content:
            cue = " ".join(_words(text, attribution.cue).split())
            extent = _extent(replace(attribution, content=content))
            reports.append(Report(content, credits, cue, extent, attribution.probability))
    return reports


def _with_plain_source(text: str, attribution: Attribution) -> Attribution:
    """Take from a source what is told about it: "Two clerks, who would not be named," are two clerks."""
    plain = []
    for span in attribution.source:
        told = TOLD_OF_SOURCE.search(text, span.start + 1, span.end)
        plain.append(trim(text, Span(span.start, told.start() if told else span.end)))
    return replace(attribution, source=tuple(plain))


def _is_speech(text: str, attribution: Attribution) -> bool:
    """Say whether somebody is credited with saying, believing or showing something.

    A weak attribution to what cannot be anybody ("its main") is none, nor is a hedge without a source
    ("the date appeared to slip").
    """
    is_hedge = not attribution.source and HEDGE.search(_words(text, attribution.cue)) is not None
    if is_hedge or is_attitude(text, attribution):
        return False
    return attribution.probability >= SURE or all(_can_speak(span.of(text)) for span in attribution.source)


def _can_speak(words: str) -> bool:
    portrait = describe_mention(words)
    return portrait.kind != "unknown" or portrait.is_named or fold(words) in PRONOUNS


def is_attitude(text: str, attribution: Attribution) -> bool:
    """Say whether an attribution only tells a stance or an intention, which nobody can check as said.

    "Wants", "supports"; "promised to pay" (an infinitive); a cue without content.
    """
    content = _words(text, attribution.content).lstrip("\"“‘' ")
    if act_of(_words(text, attribution.cue)) == "attitude":
        return not content.casefold().startswith("that ") and not _is_quoted_sentence(text, attribution)
    return bool(re.match(r"to\s+[a-z]", content)) or not content


def build_hops(
    text: str,
    report: Report,
    sources: Mapping[Span, Sequence[Mention]],
    mode: HopMode,
    publisher: Source | None,
) -> tuple[Hop, ...]:
    """Return the chain of one claim of `report`, whose words stand in `mode`: origin, relays, publisher."""
    hops: list[Hop] = []
    seen: set[str] = set()
    step = 0
    for credit in report.credits:
        mentions = [mention for span in credit.mentions for mention in sources[span]]
        fresh = [mention for mention in mentions if mention.source.key not in seen]
        if not fresh:
            continue
        seen.update(mention.source.key for mention in fresh)
        role_mode: HopMode = mode if step == 0 else "indirect"
        for mention in fresh:
            role: Role = "origin" if step == 0 else "relay"
            act = act_as(mention.source.kind, credit.cue.of(text) if credit.cue else "", credit.act)
            hops.append(Hop(step, role, mention.source, act, role_mode, mention.span, credit.cue))
        step += 1
    return (*hops, publisher_hop(step, publisher))


def publisher_hop(step: int, publisher: Source | None) -> Hop:
    """Return the last hop of every chain."""
    return Hop(step, "publisher", publisher or UNNAMED_PUBLISHER, "published")


def mentions_of(reports: Sequence[Report]) -> list[Span]:
    """Return every span of the reports that speaks of a source."""
    return [span for report in reports for credit in report.credits for span in credit.mentions]


def _own_credits(said: Sequence[Attribution], index: int, layout: Layout) -> tuple[Credit, ...]:
    """Return the steps that the attribution's own sentence tells of."""
    text, attribution = layout.text, said[index]
    cue = attribution.cue[0] if attribution.cue else None
    act = act_of(_words(text, attribution.cue))
    mentions = attribution.source
    if not mentions and index and (before := _same_sentence_before(said, index, layout)):
        mentions = before.source
    words, offset = _surroundings(attribution, layout)
    speaker = Credit(mentions, cue, "said" if act == "attitude" else act)
    citation = find_citation(words, offset)
    relays = [
        Credit((relay.mention,), relay.cue, _relay_act(text, relay))
        for relay in find_relays(words, offset)
        if not any(_overlap(relay.mention, mention) for mention in mentions)
        and not (citation and _overlap(relay.mention, citation.mention))
    ]
    if citation and not any(_overlap(citation.mention, mention) for mention in mentions):
        return (Credit((citation.mention,), citation.cue, "said"), speaker, *relays)
    if citation and cue and _overlap(citation.cue, cue):
        return (speaker, *relays)
    if not mentions:
        return tuple(replace(relay, act="said") for relay in relays[:1])
    return (speaker, *relays)


def _relay_act(text: str, relay: Relay) -> Act:
    if relay.cue is None:
        return "published"
    act = act_of(relay.cue.of(text))
    return "said" if act == "attitude" else act


def _same_sentence_before(said: Sequence[Attribution], index: int, layout: Layout) -> Attribution | None:
    """Return the attribution whose speaker goes on: `"No," Hale said, adding that …`."""
    here = said[index]
    if not here.cue:
        return None
    sentence = layout.sentence_at(here.cue[0].start)
    for other in reversed(said[max(0, index - 4) : index]):
        if other.source and other.cue and sentence.start <= other.cue[0].start < here.cue[0].start:
            return other
    return None


def _surroundings(attribution: Attribution, layout: Layout) -> tuple[str, int]:
    """Return the sentence round the cue, content blanked out, and where it starts."""
    anchor = (attribution.cue or attribution.source or attribution.content)[0]
    sentence = layout.sentence_at(anchor.start)
    start = max(sentence.start, anchor.start - WINDOW_CHARS)
    end = min(max(sentence.end, anchor.end), anchor.end + WINDOW_CHARS)
    words = list(layout.text[start:end])
    for span in attribution.content:
        first, last = max(span.start, start) - start, min(span.end, end) - start
        if first < last:
            # A mark that no pattern crosses stands for the content.
            words[first:last] = "\x00" * (last - first)
    return "".join(words), start


def _parents(said: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the one whose content holds its cue; `said` is sorted by content."""
    parents: list[int | None] = []
    starts = [attribution.content[0].start for attribution in said]
    for index, attribution in enumerate(said):
        anchor = (attribution.cue or attribution.source or attribution.content)[0]
        last = bisect_right(starts, anchor.start)
        # Contents overlap in short nests only; a dozen back is further than any nest seen in print.
        nearby = [other for other in range(max(0, last - 12), last) if other != index]
        holding = [other for other in nearby if any(_holds(span, anchor) for span in said[other].content)]
        parents.append(max(holding, key=lambda other: starts[other], default=None))
    return parents


def _without_nested(
    text: str, index: int, said: Sequence[Attribution], parents: Sequence[int | None]
) -> tuple[Span, ...]:
    """Return the content of one attribution less those nested in it, which make claims of their own."""
    content = list(said[index].content)
    for child, parent in enumerate(parents[index : index + 40], index):
        if parent != index:
            continue
        hull = _extent(said[child])
        content = [part for span in content for part in _cut(span, hull)]
    whole = set(said[index].content)
    return tuple(span for span in content if span in whole or len(span.of(text).split()) > 2)


def _with_tail(
    layout: Layout, said: Sequence[Attribution], index: int, content: tuple[Span, ...]
) -> tuple[Span, ...]:
    """Let indirect speech after its cue run on over "although", "but", "and" to the end of its sentence."""
    cue = said[index].cue
    if not content or not cue or cue[-1].end > content[-1].start or layout.quotes_touching(content[-1]):
        return content
    last, sentence = content[-1], layout.sentence_at(content[-1].start)
    tail = TAIL.match(layout.text, last.end)
    if not tail or last.end >= sentence.end or not has_subject(layout.text[tail.end() : sentence.end]):
        return content
    others = (other for other in said[max(0, index - 5) : index + 6] if other is not said[index])
    if any(last.end <= span.start < sentence.end for other in others for span in (*other.cue, *other.source)):
        return content
    return (*content[:-1], Span(last.start, sentence.end))


def _cut(span: Span, hole: Span) -> list[Span]:
    parts = [Span(span.start, min(span.end, hole.start)), Span(max(span.start, hole.end), span.end)]
    return [part for part in parts if part.start < part.end]


def _extent(attribution: Attribution) -> Span:
    roles = (*attribution.source, *attribution.cue, *attribution.content)
    return Span(min(span.start for span in roles), max(span.end for span in roles))


def _with_parents(
    index: int, own: Sequence[tuple[Credit, ...]], parents: Sequence[int | None]
) -> tuple[Credit, ...]:
    steps = list(own[index])
    visited = {index}
    parent = parents[index]
    while parent is not None and parent not in visited and len(visited) < DEEPEST_NEST:
        visited.add(parent)
        known = {span for credit in steps for span in credit.mentions}
        steps += [credit for credit in own[parent] if not known.intersection(credit.mentions)]
        parent = parents[parent]
    return tuple(steps)


def _is_quoted_sentence(text: str, attribution: Attribution) -> bool:
    """Say whether the content is a quotation of several words, as in `"It is a bad plan," Hale objected`."""
    words = _words(text, attribution.content).strip()
    return words[:1] in '"“‘' and len(words.split()) > 3


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(span.of(text) for span in spans)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
