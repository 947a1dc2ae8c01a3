"""Datelines: what a report opens with is no part of what it says."""

import pytest

from extraction.datelines import after_dateline
from extraction.layout import read_layout
from extraction.model import Span


@pytest.mark.parametrize(
    "dateline",
    ["OSTVIK, Norland (Reuters) - ", "Port Arle, May 3 (AFP) — ", "PORT ARLE — ", "BRIX, Norland -- "],
)
def test_a_dateline_is_left_out(dateline):
    text = f"{dateline}The mill closed on Monday."

    assert after_dateline(text, Span(0, len(text))).of(text) == "The mill closed on Monday."


@pytest.mark.parametrize(
    "text", ["NATO - the alliance - met on Monday.", "The firm (Acme) - once large - closed.", "Brix closed."]
)
def test_what_is_no_dateline_stays(text):
    assert after_dateline(text, Span(0, len(text))) == Span(0, len(text))


def test_every_paragraph_may_open_with_one():
    text = "The mill closed.\n\nBRIX (AP) - It had run for years."

    assert [span.of(text) for span in read_layout(text).sentences] == [
        "The mill closed.",
        "It had run for years.",
    ]
