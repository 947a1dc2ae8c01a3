"""Characters no text may hold: NUL, at which SQLite stops reading, and lone surrogates, which are none."""

import json
import re
from collections.abc import Mapping

from storage.errors import LawBroken

_REFUSED = re.compile("[\0\ud800-\udfff]")

# Kept: json.dumps makes another one for each text.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)

Path = tuple[str | int, ...]
Problems = list[tuple[Path, str]]


def find_refused_characters(value: object, written: str | None = None) -> Problems:
    """Return a problem for each string anywhere in `value` that holds such a character.

    `written` is the value as JSON, where that stands ready.
    """
    # As one string first: it is one search, and hardly ever finds anything. JSON writes NUL as \u0000.
    written = written or _ENCODER.encode(value)
    return _find_in(value, ()) if "\\u0000" in written or _REFUSED.search(written) else []


def _find_in(value: object, path: Path) -> Problems:
    if isinstance(value, str):
        found = _REFUSED.search(value)
        return [(path, f"The character U+{ord(found[0]):04X} is not text.")] if found else []
    if isinstance(value, Mapping):
        return [problem for key, item in value.items() for problem in _find_in(item, (*path, key))]
    if isinstance(value, list | tuple):
        return [problem for index, item in enumerate(value) for problem in _find_in(item, (*path, index))]
    return []


def refuse(problems: Problems) -> None:
    """Do nothing where there are no problems.

    :raises LawBroken: with all of them
    """
    if problems:
        raise LawBroken(problems)
