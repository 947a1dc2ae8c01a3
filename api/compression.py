"""Answers sent as gzip to whoever takes it, under an entity tag of its own (RFC 9110 §8.8.3, §12.5.3)."""

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

# What the tag of the compressed form ends in: other bytes need another strong tag
_SUFFIX = "-gzip"

# Bytes from which an answer is compressed: a shorter one fits into one packet as it is
_LEAST_BYTES = 1024

# Of zlib's nine: 100 kB take 0.4 ms, where its own choice, 6, takes 1.4 ms to make them a quarter shorter
_LEVEL = 1

# What zlib adds to the window's size for gzip's frame, which holds no time: equal content gives equal bytes
_GZIP_FRAME = 16

# The least and the greatest window zlib has, as powers of two
_LEAST_WINDOW, _GREATEST_WINDOW = 9, 15

# Of zlib's nine: its own choice, 8, clears four times the memory for each answer and gives hardly fewer bytes
_MEMORY_LEVEL = 6

# What gets shorter by it
_TEXT = re.compile(r"text/|application/(json|yaml|x-ndjson|[a-z0-9.-]+\+json)(;|$)")


def forms_of(tag: str, response: Response | None = None) -> tuple[str, str]:
    """Return the tags of both forms of what `tag` names; first of the one `response` will be sent in."""
    forms = (tag, tag + _SUFFIX)
    return forms[::-1] if response is not None and _is_compressed(response) else forms


def compress(response: Response) -> Response:
    """Return the answer as gzip where the client prefers it, a stream piece by piece.

    A stream that breaks off ends without gzip's closing sum, so that the client sees it.
    """
    if not _is_compressed(response):
        return response
    tag = response.headers.get("ETag", "")
    if tag.startswith('"'):  # a strong one
        response.headers["ETag"] = f'{tag[:-1]}{_SUFFIX}"'
    response.headers["Content-Encoding"] = "gzip"
    if response.is_streamed:
        plain = response.response
        if close := getattr(plain, "close", None):
            response.call_on_close(close)
        response.response = _compress_pieces(response.iter_encoded())
    else:
        content = response.get_data()
        compressor = _make_compressor(len(content))
        response.set_data(compressor.compress(content) + compressor.flush())
    return response


def _is_compressed(response: Response) -> bool:
    accepted = request.environ.get("HTTP_ACCEPT_ENCODING")
    if not accepted or (preference := _preference(accepted)) == "plain":
        return False
    headers = response.headers
    if "Content-Encoding" in headers or not _is_text(headers.get("Content-Type", "")):
        return False
    if response.direct_passthrough:  # a file, whose length HTTP/1.0 must be told
        return False
    length = headers.get("Content-Length")
    return preference == "gzip only" or length is None or int(length) >= _LEAST_BYTES


@lru_cache(maxsize=256)
def _preference(accepted: str) -> Literal["plain", "gzip", "gzip only"]:
    """Return what an Accept-Encoding asks for; one that takes neither form is answered plainly."""
    codings = parse_accept_header(accepted, Accept)
    gzip, plain = codings.quality("gzip"), codings.quality("identity")
    if not gzip or plain > gzip:
        return "plain"
    # a coding that is not mentioned is refused, but for the plain form, which must be refused by name or by *
    return "gzip only" if codings.find("identity") >= 0 and not plain else "gzip"


@lru_cache(maxsize=256)
def _is_text(content_type: str) -> bool:
    return bool(_TEXT.match(content_type))


def _compress_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces compressed, each so that it can be read when it arrives."""
    compressor = _make_compressor()
    for piece in pieces:
        yield compressor.compress(piece) + compressor.flush(zlib.Z_SYNC_FLUSH)
    yield compressor.flush()


def _make_compressor(length: int | None = None) -> "zlib._Compress":
    """Return what compresses `length` bytes, or any number for None.

    Its window is no larger than they are: to set up the greatest takes longer than to compress a claim.
    """
    bits = _GREATEST_WINDOW if length is None else length.bit_length()
    window = min(max(bits, _LEAST_WINDOW), _GREATEST_WINDOW)
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP_FRAME + window, _MEMORY_LEVEL)
