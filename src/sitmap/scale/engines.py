"""Who does the tasks on one machine: this process, or several."""

from __future__ import annotations

import signal
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from sitmap.scale.work import Failure, Result, run_part

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from sitmap.scale.inputs import Part
    from sitmap.scale.plan import Plan

__all__ = ["Done", "run_here", "run_pool", "start_pool"]

Done = tuple["Part", Result | Failure]

_AHEAD: Final = 2
"""Tasks handed out per process: one at work, one waiting, so that results don't pile up."""

_TRIES: Final = 3
_DIED: Final = (
    f"the process that counted it ended {_TRIES} times, perhaps for want of memory: give fewer workers; "
    'in a script of your own, call sitmap under if __name__ == "__main__":'
)


def run_here(parts: Iterable[Part], plan: Plan) -> Generator[Done]:
    """Do the tasks one after the other."""
    for part in parts:
        yield part, run_part(part, plan)


def run_pool(parts: Iterable[Part], plan: Plan, workers: int) -> Generator[Done]:
    """Do the tasks in several processes; a process that is killed loses nothing, its tasks are done again."""
    waiting = deque(parts)
    deaths: Counter[str] = Counter()
    while waiting:
        running: dict[Future[Result | Failure], Part] = {}
        try:
            yield from _drain(waiting, running, plan, workers)
        except BrokenProcessPool:
            lost = list(running.values())
            deaths.update(str(part) for part in lost)
            waiting.extendleft(part for part in lost if deaths[str(part)] < _TRIES)
            yield from ((part, Failure(_DIED)) for part in lost if deaths[str(part)] >= _TRIES)


def _drain(
    waiting: deque[Part], running: dict[Future[Result | Failure], Part], plan: Plan, workers: int
) -> Iterator[Done]:
    with start_pool(workers) as pool:
        while waiting or running:
            while waiting and len(running) < _AHEAD * workers:
                part = waiting.popleft()
                running[_submit(pool, part, plan, waiting)] = part
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                result = future.result()
                yield running.pop(future), result


def _submit(
    pool: ProcessPoolExecutor, part: Part, plan: Plan, waiting: deque[Part]
) -> Future[Result | Failure]:
    try:
        return pool.submit(run_part, part, plan)
    except BrokenProcessPool:
        waiting.appendleft(part)
        raise


@contextmanager
def start_pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes that share nothing with this one; whatever stops the work kills them, however often Ctrl-C comes.

    Waiting for them would hang where a second Ctrl-C breaks into it, and nothing is lost: results
    are kept here.
    """
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare)
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - kill_workers() comes with Python 3.14
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    else:
        pool.shutdown()


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and a processor to each process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
