"""What is told of an article, filled up from its page and its text where it leaves something open."""

from typing import Any, cast

from api.html import Page
from api.languages import language_of
from extraction.notices import read_notices
from storage.documents import ArticleDraft


def describe_page(page: Page, draft: ArticleDraft) -> ArticleDraft:
    """Return `draft` with what it leaves open filled from what the page says of itself."""
    found: dict[str, Any] = {
        "url": page.url,
        "authors": list(page.authors) or None,
        "language": page.language,
        "image_credits": list(page.image_credits) or None,
        "wire_credits": list(page.wire_credits) or None,
        "contributors": list(page.contributors) or None,
        "publisher": {"name": page.publisher} if page.publisher else None,
    }
    # one clock's day beside another one's moment could contradict it
    if "published_on" not in draft and "published_at" not in draft:
        found |= {"published_on": page.published_on, "published_at": page.published_at}
    known = {name: value for name, value in found.items() if value is not None}
    return cast(ArticleDraft, {**known, **draft})


def words_of(page: Page) -> dict[str, Any]:
    """Return what a revision keeps of a page: its text, and its title and corrections where it has any."""
    read: dict[str, Any] = {"text": page.text, "title": page.title, "corrections": list(page.corrections)}
    return {name: value for name, value in read.items() if value}


def describe_text(draft: ArticleDraft, text: str, *, language: str | None = None) -> ArticleDraft:
    """Return `draft` with what it leaves open filled from the text: its language, and whom it credits.

    `language` is the article's so far, which the text is asked before.
    """
    notices = read_notices(text)
    found: dict[str, Any] = {
        "language": language_of(text, before=language),
        "wire_credits": list(notices.wire_credits) or None,
        "contributors": [name for name in notices.contributors if name not in draft.get("authors", ())]
        or None,
    }
    known = {name: value for name, value in found.items() if value is not None}
    return cast(ArticleDraft, {**known, **draft})
