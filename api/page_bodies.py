"""A body's text, given as it is or read from the HTML it came in."""

from typing import Any, cast

from api.context import context
from api.descriptions import describe_page, words_of
from api.html import read_page
from api.page_text import NoArticleText
from api.problems import InvalidRequest
from storage.documents import ArticleDraft

_NO_ARTICLE = "No article's text was found in this page."


def read_body(body: dict[str, Any]) -> dict[str, Any]:
    """Return a body with its `text`; what its `html` says fills in what it leaves open.

    :raises InvalidRequest: there is no article in the HTML, or the text is too long.
    """
    if "html" not in body:
        _check_length(body["text"], "text")
        return body
    told = dict(body)
    try:
        page = read_page(told.pop("html"), url=told.get("url"))
    except NoArticleText as error:
        detail = f"This is {error.instead}, and no page with an article." if error.instead else _NO_ARTICLE
        raise InvalidRequest.in_body((("html",), detail)) from error
    _check_length(page.text, "html")
    return {**words_of(page), **describe_page(page, cast(ArticleDraft, told))}


def read_text(body: dict[str, Any]) -> str:
    """Return a body's text.

    :raises InvalidRequest: it is too long.
    """
    _check_length(body["text"], "text")
    text: str = body["text"]
    return text


def _check_length(text: str, field: str) -> None:
    most = context().settings.max_article_chars
    if len(text) > most:
        raise InvalidRequest.in_body(
            ((field,), f"The text has {len(text)} code points; at most {most} are taken.")
        )
