"""From attributions to chains: who said it first, through whom it came, who published it."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.acts import act_as, takes_clause
from extraction.boundaries import with_right_ends
from extraction.citations import is_only_cited, mend_citation, with_citations_apart
from extraction.clauses import has_subject
from extraction.contents import Stretch, mode_of
from extraction.credits import Credit, own_credits
from extraction.denials import stretches_of_denial
from extraction.layout import Layout
from extraction.mending import with_plain_roles
from extraction.model import Attribution, Hop, HopMode, Role, Source, Span
from extraction.nests import with_nested
from extraction.perceptions import stretches_of_perception
from extraction.references import Mention
from extraction.spans import anchor_of, extent_of, holds, words_of
from extraction.speech import is_idle, is_speech
from extraction.tellings import stretches_of_telling
from extraction.uncredited import credits_nobody
from extraction.wordlists import fold

UNNAMED_PUBLISHER = Source(key="publisher", kind="unknown", name="unnamed publisher")
# What leads over to somebody else's words: "The firm sees a gap, and two rivals say …".
BESIDE = re.compile(r"[,;]\s(?:(?:and|but|while|whereas|though|although)\s)?$")
# So many attributions deep reports are nested at most; print has three or four.
DEEPEST_NEST = 12
CLAUSE_OPENERS = ("that ", "whether ", "if ")
# What goes on after reported words in the same sentence: "…, although the date appeared to slip".
TAIL = re.compile(r",\s+(?:although|though|but|and|while|since|because)\s+")


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
    mended = [
        with_plain_roles(layout, with_right_ends(layout, mend_citation(layout, attribution)))
        for attribution in with_citations_apart(layout, attributions)
    ]
    said = [
        attribution
        for attribution in with_nested(text, mended)
        if attribution.content and is_speech(text, attribution) and not credits_nobody(layout, attribution)
    ]
    said.sort(key=lambda attribution: (attribution.content[0].start, -attribution.content[-1].end))
    near = (said[max(0, index - DEEPEST_NEST) : index + DEEPEST_NEST] for index in range(len(said)))
    said = [one for one, others in zip(said, near, strict=True) if not is_idle(layout, one, others)]
    parents = _parents(layout, said)
    said = [
        one if parent is None else _as_spoken(text, one, said[parent])
        for one, parent in zip(said, parents, strict=True)
    ]
    within = [
        None if parent is None else _holding(said[parent], one)
        for one, parent in zip(said, parents, strict=True)
    ]
    extents = [extent_of(one) for one in said]
    own = [own_credits(said, extents, index, layout, within[index]) for index in range(len(said))]
    reports = []
    for index, attribution in enumerate(said):
        credits = tuple(credit for credit in _with_parents(index, own, parents) if credit.mentions)
        content = _with_tail(layout, said, index, _without_nested(text, index, said, parents))
        cue = " ".join(words_of(text, attribution.cue).split())
        told = stretches_of_telling(layout, attribution)
        if credits and content and (told or _is_told(layout, cue, attribution.content[0])):
            extent = extent_of(replace(attribution, content=content))
            told = (
                told
                or stretches_of_denial(layout, attribution)
                or stretches_of_perception(layout, attribution)
            )
            reports.append(Report(content, credits, cue, extent, attribution.probability, told))
    return reports


def _is_told(layout: Layout, cue: str, content: Span) -> bool:
    """Say whether content is what somebody says or holds, not what an attitude or a deed is about.

    "Leaders are wary of steering the party too far" and "Hale highlighted support from men who …" are not.
    """
    if is_only_cited(cue, content.of(layout.text)):
        # "Which cited two clerks": whom it cites, and nothing that they said.
        return False
    is_clause = content.of(layout.text).casefold().lstrip("\"“‘' ").startswith(CLAUSE_OPENERS)
    return takes_clause(cue) or is_clause or mode_of(layout, content) == "direct_quote"


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
        fresh = [
            mention
            for mention in mentions
            if mention.source.key not in seen and not _is_same_medium(mention.source, publisher)
        ]
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


def _is_same_medium(source: Source, publisher: Source | None) -> bool:
    """Say whether a source is who publishes: what somebody told AFP reaches AFP's readers through no other.

    "The Echo" is the Sandhaven Echo, in its own pages.
    """
    if publisher is None:
        return False
    name, own = fold(source.name).removeprefix("the "), fold(publisher.name).removeprefix("the ")
    return name == own or (source.kind in ("outlet", "unknown") and own.endswith(f" {name}"))


def publisher_hop(step: int, publisher: Source | None) -> Hop:
    """Return the last hop of every chain."""
    return Hop(step, "publisher", publisher or UNNAMED_PUBLISHER, "published")


def mentions_of(reports: Sequence[Report]) -> list[Span]:
    """Return every span of the reports that speaks of a source."""
    return [span for report in reports for credit in report.credits for span in credit.mentions]


def _as_spoken(text: str, attribution: Attribution, outer: Attribution) -> Attribution:
    """Take "I" within what somebody says for whoever says it."""
    is_speaker = [fold(span.of(text)) in ("i", "we") for span in attribution.source]
    return replace(attribution, source=outer.source) if is_speaker == [True] and outer.source else attribution


def _parents(layout: Layout, said: Sequence[Attribution]) -> list[int | None]:
    """Return for each of the sorted `said` the one that passes it on, whose content holds its cue."""
    parents: list[int | None] = []
    starts = [attribution.content[0].start for attribution in said]
    for index, attribution in enumerate(said):
        anchor = anchor_of(attribution)
        last = bisect_right(starts, anchor.start)
        # Contents overlap in short nests only; a dozen back is further than any nest seen in print.
        nearby = [other for other in range(max(0, last - 12), last) if other != index]
        holding = [other for other in nearby if any(holds(span, anchor) for span in said[other].content)]
        parent = max(holding, key=lambda other: starts[other], default=None)
        parents.append(parent if parent is None or _passes_on(layout, said[parent], attribution) else None)
    return parents


def _passes_on(layout: Layout, outer: Attribution, inner: Attribution) -> bool:
    """Say whether `inner` is what `outer` says, not a clause beside it nor one that tells of a noun in it.

    "The firm sees a gap, and two rivals say it is closed", "Hale rebuked critics who say he lied" are not.
    """
    text, content, start = layout.text, _holding(outer, inner), extent_of(inner).start
    if (
        content is None
        or not outer.cue
        or outer.cue[0].start > content.start
        or layout.quotes_touching(anchor_of(inner))
    ):
        return True
    before = text[content.start : start]
    if BESIDE.search(before):
        return False
    relative = inner.source and re.match(
        r",?\s(?:who|which)\b", text[inner.source[-1].end : inner.source[-1].end + 8]
    )
    return not relative or has_subject(before)


def _holding(parent: Attribution, child: Attribution) -> Span | None:
    return next((span for span in parent.content if holds(span, anchor_of(child))), None)


def _without_nested(
    text: str, index: int, said: Sequence[Attribution], parents: Sequence[int | None]
) -> tuple[Span, ...]:
    """Return the content of one attribution less those nested in it, which make claims of their own."""
    content = list(said[index].content)
    for child, parent in enumerate(parents[index : index + 40], index):
        if parent != index:
            continue
        hull = extent_of(said[child])
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
