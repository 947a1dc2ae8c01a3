"""Failures as RFC 9457 problem details, and the answer that carries one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from flask import Response, request
from werkzeug.http import HTTP_STATUS_CODES

MEDIA_TYPE = "application/problem+json"

# Our own types; any other failure is "about:blank", whose title is the status's phrase (RFC 9457 §4.2.1)
MALFORMED_JSON = "/problems/malformed-json"
INVALID_REQUEST = "/problems/invalid-request"
CONFLICT = "/problems/conflict"
BUSY = "/problems/busy"
READ_ONLY = "/problems/read-only"
KEY_REUSED = "/problems/idempotency-key-reused"
KEY_IN_USE = "/problems/idempotency-key-in-use"


@dataclass(frozen=True)
class ProblemType:
    """What a type of problem is called, what it means and what to do, as the page at its URI tells."""

    title: str
    meaning: str
    remedy: str


PROBLEM_TYPES: Mapping[str, ProblemType] = {
    MALFORMED_JSON: ProblemType(
        "The body is not JSON",
        "The body is not one JSON value in UTF-8, or an object in it has the same key twice.",
        "Read in detail where it breaks, mend it there and send it again.",
    ),
    INVALID_REQUEST: ProblemType(
        "The request is not valid",
        "The request is well-formed, but says what cannot be. Each member of errors tells one fault: what "
        "would be right (detail) and where it stands, as a JSON Pointer into the body (pointer) or as the "
        "name of a query parameter (parameter).",
        "Mend every fault that errors lists, and send it again; nothing was stored.",
    ),
    CONFLICT: ProblemType(
        "What is stored stands in the way",
        "The request is valid, but clashes with something that is stored; where that has an id, it is "
        "in existing.",
        "Get what is there and decide anew: change it, or send something else.",
    ),
    BUSY: ProblemType(
        "Another writer holds the store",
        "The store takes one writer at a time, and another one held it for longer than the service waits. "
        "Nothing was stored.",
        "Send the same request again after the seconds that Retry-After tells.",
    ),
    READ_ONLY: ProblemType(
        "The store can only be read here",
        "This service answers from a copy that takes no writes, such as a standby server, or may not write "
        "to its store. Nothing was stored.",
        "Send it to the service that writes; whoever runs this one knows which that is.",
    ),
    KEY_REUSED: ProblemType(
        "The Idempotency-Key came with another request",
        "A key stands for one request: the caller, the method, the path, the query and the body, byte for "
        "byte. Within 24 hours this one came with another query or body. Nothing was stored.",
        "Send a new request with a new key, such as a random UUID; send a retry exactly as it was first.",
    ),
    KEY_IN_USE: ProblemType(
        "The first request with this Idempotency-Key is still at work",
        "The request was sent before, with the same key, and is not answered yet: it is still at work, or "
        "its process died and its lease has not run out. Nothing was stored twice.",
        "Send the same request with the same key again after the seconds that Retry-After tells.",
    ),
}

# Phrases the library still has from before. Source: RFC 9110 §15.5.14, §15.5.15, §15.5.21.
_PHRASES = {413: "Content Too Large", 414: "URI Too Long", 422: "Unprocessable Content"}

Path = Sequence[str | int]

# Faults told of one request: more than anybody reads; a body can hold a million
MOST_ERRORS = 100


class InvalidRequest(Exception):
    """The request is well-formed but says what cannot be; `errors` as the problem sends the first of them.

    `is_cut` says that there are more.
    """

    def __init__(self, errors: Sequence[dict[str, str]], *, is_cut: bool = False) -> None:
        self.errors = list(errors[:MOST_ERRORS])
        self.is_cut = is_cut or len(errors) > MOST_ERRORS
        super().__init__("; ".join(error["detail"] for error in self.errors))

    @classmethod
    def in_body(cls, *problems: tuple[Path, str]) -> "InvalidRequest":
        """Return what says that the body is wrong at each of these paths."""
        told = problems[:MOST_ERRORS]
        errors = [{"detail": detail, "pointer": pointer(path)} for path, detail in told]
        return cls(errors, is_cut=len(problems) > MOST_ERRORS)

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
    # whether there is more wrong than `errors` tells
    is_cut: bool = False

    @property
    def title(self) -> str:
        """The type's title; of "about:blank" the status's phrase."""
        known = PROBLEM_TYPES.get(self.type)
        return known.title if known else self.phrase

    @property
    def phrase(self) -> str:
        """The status's own words, which Python tells differently from version to version."""
        return _PHRASES.get(self.status) or HTTP_STATUS_CODES[self.status]

    def as_document(self, path: str | None = None) -> dict[str, Any]:
        """Return the problem as it is sent; `path` is what was asked for, where that is known."""
        document: dict[str, Any] = {"type": self.type, "title": self.title, "status": self.status}
        if self.detail:
            document["detail"] = self.detail
        if path is not None:
            document["instance"] = _quoted(path, also="/")
        return document | dict(self.extra)

    def as_json(self, path: str | None = None) -> str:
        """Return the problem as JSON text, in ASCII only: a detail may hold what UTF-8 cannot carry."""
        return json.dumps(self.as_document(path))

    def as_response(self) -> Response:
        """Return the answer to the current request that tells this problem."""
        headers = {"Cache-Control": "no-store", **self.headers}
        return Response(self.as_json(request.path), self.status, headers, mimetype=MEDIA_TYPE)


def pointer(path: Path) -> str:
    """Return a path as a JSON Pointer in a URI fragment, such as #/attribution/0/source.

    Source: RFC 6901 §3 and §6.
    """
    tokens = (str(token).replace("~", "~0").replace("/", "~1") for token in path)
    return "#" + "".join("/" + _quoted(token) for token in tokens)


def _quoted(text: str, *, also: str = "") -> str:
    # lone surrogates cannot be percent-encoded; a field's name may hold one
    return quote(text.encode("utf-8", "replace"), safe="~!$&'()*+,;=:@" + also)
