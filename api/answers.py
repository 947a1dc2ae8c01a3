"""Answers that carry a document."""

import json
from typing import Any

from flask import Response

from api.json_bodies import JSON

# Until an answer has an entity tag, nobody can ask whether a copy of it is still current
_UNTAGGED = {"Cache-Control": "no-store"}

# json.dumps would make a new one for each answer
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def document(content: Any, status: int = 200, *, location: str | None = None) -> Response:
    """Return the answer that carries `content`: JSON text that stands ready, or what is to become such."""
    ready = content if isinstance(content, str) else to_json(content)
    response = Response(ready.encode(), status, _UNTAGGED, content_type=JSON)
    if location:
        response.headers["Location"] = location
    return response


def to_json(content: Any) -> str:
    """Return JSON text without needless spaces, in the characters themselves."""
    return _ENCODER.encode(content)


def nothing(status: int = 204) -> Response:
    """Return an answer without content."""
    response = Response(status=status, headers=_UNTAGGED)
    del response.headers["Content-Type"]
    return response
