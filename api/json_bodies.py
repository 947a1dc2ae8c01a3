"""JSON bodies, read strictly: what two readers could understand differently is refused."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Literal

from flask import request
from werkzeug.exceptions import (
    BadRequest,
    ClientDisconnected,
    HTTPException,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from api.problems import MOST_ERRORS, InvalidRequest, MalformedJson, Path

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"

# What JSON text writes NUL and halves of surrogate pairs as, there being no other way in UTF-8
_SUSPICIOUS = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")

# Of a body that is too long this much is read and dropped, in bytes: a client that sends all before it reads
# would otherwise see a broken connection and never the answer.
_MOST_DROPPED = 64 * 2**20


def read_json(media_types: Sequence[str]) -> Any:
    """Return the request's body, whose strings hold neither NUL nor lone surrogates.

    :raises UnsupportedMediaType: it is of none of `media_types`, or compressed.
    :raises RequestEntityTooLarge: it is longer than the settings allow.
    :raises BadRequest: it breaks off, or is framed wrongly.
    :raises MalformedJson: it is not one JSON value in UTF-8, or repeats a key.
    :raises InvalidRequest: a string holds what no text holds.
    """
    if request.mimetype not in media_types:
        given = request.mimetype or "nothing"
        raise UnsupportedMediaType(f"The body is declared as {given}; send {' or '.join(media_types)}.")
    return parse_json(read_bytes())


def parse_json(content: bytes, *, called: Literal["body", "line"] = "body") -> Any:
    """Return what JSON text says; its strings hold neither NUL nor lone surrogates.

    :raises MalformedJson: it is not one JSON value in UTF-8, or repeats a key.
    :raises InvalidRequest: a string holds what no text holds.
    """
    if content.startswith(BOM_UTF8):
        raise MalformedJson(f"The {called} begins with a byte order mark (U+FEFF); send it without one.")
    try:
        value = _DECODER.decode(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise MalformedJson(f"The {called} is not UTF-8: byte {error.start} does not fit.") from error
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if called == "body" else ""
        raise MalformedJson(f"{error.msg}, at {line}column {error.colno}.") from error
    except RecursionError as error:
        raise MalformedJson(f"The {called} is nested too deeply.") from error
    except ValueError as error:
        raise MalformedJson("A number has too many digits.") from error
    if _SUSPICIOUS.search(content) and (problems := _first(_impossible_strings(value))):
        raise InvalidRequest.in_body(*problems)
    return value


def read_bytes() -> bytes:
    """Return the request's body as it came; reading it again returns the same.

    :raises UnsupportedMediaType: it is compressed.
    :raises RequestEntityTooLarge: it is longer than the settings allow.
    :raises BadRequest: it breaks off, or is framed wrongly.
    """
    if request.content_encoding:
        raise UnsupportedMediaType(f"The body is encoded as {request.content_encoding}; send it plain.")
    try:
        content = request.get_data()
    except RequestEntityTooLarge:
        _drop_body()
        raise
    except ClientDisconnected as error:
        raise _broken_off() from error
    except HTTPException:
        raise
    except Exception as error:  # each server has its own for a body that breaks off
        raise BadRequest("The body could not be read to its end.") from error
    # gunicorn gives what came before the connection broke, and says nothing
    if len(content) < (request.content_length or 0):
        raise _broken_off()
    # of a chunked body, which tells no length before, only what is allowed was read
    if request.content_length is None and request.environ["wsgi.input"].read(1):
        _drop_body()
        raise RequestEntityTooLarge
    return content


def _broken_off() -> BadRequest:
    return BadRequest("The body breaks off.")


def _drop_body() -> None:
    left = min(request.content_length or _MOST_DROPPED, _MOST_DROPPED)
    while left > 0 and (chunk := request.environ["wsgi.input"].read(min(left, 2**16))):
        left -= len(chunk)


def refuse_nulls(value: Any) -> None:
    """Refuse null wherever it stands: absent means unknown.

    :raises InvalidRequest: with the pointers to nulls, as many as are told.
    """
    nulls = (
        (path, "Null is refused: leave the field out where its value is unknown.")
        for path, leaf in _walk(value)
        if leaf is None
    )
    if problems := _first(nulls):
        raise InvalidRequest.in_body(*problems)


def _first(problems: Iterator[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Return as many as are told, and one more where there are more."""
    return list(islice(problems, MOST_ERRORS + 1))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        seen: set[str] = set()
        repeated = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise MalformedJson(f"The key {repeated!r} stands twice in one object.")
    return members


def _no_constant(word: str) -> float:
    raise MalformedJson(f"{word} is not JSON.")


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise MalformedJson("A number is too large.")
    return number


# Made once: to make one for each line takes as long as to read a short one
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant, parse_float=_finite)


def _impossible_strings(value: Any) -> Iterator[tuple[Path, str]]:
    for place, leaf in _walk(value):
        if isinstance(leaf, str):
            if "\0" in leaf:
                yield place, "Must not hold the character NUL (U+0000)."
            if not _is_text(leaf):
                yield place, "Must not hold half of a surrogate pair (U+D800 to U+DFFF)."


def _is_text(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _walk(value: Any) -> Iterator[tuple[Path, Any]]:
    """Yield each leaf with its path, and each object's keys as leaves of that object, in order."""
    # a stack of our own: what json reads may be nested deeper than Python recurses
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            yield from ((path, key) for key in value)
            waiting.extend(((*path, key), member) for key, member in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend(((*path, index), value[index]) for index in reversed(range(len(value))))
        else:
            yield path, value
