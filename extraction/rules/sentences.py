"""Sentences as the rules read them: quotes whole, tokens ready."""

from extraction.model import Span
from extraction.rules.quotes import find_quotes
from extraction.rules.segment import sentences_of, split_paragraphs
from extraction.rules.tokens import Sentence, tokenize


def read_sentences(text: str) -> list[Sentence]:
    """Return the sentences of `text` in order; those that one quote spans are joined."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(split_paragraphs(text)):
        quotes = find_quotes(text, [paragraph])
        next_quote = 0
        for span in _join_at_quotes(sentences_of(text, paragraph), quotes):
            inside: list[Span] = []
            while next_quote < len(quotes) and quotes[next_quote].start < span.end:
                inside.append(quotes[next_quote])
                next_quote += 1
            sentences.append(Sentence(span, tokenize(text, span, inside), number))
    return sentences


def _join_at_quotes(sentences: list[Span], quotes: list[Span]) -> list[Span]:
    joined: list[Span] = []
    at = 0
    for sentence in sentences:
        while at < len(quotes) and joined and quotes[at].end <= joined[-1].end:
            at += 1
        if joined and at < len(quotes) and quotes[at].start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(sentence.end, quotes[at].end))
        else:
            joined.append(sentence)
    return joined
