"""What `fields` leaves of a document, and the media type it is sent as."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

# Of its own, because it lacks what the schema of application/json requires.
SPARSE = "application/vnd.whosaid.sparse+json"


def select_fields(document: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Return `id` and the named members of a document, in the document's order; what it lacks stays absent.

    "certainty.level" names a member of an object, "attribution.role" one of every object of a list.
    """
    wanted = _tree(tuple(names))
    return {
        name: value if (inner := wanted[name]) is None else _select_inner(value, inner)
        for name, value in document.items()
        if name in wanted
    }


def _select_inner(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_select_inner(element, names) for element in value]
    return {name: inner for name, inner in value.items() if name in names}


@lru_cache(maxsize=256)
def _tree(names: tuple[str, ...]) -> dict[str, frozenset[str] | None]:
    """Return each member that is wanted with those of its own members that are, or None for all of them."""
    tree: dict[str, frozenset[str] | None] = {"id": None}
    for name in names:
        outer, _, inner = name.partition(".")
        known = tree.get(outer, frozenset())
        tree[outer] = known | {inner} if inner and known is not None else None
    return tree
