"""JSON Merge Patch (RFC 7396): apply it to what a client may edit, and check the whole."""

from typing import Any

from marshmallow import Schema, fields

from api.json_bodies import refuse_nulls
from api.problems import InvalidRequest, Path
from api.validation import load_body


def apply_patch(editable: dict[str, Any], patch: Any, schema: Schema) -> Any:
    """Return the editable document with the patch applied, as its schema loads it.

    :raises InvalidRequest: the patch names what cannot be edited, or what it leaves is not valid.
    """
    if not isinstance(patch, dict):
        raise InvalidRequest.in_body(((), "Must be an object."))
    if unknown := _unknown(patch, schema, ()):
        raise InvalidRequest.in_body(*unknown)
    patched = merge(editable, patch)
    refuse_nulls(patched)
    return load_body(schema, patched)


def merge(target: Any, patch: Any) -> Any:
    """Return `target` with `patch` merged in; null removes, arrays are replaced whole.

    Source: RFC 7396 §2.
    """
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), value)
    return merged


def _unknown(patch: dict[str, Any], schema: Schema, path: Path) -> list[tuple[Path, str]]:
    """Return the members no such document has; removing one would otherwise pass unnoticed."""
    problems: list[tuple[Path, str]] = []
    for key, value in patch.items():
        field = schema.load_fields.get(key)
        if field is None:
            problems.append(((*path, key), str(schema.error_messages["unknown"])))
        elif isinstance(field, fields.Nested) and isinstance(value, dict):
            problems += _unknown(value, field.schema, (*path, key))
    return problems
