"""Memory that the C library keeps after a large request, given back to the system."""

import ctypes
import sys
from functools import cache

# Requests with bodies of fewer bytes, as nearly all are, leave nothing behind that is worth the milliseconds.
LARGE_BODY_BYTES = 32_768


def give_back_memory() -> None:
    """Give back what is free in the heaps of all threads, where the C library is glibc.

    It keeps what lies below the last block in use: after a text of 200 kB some tens of MB, in the heap of
    each thread that has read one.
    """
    trim = _find_trim()
    if trim:
        trim(0)


@cache
def _find_trim() -> "ctypes._NamedFuncPointer | None":
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
