"""Who does the tasks on one machine: this process, or several."""

from __future__ import annotations

import signal
from collections import Counter, deque
from concurrent.futures import (
    FIRST_COMPLETED,
    Future,
    ProcessPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, TypeVar

import pyarrow as pa

from sitmap.scale.work import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_AHEAD: Final = 2
"""Tasks handed out per process: one at work, one waiting, so that results don't pile up."""

# before a part is given up
_TRIES: Final = 3
_DIED: Final = (
    f"the process that counted it ended {_TRIES} times, perhaps for want of memory: give fewer"
    ' workers; in a script of your own, call sitmap under if __name__ == "__main__":'
)


def run_here(
    items: Iterable[Item], task: Callable[[Item], Answer | Failure]
) -> Generator[tuple[Item, Answer | Failure]]:
    """Do a task for each item, one after the other."""
    for item in items:
        yield item, task(item)


def run_pool(
    items: Iterable[Item],
    task: Callable[[Item], Answer | Failure],
    workers: int,
) -> Generator[tuple[Item, Answer | Failure]]:
    """Do the tasks in several processes.

    A process that is killed loses nothing, its tasks are done again.
    """
    waiting = deque(items)
    deaths: Counter[str] = Counter()
    while waiting:
        running: dict[Future[Answer | Failure], Item] = {}
        try:
            yield from _drain(waiting, running, task, workers)
        except BrokenProcessPool:
            lost = list(running.values())
            deaths.update(str(item) for item in lost)
            waiting.extendleft(
                item for item in lost if deaths[str(item)] < _TRIES
            )
            yield from (
                (item, Failure(_DIED))
                for item in lost
                if deaths[str(item)] >= _TRIES
            )


def _drain(
    waiting: deque[Item],
    running: dict[Future[Answer | Failure], Item],
    task: Callable[[Item], Answer | Failure],
    workers: int,
) -> Iterator[tuple[Item, Answer | Failure]]:
    with start_pool(workers) as pool:
        while waiting or running:
            while waiting and len(running) < _AHEAD * workers:
                item = waiting.popleft()
                running[_submit(pool, task, item, waiting)] = item
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                result = future.result()
                yield running.pop(future), result


def _submit(
    pool: ProcessPoolExecutor,
    task: Callable[[Item], Answer | Failure],
    item: Item,
    waiting: deque[Item],
) -> Future[Answer | Failure]:
    try:
        return pool.submit(task, item)
    except BrokenProcessPool:
        waiting.appendleft(item)
        raise


@contextmanager
def start_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes that share nothing with this one.

    Whatever stops the work kills them, however often Ctrl-C comes.

    Waiting for them would hang where a second Ctrl-C breaks into it, and nothing is lost: results
    are kept here.
    """
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_prepare
    )
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):  # noqa: SLF001
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    else:
        pool.shutdown()


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and a processor to each process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
