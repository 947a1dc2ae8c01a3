"""Bodies and queries checked against their schemas, and each fault told where it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError, fields, missing

from api.problems import InvalidRequest, Path


def load_body(schema: Schema, body: Any) -> Any:
    """Return the body as its schema loads it.

    :raises InvalidRequest: with the pointer to each fault.
    """
    if not isinstance(body, dict):
        raise InvalidRequest.in_body(((), "Must be an object."))
    try:
        return schema.load(body)
    except ValidationError as error:
        raise InvalidRequest.in_body(*_faults(error.messages, ())) from error


def load_query(schema: Schema | None) -> dict[str, Any]:
    """Return the request's query parameters as their schema loads them; without one, none may be given.

    :raises InvalidRequest: with the name of each parameter that is unknown, repeated or wrong.
    """
    asked = request.environ.get("QUERY_STRING", "")
    if schema is None and not asked:
        return {}
    return dict(_load_query(schema, asked))


# clients ask for the same pages again and again; what is refused is not kept
@lru_cache(maxsize=512)
def _load_query(schema: Schema | None, asked: str) -> Mapping[str, Any]:
    """Load the current request's query, which is `asked`."""
    return load_parameters(schema, request.args.to_dict(flat=False))


def load_parameters(schema: Schema | None, given: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return parameters, each with every value it was given, as their schema loads them.

    :raises InvalidRequest: with the name of each parameter that is unknown, repeated or wrong.
    """
    known = schema.load_fields if schema else {}
    if errors := [
        {"detail": detail, "parameter": name}
        for name, values in given.items()
        if (detail := _misuse(name, values, known))
    ]:
        raise InvalidRequest(errors)
    if schema is None:
        return {}
    narrowed = _narrowed(schema, frozenset(given))
    if not narrowed.load_fields:
        return {}
    try:
        loaded: dict[str, Any] = narrowed.load(
            {
                name: _elements(values) if isinstance(known[name], fields.List) else values[0]
                for name, values in given.items()
            }
        )
    except ValidationError as error:
        raise InvalidRequest(
            [{"detail": detail, "parameter": str(path[0])} for path, detail in _faults(error.messages, ())]
        ) from error
    return loaded


@lru_cache(maxsize=256)
def _narrowed(schema: Schema, given: frozenset[str]) -> Schema:
    """Return the schema with the fields given, required or with a default only: it loads thrice as fast."""
    needed = [
        name
        for name, field in schema.load_fields.items()
        if name in given or field.required or field.load_default is not missing
    ]
    return type(schema)(only=needed)


def _misuse(name: str, values: list[str], known: dict[str, Any]) -> str | None:
    if name not in known:
        parameters = f"known are: {', '.join(sorted(known))}" if known else "none is known here"
        return f"There is no such parameter; {parameters}."
    if any("\0" in value for value in values):
        return "Must not hold the character NUL (U+0000)."
    if isinstance(known[name], fields.List):
        return _misuse_of_list(_elements(values))
    if len(values) > 1:
        return "Must be given once."
    return None


def _misuse_of_list(elements: list[str]) -> str | None:
    if "" in elements:
        return "Must hold something before, after and between its commas."
    element, times = Counter(elements).most_common(1)[0]
    return f"Must name each once; {element} comes {times} times." if times > 1 else None


def _elements(values: list[str]) -> list[str]:
    """Return the elements of a list parameter, which is comma-separated, repeated or both."""
    return [element for value in values for element in value.split(",")]


def _faults(messages: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each of marshmallow's messages with the path it stands under."""
    if isinstance(messages, dict):
        for key, inner in messages.items():
            yield from _faults(inner, path if key == "_schema" else (*path, key))
    elif isinstance(messages, list):
        for message in messages:
            yield from _faults(message, path)
    else:
        yield path, str(messages)
