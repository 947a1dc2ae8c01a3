"""The engines that find attributions, behind one protocol."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import Protocol

from extraction.model import Attribution

DEFAULT_ENGINE = "learned"
# Weights are large: of threads that ask at once, the first opens an engine for all.
_opening = Lock()


class Engine(Protocol):
    """Whatever finds attributions in a text."""

    @property
    def name(self) -> str:
        """The name that `open_engine` knows it by."""

    @property
    def version(self) -> str:
        """The version of its weights or rules; `extraction.versions` tells the code around them, too."""

    def find_attributions(self, text: str) -> list[Attribution]:
        """Return the attributions of `text`, in the order of their first span.

        Any text is safe. Spans are exact, lie inside `text`, and those of one role neither touch nor
        overlap each other.
        """


def _open_learned() -> Engine:
    from extraction.learned.engine import LearnedEngine

    return LearnedEngine()


def _open_rules() -> Engine:
    from extraction.rules.engine import RulesEngine

    return RulesEngine()


# How each engine is opened, which imports it and may load weights and so happens when asked for, and the
# packages it needs.
ENGINES: dict[str, tuple[Callable[[], Engine], tuple[str, ...]]] = {
    "learned": (_open_learned, ("numpy", "onnxruntime", "tokenizers")),
    "rules": (_open_rules, ()),
}


def require_engine(name: str) -> None:
    """Make sure that the engine called `name` can be opened, loading nothing: onnxruntime survives no fork.

    :raises ValueError: no engine has that name, or a package it needs is missing; the message says which.
    """
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}; there are: {', '.join(sorted(ENGINES))}")
    if missing := [package for package in ENGINES[name][1] if find_spec(package) is None]:
        raise ValueError(f"the engine {name!r} needs {', '.join(missing)}, not installed")


def open_engine(name: str = DEFAULT_ENGINE) -> Engine:
    """Return the engine called `name`: the same one at every call, for all threads.

    :raises ValueError: as `require_engine`
    """
    require_engine(name)
    with _opening:
        return _opened(name)


def find_attributions(text: str) -> list[Attribution]:
    """Return the attributions of `text` as the default engine finds them."""
    return open_engine().find_attributions(text)


@cache
def _opened(name: str) -> Engine:
    return ENGINES[name][0]()
