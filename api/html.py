"""A page's HTML to an article's fields: its text by trafilatura, its date and credits only where marked."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]  # it ships no types
from trafilatura import load_html

from api.charsets import decode_page
from api.image_credits import read_image_credits
from api.languages import choose_language
from api.linked_data import Node, find_article_node, list_addresses, list_names, list_texts
from api.page_dates import read_published
from api.page_kinds import is_no_page, name_other_kind
from api.page_marks import list_byline_names, list_times_in_print, read_marks, read_meta
from api.page_notices import add_text_notices, read_page_notices
from api.page_text import LONGEST_TITLE, NoArticleText, is_same_title, read_words, split_names
from extraction.credit_lines import without_agency
from storage.urls import normalize_url

# What it says of odd pages would go to standard error; the caller is told in our words.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

# Extraction takes 0.1 to 0.3 ms an element (measured), so a page takes seconds at most. News pages have
# some thousands.
MAX_ELEMENTS = 30_000
# Of one element; pages in use have a few dozen.
MAX_ATTRIBUTES = 1_000
# What the API takes of each; a page's longer ones are no names or addresses.
LONGEST_NAME, LONGEST_URL = 500, 2048
MOST_NAMES = 100
MOST_CORRECTIONS = 50
LANGUAGE_TAG = re.compile("[A-Za-z]{2,3}(-[0-9A-Za-z]{1,8})*")
LINKED_DATA = "//script[translate(@type, 'ADILNPCTOJS', 'adilnpctojs')='application/ld+json']"
# trafilatura takes a fragment of one element for no HTML.
LONE_BLOCK = re.compile(r"\s*<(?:p|div|article|main|section)\b", re.IGNORECASE)
# What stands where a name should, and names nobody; agencies by name stay.
NOBODY = re.compile(
    r"(?:with |and |from )?(?:news )?agenc(?:y|ies)|admin(?:istrator)?|(?:web |site )?editor"
    r"|staff(?: (?:writer|reporter)s?)?|(?:web|news) ?desk|newsroom|guest|user|author"
    r"|unknown|anonymous|n/?a|none|null|undefined|(?:last )?(?:updated|published|posted)\b.*|https?://\S+|\S+@\S+",
    re.IGNORECASE,
)
# "Ada Quill (now)", "By Ada Quill | The Post", "Ada Quill with agencies"
AROUND_NAME = re.compile(
    r"^(?:posted |written |reported )?by:?\s+|\s*\([^()]*\)$|\s+\|.*$"
    r"|,?\s+(?:with|and)\s+(?:news\s)?agencies$",
    re.IGNORECASE,
)


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
    wire_credits: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()


def read_page(page: bytes | str, *, url: str | None = None) -> Page:
    """Return the article that stands in the HTML `page`; paragraphs are parted by blank lines.

    `url`, where known, resolves a relative canonical address. Any bytes are safe to give.

    :raises NoArticleText: there is none, or the page has more elements than any article.
    """
    if instead := name_other_kind(page):
        raise NoArticleText(instead)
    if isinstance(page, bytes):
        return read_page(decode_page(page), url=url)
    tree = _parse(page)
    canonical, nodes = _read_nodes(tree, url)
    credits = read_image_credits(tree, nodes)
    dates = [text for node in nodes for text in list_texts(node.get("datePublished"))]
    published_on, published_at = read_published([*dates, *list_times_in_print(tree)])
    publishers = _names(name for node in nodes for name in list_names(node.get("publisher")))
    notices = read_page_notices(tree, nodes)
    stated_language = _read_language(tree, nodes)
    # last: trafilatura prunes what it reads
    words = read_words(
        tree,
        titles=[text for node in nodes for text in list_texts(node.get("headline"))],
        publishers=publishers,
    )
    if is_no_page(words.title, words.text):
        raise NoArticleText("an error page or a gate")
    notices = add_text_notices(notices, words.text, [words.printed_byline or "", *words.byline])
    authors = _choose_authors(nodes, words.byline, publishers)
    return Page(
        text=words.text,
        title=words.title if words.title and len(words.title) <= LONGEST_TITLE else None,
        authors=authors,
        publisher=next(iter(publishers), None),
        url=canonical or _choose_address(list_addresses(nodes[0]), url),
        language=choose_language(stated_language, words.text),
        published_on=published_on,
        published_at=published_at,
        image_credits=_names(credits),
        wire_credits=_names(notices.wire_credits),
        contributors=_names(name for name in notices.contributors if name not in authors),
        corrections=notices.corrections[:MOST_CORRECTIONS],
    )


def _read_nodes(tree: Any, url: str | None) -> tuple[str | None, list[Node]]:
    """Return the page's canonical address, and what it says of its article: in JSON-LD, marks, <meta>."""
    marks, meta = read_marks(tree), read_meta(tree)
    links = tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    canonical = _choose_address([*links, *marks["url"], *meta["url"]], url)
    linked = find_article_node(
        [script.text or "" for script in tree.xpath(LINKED_DATA)],
        _page_test(canonical, _list_titles(tree, meta)),
    )
    return canonical, [linked, marks, meta, {"author": list_byline_names(tree)}]


def _parse(page: str) -> Any:
    # lxml refuses an encoding declaration in characters, ends at NUL, and cannot encode lone surrogates; old
    # pages set all their paragraphs in one <font>, inside which it would nest them, or stand in <noframes>
    page = re.sub(r"^\s*<\?xml[^>]*>|</?font\b[^<>]*>|<!\[CDATA\[(?=\s*<)", "", page, flags=re.IGNORECASE)
    page = re.sub(r"<(/?)noframes\b", r"<\1div", page, flags=re.IGNORECASE)
    page = page.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if not page.strip() or not etree.HTML(page, etree.HTMLParser(target=_Sizes())):
        raise NoArticleText
    tree = load_html(page)
    if tree is None and LONE_BLOCK.match(page):
        tree = load_html(f"<html><body>{page}</body></html>")
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


def _list_titles(tree: Any, meta: Node) -> list[str]:
    """Return what the page states as its title; of several <h1> each may be another article's."""
    headings = tree.xpath("//h1")
    marks = tree.xpath("//head/title") + (headings if len(headings) == 1 else [])
    return [*meta["headline"], *(mark.text_content() for mark in marks)]


def _page_test(canonical: str | None, titles: list[str]) -> Callable[[Node], bool | None]:
    """Return what says of a JSON-LD node whether its article is the page's; None where neither is sure.

    Its address is the page's, or its headline; where it has another address and another headline, it is not.
    """

    def is_about_page(node: Node) -> bool | None:
        addresses = {_bare_address(address) for address in list_addresses(node)}
        if canonical and _bare_address(canonical) in addresses:
            return True
        headlines = list_texts(node.get("headline"))
        if any(is_same_title(headline, title) for headline in headlines for title in titles):
            return True
        return False if canonical and addresses and headlines and titles else None

    return is_about_page


def _bare_address(address: str) -> str:
    """Return what two addresses of one page share."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/")


def _choose_address(addresses: list[str], url: str | None) -> str | None:
    """Return the address the page gives itself, if it is one that others could open."""
    for address in addresses:
        try:
            absolute = urljoin(url or "", str(address).strip())
            normalize_url(absolute)
        except ValueError:
            continue
        if len(absolute) <= LONGEST_URL and not re.search(r"\s", absolute):
            return absolute
    return None


def _choose_authors(
    nodes: list[Node], byline: tuple[str, ...], publishers: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the authors by the first that names any: a mark that only names the publisher goes last."""
    sources = [_people(list_names(node.get("author"))) for node in nodes] + [_people(byline)]
    persons = [names for names in sources if names and not set(names) <= set(publishers)]
    return next(iter(persons + [names for names in sources if names]), ())


def _people(found: Iterable[str]) -> tuple[str, ...]:
    bare = [AROUND_NAME.sub("", AROUND_NAME.sub("", " ".join(name.split()))) for name in found]
    bare = [without_agency(name) for name in bare]
    names = [name for text in bare for name in split_names(f"By {text}") or (text,)]
    return tuple(name for name in _names(names) if not NOBODY.fullmatch(name))


def _read_language(tree: Any, nodes: list[Node]) -> str | None:
    named = [
        tree.get("lang"),
        tree.get("xml:lang"),
        *(text for node in nodes for text in list_texts(node.get("inLanguage"))),
    ]
    tags = [str(name or "").strip().replace("_", "-") for name in named]
    return next((tag for tag in tags if LANGUAGE_TAG.fullmatch(tag)), None)


def _names(found: Iterable[str]) -> tuple[str, ...]:
    """Return the names among what was found, each once, on one line, in order."""
    names = dict.fromkeys(" ".join(name.split()) for name in found)
    return tuple(name for name in names if 0 < len(name) <= LONGEST_NAME)[:MOST_NAMES]
