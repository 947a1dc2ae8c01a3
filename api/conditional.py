"""Entity tags: what the client already has is not sent again, and no lost update is made (RFC 9110 §13)."""

from flask import Response, request
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

from api.answers import nothing
from api.compression import forms_of

# A copy may be kept by the client alone, and is asked after each time
_CACHE_CONTROL = "private, no-cache"


def tag_of(identifier: str, version: int, representation: str = "json") -> str:
    """Return the strong entity tag, without quotes, of one version of a resource as it is represented."""
    return f"{identifier}.{version}.{representation}"


def tagged(response: Response, tag: str) -> Response:
    """Return the response with its entity tag; to a GET whose If-None-Match names it, 304 instead.

    The plain and the compressed form are named by different tags, and either is taken for the other: whoever
    has one has all that the other says.

    :raises PreconditionFailed: a GET's If-Match does not name it.
    """
    asked = request.environ
    # looked for before they are parsed: most requests have neither
    has_condition = "HTTP_IF_NONE_MATCH" in asked or "HTTP_IF_MATCH" in asked
    if has_condition and asked["REQUEST_METHOD"] in ("GET", "HEAD"):
        forms = forms_of(tag, response)
        if request.if_match and not any(map(request.if_match.contains, forms)):
            raise PreconditionFailed("The resource is at another version than If-Match names.")
        if had := next(filter(request.if_none_match.contains_weak, forms), None):
            response, tag = nothing(304), had
    response.set_etag(tag)
    response.headers["Cache-Control"] = _CACHE_CONTROL
    return response


def require_if_match() -> None:
    """Refuse a write that does not say which version it is meant for.

    :raises PreconditionRequired: there is no If-Match.
    """
    if not request.if_match:
        raise PreconditionRequired("Send If-Match with the ETag you read, or * for whatever is there.")


def check_if_match(tag: str) -> None:
    """Refuse a write that is meant for another version.

    Any representation's tag serves, of some fields only or compressed: what counts is the version it is of.

    :raises PreconditionFailed: If-Match names neither a representation of the version that `tag` names nor *.
    """
    version, _, _ = tag.rpartition(".")
    if not request.if_match.star_tag and not any(
        # werkzeug reads an empty tag, "", as None
        named is not None and named.startswith(f"{version}.")
        for named in request.if_match.as_set()
    ):
        # gateways that compress make tags weak, and those match nothing here (RFC 9110 §13.1.1)
        if request.if_match.as_set(include_weak=True) > request.if_match.as_set():
            raise PreconditionFailed("A weak tag names no version for sure: send it without W/.")
        raise PreconditionFailed("It was changed since: get it again and decide anew.")
