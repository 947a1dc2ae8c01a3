"""References: whom a new description, a short name or a pronoun speaks of again."""

import re

import pytest

from extraction.layout import read_layout
from extraction.model import Span
from extraction.references import resolve_sources


def keys_of(text: str, *mentions: str) -> list[str]:
    """Resolve each mention, the n-th time it stands in `text` for the n-th time it is asked for."""
    spans: list[Span] = []
    for mention in mentions:
        places = [Span(*match.span()) for match in re.finditer(rf"\b{re.escape(mention)}\b", text)]
        taken = {position for span in spans for position in range(span.start, span.end)}
        spans.append(next(place for place in places if place.start not in taken))
    resolved = resolve_sources(text, spans, read_layout(text).sentences)
    return [mention.source.key for span in spans for mention in resolved[span]]


@pytest.mark.parametrize(
    ("text", "first", "again"),
    [
        (
            "A customs guard said no. The van was his, the same guard said.",
            "A customs guard",
            "the same guard",
        ),
        ("One diver, a plumber, said yes. The plumber said no.", "One diver, a plumber", "The plumber"),
        ("Tom Hale said yes. The 61-year-old said he was tired.", "Tom Hale", "The 61-year-old"),
        ("Ada Brown said yes. The striker said she was fit.", "Ada Brown", "The striker"),
        ("Orme AG said profit fell. The brewer said rain was to blame.", "Orme AG", "The brewer"),
        ("A report on the dam said it leaks. The document said much.", "A report on the dam", "The document"),
        (
            "Police in Arle said no. Talks failed. The Arle force said yes.",
            "Police in Arle",
            "The Arle force",
        ),
        ("Rui Costa of Portugal said yes. The Portuguese said more.", "Rui Costa", "The Portuguese"),
        ("The Grain and Salt Agency said no. The GSA said yes.", "The Grain and Salt Agency", "The GSA"),
        ("Orme AG said no. Later Orme said yes.", "Orme AG", "Orme"),
        ("The larger ferry line, Corvo, said yes. Corvo said no.", "The larger ferry line, Corvo", "Corvo"),
    ],
)
def test_who_is_spoken_of_again_is_one_source(text, first, again):
    one, other = keys_of(text, first, again)

    assert one == other


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        (
            "Coach Tom Hale said yes. The 30-year-old defender said no.",
            "Tom Hale",
            "The 30-year-old defender",
        ),
        ("A clerk said yes. A clerk said no.", "A clerk", "A clerk"),
        (
            "Orme Bank and Hale Bank fell. Orme Bank said no. Hale Bank said so. The lender said yes.",
            "Orme Bank",
            "The lender",
        ),
        ("A guard said yes. A porter denied it. He said nobody had asked.", "A guard", "He"),
        ("EgyptLine Flight 4 was late. EgyptLine said so.", "EgyptLine Flight 4", "EgyptLine"),
        ("Two maids said no. One of them said yes.", "Two maids", "One of them"),
    ],
)
def test_who_may_be_somebody_else_is_another_source(text, first, other):
    one, another = keys_of(text, first, other)

    assert one != another


def test_who_was_he_before_is_not_she_later():
    text = "Minister Tarun Rahal met his guest, Embla Lund. He said no. She said yes."

    assert keys_of(text, "He", "She") == ["person:tarun rahal", "person:embla lund"]


def test_her_husband_is_no_mrs():
    text = "Ama Petrov said six. Her husband, Ilya Petrov, said five. Mrs Petrov said seven."

    assert keys_of(text, "Mrs Petrov") == ["person:ama petrov"]


def test_she_speaks_of_whom_the_sentence_before_begins_with():
    text = 'A nurse said yes. A porter said no. The nurse kept a list. "I gave it to him," she said.'

    nurse, _, she = keys_of(text, "A nurse", "A porter", "she")

    assert she == nurse


def test_the_former_mayor_is_who_was_brought_in_so():
    text = "Former mayor Abel Moro said no. The former mayor said yes."

    assert keys_of(text, "Former mayor Abel Moro", "The former mayor") == ["person:abel moro"] * 2
