"""What all measurements stand on: the collection's store, copies of it, a limit that repeats an answer."""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import psutil

from bench.collection import KEPT, keep_collection
from bench.invention import Invention
from bench.load import Request
from bench.server import Server, serve, serve_whosaid
from storage import open_storage

# What the server gives every answer by itself, whatever the application
_OF_EVERY_ANSWER = {
    *("server", "date", "connection", "content-length"),
    *("x-request-id", "x-content-type-options", "vary"),
}


@dataclass(frozen=True)
class Stage:
    """A collection of `claims` claims, of which each side of a question is measured in `rounds` rounds."""

    claims: int
    rounds: int

    @property
    def invention(self) -> Invention:
        """What the collection holds."""
        return Invention(self.claims)

    @property
    def store(self) -> Path:
        """The collection's store, made if it is not kept from before. It is only read."""
        return keep_collection(self.invention)

    def of_size(self, claims: int) -> "Stage":
        """Return the same stage with a smaller collection."""
        return replace(self, claims=max(1, min(claims, self.claims)))

    @property
    def url(self) -> str:
        """The store's address."""
        return f"sqlite:///{self.store}"

    @property
    def behind(self) -> psutil.Process | None:
        """The process of the database's server, where there is one."""
        return None

    def serve(
        self, url: str | None = None, environment: Mapping[str, str] | None = None, *options: str
    ) -> AbstractContextManager[Server]:
        """Serve the store, or a copy of it."""
        return serve_whosaid(url or self.url, environment, options=options, behind=self.behind)

    @contextmanager
    def copy(self) -> Iterator[str]:
        """Yield the address of a copy of the store to write to, which is removed at the end."""
        with tempfile.TemporaryDirectory(dir=KEPT, prefix="copy-") as folder:
            copy = Path(folder) / "whosaid.sqlite"
            shutil.copy(self.store, copy)
            yield f"sqlite:///{copy}"

    def query(self, sql: str, **params: Any) -> list[tuple[Any, ...]]:
        """Return rows of the store."""
        db = open_storage(self.url)
        with closing(db):
            return [tuple(dict(row).values()) for row in db.query(sql, params)]


def ask(server: Server, request: Request, *, may_fail: bool = False) -> tuple[HTTPResponse, str]:
    """Send a request once, and return the answer with its body.

    :raises RuntimeError: it is refused, which it may not.
    """
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=600)) as connection:
        body = None if request.body is None else request.body.replace("{n}", "0")
        connection.request(request.method, request.path, body, dict(request.headers))
        answer = connection.getresponse()
        content = answer.read().decode()
    if answer.status >= 400 and not may_fail:
        raise RuntimeError(f"{request.method} {request.path} answered {answer.status}: {content[:300]}")
    return answer, content


@contextmanager
def serve_limit(server: Server, request: Request, module: str = "bench.bare") -> Iterator[Server]:
    """Serve what repeats the answer that `server` gives to a request, and does nothing else."""
    answer, content = ask(server, request)
    headers = {name: value for name, value in answer.getheaders() if name.lower() not in _OF_EVERY_ANSWER}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"status": answer.status, "headers": headers, "body": content}, file)
        file.flush()
        with serve([sys.executable, "-m", module], {"BARE_ANSWER": file.name}) as limit:
            yield limit
