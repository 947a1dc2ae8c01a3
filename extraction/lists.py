"""Bulleted lists: the items, and the sentence with a colon that introduces them."""

import re
from dataclasses import dataclass

from extraction.model import Span

BULLET = re.compile(r"[ \t\xa0]*(?:[-–—•*·▪●‣]|\(?(?:\d{1,2}|[a-z])[.)])[ \t\xa0]+(?=\S)")
LINE = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class ItemList:
    """One list: its introduction, colon excluded, and its items without bullets and closing semicolons."""

    introduction: Span
    items: tuple[Span, ...]


def find_lists(text: str) -> list[ItemList]:
    """Return the lists of `text` that a line ending in a colon introduces, in order."""
    lists: list[ItemList] = []
    introduction: Span | None = None
    items: list[Span] = []
    for match in LINE.finditer(text):
        line = match[0]
        if not line.strip():
            continue
        bullet = BULLET.match(text, match.start(), match.end())
        if bullet and introduction:
            item = trim(text, Span(bullet.end(), match.end()))
            # a line of dashes alone is a rule
            items += [item] if any(map(str.isalnum, item.of(text))) else []
            continue
        if introduction and items:
            lists.append(ItemList(introduction, tuple(items)))
        stripped = line.rstrip()
        items = []
        introduction = (
            Span(match.start(), match.start() + len(stripped) - 1) if stripped.endswith(":") else None
        )
    if introduction and items:
        lists.append(ItemList(introduction, tuple(items)))
    return lists


def trim(text: str, span: Span, marks: str = " \t\r\n\xa0;,") -> Span:
    """Return `span` without the `marks` at its two ends."""
    start, end = span.start, span.end
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return Span(start, end)
