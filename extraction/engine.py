"""The engines that find attributions, behind one protocol."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Protocol

from extraction.model import Attribution
from extraction.rules.engine import RulesEngine


class Engine(Protocol):
    """Whatever finds attributions in a text."""

    @property
    def name(self) -> str:
        """The name that `open_engine` knows it by."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may yield other attributions."""

    def find_attributions(self, text: str) -> list[Attribution]:
        """Return the attributions of `text`, in the order of their first span.

        Any text is safe. Spans are exact, lie inside `text`, and those of one role neither touch nor
        overlap each other.
        """


def _open_learned() -> Engine:
    from extraction.learned.engine import LearnedEngine

    return LearnedEngine()


# How each engine is opened, which may load weights and so happens when asked for, and the packages it needs.
ENGINES: dict[str, tuple[Callable[[], Engine], tuple[str, ...]]] = {
    "rules": (RulesEngine, ()),
    "learned": (_open_learned, ("numpy", "onnxruntime", "tokenizers")),
}


def require_engine(name: str) -> None:
    """Make sure that the engine called `name` can be opened, loading nothing: onnxruntime survives no fork.

    :raises ValueError: no engine has that name, or a package it needs is missing; the message says which.
    """
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}; there are: {', '.join(sorted(ENGINES))}")
    if missing := [package for package in ENGINES[name][1] if find_spec(package) is None]:
        raise ValueError(
            f"the engine {name!r} needs {', '.join(missing)}, not installed: pip install -e '.[{name}]'"
        )


def open_engine(name: str) -> Engine:
    """Return the engine called `name`.

    :raises ValueError: as `require_engine`
    """
    require_engine(name)
    return ENGINES[name][0]()


def find_attributions(text: str) -> list[Attribution]:
    """Return the attributions of `text` as the rules engine finds them."""
    return open_engine("rules").find_attributions(text)
