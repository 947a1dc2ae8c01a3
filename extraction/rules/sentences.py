"""Sentences as the rules read them: quotes whole, tokens ready."""

from extraction.model import Span
from extraction.rules.quotes import find_quotes
from extraction.rules.segment import LIST_MARKER, sentences_of, split_paragraphs
from extraction.rules.tokens import Sentence, Token, tokenize

# Longer than the sentences of newspapers, with a quote as one token. What each verb credits is looked for up
# to the end, so that work grows with the square of this: text without full stops must not make it longer.
SENTENCE_TOKENS = 150


def read_sentences(text: str) -> list[Sentence]:
    """Return the sentences of `text` in order; those that one quote spans are joined."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(split_paragraphs(text)):
        quotes = find_quotes(text, [paragraph])
        next_quote = 0
        is_item = LIST_MARKER.match(text, paragraph.start, paragraph.end) is not None
        for span in _join_at_quotes(sentences_of(text, paragraph), quotes):
            inside: list[Span] = []
            while next_quote < len(quotes) and quotes[next_quote].start < span.end:
                inside.append(quotes[next_quote])
                next_quote += 1
            sentences += _cut(span, tokenize(text, span, inside), number, is_item)
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


def _cut(span: Span, tokens: tuple[Token, ...], paragraph: int, is_item: bool) -> list[Sentence]:
    if len(tokens) <= SENTENCE_TOKENS:
        return [Sentence(span, tokens, paragraph, is_item)] if tokens else []
    parts = [tokens[at : at + SENTENCE_TOKENS] for at in range(0, len(tokens), SENTENCE_TOKENS)]
    return [Sentence(Span(part[0].start, part[-1].end), part, paragraph, is_item) for part in parts]
