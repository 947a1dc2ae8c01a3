"""Files of text or HTML taken in as articles."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import click

from api.charsets import decode_page
from api.descriptions import describe_page, words_of
from api.html import read_page
from api.ingest import Outcome, prepare_article
from api.page_kinds import PLAIN_TEXT, name_other_kind
from api.page_text import NoArticleText
from api.problems import InvalidRequest
from api.schemas.articles import ArticleInput
from api.validation import load_body
from extraction.engine import Engine
from extraction.weights import Weights
from storage.articles import get_article
from storage.changes import Editor
from storage.clock import now
from storage.database import Database
from storage.documents import Article, ArticleDraft
from storage.retries import persist

Format = Literal["text", "html"]

# No page of an article comes near; a device or a film is not read to its end.
MOST_BYTES = 64 * 2**20
TEXT_SUFFIXES = (".txt", ".text", ".md")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
LOOKS_LIKE_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


class UnreadableFile(ValueError):
    """The file holds no article that could be taken in; says why."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file: its article, and why that was not analysed, such as "language de"."""

    article_id: str
    outcome: Outcome
    not_analysed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileIngest:
    """One call of `whosaid ingest`: where to, with which engine, and what its options tell of the articles.

    `told` is an article's description as the API takes it, `title` included. The first line of a text is its
    title only where that is asked for.
    """

    db: Database
    engine: Engine
    told: Mapping[str, Any]
    max_chars: int
    weights: Weights | None = None
    file_format: Format | None = None
    title_from_first_line: bool = False

    def run(self, name: str) -> TakenIn:
        """Take in the file called `name`, "-" for standard input.

        :raises OSError: it cannot be opened.
        :raises UnreadableFile: it is empty, too long, binary, not UTF-8 (text), or without an article (HTML).
        :raises StorageError: the store refuses it or is busy.
        """
        content = read_bytes(name)
        article = self._read(content, name)
        words = {field: article.pop(field, None) for field in ("text", "title", "corrections")}
        if len(words["text"]) > self.max_chars:
            raise UnreadableFile(f"has {len(words['text'])} characters; at most {self.max_chars} are taken")
        draft = cast(ArticleDraft, article)
        article_id, outcome, stored = persist(self.db, lambda: self._store(draft, words))
        # the language may have been taken back since
        unread = (
            " ".join([why, *filter(None, [stored.get("language")])])
            if (why := stored.get("not_analysed"))
            else None
        )
        return TakenIn(article_id, outcome, unread)

    def _store(self, draft: ArticleDraft, words: dict[str, Any]) -> tuple[str, Outcome, Article]:
        store = prepare_article(self.db, self.engine, draft, **words, weights=self.weights)
        with self.db.transaction():
            article_id, outcome = store(Editor("whosaid ingest", now()))
            return article_id, outcome, get_article(self.db, article_id, with_text=False)

    def _read(self, content: bytes, name: str) -> dict[str, Any]:
        """Return the article as the API's schema loads it, with what its page says where nothing was told."""
        if not content.strip():
            raise UnreadableFile("is empty")
        if (self.file_format or recognise_format(content, name)) == "text":
            if self.file_format is None and not name.lower().endswith(TEXT_SUFFIXES):
                _refuse_other_kinds(content)
            return self._check({**self._split(decode_text(content)), **self.told})
        try:
            page = read_page(content, url=self.told.get("url"))
        except NoArticleText as error:
            raise UnreadableFile(f"is {error.instead}" if error.instead else f"has {error}") from error
        # what the page says is checked as it is read; the schema's faults are the options'
        told = self._check({"text": page.text, **self.told})
        return {**words_of(page), **describe_page(page, told)}  # type: ignore[arg-type]  # as the schema made it

    def _split(self, text: str) -> dict[str, str]:
        if not self.title_from_first_line:
            return {"text": text}
        title, _, rest = text.lstrip().partition("\n")
        if not rest.strip():
            raise UnreadableFile("has a first line and no text")
        return {"title": title.strip(), "text": rest.lstrip("\r\n")}

    def _check(self, article: dict[str, Any]) -> dict[str, Any]:
        try:
            loaded: dict[str, Any] = load_body(ArticleInput(), article)
        except InvalidRequest as error:
            faults = [f"{fault['pointer'].removeprefix('#/')}: {fault['detail']}" for fault in error.errors]
            raise UnreadableFile("; ".join(faults)) from error
        return loaded


def read_bytes(name: str) -> bytes:
    """Return what is in the file called `name`, "-" for standard input.

    :raises OSError: it cannot be opened.
    :raises UnreadableFile: it is longer than any article.
    """
    with click.open_file(name, "rb") as file:
        content: bytes = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnreadableFile(f"is longer than {MOST_BYTES} bytes")
    return content


def _refuse_other_kinds(content: bytes) -> None:
    """Refuse what is neither text nor a page, unless its name or an option says that it is text.

    :raises UnreadableFile: it is a feed, JSON, an image, …
    """
    kind = name_other_kind(content) or name_other_kind(decode_text(content))
    if kind not in (None, PLAIN_TEXT):
        raise UnreadableFile(f"is {kind}")


def recognise_format(content: bytes, name: str) -> Format:
    """Tell text from HTML by the file's suffix, else by how it begins."""
    if name.lower().endswith(TEXT_SUFFIXES):
        return "text"
    if name.lower().endswith(HTML_SUFFIXES) or LOOKS_LIKE_HTML.match(decode_page(content[:2048])):
        return "html"
    return "text"


def decode_text(content: bytes) -> str:
    """Return the characters of a text file: UTF-8, or UTF-16 where a byte order mark says so.

    :raises UnreadableFile: it is in another encoding, or no text.
    """
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"is not UTF-8 text (at byte {error.start})") from error
    if "\x00" in text:
        raise UnreadableFile("is binary, not text")
    if not text.strip():
        raise UnreadableFile("is empty")
    return text


def describe(*, publisher: str | None, authors: tuple[str, ...], **told: str | None) -> dict[str, Any]:
    """Return an article as the API takes it, from the options that were given."""
    given: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    if publisher is not None:
        given["publisher"] = {"name": publisher}
    if authors:
        given["authors"] = list(authors)
    return given
