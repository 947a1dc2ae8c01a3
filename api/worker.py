"""gunicorn's threaded worker, but its refusals are problems and its threads wait for no client for ever."""

import errno
import socket
import time
from typing import Any

import structlog
from gunicorn.http import errors as faults  # type: ignore[import-untyped]  # it ships no types
from gunicorn.util import close_graceful, http_date  # type: ignore[import-untyped]  # likewise
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]  # likewise
from werkzeug.exceptions import RequestTimeout

from api.memory import LARGE_BODY_BYTES, give_back_memory
from api.problems import MEDIA_TYPE, Problem
from storage.identifiers import new_id

# Bytes of a request line, which hold a list of 200 ids; header fields, and bytes of each
LONGEST_LINE, MOST_FIELDS, LONGEST_FIELD = 8190, 100, 8190

# What is not refused as a bad request, and what would be right
_REFUSALS: dict[type[Exception], tuple[int, str]] = {
    faults.LimitRequestLine: (414, f"The request line is longer than {LONGEST_LINE} bytes."),
    faults.LimitRequestHeaders: (
        431,
        f"The header fields are too many or too long: {MOST_FIELDS} may come, of {LONGEST_FIELD} bytes each.",
    ),
    faults.ExpectationFailed: (417, "Nothing but 100-continue can be expected."),
    faults.UnsupportedTransferCoding: (501, "No transfer coding but chunked is known."),
}

# How long a client may take to close its side, so that it can read its answer before the connection is cut.
# Source: RFC 9112 §9.6; the time is gunicorn's own.
_LINGER_SECONDS = 2.0

# Characters of a bad request that are sent back
_MOST_QUOTED = 200

# The application's own headers are checked by the same classes as the client's
_OURS = (faults.InvalidResponseHeader, faults.InvalidResponseHeaderName, faults.ConfigurationProblem)

_log = structlog.get_logger("whosaid")


class ClientSocket(socket.socket):
    """A connection that gives a request, and each piece of an answer, `patience_seconds` to arrive.

    gunicorn sets no limit to either: a few clients that stop half-way would hold every thread.
    """

    patience_seconds: float
    # When the request that is being read must be there, by time.monotonic(); None while none is read
    deadline: float | None = None
    has_stalled = False

    @classmethod
    def over(cls, connection: socket.socket, patience_seconds: float) -> "ClientSocket":
        """Return the connection with limits; `connection` itself is of no use any more."""
        family, kind, protocol = connection.family, connection.type, connection.proto
        taken_over = cls(family, kind, protocol, fileno=connection.detach())
        taken_over.patience_seconds = patience_seconds
        return taken_over

    def setblocking(self, flag: bool, /) -> None:
        """Have calls wait or not; of a connection that is closed already this is asked once more."""
        if self.fileno() >= 0:
            super().setblocking(flag)

    def begin_request(self) -> None:
        """Start the time that a request may take."""
        self.deadline = time.monotonic() + self.patience_seconds

    def end_request(self) -> None:
        """Stop it: what is read from now on is thrown away, under limits of gunicorn's."""
        self.deadline = None

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Return what has come of the request, waiting no longer than its time.

        :raises RequestTimeout: its time is over.
        """
        if self.deadline is None:
            return super().recv(size, flags)
        try:
            self.settimeout(max(self.deadline - time.monotonic(), 0.001))
            return super().recv(size, flags)
        except TimeoutError as error:
            self.has_stalled = True
            raise RequestTimeout(f"The request was not there after {self.patience_seconds:g} s.") from error

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send a piece of an answer.

        :raises BrokenPipeError: the client takes it too slowly.
        """
        self.settimeout(self.patience_seconds)
        try:
            super().sendall(data, flags)
        except TimeoutError as error:
            raise BrokenPipeError(errno.EPIPE, "the client does not take its answer") from error


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn ships no types
    """A worker of threads; its application says how long a request may take to arrive."""

    def enqueue_req(self, conn: TConn) -> None:
        """Have a thread answer what comes over a connection."""
        if not isinstance(conn.sock, ClientSocket):
            conn.sock = ClientSocket.over(conn.sock, self.wsgi.config["READ_TIMEOUT_SECONDS"])
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        """Answer what comes over a connection, in a thread."""
        conn.sock.begin_request()
        try:
            outcome = super().handle(conn)
        finally:
            conn.sock.end_request()
        if not outcome:
            # here, where it may wait for the client: gunicorn closes in the thread that takes connections
            close_graceful(conn.sock, timeout=0 if conn.sock.has_stalled else _LINGER_SECONDS)
        return outcome

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Answer a request whose head has come."""
        try:
            return super().handle_request(req, conn)
        finally:
            conn.sock.end_request()
            if _is_large(req):
                give_back_memory()

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer by a problem what the application did not: a request that is none, or a fault of ours."""
        problem, request_id = _problem_of(exc), new_id()
        # a request whose head is wrong is known to its fault alone
        request = req or getattr(exc, "req", None)
        path, method = getattr(request, "path", None), getattr(request, "method", None)
        if problem.status == 500:
            _log.error("unforeseen", request_id=request_id, path=path, exc_info=exc)
        _log.info(
            "request", request_id=request_id, method=method, path=path, route=None, status=problem.status
        )
        try:
            client.sendall(_message(problem, path, request_id, with_body=method != "HEAD"))
        except OSError:
            _log.debug("nobody takes the answer", request_id=request_id)


def _is_large(request: Any) -> bool:
    """Say whether a request came with a large body, or with one that does not tell its size."""
    told = {name: value for name, value in request.headers if name in ("CONTENT-LENGTH", "TRANSFER-ENCODING")}
    length = told.get("CONTENT-LENGTH", "0")
    return "TRANSFER-ENCODING" in told or (length.isdecimal() and int(length) >= LARGE_BODY_BYTES)


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, RequestTimeout):
        return Problem(408, error.description)
    if isinstance(error, _OURS) or not isinstance(error, faults.ParseException):
        return Problem(500, "This is a fault of the service; its log says more.")
    for fault, (status, detail) in _REFUSALS.items():
        if isinstance(error, fault):
            return Problem(status, detail)
    return Problem(400, f"{str(error)[:_MOST_QUOTED]}.")


def _message(problem: Problem, path: str | None, request_id: str, *, with_body: bool) -> bytes:
    body = problem.as_json(path).encode()
    head = (
        f"HTTP/1.1 {problem.status} {problem.phrase}\r\n"
        f"Date: {http_date()}\r\n"
        f"Content-Type: {MEDIA_TYPE}\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Connection: close\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        f"X-Request-Id: {request_id}\r\n\r\n"
    )
    return head.encode("ascii") + (body if with_body else b"")
