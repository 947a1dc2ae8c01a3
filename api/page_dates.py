"""When a page was published, read from what it states; no day, time or zone is ever guessed."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

# What software writes where it knows no date: the first day of .NET, and of Unix seen from either side.
PLACEHOLDERS = {date(1, 1, 1), date(1970, 1, 1), date(1969, 12, 31)}
# "Thu, 16 Apr 2026 06:30:00 GMT". Source: RFC 5322, 3.3.
MAIL_DATE = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}\b")
# "2026/04/16" is not to be mistaken; "04/05/2026" is, and is not read.
YEAR_FIRST = re.compile(r"(\d{4})/(\d{2})/(\d{2})")


def read_published(values: Iterable[str]) -> tuple[str | None, str | None]:
    """Return the day as printed and the moment in UTC, from dates in the order in which they are believed.

    The moment is absent where no date has a zone, or where two give one time of day in different zones.
    """
    dates = [read for read in map(_read, values) if read]
    if not dates:
        return None, None
    zoned = [read for read in dates if read.tzinfo]
    moment = dates[0] if dates[0].tzinfo else next((z for z in zoned if z.date() == dates[0].date()), None)
    if moment is None or any(_clock(read) == _clock(moment) and read != moment for read in zoned):
        return dates[0].date().isoformat(), None
    # near midnight, the day in UTC is not the one printed
    printed = next((read for read in zoned if read == moment and read.utcoffset()), dates[0])
    return printed.date().isoformat(), _utc(moment)


def _read(value: str) -> datetime | None:
    text = YEAR_FIRST.sub(r"\1-\2-\3", value.strip(), count=1)
    try:
        moment = parsedate_to_datetime(text) if MAIL_DATE.match(text) else datetime.fromisoformat(text)
        # also refuses what has no place in UTC's calendar
        return None if moment.date() in PLACEHOLDERS or not _utc(moment.astimezone(UTC)) else moment
    except (ValueError, OverflowError):
        return None


def _clock(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
