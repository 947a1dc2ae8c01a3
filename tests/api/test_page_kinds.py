"""What comes in place of a page: said for what it is, and never stored as an article."""

import gzip
import json
import time

import pytest
from flask.testing import FlaskClient

from api.html import read_page
from api.page_kinds import is_no_page, name_other_kind
from api.page_text import NoArticleText

WORDS = "The dam above Varnholt failed on Tuesday, Mayor Lena Ortiz said at the town hall."
PAGE = f"<html><body><article><h1>Dam fails</h1><p>{WORDS}</p></article></body></html>"
ZIPPED = gzip.compress(PAGE.encode())
DOCTYPE = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (f"<?xml version='1.0'?><!-- x --><rss><channel><item><description>{WORDS}", "an RSS feed"),
        (f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>{WORDS}", "an Atom feed"),
        ("<?xml version='1.0'?><urlset><url><loc>https://x.example/1</loc></url></urlset>", "a sitemap"),
        (json.dumps({"headline": "Dam fails", "html": PAGE}), "JSON"),
        ("\ufeff[" + json.dumps(PAGE) + "]", "JSON"),
        ("[" * 200_000, "JSON"),
        (ZIPPED, "compressed (gzip)"),
        (ZIPPED.decode("latin-1"), "compressed (gzip)"),
        (ZIPPED.decode("utf-8", "replace"), "compressed (gzip)"),
        (b"%PDF-1.7 <p>", "a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "an image"),
        (f"From: x\nContent-Type: multipart/related; boundary=x\n\n{PAGE}", "a web archive (MHTML)"),
        (f"{WORDS}\n\n{WORDS}", "text without markup"),
        ("", "text without markup"),
    ],
)
def test_what_is_no_page_is_called_what_it_is(page: bytes | str, kind: str) -> None:
    with pytest.raises(NoArticleText) as refusal:
        read_page(page)

    assert refusal.value.instead == kind


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        f"{DOCTYPE}<?xml version='1.0' encoding='UTF-16'?>{PAGE}",
        f"<?xml version='1.0'?>{DOCTYPE}{PAGE}",
        f"[Updated] {PAGE}",
        f"{{% block %}}{PAGE}",
        f"<p>{WORDS}",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
    ],
)
def test_what_may_be_a_page_is_read(page: str) -> None:
    assert (name_other_kind(page), read_page(page).text) == (None, WORDS)


@pytest.mark.parametrize("piece", ["<?a?>", "<!-- -->", "<?", "<!DOCTYPE [", "A: b\n", '{"a":'])
def test_no_beginning_takes_long_to_tell(piece: str) -> None:
    begun = time.process_time()

    name_other_kind(piece * 200_000)

    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("title", "text", "is_one"),
    [
        ("404 Not Found", "The requested URL was not found on this server.", True),
        ("Access Denied", "You don't have permission to access this page.", True),
        ("Just a moment...", "Verifying that you are human.", True),
        ("Error 503: Service unavailable", "Try again later.", True),
        ("Access Denied", WORDS * 8, False),
        ("Just a moment with the mayor", WORDS, False),
        ("404 people not found after the flood", WORDS * 8, False),
        (None, WORDS, False),
    ],
)
def test_an_error_page_and_a_gate_are_no_articles(title: str | None, text: str, is_one: bool) -> None:
    assert is_no_page(title, text) == is_one


def test_the_api_says_what_it_was_sent(client: FlaskClient) -> None:
    response = client.post("/v1/articles", json={"html": f"<rss><channel>{WORDS}"})

    assert response.status_code == 422
    assert response.get_json()["errors"] == [
        {"detail": "This is an RSS feed, and no page with an article.", "pointer": "#/html"}
    ]
