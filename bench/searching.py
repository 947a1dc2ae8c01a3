"""Measure pages at any depth, full text and facets, and how they grow with the collection."""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from urllib.parse import urlencode

from bench.load import Request
from bench.pairs import Rounds, loaded, measure, p50_of, ratio, spread
from bench.reading import page_path
from bench.server import Server
from bench.stage import Stage, ask
from bench.table import Bound, Figure, Found
from bench.vocabulary import WORDS

# Where the first result is waited for, one at a time tells how long it takes
_ONE = 1

# Seconds of a round in which a hundred such requests fit
_SHORT = 1.0

# What is asked for alike of collections of each size
_GROWING = ("one claim by id", "page of 50", "search for a rare word", "search with as many matches")

# The rank of a rare word, among 30,000
_RARE = 20_000

# What is searched for, by its frequency's rank among 30,000 words, and the milliseconds it may take
_SEARCHES: Mapping[str, tuple[str, Bound]] = {
    "a rare word": (WORDS[_RARE], Bound("≤", 5, 2.5)),
    "a middling word": (WORDS[300], Bound("≤", 10, 5)),
    'a very common word, "the"': ("the", Bound("≤", 30, 15)),
    "two words": (f"{WORDS[30]} {WORDS[100]}", Bound("≤", 10, 5)),
    "a phrase": (f'"{WORDS[2]} {WORDS[5]}"', Bound("≤", 15, 7.5)),
}

# Shares of the list that stand before a page, and the rows asked for at once on the way there
_DEPTHS, _STRIDE = (0.01, 0.5, 0.99), 200


def deep_page(stage: Stage) -> Found:
    """Measure pages far into the list of all claims, beside its first one."""
    with stage.serve() as server:
        paths = dict(_pages(server, int(stage.claims * 0.94)))
        sides = {
            name: loaded(server, Request(path), connections=_ONE, seconds=_SHORT)
            for name, path in paths.items()
        }
        rounds = measure(sides, stage.rounds)
    figures = [
        Figure(f"page of 50, {name}", "p50, of the first page's", found, "×", Bound("≤", 1.5, 1.1))
        for name in paths
        if name != "first"
        for found in [ratio(rounds, name, "first", p50_of)]
    ]
    return Found(figures, {"page of all claims": rounds})


def full_text(stage: Stage) -> Found:
    """Measure searches, twenty results by relevance."""
    with stage.serve() as server:
        sides = {
            name: loaded(server, Request(_search_path(words)), connections=_ONE, seconds=_SHORT)
            for name, (words, _) in _SEARCHES.items()
        }
        capped = [name for name, (words, _) in _SEARCHES.items() if _is_capped(server, words)]
        rounds = measure(sides, stage.rounds)
    figures = [
        Figure(f"full text, {name}, top 20", "p50", spread(rounds, name, p50_of), "ms", bound)
        for name, (_, bound) in _SEARCHES.items()
    ]
    remark = (
        f"Only the newest matches were ranked, and the answer says so, for: {', '.join(capped) or 'none'}."
    )
    return Found(figures, {"full text": rounds}, [remark])


def facets(stage: Stage) -> Found:
    """Measure counting three facets over what one agency passed on, a tenth of all claims."""
    asked = {
        **{"relay": stage.invention.cast().agencies[0].key, "limit": "1"},
        "facet": "source,confidence_level,certainty",
    }
    request = Request(f"/v1/claims?{urlencode(asked)}")
    with stage.serve() as server:
        told = json.loads(ask(server, request)[1])["facets"]
        rounds = measure({"facets": loaded(server, request, connections=_ONE, seconds=_SHORT)}, stage.rounds)
    found = spread(rounds, "facets", p50_of)
    figure = Figure("facets on three fields over a filter", "p50", found, "ms", Bound("≤", 30, 15))
    remark = f"Facets were counted over {told['counted']:,} claims{', capped' if told['capped'] else ''}"
    return Found([figure], {"facets": rounds}, [remark])


def growth(stage: Stage) -> Found:
    """Measure the same requests on collections of a hundredth, a tenth and all of the claims."""
    stages = {f"{size:,} claims": stage.of_size(size) for size in (stage.claims // 100, stage.claims // 10)}
    stages[f"{stage.claims:,} claims"] = stage
    works: dict[str, Rounds] = {}
    with ExitStack() as stack:
        servers = {name: stack.enter_context(one.serve()) for name, one in stages.items()}
        for work in (
            "one claim by id",
            "page of 50",
            "search for a rare word",
            "search with as many matches",
        ):
            sides = {
                name: loaded(
                    servers[name],
                    Request("/", paths=_paths(work, one, stage.claims)),
                    connections=_ONE,
                    seconds=_SHORT,
                )
                for name, one in stages.items()
            }
            works[f"{work}, growing"] = measure(sides, stage.rounds)
    names = list(stages)
    figures = [
        Figure(
            work,
            f"p50 at {larger}, of {smaller}'",
            ratio(rounds, larger, smaller, p50_of),
            "×",
            Bound("≤", 1.5),
        )
        for work, rounds in works.items()
        for smaller, larger in zip(names, names[1:], strict=False)
        for found in [ratio(rounds, larger, smaller, p50_of)]
    ]
    return Found(figures, works)


def _pages(server: Server, claims: int) -> Iterator[tuple[str, str]]:
    """Yield the path of the first page of all claims, and of some far behind it, by their names."""
    base = "/v1/claims?sort=-published_on"
    yield "first", f"{base}&limit=50"
    depths = iter(_DEPTHS)
    wanted = next(depths)
    cursor, passed = "", 0
    while True:
        page = json.loads(ask(server, Request(f"{base}&limit={_STRIDE}{cursor}"))[1])
        passed += _STRIDE
        if "next_cursor" not in page:
            return
        cursor = f"&cursor={page['next_cursor']}"
        if passed >= claims * wanted:
            yield f"{passed:,} claims deep", f"{base}&limit=50{cursor}"
            if (wanted := next(depths, 0)) == 0:
                return


def _search_path(words: str) -> str:
    return f"/v1/claims?{urlencode({'q': words, 'sort': 'relevance', 'limit': 20})}"


def _is_capped(server: Server, words: str) -> bool:
    return "ranked_newest_only" in json.loads(ask(server, Request(_search_path(words)))[1])


def _paths(work: str, stage: Stage, most_claims: int) -> list[str]:
    """Return a hundred different requests of one kind, or as many as there are.

    A word that is rare by its rank has ten times as many matches among ten times as many claims, which are
    ranked and sent; one whose rank goes with the claims has as many.
    """
    if work == "one claim by id":
        step = max(1, stage.claims // 100)
        rows = stage.query("SELECT id FROM claims WHERE key % :step = 0", step=step)
        return [f"/v1/claims/{claim_id}" for (claim_id,) in rows]
    if work == "page of 50":
        # busy enough to fill a page of the smallest collection, too
        return [page_path(agency.key) for agency in stage.invention.cast().agencies]
    rank = _RARE if work == "search for a rare word" else _RARE * stage.claims // most_claims
    return [_search_path(word) for word in WORDS[rank : rank + 100]]
