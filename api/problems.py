"""Failures as RFC 9457 problem details, and the answer that carries one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Response, request

MEDIA_TYPE = "application/problem+json"

# Our own types; any other failure is "about:blank", whose title is the status's phrase (RFC 9457 §4.2.1)
MALFORMED_JSON = "/problems/malformed-json"
INVALID_REQUEST = "/problems/invalid-request"
CONFLICT = "/problems/conflict"
BUSY = "/problems/busy"
_TITLES = {
    MALFORMED_JSON: "The body is not JSON",
    INVALID_REQUEST: "The request is not valid",
    CONFLICT: "What is stored stands in the way",
    BUSY: "Another writer holds the store",
}

Path = Sequence[str | int]


class InvalidRequest(Exception):
    """The request is well-formed but says what cannot be; `errors` as the problem sends them."""

    def __init__(self, errors: Sequence[dict[str, str]]) -> None:
        super().__init__("; ".join(error["detail"] for error in errors))
        self.errors = list(errors)

    @classmethod
    def in_body(cls, *problems: tuple[Path, str]) -> "InvalidRequest":
        """Return what says that the body is wrong at each of these paths."""
        return cls([{"detail": detail, "pointer": pointer(path)} for path, detail in problems])

    @classmethod
    def in_query(cls, parameter: str, detail: str) -> "InvalidRequest":
        """Return what says that one query parameter is wrong."""
        return cls([{"detail": detail, "parameter": parameter}])


class MalformedJson(Exception):
    """The body is not one JSON value."""


@dataclass(frozen=True)
class Problem:
    """One failure; `extra` holds members of our own, such as `errors`."""

    status: int
    detail: str | None = None
    type: str = "about:blank"
    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_response(self) -> Response:
        """Return the answer to the current request that tells this problem."""
        document: dict[str, Any] = {
            "type": self.type,
            "title": _TITLES.get(self.type) or HTTPStatus(self.status).phrase,
            "status": self.status,
        }
        if self.detail:
            document["detail"] = self.detail
        document["instance"] = _quoted(request.path, also="/")
        # ASCII only: a detail may hold what UTF-8 cannot carry
        body = json.dumps(document | dict(self.extra))
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(body, self.status, headers, mimetype=MEDIA_TYPE)


def pointer(path: Path) -> str:
    """Return a path as a JSON Pointer in a URI fragment, such as #/attribution/0/source.

    Source: RFC 6901 §3 and §6.
    """
    tokens = (str(token).replace("~", "~0").replace("/", "~1") for token in path)
    return "#" + "".join("/" + _quoted(token) for token in tokens)


def _quoted(text: str, *, also: str = "") -> str:
    # lone surrogates cannot be percent-encoded; a field's name may hold one
    return quote(text.encode("utf-8", "replace"), safe="~!$&'()*+,;=:@" + also)
