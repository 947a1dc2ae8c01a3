"""Who is credited in the sentence of one attribution: whom it cites, who speaks, through whom it came."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.acts import act_of
from extraction.citing import find_citations
from extraction.layout import Layout
from extraction.model import Act, Attribution, Span
from extraction.relays import Relay, find_relays
from extraction.spans import anchor_of, overlap, words_of
from extraction.wordlists import fold

# How far round a cue a relay or a citation may stand in one sentence.
WINDOW_CHARS = 600
# A mark that no pattern crosses stands for what somebody is credited with.
BLANK = "\x00"


@dataclass(frozen=True, slots=True)
class Credit:
    """One step of a chain as the text has it: who is credited, by which cue, with what act."""

    mentions: tuple[Span, ...]
    cue: Span | None
    act: Act


def own_credits(
    said: Sequence[Attribution], extents: Sequence[Span], index: int, layout: Layout, within: Span | None
) -> tuple[Credit, ...]:
    """Return the steps that the attribution's own sentence tells of, or as much of it as lies `within`.

    `extents` are those of `said`, in its order.
    """
    text, attribution = layout.text, said[index]
    cue = attribution.cue[0] if attribution.cue else None
    act = act_of(words_of(text, attribution.cue))
    mentions = attribution.source
    if not mentions and index and (before := _same_sentence_before(said, index, layout)):
        mentions = before.source
    words, offset = _surroundings(said, extents, index, layout, within)
    speaker = Credit(mentions, cue, "said" if act == "attitude" else act)
    citations = find_citations(words, offset)
    relays = [
        Credit((relay.mention,), relay.cue, _relay_act(text, relay))
        for relay in find_relays(words, offset)
        if not any(overlap(relay.mention, mention) for mention in mentions)
        and not any(overlap(relay.mention, citation.mention) for citation in citations)
    ]
    if citations and not any(overlap(citations[0].mention, mention) for mention in mentions):
        cited = [Credit((citation.mention,), citation.cue, "said") for citation in reversed(citations)]
        return (*cited, speaker, *relays)
    if citations and cue and overlap(citations[0].cue, cue):
        return (speaker, *relays)
    if not mentions:
        return tuple(replace(relay, act="said") for relay in relays[:1])
    return (speaker, *relays)


def _relay_act(text: str, relay: Relay) -> Act:
    if relay.cue is None:
        return "published"
    act = act_of(relay.cue.of(text))
    if relay.is_brought and act == "said" and not relay.cue.of(text).startswith("read"):
        return "published"
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


def _speaks_apart(text: str, other: Attribution, attribution: Attribution) -> bool:
    """Say whether `other` has a speaker of its own; ", which" and who asks belong to another's telling."""
    if not other.source or other.source == attribution.source:
        return False
    is_relative = fold(words_of(text, other.source)) in ("which", "who")
    return not is_relative and act_of(words_of(text, other.cue)) != "asked"


def _surroundings(
    said: Sequence[Attribution], extents: Sequence[Span], index: int, layout: Layout, within: Span | None
) -> tuple[str, int]:
    """Return the sentence round the cue, content and others' words blanked out, and where it starts."""
    attribution = said[index]
    anchor = anchor_of(attribution)
    sentence = layout.sentence_at(anchor.start)
    start = max(sentence.start, anchor.start - WINDOW_CHARS)
    end = min(max(sentence.end, anchor.end), anchor.end + WINDOW_CHARS)
    if within:
        start, end = max(start, within.start), min(end, within.end)
    words = layout.text[start:end]
    own, surroundings = extents[index], Span(start, end)
    nearby = slice(max(0, index - 5), index + 6 if attribution.source else 0)
    others = [
        extent
        for other, extent in zip(said[nearby], extents[nearby], strict=True)
        if overlap(extent, surroundings)
        and not overlap(extent, own)
        and _speaks_apart(layout.text, other, attribution)
    ]
    for span in (*attribution.content, *others):
        first, last = max(span.start, start) - start, min(span.end, end) - start
        if first < last:
            words = f"{words[:first]}{BLANK * (last - first)}{words[last:]}"
    return words, start
