"""The one way to write a time: RFC 3339, UTC, milliseconds, fixed width, so that text sorts as time."""

import re
from datetime import UTC, datetime, timedelta

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(_DATE.pattern + r"T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


def now() -> str:
    """Return the time now, e.g. "2026-11-22T19:00:00.000Z"."""
    return _write(datetime.now(UTC))


def later(time: str, seconds: float) -> str:
    """Return the time so many seconds after `time`."""
    return _write(datetime.fromisoformat(time) + timedelta(seconds=seconds))


def is_time(text: str) -> bool:
    """Say whether `text` is a time written this way."""
    return _is_written(text, _TIME)


def is_date(text: str) -> bool:
    """Say whether `text` is a date like "2016-09-03"."""
    return _is_written(text, _DATE)


def _write(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _is_written(text: str, form: re.Pattern[str]) -> bool:
    try:
        return form.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False
