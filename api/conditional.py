"""Entity tags: what the client already has is not sent again, and no lost update is made (RFC 9110 §13)."""

from collections.abc import Sequence

from flask import Response, request
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

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
    if _asks("HTTP_IF_MATCH") or _asks("HTTP_IF_NONE_MATCH"):
        forms = forms_of(tag, response)
        if request.if_match and not any(map(request.if_match.contains, forms)):
            raise PreconditionFailed("The resource is at another version than If-Match names.")
        response = _unchanged(forms) or response
    if "ETag" not in response.headers:
        response.set_etag(tag)
        response.headers["Cache-Control"] = _CACHE_CONTROL
    return response


def may_be_unchanged() -> bool:
    """Say whether a GET tells what it has, so that finding out first may save making the answer."""
    return _asks("HTTP_IF_NONE_MATCH") and not _asks("HTTP_IF_MATCH")


def unchanged(tag: str) -> Response | None:
    """Return the 304 for a GET that has what `tag` names, in either form, or None."""
    return _unchanged(forms_of(tag))


def _unchanged(forms: Sequence[str]) -> Response | None:
    # mostly it is the one tag, as it was sent, which needs no parsing
    given = request.environ.get("HTTP_IF_NONE_MATCH")
    had = next((form for form in forms if given == f'"{form}"'), None)
    if had is None:
        had = next(filter(request.if_none_match.contains_weak, forms), None)
    if had is None:
        return None
    response = Response(status=304, headers={"ETag": f'"{had}"', "Cache-Control": _CACHE_CONTROL})
    del response.headers["Content-Type"]
    return response


def _asks(condition: str) -> bool:
    """Say whether a GET has a condition, looked for before it is parsed: most have none."""
    return condition in request.environ and request.environ["REQUEST_METHOD"] in ("GET", "HEAD")


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
