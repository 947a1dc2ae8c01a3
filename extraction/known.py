"""The governments, outlets, news agencies and movements that the word lists know by name."""

from extraction.model import SourceKind
from extraction.wordlists import fold, read_rows


def _known_names() -> dict[str, tuple[SourceKind, str]]:
    known: dict[str, tuple[SourceKind, str]] = {}
    lists: tuple[tuple[str, SourceKind], ...] = (
        ("source_governments.tsv", "government"),
        ("source_outlets.tsv", "outlet"),
        ("source_agencies.tsv", "news_agency"),
        ("source_groups.tsv", "group"),
    )
    for file, kind in lists:
        for name, *others in read_rows(file):
            for word in (name, *others):
                known[fold(word)] = (kind, name)
    return known


# Folded name -> its kind, and the name by which readers know it.
KNOWN = _known_names()
