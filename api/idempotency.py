"""Idempotency-Key: a write that is sent again with the same key is answered again, and not done again.

A route that stores something is declared with `stores=True`, and its view writes through `write`:

    @claims.post("")
    @operation(answers={201: Claim}, body=ClaimInput(), stores=True)
    def add_claim(body: dict[str, Any]) -> Response:
        found = read_slowly(body)  # what takes long comes before: nothing waits for it
        return write(lambda: _answer(stored.add_claim(database(), found, by=editor()), 201))

`write` opens the transaction, has the answer made and keeps it in that transaction, so that both are there or
neither. Nothing else is to be done: failures that the view raises are kept, or not, by their status.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from flask import Response, current_app, request
from werkzeug.exceptions import BadRequest

from api.context import context, database, editor
from api.json_bodies import read_bytes
from storage.clock import now
from storage.errors import StorageError
from storage.idempotency import KeptAnswer, KeyedRequest, keep_answer, lease_key, release_key
from storage.retries import retry_interrupted

HEADER = "Idempotency-Key"
# Tells that the answer is the one the first request got
REPLAYED = "Idempotency-Replayed"

LONGEST_KEY = 255
# A string in quotes, or bare what can be no list, no parameter and no half of a string.
# Source: draft-ietf-httpapi-idempotency-key-header-07 §2.1; RFC 8941 §3.3.3.
_QUOTED = r'"(?:[ !#-\[\]-~]|\\["\\]){1,255}"'
_BARE = r"[!#-+\--:<-\[\]-~]{1,255}"
KEY_PATTERN = f"^(?:{_QUOTED}|{_BARE})$"

# Where the WSGI environment holds the leave to do the request
_LEASE = "whosaid.lease"

# What says nothing of the request itself: with another header, or later, it may well succeed. A merge that a
# redirect follows may be undone. 5xx are not final either.
_NOT_FINAL = frozenset({308, 408, 412, 413, 415, 428, 429})


@dataclass
class _Lease:
    """The leave to do a request; `is_kept` once its answer is stored."""

    request: KeyedRequest
    name: str
    is_kept: bool = False


def write(make: Callable[[], Response]) -> Response:
    """Return the answer that `make` gives, made in one transaction with what it writes.

    :raises KeyInUse: the request took so long that a retry took it over; nothing is written.
    """
    lease: _Lease | None = request.environ.get(_LEASE)
    with database().transaction():
        response = make()
        if lease:
            _keep(lease, response)
    if lease:
        lease.is_kept = True
    return response


def answer_once(make: Callable[[], Response]) -> Response:
    """Return the answer to the current request: the one kept for its key, else a new one.

    :raises BadRequest: the key is none.
    :raises KeyReused: it came with another query or body before.
    :raises KeyInUse: the first request with it is still at work.
    :raises NoLongerKept: what the answer showed was removed since.
    """
    given = request.environ.get("HTTP_IDEMPOTENCY_KEY")
    if given is None:
        return make()
    keyed = KeyedRequest(editor().actor, request.method, request.path, read_key(given), _fingerprint())
    seconds = context().settings.idempotency_lease_seconds
    found = retry_interrupted(lambda: lease_key(database(), keyed, at=now(), seconds=seconds))
    if isinstance(found, KeptAnswer):
        return _replay(found)
    request.environ[_LEASE] = lease = _Lease(keyed, found)
    try:
        response = make()
    except Exception as error:
        # answered here, by the one table of errors, for the failure is kept too
        response = current_app.make_response(current_app.handle_user_exception(error))
    if not lease.is_kept:
        _settle(lease, response)
    return response


def read_key(given: str) -> str:
    """Return the key a header holds: `"abc"` and `abc` are one.

    :raises BadRequest: it holds none, or more than one.
    """
    if not re.fullmatch(KEY_PATTERN, given):
        raise BadRequest(
            f"{HEADER} is to be sent once, as one string of 1 to {LONGEST_KEY} visible ASCII characters in "
            'double quotes, such as "8e03978e-40d5-43e8-bc93-6894a57f9324".'
        )
    return re.sub(r"\\(.)", r"\1", given[1:-1]) if given.startswith('"') else given


def _fingerprint() -> str:
    """Return the SHA-256 of what is asked for: of the body, and of the query where there is one.

    Neither the media type is in it, for there is one only, nor is If-Match: a retry may know a newer version.
    """
    digest = hashlib.sha256(read_bytes())
    if request.query_string:
        digest.update(b"?" + request.query_string)
    return digest.hexdigest()


def _settle(lease: _Lease, response: Response) -> None:
    """Keep a failure that is final; else let the request be tried again at once."""
    # where the store is busy, the answer is right all the same; the lease runs out by itself
    with suppress(StorageError):
        if response.status_code >= 500 or response.status_code in _NOT_FINAL:
            release_key(database(), lease.request, lease.name)
        else:
            _keep(lease, response)


def _keep(lease: _Lease, response: Response) -> None:
    headers = [(name, value) for name, value in response.headers if name != "Content-Length"]
    answer = KeptAnswer(response.status_code, headers, response.get_data())
    # an entity tag begins with the id of what it is of
    tag, _ = response.get_etag()
    shown = tag.partition(".")[0] if tag else None
    keep_answer(database(), lease.request, lease.name, answer, at=now(), resource_id=shown)


def _replay(kept: KeptAnswer) -> Response:
    response = Response(kept.body, kept.status)
    response.headers.clear()
    response.headers.extend([*kept.headers, (REPLAYED, "true")])
    return response
