"""Who a page says made its pictures."""

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # it ships no types

from api.linked_data import Node, list_field

_LOWER = "translate(@class, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
MARKED = etree.XPath(
    f"//*[@itemprop='copyrightHolder'"
    f" or re:test({_LOWER}, '(photo|image|img|picture|pic|media|caption)[-_]*(credit|copyright)')"
    f" or (ancestor::figure and re:test({_LOWER}, 'credit|copyright|photographer'))]",
    namespaces={"re": "http://exslt.org/regular-expressions"},
)
CAPTIONS = etree.XPath(
    f"//figcaption | //*[(self::div or self::p or self::span)"
    f" and re:test({_LOWER}, '(^|[\\s_-])caption([\\s_-]|$)')]",
    namespaces={"re": "http://exslt.org/regular-expressions"},
)
# A credit is at the end of its caption, and short.
MOST_CREDIT_CHARS = 200
# Agencies that pictures are credited to.
AGENCIES = (
    "AFP|AP|Associated Press|Reuters|Getty Images|Getty|EPA|EPA-EFE|EFE|dpa|DPA|PA|PA Wire|Xinhua|ANSA|TASS"
    "|Anadolu|Bloomberg|Shutterstock|Alamy|Zuma|Sipa|NurPhoto|Canadian Press"
)
# A whole credit stands in a mark, perhaps with its label: "(Photo: Jo Lens/AFP)" is Jo Lens/AFP.
LABEL = (
    r"(?:(?:file\s+)?(?:photo(?:graph|s)?|picture|pic|image|illustration|foto|bild)(?:\s+credits?)?\s*(?::|\bby\b|\bcourtesy(?:\s+of)?\b)"
    r"|credits?\s*:|(?:photo|image|picture)\s+credits?\b|©(?:\s*(?:19|20)\d\d)?|\(c\))\s*"
)
LABEL_BEFORE = re.compile(rf"^[\s(\[|–—-]*(?:{LABEL})?", re.IGNORECASE)
# A caption ends in its credit, where it has one: after a label, in brackets with an agency, or AP's own way.
IN_CAPTION = re.compile(
    rf"(?:^|[\s(\[|]){LABEL}(?P<labelled>(?-i:[^\W_a-z])[^()\[\]|\n]{{1,100}}?)[)\]]?\s*\.?\s*$"
    r"|[(\[](?P<agency>[^()\[\]\n]{0,80}"
    rf"\b(?:{AGENCIES})\b"
    r"[^()\[\]\n]{0,40})[)\]]\s*\.?\s*$"
    r"|\b(?P<ap>AP Photo/[^\n.]{2,60})\.?\s*$",
    re.IGNORECASE,
)
# "… on Tuesday. REUTERS/Jo Lens", "… on Tuesday. Jo Lens/AFP via Getty Images"
_NAME = r"[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){0,4}"
SLASHED = re.compile(
    rf"(?:^|[.!?”\"’]\s+|\s\|\s)(REUTERS/{_NAME}(?:/{_NAME})?"
    rf"|{_NAME}\s?[/|]\s?(?:{AGENCIES})(?:\s?(?:[/|,]|via)\s?{_NAME}){{0,3}})\.?\s*$"
)
# What Reuters prints behind its credits.
LICENSING = re.compile(r"\s*(?:Purchase|Acquire|Buy)\s+Licensing\s+Rights\W*(?:,?\s*opens\s+new\s+tab)?\s*$")


def read_image_credits(tree: Any, nodes: list[Node]) -> list[str]:
    """Return the credits of the page's pictures: from its nodes, its marks, and the ends of captions."""
    stated = [
        text
        for node in nodes
        for key in ("creditText", "copyrightNotice")
        for text in list_field(node.get("image"), key)[:1]
    ]
    marks = MARKED(tree)
    around = {ancestor for mark in marks for ancestor in mark.iterancestors()}
    # of nested marks the innermost holds the name
    marked = [_last_line(mark) for mark in marks if mark not in around]
    captions = [mark.text_content() for mark in CAPTIONS(tree) if mark not in around and mark not in marks]
    found = [credit for text in captions if (credit := _find(text))]
    return [_bare(text) for text in stated + marked + found]


def remove_captions(tree: Any) -> None:
    """Take out what stands under pictures: it is no part of the article's text."""
    for mark in [*CAPTIONS(tree), *MARKED(tree)]:
        mark.drop_tree()


def _last_line(mark: Any) -> str:
    """Return the words of a mark's last child with any, as in a field with its label above."""
    words = [text for text in (child.text_content().strip() for child in mark) if text]
    return words[-1] if len(words) > 1 and not (mark.text or "").strip() else str(mark.text_content())


def _find(caption: str) -> str | None:
    words = LICENSING.sub("", " ".join(caption.split()))
    words = words[-MOST_CREDIT_CHARS:]
    match = IN_CAPTION.search(words) or SLASHED.search(words)
    return next(filter(None, match.groups()), None) if match else None


def _bare(text: str) -> str:
    bare = LABEL_BEFORE.sub("", " ".join(text.split()), count=1)
    return bare.strip(" |–—-") if "(" in bare or "[" in bare else bare.strip(" |–—-)]")
