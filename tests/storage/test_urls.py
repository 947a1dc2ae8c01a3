"""Addresses: one spelling for one page."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.urls import normalize_url


@pytest.mark.parametrize(
    ("url", "normalized"),
    [
        ("HTTP://Post.Example:80/a/../b", "http://post.example/b"),
        ("https://post.example", "https://post.example/"),
        ("https://post.example/a?z=1&a=2&a=1#part", "https://post.example/a?a=1&a=2&z=1"),
        ("https://post.example/?utm_source=x&fbclid=y&id=7", "https://post.example/?id=7"),
        ("https://post.example/a?empty=", "https://post.example/a?empty="),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
    ],
)
def test_an_address_has_one_spelling(url: str, normalized: str) -> None:
    assert normalize_url(url) == normalized


@pytest.mark.parametrize(
    "url", ["", "post.example/a", "/a", "ftp://post.example/a", "https://", "mailto:a@b.example"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="absolute http or https address|Invalid"):
        normalize_url(url)


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_normalizing_twice_changes_nothing(parameters: list[tuple[str, str]]) -> None:
    once = normalize_url(f"https://post.example/a?{urlencode(parameters, errors='replace')}")

    assert normalize_url(once) == once


@given(st.text() | st.text().map("https://{}".format))
def test_whatever_is_given_is_an_address_or_is_refused(url: str) -> None:
    try:
        normalize_url(url)
    except ValueError:
        pass
