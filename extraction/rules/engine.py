"""The rules engine: what it is called and the order in which its rules run."""

from dataclasses import dataclass

from extraction.model import Attribution, Span
from extraction.rules.choice import choose
from extraction.rules.contents import span_of
from extraction.rules.frames import Proposal
from extraction.rules.labels import read_label
from extraction.rules.proposals import propose
from extraction.rules.quotes import runs_on
from extraction.rules.sentences import read_sentences
from extraction.rules.tokens import QUOTE, Sentence


@dataclass(slots=True)
class Draft:
    """An attribution that what follows may still add content to."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: list[Span]
    probability: float

    def finished(self) -> Attribution:
        """Return it as it stands."""
        return Attribution(self.source, self.cue, tuple(sorted(self.content)), self.probability)


class RulesEngine:
    """Find attributions by rules alone: no weights, no packages beyond the sentence splitter."""

    name = "rules"
    version = "3"

    def find_attributions(self, text: str) -> list[Attribution]:
        """Return the attributions of `text`, in the order of their first span.

        Content keeps its quotation marks and loses the comma or full stop after it.
        """
        found: list[Draft] = []
        open_draft: Draft | None = None
        previous: Sentence | None = None
        for sentence in read_sentences(text):
            if open_draft and previous and _goes_on(text, previous, sentence, open_draft):
                open_draft.content.append(_without_full_stop(text, sentence.span))
            else:
                drafts = _draft(text, sentence)
                found += drafts
                open_draft = _latest(text, drafts)
            if not sentence.is_item:
                previous = sentence
        return sorted((d.finished() for d in found if d.content), key=_first_start)


def _draft(text: str, sentence: Sentence) -> list[Draft]:
    label = read_label(text, sentence)
    if label:
        words = _without_full_stop(text, label.words)
        return [Draft((label.speaker,), (label.colon,), [words], label.probability)]
    return [_as_draft(sentence, proposal, p) for p, proposal in choose(propose(sentence))]


def _goes_on(text: str, previous: Sentence, sentence: Sentence, draft: Draft) -> bool:
    """Tell whether `sentence` adds to what `draft`, found in or before `previous`, says."""
    ends_in_colon = previous.tokens[-1].lower == ":"
    if sentence.is_item:
        return ends_in_colon
    if read_label(text, previous) and sentence.paragraph == previous.paragraph:
        return True
    if any(token.lower is not QUOTE for token in sentence.tokens):
        return False
    if sentence.paragraph == previous.paragraph or ends_in_colon:
        return True
    last = previous.tokens[-1]
    return last.lower is QUOTE and runs_on(text, Span(last.start, last.end))


def _latest(text: str, drafts: list[Draft]) -> Draft | None:
    """Return the one that a quote would go on: the last that quotes or waits for words, else the last."""
    if not drafts:
        return None
    for draft in reversed(drafts):
        if not draft.content or text[draft.content[0].start] in "\"“'‘":
            return draft
    return drafts[-1]


def _as_draft(sentence: Sentence, proposal: Proposal, probability: float) -> Draft:
    tokens = sentence.tokens
    source = (span_of(tokens, proposal.source),) if proposal.source else ()
    content = [span_of(tokens, part) for part in proposal.content]
    return Draft(source, (span_of(tokens, proposal.cue),), content, probability)


def _without_full_stop(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start + 1 and text[end - 1] in ".;,":
        end -= 1
    return Span(span.start, end)


def _first_start(attribution: Attribution) -> int:
    return min(
        spans[0].start for spans in (attribution.source, attribution.cue, attribution.content) if spans
    )
