"""One line of JSON a request, its id, and the headers every answer has."""

import logging
import re
import sys
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.tracebacks import ExceptionDictTransformer

from storage.identifiers import new_id

# An id a proxy gave is taken over where it cannot break a log line or a header
_SANE_ID = re.compile(r"[0-9A-Za-z._:/+=-]{1,128}")


def register_request_log(app: Flask) -> None:
    """Give every request an id and a line in the log, and every answer the headers all have."""
    log = structlog.get_logger("whosaid").bind()

    def end(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        response.headers["X-Content-Type-Options"] = "nosniff"
        log.info("request", **_described(response))
        return response

    app.before_request(_begin)
    app.after_request(end)


def configure_log(level: str = "info") -> None:
    """Write the log's lines from `level` up to standard error, as JSON."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # without the values of variables, which hold articles and addresses
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _SANE_ID.fullmatch(given) else new_id()
    g.began = time.perf_counter()


def _described(response: Response) -> dict[str, Any]:
    return {
        "request_id": g.request_id,
        "method": request.method,
        "path": request.path,
        "route": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "milliseconds": round((time.perf_counter() - g.began) * 1000, 3),
    }
