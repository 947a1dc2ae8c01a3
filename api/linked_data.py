"""What a page says of itself in JSON-LD: the article's node, and values read from it without trust."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

# schema.org: Article, NewsArticle, ReportageNewsArticle, …; blog posts and live blogs are articles as well
ARTICLE_TYPE = re.compile("(Article|BlogPosting)$")
# What old habits wrap a script's content in, that no browser should show it.
WRAPPED_START = re.compile(r"\A(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)(?:\s*\*/)?")
WRAPPED_END = re.compile(r"(?://|/\*)?(?:\]\]>|-->)(?:\*/)?$")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")

Node = dict[str, Any]


def find_article_node(scripts: list[str], is_about_page: Callable[[Node], bool | None]) -> Node:
    """Return the article among `scripts`, the contents of a page's `application/ld+json`; {} if none.

    `is_about_page` says whether a node's article is the page's, None for not known: pages carry the nodes of
    other articles, and of their theme's demo. One that is goes first, one that is not never. What a node
    refers to by `@id` is put beside it. Broken JSON is passed over: half the web's is hand-made.
    """
    nodes = [node for script in scripts for node in _nodes(_parse(script))]
    articles = [
        node for node in nodes if any(ARTICLE_TYPE.search(kind) for kind in list_texts(node.get("@type")))
    ]
    judged = [(node, is_about_page(node)) for node in articles]
    chosen = [node for node, answer in judged if answer] or [
        node for node, answer in judged if answer is None
    ]
    if not chosen:
        return {}
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return {key: _resolve(value, named) for key, value in chosen[0].items()}


def list_texts(value: object) -> list[str]:
    """Return the non-blank strings in `value`, a string, a list of them, or nothing of the kind."""
    values = value if isinstance(value, list) else [value]
    texts = [unescape(text).strip() for text in values if isinstance(text, str)]
    return [text for text in texts if text]


def list_names(value: object) -> list[str]:
    """Return the names in `value`: of nodes with a name, or plain strings, one or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [
        name for item in values for name in (_names_of(item) if isinstance(item, dict) else list_texts(item))
    ]


def list_field(value: object, key: str) -> list[str]:
    """Return the strings under `key` in `value`, a node or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [text for item in values if isinstance(item, dict) for text in list_texts(item.get(key))]


def list_addresses(node: Node) -> list[str]:
    """Return the addresses a node gives its article."""
    page = node.get("mainEntityOfPage")
    return list_texts(node.get("url")) + list_texts(page) + list_field(page, "@id")


def _names_of(node: Node) -> list[str]:
    parts = list_texts(node.get("givenName"))[:1] + list_texts(node.get("familyName"))[:1]
    return list_texts(node.get("name")) or ([" ".join(parts)] if parts else [])


def _parse(script: str) -> object:
    bare = WRAPPED_END.sub("", WRAPPED_START.sub("", script.strip()))
    for text in (bare, TRAILING_COMMA.sub("", bare)):
        try:
            # strict=False: line feeds inside strings are common
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object) -> Iterator[Node]:
    """Yield the nodes of a script: one, a list, those under @graph, and what a page is about."""
    pending = [value]
    while pending:
        item = pending.pop(0)
        if isinstance(item, list):
            pending[:0] = item
        elif isinstance(item, dict):
            yield item
            pending[:0] = [item.get("@graph"), item.get("mainEntity")]


def _resolve(value: Any, named: dict[str, Node]) -> Any:
    """Return `value` with each bare reference replaced by the node it names."""
    if isinstance(value, list):
        return [_resolve(item, named) for item in value]
    is_reference = isinstance(value, dict) and isinstance(value.get("@id"), str)
    return {**named.get(value["@id"], {}), **value} if is_reference else value
