"""Many reports to one table of incidents.

Chunks of reports are drafted anywhere, and merged in the order of their files.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zlib import compress, decompress

import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.incidents import conform
from sitmap.reports.drafts import draft_report
from sitmap.reports.duplicates import join_drafts
from sitmap.reports.tables import tabulate_incidents
from sitmap.scale.spread import spread
from sitmap.scale.work import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import geopandas as gpd

# reports that a process reads before it answers
_CHUNK: Final = 16


def _no_incidents() -> Any:
    return conform(pd.DataFrame({"report": pd.Series(dtype="string")}))


@dataclass(frozen=True)
class Drafts:
    """Incidents of reports (column ``report``), and what couldn't be read, with the reason."""

    incidents: gpd.GeoDataFrame = field(default_factory=_no_incidents)
    failed: dict[str, str] = field(default_factory=dict)


def draft_chunk(
    reports: Iterable[str | Path],
    *,
    cache: str | Path | None = None,
    **options: Any,
) -> Drafts:
    """Draft the incidents of a chunk of reports; one that can't be read doesn't stop the others.

    Parameters
    ----------
    reports
        Files of text, Markdown or HTML.
    cache
        Folder that keeps drafts, as for `sitmap.read_reports`.
    **options
        As for `sitmap.read_report`.

    Examples
    --------
    >>> draft_chunk(["nowhere.txt"]).failed
    {'nowhere.txt': "can't be read (No such file or directory)"}
    """
    drafted = _draft_each(reports, cache, options)
    rows = [
        {**row, "report": report}
        for report, draft in drafted.rows.items()
        for row in draft
    ]
    return Drafts(
        tabulate_incidents(rows) if rows else _no_incidents(),
        drafted.failed,
    )


def merge_drafts(chunks: Sequence[Drafts]) -> Drafts:
    """Put chunks together, in the order of the reports, whatever the order of the chunks."""
    filled = [each.incidents for each in chunks if len(each.incidents)]
    incidents = (
        conform(pd.concat(filled, ignore_index=True))
        if filled
        else _no_incidents()
    )
    ordered = incidents.sort_values(
        "report", kind="stable", ignore_index=True
    )
    failed = {
        report: reason
        for chunk in chunks
        for report, reason in chunk.failed.items()
    }
    return Drafts(ordered, dict(sorted(failed.items())))


@dataclass(frozen=True)
class _Drafted:
    """Rows of some reports, and the reports that couldn't be read, with the reason."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def _draft_each(
    reports: Iterable[str | Path], cache: str | Path | None, options: Any
) -> _Drafted:
    found = _Drafted()
    kept = None if cache is None else Path(cache)
    for report in map(str, reports):
        try:
            draft = draft_report(Path(report), kept, options)
        except (InputError, OSError) as error:
            told = str(error)
        else:
            if not draft.refused:
                found.rows[report] = draft.rows
                continue
            told = draft.notes[0]
        short = told.removeprefix(f"{report}: ")
        found.failed[report] = " ".join(short.split())
    return found


def extract(
    reports: Any,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    cache: str | Path | None = None,
    **options: Any,
) -> gpd.GeoDataFrame:
    """Draft incidents of many reports, as `sitmap.read_reports`, in processes or on a cluster.

    Parameters
    ----------
    reports
        A folder, a file, a glob, or several.
    workers
        Processes on this machine; 1 reads in this one.
    scheduler
        Address of a Dask scheduler; its workers must see the reports under the same path.
    cache
        Folder that keeps drafts, so that a run that was stopped goes on.
    **options
        As for `sitmap.read_report`.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table with ``report`` and ``also_in``, sorted by report; the same however it
        was made.

    Raises
    ------
    InputError
        A path names no report, or the scheduler doesn't answer.

    Warns
    -----
    DataWarning
        Reports that can't be read are left off.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     told = "Three people died in shelling near Bakhmut, police said."
    ...     _ = pathlib.Path(folder, "a.txt").write_text(told)
    ...     found = extract(folder, published="2022-12-01")
    >>> found[["place_name", "fatalities_best"]].astype(str).values.tolist()
    [['Bakhmut', '3']]
    """
    from sitmap.scale.inputs import list_files

    files = [str(file) for file in list_files(reports)]
    chunks = [
        tuple(files[at : at + _CHUNK])
        for at in range(0, len(files), _CHUNK)
    ]
    task = partial(_draft_packed, cache=cache, options=options)
    packed: dict[str, bytes] = {}
    failed: dict[str, str] = {}
    for some in _map(task, chunks, workers, scheduler):
        packed.update(some.rows)
        failed.update(some.failed)
    if failed:
        first = min(failed)
        told = f"{len(failed)} reports are left off, {first} for one: {failed[first]}"
        warnings.warn(told, DataWarning, stacklevel=2)
    return join_drafts(
        (report, json.loads(decompress(packed[report])))
        for report in sorted(packed)
    )


@dataclass(frozen=True)
class _Packed:
    """As `_Drafted`, with the rows of each report as bytes: a tenth of what they are as values."""

    rows: dict[str, bytes] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def _draft_packed(
    reports: Sequence[str], *, cache: Any, options: dict[str, Any]
) -> _Packed:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        drafted = _draft_each(reports, cache, options)
    packed = {
        report: compress(json.dumps(rows).encode(), 1)
        for report, rows in drafted.rows.items()
    }
    return _Packed(packed, drafted.failed)


def _map(
    task: Any,
    chunks: Sequence[tuple[str, ...]],
    workers: int,
    scheduler: str | None,
) -> Iterator[_Packed]:
    """Have each chunk drafted; the reports of one that comes to nothing are told as failed."""
    with spread(workers, scheduler) as run:
        for chunk, drafts in run(chunks, task):
            told = isinstance(drafts, Failure)
            yield (
                _Packed(failed=dict.fromkeys(chunk, drafts.reason))
                if told
                else drafts
            )
