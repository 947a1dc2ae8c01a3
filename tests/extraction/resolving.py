"""Which sources mentions of a text stand for: asked by the tests of references."""

import re

from extraction.layout import read_layout
from extraction.model import Span
from extraction.references import resolve_sources


def sources_of(text: str, *mentions: str) -> list[tuple[str, str]]:
    """Resolve each mention, the n-th time it stands in `text` for the n-th time it is asked for."""
    spans = []
    for mention in mentions:
        places = [match.span() for match in re.finditer(rf"\b{re.escape(mention)}\b", text)]
        fresh = next(place for place in places if Span(*place) not in spans)
        spans.append(Span(*fresh))
    resolved = resolve_sources(text, spans, read_layout(text).sentences)
    return [(mention.source.kind, mention.source.name) for span in spans for mention in resolved[span]]


def keys_of(text: str, *mentions: str) -> list[list[str]]:
    """Return the keys of the sources of each mention, at its first place."""
    spans = [Span(text.index(mention), text.index(mention) + len(mention)) for mention in mentions]
    resolved = resolve_sources(text, spans, read_layout(text).sentences)
    return [[mention.source.key for mention in resolved[span]] for span in spans]
