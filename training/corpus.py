"""A corpus directory: annotated articles, one JSON object a line, and the part held out of training."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One attribution as marked: spans in code points, end excluded; a role may be empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated article."""

    name: str
    publisher: str
    text: str
    annotations: tuple[Annotation, ...]


def read_documents(path: Path) -> list[Document]:
    """Return the articles of a JSONL file in its order."""
    with path.open(encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines if line.strip()]


def hold_out(documents: Sequence[Document], one_in: int = 10) -> tuple[list[Document], list[Document]]:
    """Return the articles to train on and, of each publisher, one in `one_in` to choose settings by.

    Which ones depends on their names alone, so that it stays the same whatever their order.
    """
    by_publisher: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda each: hashlib.sha256(each.name.encode()).digest()):
        by_publisher[document.publisher].append(document)
    chosen = {each.name for group in by_publisher.values() for each in group[: len(group) // one_in]}
    kept = [each for each in documents if each.name not in chosen]
    return kept, [each for each in documents if each.name in chosen]


def _document(row: dict[str, object]) -> Document:
    attributions = row["attributions"]
    assert isinstance(attributions, list)
    return Document(
        name=str(row["id"]),
        publisher=str(row.get("publisher", "")),
        text=str(row["text"]),
        annotations=tuple(
            Annotation(**{role: tuple((start, end) for start, end in each.get(role) or ()) for role in ROLES})
            for each in attributions
        ),
    )
