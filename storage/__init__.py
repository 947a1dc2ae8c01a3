"""Everything that knows SQL: the store of articles, sources, claims and their history."""

from pathlib import Path

from storage.database import BUSY_TIMEOUT_SECONDS, Database
from storage.sqlite import SQLiteDatabase

_PREFIX = "sqlite:///"


def open_storage(url: str, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> Database:
    """Return the store at `url`, opening nothing yet.

    "sqlite:///data/whosaid.sqlite" is relative to the working directory, "sqlite:////srv/whosaid.sqlite"
    absolute. Connections are opened when first used, one a thread, so it is safe to call before a fork.

    :raises ValueError: if the URL is not of this form
    """
    path = url.removeprefix(_PREFIX)
    if path == url or not path.strip("/") or ":memory:" in path or "?" in path or "\0" in path:
        raise ValueError(
            f"{url!r} is not a store: write sqlite:///relative/path.sqlite or sqlite:////absolute/path.sqlite,"
            " a file, without options."
        )
    return SQLiteDatabase(Path(path).absolute(), busy_timeout_seconds=busy_timeout_seconds)
