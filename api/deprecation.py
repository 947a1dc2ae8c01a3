"""Routes on their way out: since when, until when, and where to read what to do (RFC 9745, RFC 8594)."""

from dataclasses import dataclass
from datetime import datetime

from flask import Response, after_this_request
from werkzeug.http import http_date


@dataclass(frozen=True, kw_only=True)
class Deprecation:
    """That a route is deprecated `since` a time and gone after `sunset`, if that is known; `link` tells more.

    Both times have a zone.
    """

    since: datetime
    link: str
    sunset: datetime | None = None

    def announce(self) -> None:
        """Have the answer to the current request say so, whatever it will be."""
        after_this_request(self._mark)

    def _mark(self, response: Response) -> Response:
        # Source: RFC 9745 §2.1, a date as in RFC 9651 §3.3.7
        response.headers["Deprecation"] = f"@{int(self.since.timestamp())}"
        response.headers.add("Link", f'<{self.link}>; rel="deprecation"; type="text/html"')
        if self.sunset:
            response.headers["Sunset"] = http_date(self.sunset)
        return response
