"""The one way to write a time: RFC 3339, UTC, milliseconds, fixed width, so that text sorts as time."""

from datetime import UTC, datetime

_DATE = "%Y-%m-%d"
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> str:
    """Return the time now, e.g. "2026-11-22T19:00:00.000Z"."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def is_time(text: str) -> bool:
    """Say whether `text` is a time written this way."""
    return _is_written(text, _TIME) and len(text) == len("2026-11-22T19:00:00.000Z")


def is_date(text: str) -> bool:
    """Say whether `text` is a date like "2016-09-03"."""
    return _is_written(text, _DATE) and len(text) == len("2016-09-03")


def _is_written(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)
    except ValueError:
        return False
    return text.isascii()
