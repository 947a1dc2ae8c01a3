"""Whom a page credits and what it corrects, beyond its text: in JSON-LD, in <meta>, by its markup's names."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from api.linked_data import Node, list_field, list_names, list_texts
from extraction.credit_lines import Credits, find_agencies, is_agency, read_credit_line, read_signature
from extraction.notices import MOST_CORRECTION_CHARS, Notices, is_correction, read_notices

_NAMES = "concat(@id, ' ', @class, ' ', @data-component, ' ', @data-testid)"
_EXSLT = {"re": "http://exslt.org/regular-expressions"}
_CREDITING = "contribut|credit-?line|sign-?off|tag-?line|shirt-?tail|source|provider|agency|wire"
_CORRECTING = "correction|clarification|amendment|editor-?s?-?note|update-?note"
# Readers correct as well.
_NO_COMMENT = "[not(ancestor-or-self::*[re:test(concat(@id, ' ', @class), 'comment|disqus', 'i')])]"
CREDITS = etree.XPath(f"//*[re:test({_NAMES}, '{_CREDITING}', 'i')]{_NO_COMMENT}", namespaces=_EXSLT)
CORRECTIONS = etree.XPath(
    f"//*[re:test({_NAMES}, '{_CORRECTING}', 'i')]{_NO_COMMENT}"
    # where texts are taken from neither of these
    f" | //footer//p{_NO_COMMENT} | //aside//p{_NO_COMMENT}",
    namespaces=_EXSLT,
)
# A note below its heading: "Correction The fee doubles in January.", not "Corrections policy".
HEADED = re.compile(r"(?:Corrections?|CORRECTIONS?|Clarifications?|CLARIFICATIONS?)\s(?=[A-Z].{20,}[.!?…)]$)")
BEFORE_MARK = re.compile(r"\s+([.,;:!?…)])")
# What schema.org calls those an article comes from besides its authors and publisher.
_SUPPLIERS = ("sourceOrganization", "provider")
# Of marks on one page; an article has a few.
MOST_MARKS = 100
# Words between a mark's tags that are looked at.
MOST_PIECES = 40


def read_page_notices(tree: Any, nodes: Sequence[Node]) -> Notices:
    """Return what a page's nodes and marks tell of whom its article credits and what it corrects."""
    credits = [
        credit
        for words in _words_of(CREDITS(tree))
        if (credit := read_credit_line(words) or read_signature(words)) is not None
    ]
    stated = [name for node in nodes for key in _SUPPLIERS for name in list_names(node.get(key))]
    agencies = [name for name in stated if is_agency(name)]
    agencies += [
        name for node in nodes for author in list_names(node.get("author")) for name in find_agencies(author)
    ]
    contributors = [name for node in nodes for name in list_names(node.get("contributor"))]
    notes = [note for node in nodes for note in _list_notes(node.get("correction"))]
    marked = _words_of(CORRECTIONS(tree))
    notes += [
        HEADED.sub("", words, count=1) for words in marked if is_correction(words) or HEADED.match(words)
    ]
    return _unite(Notices(tuple(agencies), tuple(contributors), tuple(notes), ()), credits)


def add_text_notices(found: Notices, text: str, bylines: Sequence[str]) -> Notices:
    """Return what the page tells with what its article's text and its bylines print, which go first."""
    printed = read_notices(text)
    credited = [name for byline in bylines for name in find_agencies(byline)]
    return Notices(
        _once([*printed.wire_credits, *credited, *found.wire_credits]),
        _once([*printed.contributors, *found.contributors]),
        _whole([*printed.corrections, *found.corrections]),
        printed.spans,
    )


def _unite(found: Notices, credits: Sequence[Credits]) -> Notices:
    return Notices(
        _once([*found.wire_credits, *(name for one in credits for name in one.agencies)]),
        _once([*found.contributors, *(name for one in credits for name in one.contributors)]),
        found.corrections,
        (),
    )


def _words_of(marks: Sequence[Any]) -> list[str]:
    """Return the words of each mark; a long one holds more than a notice."""
    found = []
    for mark in marks[:MOST_MARKS]:
        pieces = [piece for piece, _ in zip(mark.itertext(), range(MOST_PIECES + 1), strict=False)]
        words = BEFORE_MARK.sub(r"\1", " ".join(" ".join(pieces).split()))
        if len(pieces) <= MOST_PIECES and 0 < len(words) <= MOST_CORRECTION_CHARS:
            found.append(words)
    return found


def _list_notes(value: object) -> list[str]:
    """Return the texts of schema.org's `correction`: strings or nodes, addresses left out."""
    notes = [*list_texts(value), *list_field(value, "text"), *list_field(value, "description")]
    notes = [" ".join(note.split()) for note in notes]
    return [note for note in notes if len(note) <= MOST_CORRECTION_CHARS and " " in note]


def _whole(notes: Sequence[str]) -> tuple[str, ...]:
    """Return the notes that are no part of another one, each once."""
    bare = ["".join(note.split()).strip(":") for note in notes[:MOST_MARKS]]
    return tuple(
        note
        for index, (note, words) in enumerate(zip(notes, bare, strict=False))
        if words not in bare[:index] and not any(words in other and words != other for other in bare)
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names, each once, however it is capitalised."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold().removeprefix("the "), name)
    return tuple(first.values())
