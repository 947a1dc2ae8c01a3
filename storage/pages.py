"""Pages of lists: rows ready to send, and the key after which the next page begins."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storage.database import Database, Parameters, Record

# What a list is ordered by: the sort value of a row, then its id. It stays true while others write.
Key = tuple[str | int | float, str]

# Rows of a list that are counted: so many take as long as a page, all of them seconds in a large store.
MOST_COUNTED = 1001


class Row(NamedTuple):
    """One resource: `document` is its JSON, ready to send. A tuple, because pages are made of hundreds."""

    id: str
    version: int
    document: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list in order; `next_key` is None on the last page.

    `ranked_newest_only` says that there were too many matches to rank, and only the newest were.
    """

    rows: list[Row]
    next_key: Key | None
    ranked_newest_only: bool = False


def make_page(found: Sequence[Record], limit: int, make_row: Callable[[Record], Row]) -> Page:
    """Make a page of at most `limit` of the rows found, which are asked for with one more.

    Each has an `id` and a `sort_value`.
    """
    kept = found[:limit]
    more = len(found) > limit
    return Page([make_row(row) for row in kept], (kept[-1]["sort_value"], kept[-1]["id"]) if more else None)


def iterate_pages(first: Page, read_after: Callable[[Key], Page]) -> Iterator[Page]:
    """Yield a list's pages from its first one on, each read when it is asked for."""
    page = first
    while True:
        yield page
        if page.next_key is None:
            return
        page = read_after(page.next_key)


def count_rows(db: Database, statement: str, params: Parameters) -> int:
    """Return how many rows a statement selects, counting no further than `MOST_COUNTED`."""
    row = db.find(f"SELECT count(*) AS rows FROM ({statement} LIMIT {MOST_COUNTED}) AS found", params)
    assert row is not None
    counted: int = row["rows"]
    return counted
