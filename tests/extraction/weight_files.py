"""Files of weights for tests: the project's own with a part replaced, and any that would be taken."""

import json
from importlib.resources import files
from random import Random
from typing import Any

from hypothesis import strategies as st

from extraction.weights import RANKED_LETTERS, TABLES, WITH_CEILINGS, Weights, parse_weights


def told_weights() -> dict[str, Any]:
    """Return what the project's own file holds."""
    return json.loads((files("extraction") / "lexicons" / "confidence.json").read_bytes())


def with_part(path: str, value: Any) -> bytes:
    """Return the project's own file with `value` at a path such as "words.possible.points"."""
    told = told_weights()
    *parents, last = path.split(".")
    part = told
    for parent in parents:
        part = part[parent]
    part[last] = value
    return json.dumps(told).encode()


def lawful_weights() -> st.SearchStrategy[Weights]:
    """Return weights that keep every law of `parse_weights`, with points nobody would choose."""
    # a hundred numbers from one that is drawn: to draw each takes ten times as long
    return st.integers(0, 2**32).map(lambda seed: _make_weights(Random(seed)))


def _make_weights(random: Random) -> Weights:
    told: dict[str, Any] = {"version": "drawn"}
    asserted = random.randint(-20, 0)
    for table, values in TABLES.items():
        highest = {"words": asserted, "condition": 0, "relay": 0, "publisher": 0}.get(table, 100)
        points = {value: random.randint(-100, highest) for value in values}
        if table.endswith("_reliability"):
            most = {"origin": 100, "relay": 0, "publisher": 0}[table.removesuffix("_reliability")]
            points = _ranked(random, -100, most) | {"F": 0}
        if table == "words":
            points["asserted"] = asserted
        if table == "independent_origins":
            rising = sorted(random.randint(0, 100) for _ in values)
            points = dict(zip(values, rising, strict=True))
        told[table] = {value: {"points": points[value], "reason": "So it was drawn."} for value in values}
        if table in WITH_CEILINGS:
            ceilings = {value: random.randint(0, 100) for value in values}
            if table != "relay":
                ceilings = _ranked(random, 0, 100) | {"F": 100}
            for value in values:
                told[table][value]["ceiling"] = ceilings[value]
    # what the best letter gives back, the cheapest relay costs
    cheapest = max(row["points"] for row in told["relay"].values())
    told["relay_reliability"]["A"]["points"] = max(told["relay_reliability"]["A"]["points"], -cheapest)
    return parse_weights(json.dumps(told).encode())


def _ranked(random: Random, least: int, most: int) -> dict[str, int]:
    """Return a number for each letter, none greater than a better letter's."""
    falling = sorted((random.randint(least, most) for _ in RANKED_LETTERS), reverse=True)
    return dict(zip(RANKED_LETTERS, falling, strict=True))
