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
# After a title a sentence goes on, but for the few words that syntok takes for the start of one.
_STARTERS = "|".join(sorted(segmenter.State.starters))
_TITLED = rf"(?:Mr|Mrs|Ms|Dr)\.(?= (?!(?:{_STARTERS})\b)[A-Z][a-z]+\b)"
# A word that ends no sentence and opens no bracket.
_ENDING = re.escape("".join(sorted(segmenter.State.terminals - {"..."})) + _BRACKETS)
_PLAIN = rf"(?:{_TITLED}|[^\s\u200b.{_ENDING}]++)"
# All but the first and the last of the plain words between two others; only these two tell syntok anything.
_UNSEEN = re.compile(rf"(?:(?<= )|^)({_PLAIN} )((?:{_PLAIN} (?={_PLAIN}(?: |$)))+)")
# One sentence, beyond doubt: nothing in it ends one but its own mark.
_ALONE = re.compile(rf"(?:{_PLAIN} )*+{_PLAIN}[.!?][\"”]?")
# Beyond doubt, too, one sentence ends and another begins here, unless the word is an abbreviation.
_SURE_END = re.compile(r" (?P<word>[a-z]{2,40}|[A-Z][a-z]{3,40})[.!?][\"”]?(?P<gap> )(?=[\"“]?[A-Z])")
_ABBREVIATIONS = segmenter.State.abbreviations | segmenter.State.months
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
    if _BRACKET.search(paragraph):
        # what stands in brackets syntok counts, and may pass whole
        yield from _read_by_syntok(paragraph, 0)
        return
    start = 0
    for end in _SURE_END.finditer(paragraph):
        if end["word"] not in _ABBREVIATIONS:
            yield from _plain_sentences(paragraph[start : end.start("gap")], start)
            start = end.end("gap")
    yield from _plain_sentences(paragraph[start:], start)


def _plain_sentences(words: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of words without brackets, a paragraph's from `offset` on."""
    if _ALONE.fullmatch(words):
        yield offset, offset + len(words)
        return
    # syntok takes most of its time for words that it only passes
    yield from _read_by_syntok(_UNSEEN.sub(lambda match: match[1] + " " * len(match[2]), words), offset)


def _read_by_syntok(words: str, offset: int) -> Iterator[tuple[int, int]]:
    for tokens in segmenter.split(_tokenizer.tokenize(words)):
        yield offset + tokens[0].offset, offset + tokens[-1].offset + len(tokens[-1].value)


def _ends_in_title(text: str, sentence: Span) -> bool:
    return TITLE_AT_END.search(text, max(sentence.start, sentence.end - 8), sentence.end) is not None


def _trimmed(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    left = start + len(stretch) - len(stretch.lstrip())
    return Span(left, max(left, start + len(stretch.rstrip())))
