"""The rules engine: what it is called and the order in which its rules run."""

from extraction.model import Attribution
from extraction.rules.contents import span_of
from extraction.rules.frames import probability
from extraction.rules.proposals import Proposal, propose
from extraction.rules.sentences import read_sentences
from extraction.rules.tokens import QUOTE, Sentence


class RulesEngine:
    """Find attributions by rules alone: no weights, no packages beyond the sentence splitter."""

    name = "rules"
    version = "1"
    threshold = 0.3

    def find_attributions(self, text: str) -> list[Attribution]:
        """Return the attributions of `text`, in the order of their first span."""
        found: list[Attribution] = []
        sentences = read_sentences(text)
        last = None
        for sentence in sentences:
            if last and sentence.paragraph == last[0] and all_quote(sentence):
                i = len(found) - 1
                a = found[i]
                found[i] = Attribution(a.source, a.cue, (*a.content, sentence.span), a.probability)
                continue
            chosen = choose(sentence, self.threshold)
            for p, proposal in chosen:
                found.append(as_attribution(sentence, proposal, p))
            if chosen:
                last = (sentence.paragraph,)
            else:
                last = None
        return found


def all_quote(sentence: Sentence) -> bool:
    return all(t.lower is QUOTE for t in sentence.tokens)


def choose(sentence: Sentence, threshold: float) -> list[tuple[float, Proposal]]:
    rated = [(probability(p.key), p) for p in propose(sentence)]
    rated = [r for r in rated if r[0] >= threshold]
    rated.sort(key=lambda r: (-r[0], r[1].cue))
    taken: list[tuple[float, Proposal]] = []
    covered: set[int] = set()
    for p, proposal in rated:
        if covered.intersection(range(*proposal.cue)):
            continue
        content = tuple(c for c in (trim(c, covered) for c in proposal.content) if c)
        if not content:
            continue
        for part in (*content, proposal.cue):
            covered.update(range(*part))
        if proposal.source:
            covered.update(range(*proposal.source))
        taken.append((p, Proposal(proposal.key, proposal.source, proposal.cue, content)))
    taken.sort(key=lambda r: r[1].cue)
    return taken


def trim(part, covered):
    start, end = part
    while start < end and start in covered:
        start += 1
    at = start
    while at < end and at not in covered:
        at += 1
    return (start, at) if at > start else None


def as_attribution(sentence: Sentence, proposal: Proposal, p: float) -> Attribution:
    tokens = sentence.tokens
    source = (span_of(tokens, proposal.source),) if proposal.source else ()
    content = tuple(sorted(span_of(tokens, c) for c in proposal.content))
    return Attribution(source, (span_of(tokens, proposal.cue),), content, p)
