"""A page's bytes to its characters: by mark, as UTF-8, as declared, by custom, by guess."""

import codecs
import re

from trafilatura.utils import detect_encoding

# The declaration must stand in the first 1,024 bytes. Source: HTML Living Standard, 4.2.5.4.
PRESCANNED_BYTES = 1024
DECLARED_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([0-9A-Za-z._:-]+)""",
    re.IGNORECASE,
)
# No page begins with a NUL: these are UTF-16 whose byte order mark was lost on the way.
UTF_16_OPENINGS = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
# What pages that declare nothing true are written in, by language.
# Source: HTML Living Standard, 13.2.3.2, the default encodings by locale: windows-1252 in the west.
WESTERN_PAGE = re.compile(
    rb"<html[^>]{0,500}?\blang\s*=\s*[\"']?(?:af|ca|da|de|en|es|eu|fi|fr|ga|gl|is|it|nb|nl|nn|no|pt|sv)\b",
    re.IGNORECASE,
)


def decode_page(page: bytes) -> str:
    """Return the characters of `page`, with replacements where nothing fits. Any bytes are safe to give.

    UTF-8 goes before the declaration, which is wrong more often than bytes are UTF-8 by chance.
    """
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if page.startswith(mark):
            return page.decode("utf-16", "replace")
    for encoding in _list_likely(page):
        try:
            return page.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    text = page.decode("utf-8", "replace")
    if _is_damaged_utf_8(text):
        return text
    for encoding in _list_fallbacks(page):
        try:
            return page.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return text


def _list_likely(page: bytes) -> list[str]:
    """Return the encodings to try before guessing, in order."""
    start = page[:PRESCANNED_BYTES]
    likely = [UTF_16_OPENINGS[start[:2]]] if start[:2] in UTF_16_OPENINGS else []
    likely.append("utf-8-sig")
    if declared := DECLARED_CHARSET.search(start):
        name = declared[1].decode("ascii").lower()
        # Source: Encoding Standard: "latin1" means windows-1252; a page that can say utf-16 in ASCII is not.
        likely.append("cp1252" if name in ("iso-8859-1", "latin1", "ascii", "us-ascii") else name)
    return likely


def _list_fallbacks(page: bytes) -> list[str]:
    """Return the encodings left where the declaration does not hold, in order."""
    customary = ["cp1252"] if WESTERN_PAGE.search(page[:PRESCANNED_BYTES]) else []
    return [*customary, *detect_encoding(page)]


def _is_damaged_utf_8(text: str) -> bool:
    """Say whether the text, read as UTF-8, only lost some bytes, as where a page was cut."""
    lost = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - lost > lost
