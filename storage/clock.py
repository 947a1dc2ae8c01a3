"""The one way to write a time: RFC 3339, UTC, milliseconds, fixed width, so that text sorts as time."""

from datetime import UTC, datetime


def now() -> str:
    """Return the time now, e.g. "2026-11-22T19:00:00.000Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
