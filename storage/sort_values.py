"""Sort values: what claims are listed in the order of, made so that absent ones come last both ways."""

from collections.abc import Mapping
from typing import Any

from storage.database import Record


def make_sort_values(claim: Record | Mapping[str, Any]) -> dict[str, Any]:
    """Return of a claim's row what its rows in the index of sources hold, as generated columns of its own do.

    `published_day` is no order, but what dates are compared by in the other ones: 20160903 for 2016-09-03.
    """
    date, time, score = claim["published_on"], claim["published_at"], claim["confidence_score"]
    return {
        "newest": f"{date or ''} {time or ''}",
        "oldest": f"{date or '~'} {time or '~'}",
        "published_day": None if date is None else int(date.replace("-", "")),
        "strongest": -1 if score is None else score,
        "weakest": 101 if score is None else score,
    }
