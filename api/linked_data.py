"""What a page says of itself in JSON-LD: the article's node, and values read from it without trust."""

import json
import re
from collections.abc import Iterator
from typing import Any

# schema.org: Article, NewsArticle, ReportageNewsArticle, …; blog posts and live blogs are articles as well
ARTICLE_TYPE = re.compile("(Article|BlogPosting)$")

Node = dict[str, Any]


def find_article_node(scripts: list[str]) -> Node:
    """Return the first article among `scripts`, the contents of a page's `application/ld+json`; {} if none.

    Broken JSON is passed over: half the web's is hand-made.
    """
    for script in scripts:
        for node in _nodes(_parse(script)):
            if any(ARTICLE_TYPE.search(kind) for kind in list_texts(node.get("@type"))):
                return node
    return {}


def list_texts(value: object) -> list[str]:
    """Return the non-blank strings in `value`, a string, a list of them, or nothing of the kind."""
    values = value if isinstance(value, list) else [value]
    return [text.strip() for text in values if isinstance(text, str) and text.strip()]


def list_names(value: object) -> list[str]:
    """Return the names in `value`: of nodes with a `name`, or plain strings, one or a list of them."""
    values = value if isinstance(value, list) else [value]
    named = [item.get("name") if isinstance(item, dict) else item for item in values]
    return list_texts(named)


def list_field(value: object, key: str) -> list[str]:
    """Return the strings under `key` in `value`, a node or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [text for item in values if isinstance(item, dict) for text in list_texts(item.get(key))]


def _parse(script: str) -> object:
    try:
        # strict=False: line feeds inside strings are common
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[Node]:
    """Yield the nodes of a script: one, a list, or those under @graph."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()
