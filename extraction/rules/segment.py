"""Paragraphs and sentences of an article, as exact spans of its text."""

import re
from collections.abc import Iterator

from syntok import segmenter  # type: ignore[import-untyped]  # syntok ships no types
from syntok.tokenizer import Tokenizer  # type: ignore[import-untyped]

from extraction.model import Span

LINE = re.compile(r"[^\n\r\x85\u2028\u2029]+")
# A blank line, also where it holds blanks, or Unicode's own paragraph separator.
BLANK_LINE = re.compile(r"(?:\r\n|[\n\r\x85\u2028])\s*?(?:\r\n|[\n\r\x85\u2028])|\u2029")
# "- item", "• item", "3. item", "(b) item".
LIST_MARKER = re.compile(r"(?:[-–—*•·▪●‣]|\(?(?:\d{1,2}|[a-z])[.)])[ \t\xa0]+(?=\S)")
# Plain-text mail and wire copy is filled to some 60 to 80 columns; a filled line is never much shorter.
WRAP_COLUMNS = (50, 100)
WRAP_RAGGED_CHARS = 25
# Titles that syntok takes for the end of a sentence.
TITLE_AT_END = re.compile(
    r"(?<![\w.])(?:Adm|Asst|Atty|Brig|Capt|Cmdr|Col|Cpl|Det|Gen|Gov|Hon|Insp|Lt|Maj|Pres|Pvt|Rep|Reps|Rev|Sec|"
    r"Sen|Sens|Sgt|Spc|Supt)\.\Z"
)

_BRACKETS = "".join(sorted(segmenter.State.opening_brackets))
# A word that ends no sentence and opens no bracket.
_PLAIN = rf"[^\s\u200b.{re.escape(''.join(sorted(segmenter.State.terminals - {'...'})) + _BRACKETS)}]++"
# All but the first and the last of the plain words between two others; only these two tell syntok anything.
_UNSEEN = re.compile(rf"(?:(?<= )|^)({_PLAIN} )((?:{_PLAIN} (?={_PLAIN}(?: |$)))+)")
# One sentence, beyond doubt: nothing in it ends one but its own mark.
_ALONE = re.compile(rf"(?:{_PLAIN} )*+{_PLAIN}[.!?][\"”]?")
_BRACKET = re.compile(f"[{re.escape(_BRACKETS)}]")

_tokenizer = Tokenizer(emit_hyphen_or_underscore_sep=True, replace_not_contraction=False)


def split_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of `text` in order, trimmed of white space.

    A blank line ends a paragraph; so does a line end, unless the lines are filled to a width as in
    plain-text mail. A list item is a paragraph of its own.
    """
    paragraphs: list[Span] = []
    block: list[Span] = []
    end_of_last = 0
    for match in LINE.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        if block and BLANK_LINE.search(text, end_of_last, line.start):
            paragraphs += _paragraphs_of_block(text, block)
            block = []
        if line.start < line.end:
            block.append(line)
            end_of_last = line.end
    return paragraphs + _paragraphs_of_block(text, block)


def split_sentences(text: str) -> list[Span]:
    """Return the sentences of `text` in order, trimmed of white space and of list markers.

    Closing quotation marks stay with their sentence.
    Source: syntok, paragraph by paragraph.
    """
    return [sentence for paragraph in split_paragraphs(text) for sentence in sentences_of(text, paragraph)]


def sentences_of(text: str, paragraph: Span) -> list[Span]:
    """Return the sentences of one paragraph, as `split_sentences` does."""
    marker = LIST_MARKER.match(text, paragraph.start, paragraph.end)
    offset = marker.end() if marker else paragraph.start
    sentences: list[Span] = []
    for first, last in _syntok_sentences(text[offset : paragraph.end]):
        start = offset + first
        if sentences and _ends_in_title(text, sentences[-1]):
            start = sentences.pop().start
        sentence = _trimmed(text, start, offset + last)
        if sentence.start < sentence.end:
            sentences.append(sentence)
    return sentences


def _paragraphs_of_block(text: str, lines: list[Span]) -> list[Span]:
    """Join the lines that only a column width has parted."""
    filled = _is_filled(lines)
    paragraphs: list[Span] = []
    for line in lines:
        is_item = LIST_MARKER.match(text, line.start, line.end) is not None
        if paragraphs and not is_item and (filled or text[line.start].islower()):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def _is_filled(lines: list[Span]) -> bool:
    if len(lines) < 3:
        return False
    widths = [line.end - line.start for line in lines[:-1]]
    narrowest, widest = WRAP_COLUMNS
    return narrowest <= max(widths) <= widest and min(widths) >= max(widths) - WRAP_RAGGED_CHARS


def _syntok_sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    if _ALONE.fullmatch(paragraph):
        yield 0, len(paragraph)
        return
    # syntok takes most of its time for words that it only passes; those in brackets it counts
    if not _BRACKET.search(paragraph):
        paragraph = _UNSEEN.sub(lambda words: words[1] + " " * len(words[2]), paragraph)
    for tokens in segmenter.split(_tokenizer.tokenize(paragraph)):
        yield tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)


def _ends_in_title(text: str, sentence: Span) -> bool:
    return TITLE_AT_END.search(text, max(sentence.start, sentence.end - 8), sentence.end) is not None


def _trimmed(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    left = start + len(stretch) - len(stretch.lstrip())
    return Span(left, max(left, start + len(stretch.rstrip())))
