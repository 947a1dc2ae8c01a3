"""Measure the store's own statements, without a server: pages, full text, facets, and how they grow.

    python -m bench.statements [--claims 1000000] [--rounds 7]

What is timed is the CPU of this process, in turn (A B B A), so that what else the machine does counts little.
"""

import argparse
import time
from collections.abc import Callable, Mapping
from typing import Any

from bench.invention import CLAIMS
from bench.pairs import Spread
from bench.stage import Stage
from bench.table import FIGURE_HEAD, Bound, Figure, Found, as_markdown
from bench.vocabulary import WORDS
from storage import open_storage
from storage.claim_facets import Facet, count_facets
from storage.claim_lists import ClaimFilter, ClaimSort, list_claims
from storage.claim_picks import ORDERS, make_picks
from storage.claims import get_claim
from storage.database import Database
from storage.pages import Key

Call = Callable[[], object]

# Runs of a statement whose mean is one value
_REPEATED = 5

_SEARCHES: Mapping[str, tuple[str, Bound]] = {
    "a rare word": (WORDS[20_000], Bound("≤", 5, 2.5)),
    "a middling word": (WORDS[300], Bound("≤", 10, 5)),
    '"the"': ("the", Bound("≤", 30, 15)),
    "two words": (f"{WORDS[30]} {WORDS[100]}", Bound("≤", 10, 5)),
    '"the" and another word': (f"the {WORDS[300]}", Bound("≤", 10, 5)),
    "a phrase": (f'"{WORDS[30]} {WORDS[50]}"', Bound("≤", 15, 7.5)),
    "a phrase of common words": (f'"{WORDS[2]} {WORDS[5]}"', Bound("≤", 15, 7.5)),
}
_FACETS: tuple[Facet, ...] = ("source", "publisher", "origin_kind")
_WORD_FACETS: tuple[Facet, ...] = ("certainty", "confidence_level", "status")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.statements",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    found = statements(Stage(options.claims, options.rounds))
    print(as_markdown(FIGURE_HEAD, [figure.cells() for figure in found.figures]))


def statements(stage: Stage) -> Found:
    """Measure pages at any depth, searches, facets, and how they grow with the collection."""
    db = open_storage(stage.url)
    figures = _pages(db, stage.rounds) + _full_text(db, stage.rounds) + _count(db, stage.rounds)
    figures += _growth(stage)
    db.close()
    return Found(figures)


def _filters(db: Database) -> dict[str, dict[str, Any]]:
    """Return the filters that are common, by what they leave."""

    def busiest(place: str) -> str:
        row = db.query(
            f"""
            SELECT source_id, count(*) AS claims FROM claim_sources WHERE {place} = 1
            GROUP BY source_id ORDER BY claims DESC, source_id LIMIT 1
            """
        )[0]
        return str(row["source_id"])

    publisher, origin = busiest("is_publisher"), busiest("is_origin")
    return {
        "all": {},
        "of an origin, scores from 50": {"origin": origin, "confidence_min": 50},
        "of a publisher, denied": {"publisher": publisher, "certainty": ("denied",)},
        "high confidence": {"confidence_level": ("high",)},
        "negative": {"polarity": ("negative",)},
        "of a person, quoted": {"origin_kind": ("person",), "mode": ("direct_quote",)},
        "with a common word": {"q": "the"},
    }


def _pages(db: Database, rounds: int) -> list[Figure]:
    figures = []
    for name, chosen in _filters(db).items():
        calls: dict[str, Call] = {}
        for sort in ORDERS:
            keys = {"": None, " deep": _key_behind(db, ClaimFilter(**chosen), sort, 0.5)}
            for depth, after in keys.items():
                calls[f"{sort}{depth}"] = _page(db, ClaimFilter(**chosen), sort, after)
        taken = _measure(calls, rounds)
        worst = max(ORDERS, key=lambda sort: Spread.of(taken[sort]).median)
        figures.append(
            Figure(f"page of 50, {name}", f"by {worst}, the slowest", Spread.of(taken[worst]), "ms")
        )
        deeper = {
            sort: [deep / first for deep, first in zip(taken[f"{sort} deep"], taken[sort], strict=True)]
            for sort in ORDERS
        }
        worst = max(ORDERS, key=lambda sort: Spread.of(deeper[sort]).median)
        measured = f"half-way, of the first page's, by {worst}, the slowest"
        figures.append(
            Figure(f"page of 50, {name}", measured, Spread.of(deeper[worst]), "×", Bound("≤", 1.5, 1.1))
        )
    return figures


def _page(db: Database, claim_filter: ClaimFilter, sort: str, after: Key | None) -> Call:
    named: ClaimSort = sort  # type: ignore[assignment]  # one of ORDERS
    return lambda: list_claims(db, claim_filter, sort=named, after=after, limit=50)


def _key_behind(db: Database, claim_filter: ClaimFilter, sort: str, share: float) -> Key:
    """Return the key of the claim that a share of the list stands before."""
    picks = make_picks(db, claim_filter, sort=sort, limit=10**9)
    assert picks is not None
    row = db.query(f"SELECT count(*) AS claims FROM ({picks.statement}) AS picked", picks.params)[0]
    passed = max(0, int(row["claims"] * share) - 1)
    place = db.query(
        f"SELECT sort_value, id FROM ({picks.statement}) AS picked LIMIT 1 OFFSET {passed}", picks.params
    )[0]
    return (place["sort_value"], place["id"])


def _full_text(db: Database, rounds: int) -> list[Figure]:
    calls: dict[str, Call] = {
        name: lambda words=words: list_claims(db, ClaimFilter(q=words), sort="relevance", limit=20)  # type: ignore[misc]
        for name, (words, _) in _SEARCHES.items()
    }
    taken = _measure(calls, rounds)
    return [
        Figure(f"full text, {name}, top 20", "CPU", Spread.of(taken[name]), "ms", bound)
        for name, (_, bound) in _SEARCHES.items()
    ]


def _count(db: Database, rounds: int) -> list[Figure]:
    calls: dict[str, Call] = {}
    for name, chosen in _filters(db).items():
        for facets in (_FACETS, _WORD_FACETS):
            calls[f"{', '.join(facets)}: {name}"] = _facets(db, ClaimFilter(**chosen), facets)
    taken = _measure(calls, rounds)
    bound = Bound("≤", 30, 15)
    return [Figure(f"facets {name}", "CPU", Spread.of(values), "ms", bound) for name, values in taken.items()]


def _facets(db: Database, claim_filter: ClaimFilter, facets: tuple[Facet, ...]) -> Call:
    return lambda: count_facets(db, claim_filter, facets)


def _growth(stage: Stage) -> list[Figure]:
    sizes = (stage.claims // 100, stage.claims // 10, stage.claims)
    stores = {size: open_storage(stage.of_size(size).url) for size in sizes}
    figures = []
    for work in ("one claim by id", "page of 50", "search for a rare word", 'search for "the"'):
        taken = _measure({f"{size:,}": _work(db, work) for size, db in stores.items()}, stage.rounds)
        for smaller, larger in zip(taken, list(taken)[1:], strict=False):
            steps = [after / before for before, after in zip(taken[smaller], taken[larger], strict=True)]
            measured = f"CPU at {larger} claims, of that at {smaller}"
            figures.append(Figure(work, measured, Spread.of(steps), "×", Bound("≤", 1.5)))
    for db in stores.values():
        db.close()
    return figures


def _work(db: Database, work: str) -> Call:
    middle = db.query("SELECT id FROM claims WHERE key = (SELECT max(key) / 2 FROM claims)")[0]["id"]
    origin = _filters(db)["of an origin, scores from 50"]
    calls: dict[str, Call] = {
        "one claim by id": lambda: get_claim(db, middle),
        "page of 50": _page(db, ClaimFilter(**origin), "-published_on", None),
        "search for a rare word": _page(db, ClaimFilter(q=WORDS[20_000]), "-published_on", None),
        'search for "the"': lambda: list_claims(db, ClaimFilter(q="the"), sort="relevance", limit=20),
    }
    return calls[work]


def _measure(calls: Mapping[str, Call], rounds: int) -> dict[str, list[float]]:
    """Return the CPU milliseconds that each call takes, a value a round."""
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for number in range(rounds):
        for name in calls if number % 2 == 0 else reversed(list(calls)):
            started = time.thread_time()
            for _ in range(_REPEATED):
                calls[name]()
            taken[name].append((time.thread_time() - started) * 1000 / _REPEATED)
    return taken


if __name__ == "__main__":
    main()
