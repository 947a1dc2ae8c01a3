"""What the shipped weights find."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.learned.engine import LearnedEngine
from extraction.model import Span

ENGINE = LearnedEngine()
ARTICLE = (
    "“The sluice gates held all night,” Marta Lindqvist, the harbour master, told reporters on Tuesday.\n\n"
    "According to the port authority, two barges were damaged.\n\n"
    "Orsted said the repairs would cost $4 million and take until spring. “We had no warning,” he added.\n\n"
    "The barges were built in 1987."
)


def words(spans: tuple[Span, ...], text: str) -> list[str]:
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Orsted said the pumps had failed.", ["Orsted"], ["said"], ["the pumps had failed"]),
        (
            "According to the port authority, two barges were damaged",
            ["the port authority"],
            ["According to"],
            ["two barges were damaged"],
        ),
    ],
)
def test_who_said_what_is_found(text, source, cue, content):
    (found,) = ENGINE.find_attributions(text)

    assert [words(part, text) for part in (found.source, found.cue, found.content)] == [source, cue, content]


@pytest.mark.parametrize("threads", [2, 3, 5])
def test_several_threads_of_one_pass_find_what_one_finds(threads):
    found = LearnedEngine(threads=threads).find_attributions(ARTICLE * 4)

    assert found == ENGINE.find_attributions(ARTICLE * 4)


def test_several_threads_that_share_an_engine_find_what_each_would_find_alone():
    texts = [ARTICLE * number for number in (1, 2, 3)] * 4

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(ENGINE.find_attributions, texts))

    assert found == [ENGINE.find_attributions(text) for text in texts]


def test_reading_a_long_article_stays_within_300_mebibytes():
    told = (
        "import resource; from bench.articles import write_article\n"
        "from extraction.claims import build_claims\n"
        "from extraction.engine import open_engine; from extraction.model import Article\n"
        "text = write_article(20_000); build_claims(Article(text), open_engine().find_attributions(text))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    # Linux counts for a process what the one that started it held: so a small one stands between.
    between = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"

    command = [sys.executable, "-c", between, told]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert float(printed) < 300


def test_a_text_without_words_has_no_attributions():
    assert ENGINE.find_attributions(" \n\n ") == []


@settings(max_examples=30, deadline=None)
@given(st.text() | st.text(alphabet='Hesaid tht," \n“”.'))
def test_in_any_text_spans_are_ordered_apart_and_inside(text):
    found = ENGINE.find_attributions(text)

    assert found == sorted(found, key=lambda each: min(each.source + each.cue + each.content))
    for spans in (spans for each in found for spans in (each.source, each.cue, each.content)):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(before.end < after.start for before, after in zip(spans[:-1], spans[1:], strict=True))
