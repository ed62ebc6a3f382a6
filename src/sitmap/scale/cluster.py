"""The same tasks on a Dask cluster of the user's: a part goes out, its counts come back as bytes.

Nothing passes between workers. The scheduler sees one task per part, and the client keeps what
comes back beside the output at once, so that a worker or a whole cluster that dies costs the parts
at hand and nothing else.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sitmap._version import __version__
from sitmap.errors import InputError, OutputError
from sitmap.scale.work import Failure, Result, explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitmap.scale.plan import Plan

_PATIENCE_S: Final = 60.0
"""How long no worker at all is waited for."""

_POLL_S: Final = 10.0
"""How long to wait for a result before the workers are looked for."""

# tasks for each thread that wait, so that none is idle
_AHEAD: Final = 2
# before a part is given up: a worker may be lost
_TRIES: Final = 3
_AGAIN: Final = ("lost", "pending")
"""Of a result that went with its worker before it was here: the scheduler has it made again."""
# bytes of outlines that are sent to each worker once, not with each task
_LARGE: Final = 100_000
_KEPT: Final = "what was counted is kept where there is an output file: run it again to go on"
_GONE: Final = f"the Dask scheduler went away or dropped the work; {_KEPT}"
_EXTRA: Final = "pip install 'sitmap[scale]'"


def is_dask_frame(source: Any) -> bool:
    """Tell a Dask dataframe, without importing Dask."""
    return hasattr(source, "to_delayed") and hasattr(source, "npartitions")


@contextmanager
def connect(
    scheduler: str | None = None,
    *,
    workers: int | None = None,
    timeout_s: float = 10.0,
) -> Iterator[Any]:
    """Connect to a cluster: at an address, else the one at hand, else one that is started here.

    Raises
    ------
    InputError
        Dask isn't installed, or no scheduler answers at the address.
    """
    try:
        from distributed import Client, LocalCluster
    except ModuleNotFoundError:
        raise InputError(f"engine dask needs Dask: {_EXTRA}") from None
    if scheduler is not None:
        with _client_at(scheduler, timeout_s) as client:
            yield client
    elif (current := current_client()) is not None:
        yield current
    else:
        with (
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address=None,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client


@contextmanager
def _client_at(address: str, timeout_s: float) -> Iterator[Any]:
    from distributed import Client

    try:
        # one that can't connect mustn't stay behind as the default of what is counted next
        client = Client(address, timeout=timeout_s, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        why = (
            str(error).split("\n")[0][:80]
            if isinstance(error, ValueError)
            else f"none answers in {timeout_s:.0f} s"
        )
        raise InputError(
            f"{address}: no Dask scheduler there ({why}); start one with `dask scheduler`, check"
            " the address, or leave the scheduler away to count on this machine"
        ) from None
    with client, client.as_current():
        yield client


def current_client() -> Any:
    """Return the Dask client at hand, or None."""
    from distributed import default_client

    try:
        return default_client()
    except ValueError:
        return None


def describe_worker(folder: str | None = None) -> str:
    """Return a worker's version of sitmap, if it has what counting needs and sees a folder.

    Raises
    ------
    OutputError
        It doesn't see the folder.
    """
    import h3  # noqa: F401 - its absence is the question
    import pyarrow as pa  # noqa: F401 - is it there?

    if folder is not None and not Path(folder).is_dir():
        raise OutputError("the output's folder isn't there")
    return __version__


def find_workers(
    client: Any, say: Callable[[str], None], folder: Path | None = None
) -> list[str] | None:
    """Return the workers to use where some can't be used, else None.

    What is wrong with them is said.

    Parameters
    ----------
    client, say
        Whose workers; who hears which of them can't be used.
    folder
        What all must see under the same path.

    Raises
    ------
    InputError
        There is no worker, or none that has this version of sitmap and sees the folder.
    """
    _wait_for_worker(client)
    told = client.run(describe_worker, _seen_as(folder), on_error="return")
    wrong = {
        address: _fault(answer)
        for address, answer in told.items()
        if answer != __version__
    }
    if not wrong:
        return None
    reasons = ", ".join(
        f"{reason} ({n})"
        for reason, n in sorted(Counter(wrong.values()).items())
    )
    blind = [
        answer
        for answer in told.values()
        if isinstance(answer, OutputError)
    ]
    remedy = (
        "name an output on storage that all share"
        if len(blind) == len(wrong)
        else f"on each: pip install 'sitmap[scale]=={__version__}'"
    )
    line = f"{len(wrong)} of {len(told)} workers can't be used: {reasons}; {remedy}"
    if len(wrong) == len(told):
        raise InputError(line)
    say(line)
    return [address for address in told if address not in wrong]


def _seen_as(folder: Path | None) -> str | None:
    return None if folder is None else str(folder.absolute())


def _fault(answer: Any) -> str:
    if isinstance(answer, ModuleNotFoundError):
        return f"no {str(answer.name).partition('.')[0]} there"
    if isinstance(answer, OutputError):
        return str(answer)
    if isinstance(answer, BaseException):
        text = " ".join(str(answer).split())
        return (
            "no sitmap there"
            if "No module named 'sitmap" in text
            else f"{type(answer).__name__}: {text[:80]}"
        )
    return f"sitmap {answer} there, {__version__} here"


def _wait_for_worker(client: Any) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except TimeoutError:
        raise InputError(
            f"{_address(client)}: has no worker, and none came in {_PATIENCE_S:.0f} s; start some"
            f" with `dask worker {_address(client)}`"
        ) from None


def _address(client: Any) -> str:
    return (
        str(client.scheduler.address)
        if client.scheduler is not None
        else "the Dask scheduler"
    )


def run_tasks(
    client: Any,
    items: Iterable[Any],
    task: Callable[..., Any],
    shared: Sequence[Any] = (),
    *,
    workers: Sequence[str] | None = None,
) -> Iterator[tuple[Any, Any]]:
    """Do a task for each item on a cluster, a few ahead of its threads.

    Parameters
    ----------
    client, items, task
        Whose workers do what.
    shared
        What the task takes behind the item: the same for all.
    workers
        Addresses of those that may have tasks; all if not given.
    """
    options = {} if workers is None else {"workers": list(workers)}
    sends = (
        (
            item,
            partial(
                client.submit, task, item, *shared, pure=False, **options
            ),
        )
        for item in items
    )
    yield from _drain(client, sends)


def run_frames(
    client: Any,
    frame: Any,
    task: Callable[..., Any],
    more: Callable[[int], tuple[Any, ...]],
    say: Callable[[str], None],
) -> Iterator[tuple[int, Any]]:
    """Do a task for each partition of a Dask dataframe, without a client by Dask's own scheduler.

    Parameters
    ----------
    client, frame, task
        Whose workers do what to which partitions.
    more
        What the task takes behind the partition, by the partition's number.
    say
        Hears which workers can't be used.
    """
    import dask

    partitions = [
        dask.delayed(task)(partition, *more(number))
        for number, partition in enumerate(frame.to_delayed())
    ]
    if client is None:
        yield from (
            (number, _compute_here(task))
            for number, task in enumerate(partitions)
        )
        return
    found = find_workers(client, say)
    options = {} if found is None else {"workers": found}
    yield from _drain(
        client,
        (
            (at, partial(client.compute, each, **options))
            for at, each in enumerate(partitions)
        ),
    )


def _compute_here(task: Any) -> Any:
    import dask

    try:
        result = dask.compute(task)[0]
    except Exception as error:  # noqa: BLE001 - another's code
        return Failure(explain(error, "the partition"))
    return result


def share_plan(client: Any, plan: Plan) -> Any:
    """Send large areas to each worker once; return what tasks take in place of the plan."""
    large = (
        plan.areas is not None and sum(map(len, plan.areas.shapes)) > _LARGE
    )
    if large:
        return client.scatter(plan, broadcast=True)
    return plan


def _drain(
    client: Any, tasks: Iterator[tuple[Any, Callable[[], Any]]]
) -> Iterator[tuple[Any, Result | Failure]]:
    """Keep a bounded number of tasks out.

    What comes back is handed on and let go of on its worker.
    """
    waiting = ((name, send, 1) for name, send in tasks)
    again: list[tuple[Any, Callable[[], Any], int]] = []
    running: dict[Any, tuple[Any, Callable[[], Any], int]] = {}
    room = _AHEAD * max(sum(client.nthreads().values()), 1)
    while True:
        for name, send, attempt in islice(
            chain(_drawn(again), waiting), max(room - len(running), 0)
        ):
            running[send()] = (name, send, attempt)
        if not running:
            return
        for future in _some_done(client, list(running)):
            if future.status in _AGAIN:
                continue
            name, send, attempt = running.pop(future)
            result = _result_of(future, client)
            future.release()
            if result is None and attempt < _TRIES:
                again.append((name, send, attempt + 1))
            else:
                yield (
                    name,
                    result
                    or Failure(f"its worker has no sitmap: {_EXTRA} there"),
                )


def _drawn(tasks: list[Any]) -> Iterator[Any]:
    while tasks:
        yield tasks.pop()


def _some_done(client: Any, futures: Sequence[Any]) -> list[Any]:
    """Wait for the next result; give up where no worker is left to bring one."""
    from distributed import wait
    from distributed.client import FuturesCancelledError

    seen = monotonic()
    while True:
        try:
            return list(
                wait(
                    futures, timeout=_POLL_S, return_when="FIRST_COMPLETED"
                ).done
            )
        except FuturesCancelledError:
            raise InputError(f"{_address(client)}: {_GONE}") from None
        except TimeoutError:
            if _has_workers(client):
                seen = monotonic()
            elif monotonic() - seen > _PATIENCE_S:
                raise InputError(
                    f"{_address(client)}: no worker is left; {_KEPT}"
                ) from None


def _has_workers(client: Any) -> bool:
    try:
        return bool(client.nthreads())
    except (OSError, TimeoutError):
        return False


def _result_of(future: Any, client: Any) -> Result | Failure | None:
    """Return what a task came to.

    None where a worker without sitmap had it, and another may do better.
    """
    if future.status == "cancelled":
        raise InputError(f"{_address(client)}: {_GONE}")
    error = future.exception()
    if error is None:
        result: Result | Failure = future.result()
        return result
    if isinstance(error, ModuleNotFoundError):
        return None
    if type(error).__name__ == "KilledWorker":
        return Failure(
            "the workers that had it were lost one after the other, perhaps for want of memory"
        )
    return Failure(explain(error, "the partition"))
