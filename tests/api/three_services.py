"""Services that are asked in turn in the application's place: `pytest --three-services`.

What one of them keeps in its memory, and the others must know, is then missed by a test.
"""

import http.client
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import fields
from itertools import cycle
from typing import Any
from urllib.parse import quote

from api.settings import Settings
from tests.live_service import serving

_SERVICES = 3

# Settings that tests serve with at a time; those of the one that was not asked for longest are stopped.
_MOST_GROUPS = 3

# What gunicorn adds to each answer
_OF_THE_CONNECTION = {"connection", "date", "server", "transfer-encoding"}

# What may stand in a path or a query, and "%", by which all else is escaped. Source: RFC 3986
_NEVER_ESCAPED = "%!$&'()*+,/:;=?@[]~"

Environ = dict[str, Any]


class InTurn:
    """A WSGI application that has each request answered by the next of several services."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._turns = cycle(address.removeprefix("http://") for address in addresses)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        connection = http.client.HTTPConnection(next(self._turns), timeout=60)
        connection.putrequest(
            environ["REQUEST_METHOD"], _uri(environ), skip_host=True, skip_accept_encoding=True
        )
        for name, value in _request_headers(environ):
            connection.putheader(name, value.encode("latin-1"))
        connection.endheaders(environ["wsgi.input"].read())
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        headers = [one for one in answer.getheaders() if one[0].lower() not in _OF_THE_CONNECTION]
        start_response(f"{answer.status} {answer.reason}", headers)
        return [body]


def _uri(environ: Environ) -> str:
    """Return the path and the query, escaped where the test's client left that out."""
    uri = environ["REQUEST_URI"].partition("?")[0]
    if environ["QUERY_STRING"]:
        uri += f"?{environ['QUERY_STRING']}"
    return quote(uri.encode("latin-1"), safe=_NEVER_ESCAPED)


def _request_headers(environ: Environ) -> list[tuple[str, str]]:
    named = {name.removeprefix("HTTP_"): value for name, value in environ.items() if name.startswith("HTTP_")}
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(name):
            named[name] = environ[name]
    return [(name.replace("_", "-"), value) for name, value in named.items()]


class Services:
    """Services that run, three of one kind, by their settings."""

    def __init__(self) -> None:
        self._groups: OrderedDict[str, tuple[InTurn, ExitStack]] = OrderedDict()

    def of(self, settings: Settings) -> InTurn:
        """Return three services of these settings, started if need be."""
        variables = _as_variables(settings)
        name = repr(variables)
        if name not in self._groups:
            while len(self._groups) >= _MOST_GROUPS:
                self._groups.popitem(last=False)[1][1].close()
            self._groups[name] = _start(settings.database, variables)
        self._groups.move_to_end(name)
        return self._groups[name][0]

    def close(self) -> None:
        """Stop them all."""
        while self._groups:
            self._groups.popitem()[1][1].close()


def _start(database: str, variables: Mapping[str, str]) -> tuple[InTurn, ExitStack]:
    told = {**variables, "WHOSAID_WORKERS": "1", "WHOSAID_LOG_LEVEL": "error"}
    stack = ExitStack()
    with ThreadPoolExecutor() as pool:
        starting = [pool.submit(stack.enter_context, serving(database, **told)) for _ in range(_SERVICES)]
        return InTurn([one.result()[1] for one in starting]), stack


def _as_variables(settings: Settings) -> dict[str, str]:
    """Return the variables that set a service up so, but for where it listens."""
    default = Settings()
    told = {}
    for setting in fields(Settings):
        value = getattr(settings, setting.name)
        if value == getattr(default, setting.name):
            continue
        if isinstance(value, tuple):
            value = ",".join(value)
        told[setting.metadata["variable"]] = str(value).lower() if isinstance(value, bool) else str(value)
    return told
