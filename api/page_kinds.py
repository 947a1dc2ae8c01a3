"""What comes in place of a web page: feeds, JSON, files of other kinds, and pages that say there is none."""

import json
import re

# How files of other kinds begin.
_MAGIC = (
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"BZh", "compressed (bzip2)"),
    (b"\xfd7zXZ", "compressed (xz)"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# gzip's and JPEG's own bytes, each read as a character or given up, where somebody sent them as text.
_MAGIC_AS_TEXT = (
    ("\x1f\x8b\x08", "compressed (gzip)"),
    ("\x1f\ufffd\x08", "compressed (gzip)"),
    ("%PDF-", "a PDF"),
    ("ÿØÿ", "an image"),
    ("\ufffdPNG", "an image"),
    ("\x89PNG", "an image"),
)
# Atomic groups: what is one piece of a prologue is tried in no other way.
_XML_ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+<(?P<root>[A-Za-z_][\w:.-]*)",
    re.DOTALL | re.IGNORECASE,
)
_XML_KINDS = {
    "rss": "an RSS feed",
    "rdf:rdf": "an RSS feed",
    "feed": "an Atom feed",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "opml": "an OPML outline",
    "svg": "an image",
}
_ARCHIVE = re.compile(
    r"(?:[\w-]++: [^\n]*+\n(?:[ \t][^\n]*+\n)*+)*?Content-Type: multipart/related", re.IGNORECASE
)
PLAIN_TEXT = "text without markup"
_TAG = re.compile(r"<[A-Za-z!/?]")
_BLANK = "\ufeff \t\r\n\x00"
# Only the beginning tells what a document is.
_LOOKED_AT = 4096
# "404 Not Found", "Access Denied", "Just a moment...": of whoever serves pages, in place of one.
_NO_PAGE = re.compile(
    r"\W*(?:(?:http\s)?(?:error|status)?\W*[45]\d\d\b.{0,60}|(?:page\s|file\s)?not\sfound|access\s(?:is\s)?denied|forbidden"
    r"|just\sa\smoment|attention\srequired!?.{0,40}|checking\syour\sbrowser.{0,40}|(?:bad|gateway)\s(?:gateway|time-?out)"
    r"|(?:are\syou\sa\s|verify\s(?:that\s)?you\sare\s(?:a\s)?|security\s)(?:robot|human|check).{0,40}"
    r"|service\s(?:temporarily\s)?unavailable|too\smany\srequests|internal\sserver\serror|site\smaintenance)\W*",
    re.IGNORECASE,
)
# Such a page says little more; an article of that title does.
_MOST_SAID = 600


def name_other_kind(page: bytes | str) -> str | None:
    """Return what a document is that is no HTML page, as "an RSS feed"; None where it may be one."""
    if isinstance(page, bytes):
        return next((kind for start, kind in _MAGIC if page.startswith(start)), None)
    start = page[:_LOOKED_AT].lstrip(_BLANK)
    for opening, kind in _MAGIC_AS_TEXT:
        if start.startswith(opening):
            return kind
    if start[:1] in ("{", "[") and _is_json(page):
        return "JSON"
    if _ARCHIVE.match(start):
        return "a web archive (MHTML)"
    root = _XML_ROOT.match(start)
    if root and root["root"].casefold() in _XML_KINDS:
        return _XML_KINDS[root["root"].casefold()]
    return None if _TAG.search(page) else PLAIN_TEXT


def is_no_page(title: str | None, text: str) -> bool:
    """Say whether a page only tells that there is none: an error, or a gate before robots."""
    return title is not None and len(text) <= _MOST_SAID and bool(_NO_PAGE.fullmatch(title.strip()))


def _is_json(page: str) -> bool:
    try:
        json.loads(page.strip(_BLANK))
    except RecursionError:
        return True
    except ValueError:
        return False
    return True
