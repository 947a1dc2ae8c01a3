"""Pages in the styles of many publishers, each with the record that should come of it beside it."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from api.html import read_page
from api.page_text import NoArticleText

PAGES = sorted((Path(__file__).parent / "html_pages").glob("*.html"))


def read(page: bytes) -> dict[str, Any] | None:
    """Return what is read from a page as JSON has it, its text by paragraphs; None for no article."""
    try:
        told = {name: value for name, value in asdict(read_page(page)).items() if value}
    except NoArticleText:
        return None
    record: dict[str, Any] = json.loads(json.dumps({**told, "text": told["text"].split("\n\n")}))
    return record


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_read_as_its_record_says(page: Path) -> None:
    assert read(page.read_bytes()) == json.loads(page.with_suffix(".json").read_text("utf-8"))


MEASURE = """
import resource, sys, time
from api.html import read_page
from api.page_text import NoArticleText

page = "<html><body>" + sys.argv[1] * int(sys.argv[2])
page += "<p>The dam above Varnholt failed on Tuesday, Mayor Lena Ortiz said.</p>"
page = page.ljust(1_000_000)
read_page("<p>The dam failed, the mayor said.</p>" * 9)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
try:
    read_page(page)
except NoArticleText:
    pass
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize(
    ("tag", "number"),
    [
        ("<div>", 200_000),
        ("<div>", 29_000),
        ("<table><tr><td>", 9_900),
        ("<div class='related byline caption'>", 27_000),
        ("<p><a href=x>By Ada Quill</a>", 14_000),
        ("<h1>a</h1>", 29_000),
        ("<", 900_000),
        ("<font ", 150_000),
        ("<script type='application/ld+json'>{,", 25_000),
    ],
)
def test_a_megabyte_of_tags_takes_seconds_and_little_memory(tag: str, number: int) -> None:
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, tag, str(number)], capture_output=True, text=True, check=True
    )
    seconds, kibibytes = map(float, measured.stdout.split())

    # of one core, and of resident memory beyond that of the libraries
    assert seconds < 15
    assert kibibytes < 150 * 1024
