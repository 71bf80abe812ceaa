"""Work on many rows that holds little: what is no longer needed goes back to the system."""

import ctypes
import functools
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

__all__ = ["empty_caches", "rest_collector", "return_memory", "sort_different"]

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


def empty_caches() -> None:
    """Forget every answer that a function of this package has kept for the next time it is asked the same."""
    package = __name__.partition(".")[0]
    for module in [known for name, known in sys.modules.items() if name.partition(".")[0] == package]:
        for kept in vars(module).values():
            if isinstance(kept, functools._lru_cache_wrapper):
                kept.cache_clear()


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


def sort_different(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return the different ones of an array of integers, shape (n,), sorted.

    As np.unique does, whose table of hashes (from NumPy 2.3 on) takes twenty times as long for two million numbers and
    leaves 90 MB behind in small pieces that no other can have.
    """
    numbers = np.sort(numbers)
    return numbers[np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]]
