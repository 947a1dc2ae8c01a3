"""A page's HTML to an article's fields: its text by trafilatura, its date and credits only where marked."""

import codecs
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]  # it ships no types
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document
from trafilatura.utils import detect_encoding

from api.linked_data import Node, find_article_node, list_field, list_names, list_texts
from storage.urls import normalize_url

# What it says of odd pages would go to standard error; the caller is told in our words.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

# Extraction takes 0.1 to 0.3 ms an element (measured), so a page takes seconds at most. News pages have
# some thousands.
MAX_ELEMENTS = 30_000
# Of one element; pages in use have a few dozen.
MAX_ATTRIBUTES = 1_000
# The declaration must stand in the first 1,024 bytes. Source: HTML Living Standard, 4.2.5.4.
DECLARED_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([0-9A-Za-z._:-]+)""", re.IGNORECASE
)
# What the API takes of each; a page's longer ones are no names, titles or addresses.
LONGEST_NAME, LONGEST_TITLE, LONGEST_URL = 500, 2000, 2048
MOST_NAMES = 100
LANGUAGE_TAG = re.compile("[A-Za-z]{2,3}(-[0-9A-Za-z]{1,8})*")
CREDIT = (
    ".//*[@itemprop='creditText' or @itemprop='copyrightHolder']"
    " | .//*[self::figure or self::figcaption]//*[contains(translate(@class, 'CREDIT', 'credit'), 'credit')]"
)
MARKED_TIME = "//time[@itemprop='datePublished' or @pubdate]/@datetime"


class NoArticleText(ValueError):
    """The page holds no article: it is empty, broken, not HTML, or all navigation."""

    def __init__(self) -> None:
        super().__init__("no article text found")


@dataclass(frozen=True, slots=True)
class Page:
    """An article as its page shows it; absent means the page does not say.

    `published_on` is the day as printed; `published_at` (UTC) is there only if the page gives time and zone.
    """

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published_on: str | None = None
    published_at: str | None = None
    image_credits: tuple[str, ...] = ()


def read_page(page: bytes | str, *, url: str | None = None) -> Page:
    """Return the article that stands in the HTML `page`; paragraphs are parted by blank lines.

    `url`, where known, resolves a relative canonical address. Any bytes are safe to give.

    :raises NoArticleText: there is none, or the page has more elements than any article.
    """
    tree = _parse(page if isinstance(page, str) else decode_page(page))
    meta = _read_meta(tree)
    node = find_article_node(
        [script.text or "" for script in tree.xpath("//script[@type='application/ld+json']")]
    )
    published_on, published_at = _read_date(tree, meta, node)
    credits = list_field(node.get("image"), "creditText") + [
        mark.text_content() for mark in tree.xpath(CREDIT)
    ]
    publisher = list_names(node.get("publisher")) or list_texts(meta.get("og:site_name"))
    canonical = _read_url(tree, meta, url)
    language = _read_language(tree)
    # last: trafilatura prunes what it reads
    text, title, byline = _extract(tree)
    return Page(
        text=text,
        title=title,
        authors=_names(list_names(node.get("author"))) or _names(byline),
        publisher=next(iter(_names(publisher)), None),
        url=canonical,
        language=language,
        published_on=published_on,
        published_at=published_at,
        image_credits=_names(credits),
    )


def decode_page(page: bytes) -> str:
    """Return the characters of `page`: by its BOM, as UTF-8, as declared, by guess, or with replacements.

    UTF-8 goes before the declaration, which is wrong more often than bytes are UTF-8 by chance.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if page.startswith(mark):
            return page.decode(encoding, "replace")
    declared = DECLARED_CHARSET.search(page[:1024])
    candidates = ["utf-8-sig"]
    if declared:
        name = declared[1].decode("ascii").lower()
        # Source: Encoding Standard: "latin1" means windows-1252; a page that can say utf-16 in ASCII is not.
        candidates.append("cp1252" if name in ("iso-8859-1", "latin1", "ascii", "us-ascii") else name)
    for encoding in candidates:
        try:
            return page.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    for encoding in detect_encoding(page):
        try:
            return page.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return page.decode("utf-8", "replace")


def _parse(page: str) -> Any:
    # lxml refuses an encoding declaration in characters, ends at NUL, and cannot encode lone surrogates
    page = (
        re.sub(r"^\s*<\?xml[^>]*>", "", page).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    )
    if not page.strip() or not etree.HTML(page, etree.HTMLParser(target=_Sizes())):
        raise NoArticleText
    tree = load_html(page)
    if tree is None:
        raise NoArticleText
    return tree


class _Sizes:
    """A parser's target that keeps nothing, and says at the end whether a tree should be made at all.

    A tree takes time by the square of an element's attributes: minutes for a page of one tag.
    """

    def __init__(self) -> None:
        self.elements = 0
        self.attributes = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        self.attributes = max(self.attributes, len(attributes))

    def close(self) -> bool:
        return self.elements <= MAX_ELEMENTS and self.attributes <= MAX_ATTRIBUTES


def _extract(tree: Any) -> tuple[str, str | None, list[str]]:
    try:
        document = bare_extraction(
            tree,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            # its date is a guess at best and is not used
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError as error:
        raise NoArticleText from error
    if not isinstance(document, Document):
        raise NoArticleText
    lines = [line.strip() for line in (document.text or "").splitlines() if line.strip()]
    title = " ".join((document.title or "").split())
    # the headline is apart from the text
    if lines and title and lines[0].casefold() == title.casefold():
        lines = lines[1:]
    if not lines:
        raise NoArticleText
    # a list stays one paragraph
    text = re.sub(r"\n(?!- )", "\n\n", "\n".join(lines))
    return text, title if title and len(title) <= LONGEST_TITLE else None, (document.author or "").split(";")


def _read_meta(tree: Any) -> dict[str, str]:
    """Return the page's <meta> values by property or name; the first of each counts."""
    values: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        key = (element.get("property") or element.get("name") or "").lower()
        values.setdefault(key, element.get("content"))
    return values


def _read_date(tree: Any, meta: dict[str, str], node: Node) -> tuple[str | None, str | None]:
    """Return the day as printed and, where time and zone are given, the moment in UTC."""
    printed = [*list_texts(node.get("datePublished")), meta.get("article:published_time", "")]
    printed += tree.xpath(MARKED_TIME)[:1] + _list_times_in_print(tree)[:1]
    for value in printed:
        try:
            moment = datetime.fromisoformat(value.strip())
            return moment.date().isoformat(), _utc(moment)
        except (ValueError, OverflowError):
            continue
    return None, None


def _list_times_in_print(tree: Any) -> list[str]:
    """Return the times of the page's one article; of a page without, its time, if there is only one."""
    articles, times = tree.xpath("//article"), tree.xpath("//time")
    if len(articles) == 1:
        return list(articles[0].xpath(".//time/@datetime"))
    return list(times[0].xpath("@datetime")) if len(times) == 1 else []


def _utc(moment: datetime) -> str | None:
    if moment.tzinfo is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _read_url(tree: Any, meta: dict[str, str], url: str | None) -> str | None:
    """Return the address the page gives itself, if it is one that others could open."""
    links = tree.xpath("//link[@rel='canonical']/@href")
    for address in [*links, meta.get("og:url", "")]:
        try:
            absolute = urljoin(url or "", str(address).strip())
            normalize_url(absolute)
        except ValueError:
            continue
        if len(absolute) <= LONGEST_URL and not re.search(r"\s", absolute):
            return absolute
    return None


def _read_language(tree: Any) -> str | None:
    stated = str(tree.get("lang") or "").strip().replace("_", "-")
    return stated if LANGUAGE_TAG.fullmatch(stated) else None


def _names(found: list[str]) -> tuple[str, ...]:
    """Return the names among what was found, each once, on one line, in order."""
    names = dict.fromkeys(" ".join(name.split()) for name in found)
    return tuple(name for name in names if 0 < len(name) <= LONGEST_NAME)[:MOST_NAMES]
