"""How often a cue in a construction is an attribution, as counted."""

from functools import cache
from importlib.resources import files

Key = tuple[str, str, str]
# Counts of a rarer key lean on those of its verb, and these on those of the construction, with this weight.
PRIOR_WEIGHT = 3.0


@cache
def counts() -> dict[tuple[str, ...], tuple[int, int]]:
    """Return hits and sightings by key, by verb, and by construction."""
    table: dict[tuple[str, ...], tuple[int, int]] = {}
    lines = files("extraction.lexicons").joinpath("frames.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        verb, left, right, hits, seen = line.split("\t")
        for key in ((verb, left, right), (verb,), (left, right), ()):
            h, s = table.get(key, (0, 0))
            table[key] = (h + int(hits), s + int(seen))
    return table


@cache
def probability(key: Key) -> float:
    """Return how probable it is that a proposal with this key is an attribution."""
    table = counts()
    h0, s0 = table[()]
    base = h0 / s0

    def rate(k: tuple[str, ...]) -> float:
        h, s = table.get(k, (0, 0))
        return (h + PRIOR_WEIGHT * base) / (s + PRIOR_WEIGHT)

    def odds(x: float) -> float:
        return x / (1 - x)

    o = odds(rate(key[:1])) * odds(rate(key[1:])) / odds(base)
    prior = o / (1 + o)
    h, s = table.get(key, (0, 0))
    return (h + PRIOR_WEIGHT * prior) / (s + PRIOR_WEIGHT)
