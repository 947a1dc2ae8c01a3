"""Pages in the styles of many publishers, each with the record that should come of it beside it."""

import json
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
