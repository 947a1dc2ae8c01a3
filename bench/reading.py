"""Measure one claim, a page and an unchanged page, beside a bare Flask route and Datasette."""

from contextlib import ExitStack
from urllib.parse import urlencode

from bench.load import Request
from bench.pairs import cpu_of, loaded, measure, ratio
from bench.peers import datasette_path, serve_datasette
from bench.stage import Stage, ask, serve_limit
from bench.table import Bound, Figure, Found

# The score that about half of all claims have at least
_CONFIDENCE_MIN = 50


def one_claim(stage: Stage) -> Found:
    """Measure one claim by its id."""
    claim_id = some_claim(stage)
    bounds = (Bound("≤", 1.5, 1.25), Bound("≤", 0.5))
    return _against_limits(
        stage, "one claim by id", f"/v1/claims/{claim_id}", ("claim", f"id={claim_id}"), bounds
    )


def page(stage: Stage) -> Found:
    """Measure a page of 50, by source and confidence, newest first."""
    asked = {"source": busy_speaker(stage), "confidence_min": str(_CONFIDENCE_MIN)}
    bounds = (Bound("≤", 2.6, 1.8), Bound("≤", 0.18, 0.12))
    return _against_limits(
        stage, "page of 50", page_path(busy_speaker(stage)), ("page", urlencode(asked)), bounds
    )


def unchanged_page(stage: Stage) -> Found:
    """Measure the same page for whoever has it already."""
    request = Request(page_path(busy_speaker(stage)))
    with stage.serve() as server:
        tag = ask(server, request)[0].headers["ETag"]
        unchanged = Request(request.path, headers={"If-None-Match": tag}, expected=304)
        rounds = measure({"whole": loaded(server, request), "304": loaded(server, unchanged)}, stage.rounds)
    figure = Figure(
        "page of 50, If-None-Match hit",
        "CPU, of the whole answer's",
        ratio(rounds, "304", "whole", cpu_of),
        "×",
        Bound("≤", 0.7, 0.5),
    )
    return Found([figure], {"page of 50": rounds})


def _against_limits(
    stage: Stage, work: str, path: str, datasette: tuple[str, str], bounds: tuple[Bound, Bound]
) -> Found:
    """Measure a request beside the limit and Datasette; `bounds` are of the CPU that either takes."""
    request = Request(path)
    with ExitStack() as stack:
        server = stack.enter_context(stage.serve())
        bare = stack.enter_context(serve_limit(server, request))
        sides = {"Whosaid": loaded(server, request), "bare Flask": loaded(bare, Request("/"))}
        if stage.behind is None and (peer := stack.enter_context(serve_datasette(stage.store))):
            asked = Request(datasette_path(stage.store, *datasette))
            ask(peer, asked)
            sides["Datasette"] = loaded(peer, asked)
        rounds = measure(sides, stage.rounds)
    figures = [
        Figure(work, f"CPU, of {name}'s", ratio(rounds, "Whosaid", name, cpu_of), "×", bound)
        for name, bound in zip(("bare Flask", "Datasette"), bounds, strict=True)
        if name in rounds
    ]
    return Found(figures, {work: rounds})


def some_claim(stage: Stage) -> str:
    """Return the id of an active claim in the midst of the collection."""
    middle = stage.claims // 2
    rows = stage.query("SELECT id FROM claims WHERE key >= :key AND status = 'active' LIMIT 1", key=middle)
    return str(rows[0][0])


def busy_speaker(stage: Stage) -> str:
    """Return the id of the busiest speaker."""
    return stage.invention.cast().busy_speakers[0].key


def page_path(source_id: str) -> str:
    """Return what asks for the newest 50 claims of a source that have at least a middling score."""
    asked = {"source": source_id, "confidence_min": _CONFIDENCE_MIN, "sort": "-published_on"}
    return f"/v1/claims?{urlencode({**asked, 'limit': 50})}"
