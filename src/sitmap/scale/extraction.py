"""Many reports to one table of incidents.

Chunks of reports are drafted anywhere, and merged in the order of their files.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning, InputError
from sitmap.incidents import conform
from sitmap.reports import link_reports
from sitmap.reports.folders import draft_report
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
    tables, failed = [], {}
    for report in reports:
        try:
            tables.append(
                draft_report(
                    Path(report),
                    None if cache is None else Path(cache),
                    options,
                )
            )
        except (InputError, OSError) as error:
            failed[str(report)] = " ".join(
                str(error).removeprefix(f"{report}: ").split()
            )
    return Drafts(_stack(tables), failed)


def _stack(tables: Sequence[Any]) -> gpd.GeoDataFrame:
    filled = [table for table in tables if len(table)]
    return (
        conform(pd.concat(filled, ignore_index=True))
        if filled
        else _no_incidents()
    )


def merge_drafts(chunks: Sequence[Drafts]) -> Drafts:
    """Put chunks together, in the order of the reports, whatever the order of the chunks."""
    incidents = _stack([chunk.incidents for chunk in chunks])
    ordered = incidents.sort_values(
        "report", kind="stable", ignore_index=True
    )
    failed = {
        report: reason
        for chunk in chunks
        for report, reason in chunk.failed.items()
    }
    return Drafts(ordered, dict(sorted(failed.items())))


def link_drafts(drafts: Drafts) -> gpd.GeoDataFrame:
    """Link the same incident in several reports, and warn of those that couldn't be read."""
    if drafts.failed:
        first, reason = next(iter(drafts.failed.items()))
        told = f"{len(drafts.failed)} reports are left off, {first} for one: {reason}"
        warnings.warn(told, DataWarning, stacklevel=3)
    return link_reports(drafts.incidents)


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
    ...     _ = pathlib.Path(folder, "a.txt").write_text("Three people died in shelling near Bakhmut, police said.")
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
    task = partial(_draft_quietly, cache=cache, options=options)
    return link_drafts(
        merge_drafts(list(_map(task, chunks, workers, scheduler)))
    )


def _draft_quietly(
    reports: Sequence[str], *, cache: Any, options: dict[str, Any]
) -> Drafts:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return draft_chunk(reports, cache=cache, **options)


def _map(
    task: Any,
    chunks: Sequence[tuple[str, ...]],
    workers: int,
    scheduler: str | None,
) -> Iterator[Drafts]:
    """Have each chunk drafted; the reports of one that comes to nothing are told as failed."""
    with spread(workers, scheduler) as run:
        for chunk, drafts in run(chunks, task):
            told = isinstance(drafts, Failure)
            yield (
                Drafts(failed=dict.fromkeys(chunk, drafts.reason))
                if told
                else drafts
            )
