"""Memory that is no longer needed -> the system: what a process keeps for itself, no other can have."""

import ctypes
import functools
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa

__all__ = ["rest_collector", "return_memory"]

KEPT = 131_072  # bytes: what is smaller is kept for what comes next
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of mallopt(3)


@functools.cache
def return_memory() -> None:
    """Have each large table go back to the system when nobody needs it any more, as far as this system can.

    The C library of Linux keeps what is freed below 32 MB, and Arrow's own pool keeps what it has had: a process that
    makes one column after the other then holds twice what there is. Going back and forth takes time, so that only work
    on many rows asks for it.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "mallopt"):  # musl has none
        for setting in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
            library.mallopt(setting, KEPT)


@contextmanager
def rest_collector() -> Iterator[None]:
    """Let Python's search for objects that hold each other rest; whoever had turned it off finds it off.

    Reading a text makes millions of small objects and next to no such circles (16 in 400 articles), and looking through
    them again and again took a quarter of the time. What nobody holds goes at once as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
