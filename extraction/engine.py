"""The engines that find attributions, behind one protocol."""

from collections.abc import Callable
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
    try:
        from extraction.learned.engine import LearnedEngine
    except ImportError as error:
        raise ValueError(
            f"the engine 'learned' needs {error.name}, which is not installed: pip install -e '.[learned]'"
        ) from error
    return LearnedEngine()


# How each engine is opened; opening may load weights, so it happens only when asked for.
ENGINES: dict[str, Callable[[], Engine]] = {"rules": RulesEngine, "learned": _open_learned}


def open_engine(name: str) -> Engine:
    """Return the engine called `name`.

    :raises ValueError: no engine has that name; the message lists those there are.
    """
    try:
        return ENGINES[name]()
    except KeyError:
        raise ValueError(f"unknown engine {name!r}; there are: {', '.join(sorted(ENGINES))}") from None


def find_attributions(text: str) -> list[Attribution]:
    """Return the attributions of `text` as the rules engine finds them."""
    return open_engine("rules").find_attributions(text)
