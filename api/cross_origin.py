"""Which other origins' pages may use the API from a browser (CORS), and which headers they see."""

import re
from collections.abc import Sequence

from flask import Flask
from flask_cors import CORS

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

# What a page may send beyond what every form can
_SENT = ("Accept", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "X-Request-Id")

# What a page may read beyond the few headers that every page can
_EXPOSED = (
    "Allow",
    "Content-Disposition",
    "Deprecation",
    "ETag",
    "Idempotency-Key",
    "Idempotency-Replayed",
    "Link",
    "Location",
    "Retry-After",
    "Sunset",
    "X-Request-Id",
)

# How long a browser may go by what it was told, in seconds; the settings change at a restart only
_PREFLIGHT_KEPT_SECONDS = 600


def register_cross_origin(app: Flask, origins: Sequence[str]) -> None:
    """Let the pages of these origins use the API, those of every origin for `*`; without cookies."""
    if not origins:
        return
    is_for_all = tuple(origins) == ("*",)
    CORS(
        app,
        # the library reads a plain string as a pattern where it looks like one, such as http://[::1]:3000
        origins="*" if is_for_all else [re.compile(re.escape(origin) + r"\Z") for origin in origins],
        send_wildcard=is_for_all,
        always_send=is_for_all,
        methods=_METHODS,
        allow_headers=_SENT,
        expose_headers=_EXPOSED,
        max_age=_PREFLIGHT_KEPT_SECONDS,
        # it leaves Vary out of answers to origins it refuses, which a cache would then give to others
        vary_header=False,
    )


def depends_on_origin(origins: Sequence[str]) -> bool:
    """Whether the answer to one origin differs from that to another."""
    return bool(origins) and tuple(origins) != ("*",)
