"""Writes done again that the store undid or could not take, so that hardly anybody hears of it."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from storage.database import Database
from storage.errors import Busy, Interrupted

# How often a write is tried before its caller is told to come back.
MOST_ATTEMPTS = 5

# The longest pause before the second attempt; it doubles with each further one.
_PAUSE_SECONDS = 0.02

# How long a command with much to write bears with a store that is busy or cannot be reached, as while its
# server is started again; and the longest pause between two attempts
PATIENCE_SECONDS = 60.0
_LONGEST_PAUSE_SECONDS = 1.0

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


def persist(db: Database, make: Callable[[], _Made]) -> _Made:
    """Return what `make` does, again and again while the store is busy or cannot be reached.

    Where the connection is lost, nobody can tell whether it was done: doing it twice is to do no harm. Within
    a transaction it is done once, since only the whole could be done again.

    :raises Busy: if it was so for too long
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = _PAUSE_SECONDS
    while not db.is_in_transaction:
        try:
            return make()
        except Busy:
            if time.monotonic() > deadline:
                raise
        time.sleep(random.uniform(0, pause))
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
    return make()
