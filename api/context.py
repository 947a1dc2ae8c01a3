"""What a request needs of its application: settings, the open store, the engine, and who is writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from flask import Flask, current_app, request

from api.problems import InvalidRequest
from api.settings import Settings
from extraction.engine import Engine, open_engine
from storage import open_storage
from storage.changes import Editor
from storage.clock import now
from storage.database import Database
from storage.errors import NotFound

_EXTENSION = "whosaid"
# Until there are API keys, all that is known of who writes is the way they came
_ACTOR = "api"


@dataclass
class Context:
    """What lives as long as the application."""

    settings: Settings
    database: Database

    @cached_property
    def engine(self) -> Engine:
        """The engine that finds attributions, opened when it is first asked for."""
        return open_engine(self.settings.extractor)


def register_context(app: Flask, settings: Settings) -> None:
    """Give the application its store, which is opened when it is first read."""
    db = open_storage(settings.database, busy_timeout_seconds=settings.busy_timeout_seconds)
    app.extensions[_EXTENSION] = Context(settings, db)


def context() -> Context:
    """Return what lives as long as the current application."""
    found: Context = current_app.extensions[_EXTENSION]
    return found


def database() -> Database:
    """Return the open store."""
    return context().database


def editor() -> Editor:
    """Return who writes in this request, now, and why, where `reason` tells.

    Call it in the transaction that writes: one that waits for others is later than they are.
    """
    return Editor(actor=_ACTOR, at=now(), reason=request.args.get("reason"))


@contextmanager
def named_in_body(*path: str | int) -> Iterator[None]:
    """Tell of what is not there as a fault of the body that names it, not as an unknown path.

    :raises InvalidRequest: with the pointer to `path`.
    """
    try:
        yield
    except NotFound as error:
        raise InvalidRequest.in_body((path, str(error))) from error
