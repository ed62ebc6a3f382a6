"""Tasks that need no folder: done here, in several processes, or on a Dask cluster."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from sitmap.errors import DataWarning
from sitmap.scale.engines import run_here, run_pool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@contextmanager
def spread(workers: int = 1, scheduler: str | None = None) -> Iterator[Any]:
    """Find who does tasks; give a function of items and a task that yields each item's answer.

    A few tasks are out at a time, so that answers don't pile up; one whose worker dies is done
    again. An answer is what the task returns, or a `sitmap.scale.work.Failure`.

    Parameters
    ----------
    workers
        Processes on this machine; 1 is this one.
    scheduler
        Address of a Dask scheduler, whose workers do it.

    Raises
    ------
    InputError
        The scheduler doesn't answer, or none of its workers has this version of sitmap.

    Examples
    --------
    >>> with spread() as run:
    ...     print(list(run([1, 2], abs)))
    [(1, 1), (2, 2)]
    """
    if scheduler is not None:
        from sitmap.scale.cluster import connect, find_workers, run_tasks

        with connect(scheduler) as client:
            usable = find_workers(client, _warn)
            yield partial(_on_cluster, run_tasks, client, usable)
    elif workers > 1:
        yield partial(_in_pool, workers)
    else:
        yield run_here


def _warn(line: str) -> None:
    warnings.warn(line, DataWarning, stacklevel=2)


def _on_cluster(
    run_tasks: Any,
    client: Any,
    workers: Any,
    items: Iterable[Any],
    task: Any,
) -> Iterator[tuple[Any, Any]]:
    done: Iterator[tuple[Any, Any]] = run_tasks(
        client, items, task, workers=workers
    )
    return done


def _in_pool(
    workers: int, items: Iterable[Any], task: Any
) -> Iterator[tuple[Any, Any]]:
    return run_pool(items, task, workers)
