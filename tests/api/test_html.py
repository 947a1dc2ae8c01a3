"""A page's HTML to an article's fields."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.charsets import decode_page
from api.html import Page, read_page
from api.page_text import NoArticleText

BODY = (
    "<h1>Dam above Varnholt fails</h1><p class='byline'>By Ada Quill</p>"
    "<p>The dam above Varnholt failed on Tuesday, Mayor Lena Ortiz said, adding that nobody checked it.</p>"
    "<p>The company said the repairs would include several things that the town had asked for in spring:</p>"
    "<ul><li>a new valve for the upper gate</li><li>a new gate for the lower basin</li></ul>"
    "<p>“It might hold until Friday 🙂,” one engineer told Reuters.</p>"
)
TEXT = (
    "The dam above Varnholt failed on Tuesday, Mayor Lena Ortiz said, adding that nobody checked it.\n\n"
    "The company said the repairs would include several things that the town had asked for in spring:\n"
    "- a new valve for the upper gate\n- a new gate for the lower basin\n\n"
    "“It might hold until Friday 🙂,” one engineer told Reuters."
)
LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"],
"datePublished": "2026-03-04T23:30:00-05:00", "publisher": {"name": "The Harbour Post"},
"author": [{"name": "Ada Quill"}, {"name": "Tom Reed"}], "image": {"creditText": "Jo Lens/AFP"}}]}</script>"""


def a_page(head="", body=BODY, lang=' lang="en-GB"'):
    return f"<!doctype html><html{lang}><head>{head}</head><body><article>{body}</article></body></html>"


def test_a_marked_page_gives_every_field():
    page = a_page('<link rel="canonical" href="/dam"><title>Dam above Varnholt fails</title>' + LINKED)

    assert read_page(page, url="https://harbour.example/dam?utm_source=x") == Page(
        text=TEXT,
        title="Dam above Varnholt fails",
        authors=("Ada Quill", "Tom Reed"),
        publisher="The Harbour Post",
        url="https://harbour.example/dam",
        language="en-GB",
        published_on="2026-03-04",
        published_at="2026-03-05T04:30:00.000Z",
        image_credits=("Jo Lens/AFP",),
    )


def test_a_bare_page_gives_nothing_it_does_not_say():
    page = read_page(a_page(body=BODY.replace("<p class='byline'>By Ada Quill</p>", ""), lang=""))

    assert page == Page(text=TEXT, title="Dam above Varnholt fails")


@pytest.mark.parametrize(
    ("mark", "published"),
    [
        ('<meta property="article:published_time" content="2026-03-04T10:00Z">', "2026-03-04T10:00:00.000Z"),
        ('<meta property="article:published_time" content="2026-03-04T10:00:00">', None),
        ('<meta property="article:published_time" content="2026-03-04">', None),
    ],
)
def test_a_moment_needs_a_zone(mark, published):
    page = read_page(a_page(mark))

    assert (page.published_on, page.published_at) == ("2026-03-04", published)


def test_the_time_printed_in_the_article_is_its_date():
    page = read_page(a_page(body=BODY + '<time datetime="2026-03-04T10:00:00+01:00">4 March</time>'))

    assert (page.published_on, page.published_at) == ("2026-03-04", "2026-03-04T09:00:00.000Z")


def test_a_date_in_words_or_in_the_address_is_not_guessed():
    page = read_page(
        a_page(body=BODY + "<p>Published on 4 March 2026.</p>"), url="https://a.example/2026/03/04/dam"
    )

    assert (page.published_on, page.published_at) == (None, None)


def test_a_marked_credit_is_kept_and_a_caption_is_not_one():
    figure = (
        '<figure><figcaption>The dam. <span class="photo-Credit">Jo  Lens/AFP</span></figcaption></figure>'
    )

    assert read_page(a_page(body=figure + BODY)).image_credits == ("Jo Lens/AFP",)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/dam", "http://[", "mailto:a@b.example", ""])
def test_an_address_nobody_could_open_is_left_out(address):
    assert read_page(a_page(f'<link rel="canonical" href="{address}">')).url is None


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "windows-1252"),
        ("utf-8", "no-such-charset"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "windows-1252"),
        ("gb18030", "gb18030"),
    ],
)
def test_the_characters_survive_right_and_wrong_declarations(encoding, declared):
    page = a_page(f'<meta charset="{declared}">', body="<p>“It holds,” Zoë Müller said.</p>")

    assert decode_page(page.encode(encoding)) == page


@pytest.mark.parametrize(
    "page",
    [
        b"<p>",
        b"<p>   \n",
        b"<p>" + b"\x00" * 5000,
        "<html><body></body></html>",
        "<nav><a href='/'>Home</a></nav>",
        "<p>\ud800",
        "<p>a" * 300_000,
        "<div>" * 200_000,
        "<table><tr><td>" * 60_000,
        '<script type="application/ld+json">' + "[" * 500_000,
        "<p " + " ".join(f"a{number}" for number in range(150_000)) + ">text",
        "<article><time></time></article>" * 24_000,
    ],
    ids=["empty", "blank", "nul", "no body", "navigation", "surrogate", "p", "div", "table", "json"]
    + ["attributes", "articles"],
)
def test_a_page_without_an_article_says_so_soon(page):
    begun = time.monotonic()

    with pytest.raises(NoArticleText, match="^no article text found$"):
        read_page(page)

    # generous: the machine may be busy; before the bound on elements this took minutes
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    "linked", ["{", "[1, null]", '{"@type": "NewsArticle", "datePublished": 7, "author": {}}']
)
def test_broken_linked_data_is_passed_over(linked):
    page = read_page(a_page(f'<script type="application/ld+json">{linked}</script>'))

    assert (page.text, page.published_on) == (TEXT, None)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_safe(rubbish):
    try:
        page = read_page(a_page().encode() + rubbish)
    except NoArticleText:
        return

    assert page.text


@pytest.mark.parametrize(
    "masthead",
    [
        '<h1><a href="/">The Harbour Post</a></h1>',
        '<a href="https://harbour.example/"><h1>The Harbour Post</h1></a>',
    ],
)
def test_the_name_of_the_site_is_no_headline(masthead):
    page = f"<title>Dam above Varnholt fails | The Harbour Post</title>{masthead}<p>{TEXT}</p>" * 2

    assert read_page(page).title == "Dam above Varnholt fails"


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("Ada Quill, Tom Reed and Zoë Müller", ("Ada Quill", "Tom Reed", "Zoë Müller")),
        ("By Ada Quill | The Harbour Post", ("Ada Quill",)),
        ("Ada Quill with agencies", ("Ada Quill",)),
        ("Jan van der Berg", ("Jan van der Berg",)),
        ("AFP", ("AFP",)),
        ("with agencies", ()),
        ("admin", ()),
        ("https://harbour.example/ada", ()),
    ],
)
def test_authors_are_the_names_and_nothing_else(stated, authors):
    body = BODY.replace("<p class='byline'>By Ada Quill</p>", "")

    assert read_page(a_page(f'<meta name="author" content="{stated}">', body=body)).authors == authors
