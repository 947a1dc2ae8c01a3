"""An article's words on its page: its text by trafilatura, its headline, and the byline printed above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from trafilatura import bare_extraction
from trafilatura.settings import Document

from api.boilerplate import (
    is_boilerplate,
    part_paragraphs,
    remove_clutter,
    unfold_layout_tables,
    unfold_preformatted,
)
from api.image_credits import remove_captions
from extraction.credit_lines import is_agency

# Between a headline and the site's name in <title>.
TITLE_PARTS = re.compile(r"\s+[–—|·•»«-]\s+|:\s+")
# "By Ada Quill and Tom Reed, staff writers"; names are capitalised, a sentence ends in a full stop.
_NAME = (
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:\s(?:(?:de|da|di|van|von|der|den|la|al|bin)\s){0,2}[A-ZÀ-ÖØ-Þ][\w.'’-]*\w){1,4}"
)
BYLINE = re.compile(
    r"(?:[Bb]y|BY|Von|Par|Por|Di|Door|Af|Av)\s+"
    rf"(?P<names>{_NAME}(?:(?:,| and| und| et| y| &)\s{_NAME}){{0,5}})"
    r"(?:\sin\s[^,|]{2,40})?(?:[,|]\s*[\w ]{3,40})?"
)
FRONT_PAGE = re.compile(r"/|(?:https?:)?//[^/?#]+/?|index\.html?")
BETWEEN_NAMES = re.compile(r",\s|\s(?:and|und|et|y|&)\s")
BYLINE_OPENINGS = ("By ", "by ", "BY ", "Von", "Par", "Por", "Di ", "Doo", "Af ", "Av ")
BYLINE_ELEMENTS = ("p", "div", "span", "i", "em", "b", "strong", "small", "address")
# Elements in a byline: a link a name, and a break or two.
MOST_IN_BYLINE = 8
# What the API takes of a title; a page's longer ones are none.
LONGEST_TITLE = 2000
# How many lines may stand above an article's first.
LINES_ABOVE = 4


class NoArticleText(ValueError):
    """The page holds no article: it is empty, broken, not HTML, or all navigation.

    `instead` says what it is, where that is known: "an RSS feed".
    """

    def __init__(self, instead: str | None = None) -> None:
        super().__init__(f"{instead} in place of a page" if instead else "no article text found")
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article; `byline` are the names printed with it, as far as they can be told.

    `printed_byline` is the line above it that gives them, whole.
    """

    text: str
    title: str | None
    byline: tuple[str, ...]
    printed_byline: str | None = None


def read_words(tree: Any, *, titles: Sequence[str], publishers: Sequence[str]) -> Words:
    """Return the words of the article in `tree`, which is used up; paragraphs are parted by blank lines.

    `titles` are those the page states, `publishers` the names that are no headline.

    :raises NoArticleText: there is none.
    """
    stated = [*titles, *(title.text_content() for title in tree.xpath("//head/title")[:1])]
    stated = [title for title in stated if len(title) <= LONGEST_TITLE]
    for masthead in filter(_is_masthead, tree.xpath("//h1 | //h2 | //h3")):
        masthead.drop_tree()
    headings = [heading for heading in tree.xpath("//h1 | //h2 | //h3") if _fold(heading.text_content())]
    headline = _find_headline(headings, stated, publishers)
    _keep_one_article(tree, headline)
    printed = _find_byline(tree)
    remove_captions(tree)
    remove_clutter(tree)
    unfold_layout_tables(tree)
    part_paragraphs(tree)
    unfold_preformatted(tree)
    lines, found_title, byline = _extract(tree)
    title = (
        headline.text_content()
        if headline is not None
        else _find_title(lines, stated, publishers, found_title)
    )
    lines = _without_head(lines, title or "")
    if not lines:
        raise NoArticleText
    # a list stays one paragraph
    text = re.sub(r"\n(?!- )", "\n\n", "\n".join(lines))
    return Words(
        text, " ".join(title.split()) if title else None, tuple(byline) or split_names(printed or ""), printed
    )


def split_names(byline: str) -> tuple[str, ...]:
    """Return the names in "By Ada Quill and Tom Reed, staff writers"; none where it is no byline."""
    match = BYLINE.fullmatch(byline)
    return tuple(BETWEEN_NAMES.split(match["names"])) if match else ()


def is_same_title(one: str, other: str) -> bool:
    """Say whether two titles are one, a site's name before or after it aside."""
    return _holds(_fold(one), _fold(other)) or _holds(_fold(other), _fold(one))


def _is_masthead(heading: Any) -> bool:
    """Say whether a heading is the site's: it links to its front page."""
    links = heading.xpath(".//a/@href | ancestor::a/@href")
    return any(FRONT_PAGE.fullmatch(link.strip()) for link in links)


def _find_headline(headings: list[Any], stated: list[str], publishers: Sequence[str]) -> Any | None:
    """Return the heading that the page also states as its title; the longest, as a site has one too."""
    claims = [_fold(title) for title in stated]
    names = {_fold(name) for name in publishers}
    matching = [
        heading
        for heading in headings
        if (words := _fold(heading.text_content())) not in names
        and any(_holds(claim, words) for claim in claims)
    ]
    if matching:
        return max(matching, key=lambda heading: len(_fold(heading.text_content())))
    # search engines are told another headline than readers
    printed = [
        heading for heading in headings if heading.tag == "h1" and not heading.xpath(".//a[@href='/']")
    ]
    return printed[0] if len(printed) == 1 and _fold(printed[0].text_content()) not in names else None


def _find_title(
    lines: list[str], stated: list[str], publishers: Sequence[str], found: str | None
) -> str | None:
    """Return the title of a page without a heading that says it: from <title>, or as found.

    Of the parts of <title> the longest is the headline: sites have shorter names.
    """
    names = {_fold(name) for name in publishers}
    above = {_fold(line) for line in lines[:LINES_ABOVE]}
    parts = [
        part
        for title in stated
        for part in TITLE_PARTS.split(title)
        if _fold(part) and _fold(part) not in names
    ]
    printed = next((part for part in [*stated, *parts] if _fold(part) in above), None)
    if printed or (found and _fold(found) not in {*names, *map(_fold, parts)}):
        return printed or found
    return max(parts, key=len, default=found)


def _find_byline(tree: Any) -> str | None:
    """Return the first line of the page that is a byline and nothing else."""
    for element in tree.iter(*BYLINE_ELEMENTS):
        if (
            len(element) <= MOST_IN_BYLINE
            and "".join(islice(element.itertext(), 2)).lstrip()[:3] in BYLINE_OPENINGS
        ):
            line = " ".join(element.text_content().split())
            if split_names(line):
                return line
    return None


def _keep_one_article(tree: Any, headline: Any | None) -> None:
    """Take out the other articles of a page that goes on and on, each under its own <h1>."""
    articles = [
        article
        for article in tree.xpath("//article[.//h1]")
        if not any(True for _ in article.iterancestors("article"))
    ]
    kept = next((a for a in articles if headline is not None and a in headline.iterancestors()), None)
    for article in articles if kept is not None else []:
        if article is not kept:
            article.drop_tree()


def _extract(tree: Any) -> tuple[list[str], str | None, list[str]]:
    """Return the lines of the text, and the title and the authors that trafilatura finds."""
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
    return (
        [line for line in lines if not is_boilerplate(line)],
        document.title,
        document.author.split(";") if document.author else [],
    )


def _without_head(lines: list[str], title: str) -> list[str]:
    """Return the lines without the headline, the byline and the agency that stand above the first."""
    above = [
        line
        for line in lines[:LINES_ABOVE]
        if _fold(line) != _fold(title) and not BYLINE.fullmatch(line) and not is_agency(line)
    ]
    return above + lines[LINES_ABOVE:]


def _fold(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", words).casefold().split())


def _holds(claim: str, words: str) -> bool:
    """Say whether a heading's words are the whole of a stated title, or stand at its start or end."""
    return bool(words) and (f"{claim} ".startswith(f"{words} ") or f" {claim}".endswith(f" {words}"))
