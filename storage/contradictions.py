"""Where two documents of one resource say different things."""

from collections.abc import Mapping
from typing import Any

from storage.characters import Path, Problems
from storage.documents import to_json

# Code points of what is stored that a problem shows: enough to see what it is
_MOST_SHOWN = 80


def find_contradictions(
    told: object, stored: object, answering: Mapping[str, str], path: Path = ()
) -> Problems:
    """Return a problem for each place where a document that was told is not what is stored, or would be.

    Of a source only its id counts, or that of the one `answering` for it: it may have another name here.
    """
    if told == stored:
        return []
    if isinstance(told, Mapping) and isinstance(stored, Mapping):
        if path and path[-1] in ("source", "publisher"):
            return [] if answering.get(told["id"]) == stored["id"] else [_differs(path, stored)]
        return [
            problem
            for name in {**told, **stored}
            for problem in _compare_member(told, stored, answering, path, name)
        ]
    if isinstance(told, list) and isinstance(stored, list) and len(told) == len(stored):
        return [
            problem
            for index, pair in enumerate(zip(told, stored, strict=True))
            for problem in find_contradictions(*pair, answering, (*path, index))
        ]
    return [_differs(path, stored)]


def _compare_member(
    told: Mapping[str, Any],
    stored: Mapping[str, Any],
    answering: Mapping[str, str],
    path: Path,
    name: str,
) -> Problems:
    if name not in stored:
        return [((*path, name), "Here there is none.")]
    if name not in told:
        return [((*path, name), f"Here it is {_show(stored[name])}.")]
    return find_contradictions(told[name], stored[name], answering, (*path, name))


def _differs(path: Path, stored: Any) -> tuple[Path, str]:
    return path, f"Here it is {_show(stored)}."


def _show(value: Any) -> str:
    text = to_json(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
