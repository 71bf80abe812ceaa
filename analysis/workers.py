"""One function over many parts: here, in several processes, or on a Dask cluster; results as they come."""

import multiprocessing
import multiprocessing.connection
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, TypeVar

from analysis.corpus import memory

__all__ = ["interruptible", "map_parts"]

Part = TypeVar("Part")
Result = TypeVar("Result")
AHEAD = 2  # parts sent to a worker beyond the one it is at: none waits, and few are in memory
PATIENCE = 20  # seconds for a scheduler to answer
ADDRESS = re.compile(r"(?:tcp|tls|ucx|wss?)://\S")
NO_SCHEDULER = (
    "no Dask scheduler answers at {!r}; its address looks like tcp://host:8786, and `dask scheduler` prints it"
)
ENDED = (
    "a worker process was ended from outside, most often for want of memory; what is done is kept: give the same "
    "command again, with fewer --workers"
)
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def map_parts(
    function: Callable[..., Result],
    parts: Sequence[Part],
    load: Callable[[Part], tuple[Any, ...]],
    workers: int = 1,
    scheduler: str = "",
) -> Iterator[tuple[Part, Result]]:
    """Call a function for each part.

    Parameters
    ----------
    function : callable
        A function of a module, called with what `load` returns.
    parts : sequence
    load : callable
        From a part to the arguments, called here just before the part is sent.
    workers : int
        Processes on this machine; 1 calls the function in this one.
    scheduler : str
        The address of a Dask scheduler, such as tcp://host:8786; goes before `workers`.

    Yields
    ------
    part, result
        In the order in which they are done.

    Raises
    ------
    ValueError
        If no scheduler answers, or the package that speaks to it is not there.
    """
    if scheduler:
        yield from _map_on_cluster(function, parts, load, scheduler)
    elif workers > 1:
        with ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_worker
        ) as pool:
            try:
                yield from _map_ahead(pool.submit, function, parts, load, workers * (1 + AHEAD))
            except BrokenProcessPool as error:
                raise ValueError(ENDED) from error
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    else:
        for part in parts:
            yield part, function(*load(part))


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM end what is done here as Ctrl-C does, with all that it has started."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(number: int, frame: object) -> None:
    """Raise what Ctrl-C raises; a shell has what it starts in the background ignore SIGINT itself."""
    raise KeyboardInterrupt


def _begin_worker() -> None:
    """Keep the workers from fighting over the cores, from holding what they no longer need, and from staying alone."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    memory.return_memory()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _map_ahead(
    submit: Callable[..., Future[Result]],
    function: Callable[..., Result],
    parts: Sequence[Part],
    load: Callable[[Part], tuple[Any, ...]],
    most: int,
) -> Iterator[tuple[Part, Result]]:
    """Yield results as they come, so many parts being under way at a time."""
    left = iter(parts)
    running = {submit(function, *load(part)): part for part in islice(left, most)}
    while running:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            part = running.pop(future)
            yield part, future.result()
            for following in islice(left, 1):
                running[submit(function, *load(following))] = following


def _map_on_cluster(
    function: Callable[..., Result], parts: Sequence[Part], load: Callable[[Part], tuple[Any, ...]], scheduler: str
) -> Iterator[tuple[Part, Result]]:
    """Yield results of a Dask cluster as they come; a part whose worker died is sent to another."""
    if not ADDRESS.match(scheduler):
        raise ValueError(NO_SCHEDULER.format(scheduler))
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise ValueError("--scheduler needs the package distributed: pip install 'readouts[scale]'") from error
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ValueError(NO_SCHEDULER.format(scheduler)) from error
    with client:
        most = max(1, len(client.scheduler_info()["workers"])) * (1 + AHEAD)
        left = iter(parts)
        running = {client.submit(function, *load(part), pure=False): part for part in islice(left, most)}
        arriving = as_completed(running, loop=client.loop)
        for future in arriving:
            yield running.pop(future), future.result()
            with suppress(StopIteration):
                part = next(left)
                following = client.submit(function, *load(part), pure=False)
                running[following] = part
                arriving.add(following)
