"""What a user would pick instead: Datasette on the same file, with queries written for the question."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.server import HERE, Server, serve

# In an environment of its own: `make bench` makes it, where it can
DATASETTE = HERE / ".venv-bench" / "bin" / "datasette"

# The statements that answer like Whosaid's routes; each is a path of Datasette's.
_QUERIES = {
    "claim": "SELECT document FROM claims WHERE id = :id",
    "page": """
        SELECT claims.document FROM claim_sources CROSS JOIN claims
        WHERE claim_sources.source_id = :source AND claim_sources.status = 'active'
            AND claim_sources.confidence_score >= :confidence_min AND claims.key = claim_sources.claim_key
        ORDER BY claim_sources.newest DESC, claim_sources.claim_id DESC LIMIT 50
    """,
}

# Nothing is kept between requests by any cache, and no query is cut short
_SETTINGS = {"default_cache_ttl": "0", "sql_time_limit_ms": "30000", "num_sql_threads": "4"}


@contextmanager
def serve_datasette(store: Path) -> Iterator[Server | None]:
    """Serve a store by Datasette, or nothing where it is not installed."""
    if not DATASETTE.exists():
        yield None
        return
    queries = {name: {"sql": " ".join(sql.split())} for name, sql in _QUERIES.items()}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"databases": {store.stem: {"queries": queries}}}, file)
        file.flush()
        settings = [word for name, value in _SETTINGS.items() for word in ("--setting", name, value)]
        command = [str(DATASETTE), "serve", str(store), "--metadata", file.name, "--port", "{PORT}"]
        # its front page would count the rows of every table
        with serve([*command, *settings], ready="/-/versions.json") as server:
            yield server


def datasette_path(store: Path, query: str, parameters: str) -> str:
    """Return the path at which Datasette answers one of the queries by a list of its rows."""
    return f"/{store.stem}/{query}.json?_shape=array&_json=document&{parameters}"


def describe_datasette() -> str:
    """Return which Datasette was measured, and how it was set up."""
    if not DATASETTE.exists():
        return "Datasette was left out, because .venv-bench is not there: make .venv-bench/.installed"
    library = next(DATASETTE.parent.parent.glob("lib/*/site-packages/datasette-*.dist-info"))
    settings = ", ".join(f"{name} {value}" for name, value in _SETTINGS.items())
    return (
        f"Datasette {library.name.split('-')[1].removesuffix('.dist')}, one process ({settings}), "
        "asked by canned queries for the ready-made documents, as JSON (_json=document)"
    )
