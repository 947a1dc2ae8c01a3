"""Writes done again that the store undid for another's sake, so that hardly anybody hears of it."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from storage.errors import Interrupted

# How often a write is tried before its caller is told to come back.
MOST_ATTEMPTS = 5

# The longest pause before the second attempt; it doubles with each further one.
_PAUSE_SECONDS = 0.02

_Made = TypeVar("_Made")


def retry_interrupted(make: Callable[[], _Made]) -> _Made:
    """Return what `make` does, from the start again where it was interrupted; it is to begin its transaction.

    Pauses are drawn by chance, so that two in each other's way do not meet again.

    :raises Interrupted: if it was interrupted each time
    """
    for attempt in range(1, MOST_ATTEMPTS):
        try:
            return make()
        except Interrupted:
            time.sleep(random.uniform(0, _PAUSE_SECONDS * 2 ** (attempt - 1)))
    return make()
