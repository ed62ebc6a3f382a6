"""A summary of any size in a folder, merged by whoever counts: one process or a cluster.

Who asked for it hears words only (how many rows, which days, which files); the counts never pass
through it.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError, OutputError
from sitmap.scale.clock import Clock
from sitmap.scale.cluster import (
    connect,
    current_client,
    find_workers,
    is_dask_frame,
    run_frames,
    run_tasks,
    share_plan,
)
from sitmap.scale.engines import run_here, run_pool
from sitmap.scale.inputs import describe_columns, list_files
from sitmap.scale.partitions import (
    MANIFEST,
    Partition,
    Window,
    cut_days,
    cut_places,
    write_manifest,
)
from sitmap.scale.plan import Plan
from sitmap.scale.store import FolderStore
from sitmap.scale.summary import make_metadata
from sitmap.scale.tasks import (
    Damage,
    Done,
    Listed,
    Span,
    Survey,
    add_surveys,
    keep_frame,
    keep_parts,
    list_some,
    locate_kept,
    merge_group,
    merge_window,
    place_kept,
    survey_kept,
    write_order,
)
from sitmap.scale.work import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitmap.scale.work_options import How


_FILES: Final = 64
"""Files that one task lists."""

_KEYS: Final = 128
"""Kept results that one task looks through."""

_SIDE_BY_SIDE: Final = 512
"""Runs read side by side at most; beyond it they are merged in groups first."""

# runs that one task merges
_GROUP: Final = 128
_BUNDLE: Final = 8
"""Parts of a task at most, where there are enough to keep all threads busy."""

# so that threads end at about the same time
_TASKS_A_THREAD: Final = 8
_MADE: Final = "summary"
# before a file is given up
_TRIES: Final = 3


@dataclass(frozen=True)
class _Crew:
    """Who does tasks: `run` takes items, a task, and what the task takes behind the item."""

    run: Callable[..., Iterator[tuple[Any, Any]]]
    client: Any = None

    def bundle(self, items: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Put items together for a task each, so that the client hears of fewer."""
        threads = (
            0
            if self.client is None
            else sum(self.client.nthreads().values())
        )
        size = (
            max(min(len(items) // (_TASKS_A_THREAD * threads), _BUNDLE), 1)
            if threads
            else 1
        )
        return [
            tuple(items[at : at + size])
            for at in range(0, len(items), size)
        ]


class _DamagedError(Exception):
    """Kept results that can't be read any more; they are counted again."""

    def __init__(self, files: Sequence[str]) -> None:
        super().__init__(", ".join(files))
        self.keys = sorted(
            {file.partition("-placed-")[0] for file in files}
        )


def _sound(answer: Any) -> Any:
    if isinstance(answer, Failure):
        raise OutputError(
            f"{answer.reason}; what was counted is kept: run it again to go on"
        )
    if isinstance(answer, Damage):
        raise _DamagedError(answer.keys)
    return answer


@contextmanager
def _hire(how: How, work: Path) -> Iterator[_Crew]:
    """Find who does the tasks, and make sure that they see where they are to write."""
    if how.engine == "dask":
        with connect(
            how.scheduler, workers=how.workers if how.workers > 1 else None
        ) as client:
            workers = find_workers(client, how.tell, work)
            yield _Crew(partial(_on_cluster, client, workers), client)
    elif how.workers > 1:
        yield _Crew(partial(_in_pool, how.workers))
    else:
        yield _Crew(_here)


def _on_cluster(
    client: Any,
    workers: Sequence[str] | None,
    items: Iterable[Any],
    task: Callable[..., Any],
    shared: Sequence[Any],
) -> Iterator[tuple[Any, Any]]:
    return run_tasks(
        client,
        items,
        task,
        [_shared(client, each) for each in shared],
        workers=workers,
    )


def _shared(client: Any, value: Any) -> Any:
    return share_plan(client, value) if isinstance(value, Plan) else value


def _in_pool(
    workers: int,
    items: Iterable[Any],
    task: Callable[..., Any],
    shared: Sequence[Any],
) -> Iterator[tuple[Any, Any]]:
    return run_pool(items, _Bound(task, tuple(shared)), workers)


def _here(
    items: Iterable[Any], task: Callable[..., Any], shared: Sequence[Any]
) -> Iterator[tuple[Any, Any]]:
    return run_here(items, _Bound(task, tuple(shared)))


@dataclass(frozen=True)
class _Bound:
    """A task with what it takes behind the item; unlike a closure, it goes to other processes."""

    task: Callable[..., Any]
    shared: tuple[Any, ...]

    def __call__(self, item: Any) -> Any:
        return self.task(item, *self.shared)


def is_folder_name(out: Path) -> bool:
    """Tell a folder's name: it has no ending, or a summary's folder is there."""
    return not out.suffix or (out / MANIFEST).is_file()


def check_folder(out: Path) -> None:
    """Make sure that a summary may be written as this folder.

    Raises
    ------
    OutputError
        Something else is there, or the folder around it isn't.
    """
    if not out.parent.is_dir():
        raise OutputError(
            f"{out}: its folder doesn't exist; name one in a folder that does"
        )
    if out.is_file():
        raise OutputError(
            f"{out}: is a file; name a folder for the summary, or a .parquet file"
        )
    if (
        out.is_dir()
        and any(out.iterdir())
        and not (out / MANIFEST).is_file()
    ):
        raise OutputError(
            f"{out}: holds something that is no summary; name another folder"
        )


def count_into_folder(
    source: Any, out: Path, plan: Plan, how: How
) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Count, and write the summary as a folder of partitions.

    Returns
    -------
    keys, metadata, failed
        The rows of the summary, what it was made of, and the files that couldn't be read.
    """
    store = FolderStore(out.with_name(f"{out.name}.parts"))
    try:
        work = Path(tempfile.mkdtemp(prefix="merging-", dir=store.folder))
        with ExitStack() as stack:
            stack.callback(shutil.rmtree, work, ignore_errors=True)
            crew = stack.enter_context(_hire(how, work))
            job = _Job(plan, how, crew, store, work)
            found, partitions = _until_sound(job, source)
            _require_written(work / _MADE, partitions)
            metadata = make_metadata(
                found.survey.tallies, plan, found.sources, found.failed
            )
            write_manifest(work / _MADE, metadata, partitions)
            _install(work, out)
    finally:
        store.tidy()
    if not found.failed:
        store.remove()
    return sum(each.rows for each in partitions), metadata, found.failed


@dataclass(frozen=True)
class _Job:
    """What is counted how, by whom, and where it waits meanwhile."""

    plan: Plan
    how: How
    crew: _Crew
    store: FolderStore
    work: Path

    @property
    def where(self) -> tuple[Plan, Path]:
        """What tasks take: the plan, and where results wait."""
        return self.plan, self.store.folder

    def all(
        self, items: Iterable[Any], task: Callable[..., Any], *shared: Any
    ) -> list[Any]:
        """Do all the tasks; one that fails stops the work."""
        answers = self.crew.run(items, task, shared)
        return [_sound(answer) for _, answer in answers]


@dataclass
class _Found:
    """What was counted: the survey of it, of which files, and which files couldn't be read."""

    survey: Survey
    sources: list[str]
    failed: dict[str, str]


def _until_sound(job: _Job, source: Any) -> tuple[_Found, list[Partition]]:
    """Count and merge; what was kept and is damaged by then is counted again."""
    for attempt in range(_TRIES):
        try:
            found = _count(job, source)
            return found, _merge(job, found.survey)
        except _DamagedError as damaged:
            for key in damaged.keys:
                (job.store.folder / f"{key}.json").unlink(missing_ok=True)
            if attempt == _TRIES - 1:
                raise OutputError(
                    f"{job.store.folder}: what is kept there is damaged time and again "
                    f"({damaged}); check the disk"
                ) from None
    raise AssertionError("unreachable")


def _count(job: _Job, source: Any) -> _Found:
    failed: dict[str, str] = {}
    if is_dask_frame(source):
        keys, sources = (
            _count_frame(job, source, failed),
            ["a Dask dataframe"],
        )
    else:
        keys, sources = _count_files(job, source, failed)
    survey = _survey(job, keys)
    failed |= survey.failed
    if not keys and failed:
        file, reason = next(iter(failed.items()))
        raise InputError(f"nothing could be counted; {file}: {reason}")
    return _Found(
        survey,
        sorted(set(sources) - set(failed)),
        dict(sorted(failed.items())),
    )


def _count_files(
    job: _Job, source: Any, failed: dict[str, str]
) -> tuple[list[str], list[str]]:
    files = [str(file) for file in list_files(source)]
    chunks = [
        files[at : at + _FILES] for at in range(0, len(files), _FILES)
    ]
    listed: list[Listed] = job.all(
        chunks, list_some, job.plan, job.store.folder
    )
    parts = {key: part for some in listed for key, part in some.parts}
    ready = frozenset[str]().union(*(some.ready for some in listed))
    for some in listed:
        failed.update(some.failed)
    if job.how.say_columns is not None:
        for line in describe_columns(parts.values()):
            job.how.say_columns(line)
    clock = Clock(
        len(parts), sum(part.weight for part in parts.values()), job.how
    )
    clock.keep([parts[key].weight for key in ready])
    asked = [(key, part) for key, part in parts.items() if key not in ready]
    for bundle, answers in job.crew.run(
        job.crew.bundle(asked), keep_parts, job.where
    ):
        told = (
            [answers] * len(bundle)
            if isinstance(answers, Failure)
            else answers
        )
        for (_, part), answer in zip(bundle, told, strict=True):
            if isinstance(answer, Failure):
                failed.setdefault(part.file, answer.reason)
            clock.tick(part.weight, _rows_of(answer))
    whole = {
        key: part for key, part in parts.items() if part.file not in failed
    }
    return list(whole), [
        file for part in whole.values() for file in part.files
    ]


def _count_frame(
    job: _Job, frame: Any, failed: dict[str, str]
) -> list[str]:
    clock = Clock(frame.npartitions, 0, job.how)
    client = job.crew.client or current_client()
    keys = []
    more = (job.plan, job.store.folder)
    answers = run_frames(
        client,
        frame,
        keep_frame,
        lambda number: (f"partition-{number}", *more),
        job.how.tell,
    )
    for number, answer in answers:
        if isinstance(answer, Failure):
            failed.setdefault(f"partition {number}", answer.reason)
        else:
            keys.append(f"partition-{number}")
        clock.tick(0, _rows_of(answer))
    return keys


def _rows_of(answer: Done | Failure) -> int:
    if isinstance(answer, Done):
        return answer.rows
    return 0


def _survey(job: _Job, keys: Sequence[str]) -> Survey:
    """Look through all that is kept, and bring what is known by a name to its place."""
    chunks = [keys[at : at + _KEYS] for at in range(0, len(keys), _KEYS)]
    found = add_surveys(job.all(chunks, survey_kept, job.store.folder))
    _require_sound(found)
    if not found.named:
        return found
    where = (job.plan, job.store.folder, job.work)
    job.all([list(found.named)], locate_kept, *where, job.how.geocoder)
    placed = add_surveys([found, *job.all(found.named, place_kept, *where)])
    _require_sound(placed)
    return placed


def _require_sound(survey: Survey) -> None:
    if survey.damaged:
        raise _DamagedError(survey.damaged)


def _merge(job: _Job, survey: Survey) -> list[Partition]:
    runs = _few_enough(job, sorted(survey.runs, key=lambda run: run.file))
    write_order(
        job.work, runs, sorted(survey.kinds), cut_places(survey.places)
    )
    out = job.work / _MADE
    out.mkdir(exist_ok=True)
    windows: list[Window] = cut_days(survey.days)
    written = job.all(
        windows, merge_window, job.plan, job.store.folder, job.work, out
    )
    return [partition for each in written for partition in each]


def _few_enough(job: _Job, runs: list[Span]) -> list[Span]:
    """Merge runs in groups while too many would be read side by side: a tree of merges."""
    level = 0
    while len(runs) > _SIDE_BY_SIDE:
        groups = [
            runs[at : at + _GROUP] for at in range(0, len(runs), _GROUP)
        ]
        items = [
            (f"{level}-{number:04}", group)
            for number, group in enumerate(groups)
        ]
        runs = job.all(items, merge_group, job.store.folder, job.work)
        level += 1
    return runs


def _require_written(made: Path, partitions: Sequence[Partition]) -> None:
    """Make sure that what the workers wrote is here: they may be other machines."""
    for each in partitions:
        path = made / each.file
        if not path.is_file() or path.stat().st_size != each.bytes:
            raise OutputError(
                f"{path}: a worker wrote it, and it isn't here; all must share the output's folder"
            )


def _install(work: Path, out: Path) -> None:
    """Put the whole summary where it belongs, in place of the one before."""
    try:
        if out.is_dir():
            out.rename(work / "before")
        (work / _MADE).rename(out)
    except OSError as error:
        if (work / "before").is_dir():
            (work / "before").rename(out)
        raise OutputError(
            f"{out}: can't be written ({error.strerror or error})"
        ) from error
