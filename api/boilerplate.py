"""What a site prints around and between an article's paragraphs, told by its words or its markup."""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

# Lines that are nothing else, whatever their case.
LABELS = (
    r"advertis(?:ement|ing)|ad|sponsored(?: content)?|promoted",
    r"(?:story|article) continues (?:below|after)[\w ]{0,30}",
    r"share|share (?:this|on|via)\b.{0,60}|tweet|pin it|print|e-?mail|save|copy link|listen|play",
    r"(?:\d+ )?comments?|related|related (?:articles?|stories|topics|content|coverage)",
    r"read (?:more|next|also)|see also|more (?:stories|on this|from .{2,60})|most (?:read|popular)",
    r"recommended(?: for you)?|you (?:may|might) also like|follow|subscribe(?: now)?|sign (?:in|up)|log ?in",
    r"skip to (?:main )?content|loading\W*|photo credits?|tags?|topics?",
    r"\d+ (?:min|mins|minute|minutes)(?: read)?(?: [·|•–-] .{4,30})?",
)
# Lines that begin so: teasers, newsletters, networks, apps, tips, consent, paywalls, notices, dates.
OPENINGS = (
    r"(?:read|see|watch|also read|read also|also see|related|more|don['’]t miss|recommended|video|listen)"
    r"\s*(?:more|also|next|stories|articles?|story)?\s*[:|»>→]\s*\S",
    r"(?:sign|subscribe|register|join)\s(?:up|in|now|today|to|for)\b.{0,100}"
    r"\b(?:newsletter|inbox|alerts?|e-?mails?|subscri|updates|channel|account)",
    r"(?:get|receive)\s.{1,80}\b(?:newsletter|(?:your|straight to|delivered to)\s.{0,20}inbox)\b",
    r"follow\s(?:us|me|our|@\w)[^.]{0,60}"
    r"\b(?:on|facebook|twitter|instagram|x|whatsapp|telegram|google news)\b",
    r"like\sus\son\b|(?:click|tap)\shere\b|download\s(?:our|the)\s.{0,40}\bapp\b",
    r"(?:do you|have you got|got)\s(?:have\s)?a\s(?:story|tip|news)\b|have\sa\s(?:story|news\stip)\b",
    r"(?:we|this\s(?:web)?site)\s(?:and\sour\s.{1,40}\s)?uses?\scookies\b|we\svalue\syour\sprivacy\b",
    r"by\scontinuing\sto\s(?:use|browse)\b|(?:already\sa|not\sa|become\sa)\s(?:subscriber|member)\b",
    r"(?:subscribe\sto\s)?(?:continue|keep)\sreading\b|enable\s(?:javascript|cookies)\b"
    r"|(?:sorry,?\s)?your\sbrowser\s(?:does\snot|doesn['’]t)\ssupport\b|this\spage\suses\sframes\b|to\s(?:keep|continue)\sreading\b|javascript\sis\s(?:disabled|required)\b",
    r"(?:you\s(?:need\sto|must)|please)\s(?:enable|turn\son)\s(?:javascript|cookies)\b",
    r"©|copyright\s(?:©|\(c\)|\d{4})|all\srights\sreserved|our\sstandards\s?:",
    r"(?:(?:first|last)\s)?(?:published|updated|posted)\s?(?:on|at|:)?\s.{0,40}\b(?:19|20)\d\d\b(?!.{40})",
    r"\d+\s(?:min|minute)s?\sread\b",
    r".{2,60}\s[/|]\s(?:last\s)?(?:updated|published|posted)\b.{0,60}\b(?:19|20)\d\d\b",
    # "read also" in other languages
    r"(?:(?:à\s)?lire\saussi|lea\stambién|leia\s(?:também|mais)|(?:lesen\ssie|mehr\szum|lies)\s(?:auch|thema)"
    r"|leggi\sanche|lees\sook|läs\sockså|les\sogså|læs\sogså|czytaj\s(?:też|także|również))\s*:",
)
BOILERPLATE = re.compile(rf"(?:{'|'.join(OPENINGS)})|(?:{'|'.join(LABELS)})[:.!…\s]*$", re.IGNORECASE)
LABEL = re.compile("|".join(LABELS), re.IGNORECASE)
# Longer lines are paragraphs, however they begin.
MOST_CHARS = 240
# Paragraphs of preformatted text; no report has more, and each is an element more to go through.
MOST_PREFORMATTED = 1_000
EMPTY_LINE = re.compile(r"\n\s*\n")
# A sentence set as one link is still a sentence; these close one.
CLOSED = re.compile(r"[.!?…][\"”’)]*$")
# Elements of AMP and of browsers that show no article's text. Source: amp.dev, component list.
NO_TEXT = (
    "//noscript | //amp-ad | //amp-embed | //amp-sidebar | //amp-consent | //amp-list | //amp-social-share"
    " | //amp-analytics | //amp-user-notification | //template | //*[@role='dialog' or @role='alertdialog']"
)
# Parts that sites name for what they are; an article itself may be called after one ("newsletter-post"), so
# what holds much of the page's text, or its <h1>, stays. What is called "paywall" may be what is behind it.
AROUND_ARTICLE = etree.XPath(
    "//*[not(self::p)][re:test(concat(@class, ' ', @data-component, ' ', @data-testid), '"
    "related|page-?list|promo|most-?(read|popular|viewed)|recirc|read-?more|newsletter|sign-?up|subscription"
    "|author-?bio|about-?the-?author|share-|links-block', 'i')"
    " or re:test(concat(@data-component, ' ', @data-testid), 'byline', 'i')]",
    namespaces={"re": "http://exslt.org/regular-expressions"},
)
LEAST_OF_ARTICLE = 3
# Layout tables hold paragraphs or line breaks between long words; tables of data have short cells.
LEAST_LAYOUT_CHARS = 200


def is_boilerplate(line: str) -> bool:
    """Say whether a line of a page's text is the site's and not the article's."""
    is_empty = not any(character.isalnum() for character in line)
    return is_empty or len(line) <= MOST_CHARS and bool(BOILERPLATE.match(line))


def remove_clutter(tree: Any) -> None:
    """Take out of the page what its markup shows to be no part of the article."""
    for element in tree.xpath(NO_TEXT):
        _drop(element)
    whole = len(tree.text_content())
    for element in AROUND_ARTICLE(tree):
        if len(element.text_content()) * LEAST_OF_ARTICLE < whole and not element.xpath(".//h1 | self::body"):
            _drop(element)
    for paragraph in tree.xpath("//p[a] | //p[*/a]"):
        if _is_teaser(paragraph):
            _drop(paragraph)


def unfold_layout_tables(tree: Any) -> None:
    """Turn tables that lay a page out into plain divisions; those of data stay."""
    tables = set()
    for cell in tree.xpath("//td[.//p or .//br] | //th[.//p or .//br]"):
        if len(cell.text_content()) >= LEAST_LAYOUT_CHARS:
            tables.update(cell.iterancestors("table"))
    for table in tables:
        for part in table.iter("table", "tbody", "tr", "td", "th"):
            if next(part.iterancestors("table"), table) in tables or part is table:
                part.tag = "div"


def part_paragraphs(tree: Any) -> None:
    """Make of a paragraph that is parted by empty lines as many paragraphs; old pages have one for all."""
    for paragraph in tree.xpath("//p[br/following-sibling::*[1][self::br]]"):
        part = paragraph
        for child in list(paragraph):
            after = child.getnext()
            if part is not paragraph:
                part.append(child)
            if (
                child.tag == "br"
                and after is not None
                and after.tag == "br"
                and not (child.tail or "").strip()
            ):
                following = paragraph.makeelement("p")
                part.addnext(following)
                part = following


def unfold_preformatted(tree: Any) -> None:
    """Make paragraphs of preformatted text, whose lines end anywhere; code stays as it is."""
    for block in tree.xpath("//pre[not(.//code)]"):
        paragraphs = [
            " ".join(words.split()) for words in EMPTY_LINE.split(block.text_content()) if words.strip()
        ]
        if len(paragraphs) > MOST_PREFORMATTED:
            continue
        tail = block.tail
        block.clear()
        block.tag, block.tail = "div", tail
        for words in paragraphs:
            etree.SubElement(block, "p").text = words


def _is_teaser(paragraph: Any) -> bool:
    """Say whether a paragraph is one link to another story, perhaps with brackets or a label about it."""
    words = " ".join(paragraph.text_content().split())
    linked = " ".join(" ".join(link.text_content().split()) for link in paragraph.iter("a"))
    around = words.replace(linked, "", 1).strip(" []()|»›→>•·-–—:")
    return bool(linked) and not CLOSED.search(words) and (not around or bool(LABEL.fullmatch(around)))


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()
