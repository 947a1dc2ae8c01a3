"""What a page says of itself in JSON-LD."""

import json

import pytest

from api.linked_data import find_article_node, list_names

NODE = {"@type": "NewsArticle", "headline": "Dam fails"}


def find(*scripts, is_about_page=lambda node: None):
    return find_article_node(list(scripts), is_about_page)


@pytest.mark.parametrize(
    "script",
    [
        json.dumps(NODE),
        json.dumps([{"@type": "WebSite"}, NODE]),
        json.dumps({"@graph": [{"@type": "Person"}, NODE]}),
        json.dumps({"@type": "WebPage", "mainEntity": NODE}),
        f"<!-- {json.dumps(NODE)} -->",
        f"//<![CDATA[\n{json.dumps(NODE)}\n//]]>",
        '{"@type": "NewsArticle", "headline": "Dam fails",}',
    ],
)
def test_an_article_is_found_however_it_is_wrapped(script):
    assert find("{", script) == NODE


def test_a_reference_stands_for_what_it_names():
    graph = [{**NODE, "author": [{"@id": "#a"}]}, {"@id": "#a", "@type": "Person", "name": "Ada Quill"}]

    assert list_names(find(json.dumps({"@graph": graph}))["author"]) == ["Ada Quill"]


def test_nodes_that_name_each_other_in_a_circle_end():
    graph = [{"@id": "#a", **NODE, "author": {"@id": "#a"}}]

    assert find(json.dumps(graph))["headline"] == "Dam fails"


def test_the_pages_own_article_goes_before_another_one():
    other = {"@type": "Article", "headline": "Other"}

    def is_own(node):
        return True if node["headline"] == "Dam fails" else None

    assert find(json.dumps([other, NODE]), is_about_page=is_own) == NODE


def test_an_article_of_another_page_is_not_believed():
    assert find(json.dumps(NODE), is_about_page=lambda node: False) == {}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("AT&amp;T News", ["AT&T News"]),
        ([{"name": ["Ada Quill"]}, "Tom Reed"], ["Ada Quill", "Tom Reed"]),
        ({"givenName": "Ada", "familyName": "Quill"}, ["Ada Quill"]),
        ({"name": None}, []),
        (7, []),
    ],
)
def test_names_are_read_without_trust(value, names):
    assert list_names(value) == names
