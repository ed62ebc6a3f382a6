# ruff: noqa: E501  - patterns and word lists are kept whole
"""Many reports: a folder, file by file, resumable; the same incident in two reports is linked, never merged away."""

from __future__ import annotations

import hashlib
import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap._version import __version__
from sitmap.errors import DataWarning, InputError
from sitmap.gazetteer.distances import distance_m
from sitmap.incidents import conform
from sitmap.reports.reading import SUFFIXES
from sitmap.reports.report import read_report
from sitmap.reports.review import read_draft, write_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import geopandas as gpd

__all__ = ["draft_report", "link_reports", "list_reports", "read_reports"]

_SAME_PLACE_M: Final = 5_000.0
_SAME_DAYS: Final = 1


def list_reports(paths: Iterable[str | Path]) -> list[Path]:
    """List the reports in files and folders, sorted, each once.

    Raises
    ------
    InputError
        A path doesn't exist, or a folder holds no report.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
            if not inside:
                raise InputError(f"{path}: no report in this folder; known are {', '.join(SUFFIXES)}")
            found.update(dict.fromkeys(inside))
        elif path.exists() or str(path) == "-":
            found[path] = None
        else:
            raise InputError(f"{path}: no such file or folder")
    return list(found)


def read_reports(
    paths: str | Path | Iterable[str | Path],
    *,
    progress: Callable[[int, int, Path], None] | None = None,
    cache: str | Path | None = None,
    **options: Any,
) -> gpd.GeoDataFrame:
    """Draft the incidents of many reports as one table.

    Parameters
    ----------
    paths
        A folder, a file, or several.
    progress
        Called as (number, count, path) before each report.
    cache
        Folder in which the draft of each report is kept: a run that was stopped goes on where it was. A report that has changed, or
        other options, are read anew.
    **options
        As for `sitmap.reports.read_report`.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table with ``report`` (the file) and ``also_in``: ids of the same incident as other reports tell it. Both rows stay,
        as their counts may differ. A report that can't be read is left out with a warning that names it.
    """
    files = list_reports([paths] if isinstance(paths, (str, Path)) else paths)
    tables = []
    for number, path in enumerate(files, 1):
        if progress is not None:
            progress(number, len(files), path)
        try:
            tables.append(draft_report(path, Path(cache) if cache else None, options))
        except InputError as error:
            warnings.warn(f"left out: {error}", DataWarning, stacklevel=2)
    filled = [table for table in tables if len(table)]
    if not filled:
        return conform(
            pd.DataFrame(
                {
                    "keep": pd.Series(dtype=bool),
                    "report": pd.Series(dtype="string"),
                    "also_in": pd.Series(dtype="string"),
                }
            )
        )
    return link_reports(conform(pd.concat(filled, ignore_index=True)))


def draft_report(path: Path, cache: Path | None, options: dict[str, Any]) -> gpd.GeoDataFrame:
    """Draft the incidents of one report, or take them from `cache`; their ids tell the report."""
    kept = None if cache is None else cache / f"{_stamp(path, options)}.geojson"
    if kept is not None and kept.exists():
        return read_draft(kept)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        incidents = read_report(path, **options).incidents
    incidents = incidents.assign(
        report=str(path), incident_id=[f"{incident}-{_short(path)}" for incident in incidents["incident_id"]]
    )
    if kept is not None and len(incidents):
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_name(f"part-{kept.name}")
        write_draft(incidents, part)
        part.replace(kept)
    return incidents


def _short(path: Path) -> str:
    return hashlib.sha256(str(path.name).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _stamp(path: Path, options: dict[str, Any]) -> str:
    """Name a draft by what it was made from: the file's bytes, the options, the version."""
    seed = json.dumps([__version__, {name: str(value) for name, value in sorted(options.items())}]).encode()
    return hashlib.sha256(path.read_bytes() + seed + str(path).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def link_reports(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Link the rows of different reports that tell the same incident: same type, same day (or the next), within 5 km.

    Parameters
    ----------
    incidents
        The incident table with a column ``report``.

    Returns
    -------
    geopandas.GeoDataFrame
        The table with ``also_in``: the ids of the other rows, comma-separated; null where there is none.
    """
    groups: dict[tuple[str, Any], list[int]] = {}
    days = incidents["date_start"]
    for at, (kind, day) in enumerate(zip(incidents["event_type"].astype("string"), days, strict=True)):
        if pd.notna(day) and pd.notna(kind) and incidents.geometry.iloc[at] is not None:
            groups.setdefault((kind, day), []).append(at)
    links: dict[int, list[str]] = {}
    for (kind, day), members in groups.items():
        others = [
            each for step in range(_SAME_DAYS + 1) for each in groups.get((kind, day + pd.Timedelta(days=step)), ())
        ]
        for one in members:
            _link(incidents, one, others, links)
    also = [", ".join(dict.fromkeys(links[at])) if at in links else None for at in range(len(incidents))]
    return incidents.assign(also_in=pd.Series(also, index=incidents.index, dtype="string"))


def _link(incidents: gpd.GeoDataFrame, one: int, others: Sequence[int], links: dict[int, list[str]]) -> None:
    a = incidents.geometry.iloc[one]
    for two in others:
        if two == one or incidents["report"].iloc[one] == incidents["report"].iloc[two]:
            continue
        b = incidents.geometry.iloc[two]
        if distance_m(a.y, a.x, b.y, b.x) <= _SAME_PLACE_M:
            links.setdefault(one, []).append(incidents["incident_id"].iloc[two])
            links.setdefault(two, []).append(incidents["incident_id"].iloc[one])
