"""What the text of an environment variable may say: one function for each kind of setting.

Each returns the value, or raises ValueError with the words for what would be right.
"""

import re
from collections.abc import Callable
from pathlib import Path

from extraction.weights import BadWeights, Weights, packaged_weights, read_weights
from storage import FORMS, open_storage

# Scheme, host and port in lower case, no path and no port that goes without saying, as browsers send them.
# Source: RFC 6454 §6.2.
_ORIGIN = re.compile(
    r"(?!http:.*:80$|https:.*:443$)[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?"
)


def integer(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number from `least` to `most`."""

    def parse(value: str) -> int:
        # int() would also take "1_000", " 8 " and digits of other scripts
        if not re.fullmatch("[0-9]{1,18}", value) or not least <= int(value) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(value)

    return parse


def seconds(value: str) -> float:
    """Return seconds, 0 among them."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value):
        raise ValueError("seconds, such as 5 or 0.5")
    return float(value)


def some_seconds(value: str) -> float:
    """Return seconds, more than none."""
    if not (found := seconds(value)):
        raise ValueError("more than 0 seconds, such as 5 or 0.5")
    return found


def boolean(value: str) -> bool:
    """Return true or false."""
    if value not in ("true", "false"):
        raise ValueError("true or false")
    return value == "true"


def host(value: str) -> str:
    """Return a host name or an address."""
    if not re.fullmatch(r"[0-9A-Za-z.:_-]+", value):
        raise ValueError("a host name or an address, such as 127.0.0.1")
    return value


def database(value: str) -> str:
    """Return the address of a store, which is not opened."""
    try:
        open_storage(value)
    except ValueError as error:
        raise ValueError(FORMS) from error
    return value


def one_of(*choices: str) -> Callable[[str], str]:
    """Return what takes one of some words."""

    def parse(value: str) -> str:
        if value not in choices:
            raise ValueError("one of " + ", ".join(choices))
        return value

    return parse


def weights(value: str) -> Weights:
    """Return what confidence is computed with: the packaged weights, or those of a file."""
    if value == "packaged":
        return packaged_weights()
    try:
        return read_weights(Path(value))
    except BadWeights as error:
        raise ValueError(f"packaged, or a file of weights; in this one, {error}") from error


def name(value: str) -> str:
    """Return an engine's name; whether there is such an engine is known when it is opened."""
    if not re.fullmatch("[0-9a-z_-]+", value):
        raise ValueError("an engine's name, such as learned")
    return value


def origins(value: str) -> tuple[str, ...]:
    """Return the origins whose pages may use the API, `*` alone for all."""
    if value in ("none", "*"):
        return () if value == "none" else ("*",)
    found = tuple(value.split(","))
    if not all(_ORIGIN.fullmatch(origin) for origin in found):
        raise ValueError(
            "none, * or origins as browsers send them, such as https://news.example or "
            "http://localhost:3000, separated by commas"
        )
    return found
