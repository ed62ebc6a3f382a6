"""A folder that tables and reports are put into: each row taken once, a bad file set aside."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.desk.matches import match_rows
from sitmap.errors import InputError
from sitmap.incidents import conform
from sitmap.readers.text_tables import is_text_table
from sitmap.reports.text.endings import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import geopandas as gpd

_UNFINISHED: Final = (
    ".part",
    ".tmp",
    ".crdownload",
    ".partial",
    ".filepart",
)
"""Endings under which browsers and copying programs write what isn't whole yet."""
_OWN: Final = frozenset({"incident_id", "source_table", "problem"})
"""What is a row's name, and what sitmap says of its reading."""
_SIDECARS: Final = frozenset(
    {".dbf", ".shx", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qmd"}
)
"""What stands beside a Shapefile and is read with it."""
_TABLES: Final = (
    *(
        ".csv",
        ".tsv",
        ".xlsx",
        ".xls",
        ".xlsb",
        ".ods",
        ".json",
        ".geojson",
        ".gpkg",
        ".parquet",
    ),
    *(".kml", ".kmz", ".gpx", ".fgb", ".zip", ".gz", ".shp"),
)


@dataclass(frozen=True)
class Taken:
    """What became of a file: its rows, which were there before, or why it was set aside."""

    file: str
    sha256: str
    rows: int = 0
    again: int = 0
    newer: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Inbox:
    """What `read_inbox` read: one table, the reports to be read, and what became of each file."""

    incidents: gpd.GeoDataFrame | None
    reports: tuple[Path, ...]
    taken: tuple[Taken, ...]

    @property
    def set_aside(self) -> tuple[Taken, ...]:
        """The files that weren't read."""
        return tuple(one for one in self.taken if one.reason)

    @property
    def digest(self) -> str:
        """A hash of the files' names and bytes."""
        told = "\n".join(f"{one.sha256} {one.file}" for one in self.taken)
        return hashlib.sha256(told.encode()).hexdigest()


def list_inbox(
    folder: str | Path, *, but: Iterable[Path] = ()
) -> list[Path]:
    """List the files of a folder and its folders that may be tables or reports, by name.

    Parameters
    ----------
    folder
        The folder.
    but
        Files that are sitmap's own: its log, its state.

    Raises
    ------
    InputError
        There is no such folder.
    """
    root = Path(folder)
    if not root.is_dir():
        raise InputError(
            f"{folder}: is no folder; name one that tables and reports are put into"
        )
    own = {path.resolve() for path in but}
    files = (
        each
        for each in root.rglob("*")
        if each.is_file() and each.resolve() not in own
    )
    return sorted(each for each in files if not _is_no_input(each, root))


def _is_no_input(path: Path, root: Path) -> bool:
    hidden = any(
        part.startswith((".", "~$"))
        for part in path.relative_to(root).parts
    )
    beside = (
        path.suffix.lower() in _SIDECARS
        and path.with_suffix(".shp").exists()
    )
    return hidden or beside or path.stem.lower() == "readme"


def has_tables(folder: str | Path) -> bool:
    """Tell a folder with tables in it from one of reports alone."""
    return any(
        each.suffix.lower() in _TABLES for each in list_inbox(folder)
    )


def read_inbox(
    folder: str | Path,
    read: Callable[[str], gpd.GeoDataFrame],
    *,
    strict: bool = False,
    but: Iterable[Path] = (),
) -> Inbox:
    """Read all tables of a folder as one, each incident once.

    A row whose content was in an earlier file (by name) is the same; so is one of the same id that
    shares its title, day or place: then the later file's row holds. Where only the id is the same,
    both stay, the later under its file's name.

    Parameters
    ----------
    folder
        The folder, with its folders.
    read
        Reads one table.
    strict
        Stop at a file that can't be read, rather than set it aside.
    but
        Files to pass over.

    Raises
    ------
    InputError
        There is no such folder, or with `strict` a file can't be read.
    """
    whole: gpd.GeoDataFrame | None = None
    reports: list[Path] = []
    taken: list[Taken] = []
    for path in list_inbox(folder, but=but):
        name, digest = path.relative_to(folder).as_posix(), ""
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            _refuse_unknown(path)
            if _is_report(path):
                reports.append(path)
                taken.append(Taken(name, digest))
                continue
            table = read(str(path))
        except (InputError, OSError) as error:
            if strict:
                raise
            taken.append(Taken(name, digest, reason=str(error)))
            continue
        whole, again, newer = _add(whole, table, name)
        taken.append(Taken(name, digest, len(table), again, newer))
    return Inbox(whole, tuple(reports), tuple(taken))


def _is_report(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not is_text_table(path)


def _refuse_unknown(path: Path) -> None:
    ending = path.suffix.lower()
    if ending in _UNFINISHED:
        raise InputError(
            f"{path.name}: is not whole yet ({ending}); it is read when it is"
        )
    if ending not in (*_TABLES, *SUFFIXES):
        raise InputError(
            f"{path.name}: is no table and no report by its ending"
        )
    if not path.stat().st_size:
        raise InputError(f"{path.name}: is empty")


def _add(
    whole: gpd.GeoDataFrame | None, table: gpd.GeoDataFrame, name: str
) -> tuple[gpd.GeoDataFrame, int, int]:
    """Add a file's rows; returns the table, how many rows were there, and how many are newer."""
    table = table.assign(source_table=name)
    if whole is None:
        return table.reset_index(drop=True), 0, 0
    found = match_rows(whole, table)
    old, new = whole.iloc[found.old], table.iloc[found.new]
    same = _agree(
        old,
        new,
        [
            name
            for name in table.columns
            if name in whole and name not in _OWN
        ],
    )
    alike = _share(old, new)
    newer = found.old[~same & alike]
    other = found.new[~same & ~alike]
    fresh = np.sort(
        np.concatenate([found.fresh, found.new[~same & alike], other])
    )
    ids = table["incident_id"].astype("string")
    clashing = ids.isin(whole["incident_id"]) & ~ids.index.isin(
        table.index[found.new[alike]]
    )
    table = table.assign(incident_id=ids.mask(clashing, f"{name}:" + ids))
    kept = whole.drop(index=whole.index[newer])
    parts = [
        pd.DataFrame(part)
        for part in (kept, table.iloc[fresh])
        if len(part)
    ]
    joined = (
        pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(kept)
    )
    joined = _as_incidents(joined)
    return joined, int(same.sum()), len(newer)


def _as_incidents(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    import geopandas as gpd

    return conform(gpd.GeoDataFrame(frame, geometry="geometry", crs=4326))


def _agree(old: Any, new: Any, names: Iterable[str]) -> Any:
    """Tell the pairs of rows that say the same in all of some columns."""
    same = np.ones(len(old), bool)
    for name in names:
        same &= _equal(old[name], new[name], both_empty=True)
    return same


def _share(old: Any, new: Any) -> Any:
    """Tell the pairs of rows that say the same in one of title, day and place."""
    shared = np.zeros(len(old), bool)
    for name in ("title", "date_start", "place"):
        shared |= _equal(old[name], new[name], both_empty=False)
    return shared


def _equal(old: Any, new: Any, *, both_empty: bool) -> Any:
    one, two = old.astype("string"), new.astype("string")
    nothing = np.asarray(one.isna()) & np.asarray(two.isna())
    some = np.asarray(one.notna()) & np.asarray(two.notna())
    equal = one.fillna("").to_numpy(object) == two.fillna("").to_numpy(
        object
    )
    return (equal & some) | (nothing & both_empty)
