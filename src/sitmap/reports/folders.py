"""Many reports: file by file, resumable.

The same incident in two reports is linked, never merged away.
"""

from __future__ import annotations

import os
import re
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from sitmap.errors import DataWarning, InputError
from sitmap.reports.drafts import draft_report
from sitmap.reports.duplicates import join_drafts
from sitmap.reports.text.endings import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    import geopandas as gpd

_NAMED: Final = 3
_NAMED_REFUSED: Final = 12
"""Files named in a line: of what can't be read more, as somebody has to do something about them."""
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".geojson", ".gpkg", ".json")
"""Endings of what commands write beside reports: nobody takes these for one."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Noted(Protocol):
    """Whatever has what a reader of a report should know, as a `Report` has."""

    @property
    def notes(self) -> Sequence[str]:
        """What should be known, a line each."""

    @property
    def refused(self) -> bool:
        """Whether nothing could be read."""


class _Told(NamedTuple):
    """What is held of a report, once its rows are in the table."""

    notes: list[str]
    refused: bool


class _Inside(NamedTuple):
    """What a folder and those in it hold: its files, links to folders, and what can't be listed."""

    files: list[Path]
    linked: list[Path]
    closed: list[Path]


def list_reports(paths: Iterable[str | Path]) -> list[Path]:
    """List the reports in files and folders, sorted, each once; a folder's README is none.

    A link to a report that is listed anyway is no other one, and links to folders aren't followed.

    Raises
    ------
    InputError
        A path doesn't exist, or a folder holds no report.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            found.update(dict.fromkeys(_reports_in(path)))
        elif path.exists() or str(path) == "-":
            found[path] = None
        else:
            raise InputError(f"{path}: no such file or folder")
    once: dict[str, Path] = {}
    for path in sorted(found, key=os.path.islink):  # links come last
        once.setdefault(os.path.realpath(path), path)
    kept = set(once.values())
    return [path for path in found if path in kept]


def _reports_in(folder: Path) -> list[Path]:
    inside = sorted(
        each
        for each in _look_into(folder).files
        if each.suffix.lower() in SUFFIXES
        and each.stem.lower() != "readme"
        and each.is_file()
    )
    if not inside:
        raise InputError(
            f"{folder}: no report in this folder; known are {', '.join(SUFFIXES)}"
        )
    return inside


def _look_into(folder: Path) -> _Inside:
    inside = _Inside([], [], [])

    def keep_closed(error: OSError) -> None:
        inside.closed.append(Path(error.filename))

    for name, folders, files in os.walk(folder, onerror=keep_closed):
        home = Path(name)
        inside.files.extend(home / each for each in files)
        inside.linked.extend(
            home / each for each in folders if (home / each).is_symlink()
        )
    return inside


def _tell_others(folder: Path) -> list[str]:
    """Say which files of a folder weren't read, and which folders in it."""
    if not folder.is_dir():
        return []
    inside = _look_into(folder)
    reasons = {
        "no report by the ending, and not read; save a document as .txt, .md or .html": (
            _find_others(inside.files, folder)
        ),
        "a link to nothing, or no file, and not read; put the file itself there": (
            _find_gone(inside.files)
        ),
        "a link to a folder, and not followed; give that folder, too": (
            _find_elsewhere(inside.linked, folder)
        ),
        "a folder that can't be listed; check its permissions": (
            inside.closed
        ),
    }
    return [
        f"{_name_some(sorted(path.name for path in paths), _NAMED_REFUSED, 'files')}: {reason}"
        for reason, paths in reasons.items()
        if paths
    ]


def _find_others(paths: Iterable[Path], folder: Path) -> list[Path]:
    """Return the files in a folder that aren't taken for reports, and may be some."""
    return [
        each
        for each in paths
        if each.suffix.lower() not in (*SUFFIXES, *_TABLES)
        and not each.relative_to(folder).as_posix().startswith(".")
        and each.stem.lower() != "readme"
        and each.is_file()
    ]


def _find_gone(paths: Iterable[Path]) -> list[Path]:
    """Return what is called as a report and is no file: a link to nothing, a pipe."""
    return [
        each
        for each in paths
        if each.suffix.lower() in SUFFIXES and not each.is_file()
    ]


def _find_elsewhere(links: Iterable[Path], folder: Path) -> list[Path]:
    """Return the links to folders whose files aren't in this one, as those of a loop are."""
    home = Path(os.path.realpath(folder))
    return [
        link
        for link in links
        if home != (to := Path(os.path.realpath(link)))
        and home not in to.parents
    ]


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
        Folder in which the draft of each report is kept: a run that was stopped goes on where it
        was. A report that has changed, or other options, are read anew.
    **options
        As for `sitmap.reports.read_report`.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table with ``report`` (the file) and ``also_in``: ids of the same incident as
        other reports tell it. Both rows stay, as their counts may differ.

    Warns
    -----
    DataWarning
        A report can't be read and is left off; and, once for each kind, what else a reader should
        know of some reports.
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    told: dict[Path, _Told] = {}
    failed: list[str] = []
    incidents = join_drafts(
        _draft_each(
            _count_up(list_reports(given), progress),
            Path(cache) if cache else None,
            options,
            told=told,
            failed=failed,
        )
    )
    for line in (*failed, *list_notes(told, given)):
        warnings.warn(line, DataWarning, stacklevel=2)
    return incidents


def _count_up(
    files: Sequence[Path],
    progress: Callable[[int, int, Path], None] | None,
) -> Iterator[Path]:
    for number, path in enumerate(files, 1):
        if progress is not None:
            progress(number, len(files), path)
        yield path


def _draft_each(
    files: Iterable[Path],
    cache: Path | None,
    options: Mapping[str, Any],
    *,
    told: dict[Path, _Told],
    failed: list[str],
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the rows of one report after the other, and keep what is to be said of them."""
    for path in files:
        try:
            draft = draft_report(path, cache, options)
        except InputError as error:
            failed.append(f"left off: {error}")
            continue
        told[path] = _Told(draft.notes, draft.refused)
        yield str(path), draft.rows


def list_notes(
    told: Mapping[Path, Noted], given: Iterable[str | Path]
) -> list[str]:
    """Say what should be known of reports and of the folders that were given for them.

    First what wasn't read, then of what was.
    """
    names = Counter(path.name for path in told)
    about = {
        (path.name if names[path.name] == 1 else str(path)): each
        for path, each in told.items()
    }
    refused = {
        name: each.notes for name, each in about.items() if each.refused
    }
    read = {
        name: each.notes for name, each in about.items() if not each.refused
    }
    others = [line for each in given for line in _tell_others(Path(each))]
    return [
        *others,
        *sum_notes(refused, most=_NAMED_REFUSED),
        *sum_notes(read),
    ]


def sum_notes(
    notes: Mapping[str, Iterable[str]], *, most: int = _NAMED
) -> list[str]:
    """Say each note once, with the reports that it is about, `most` of them by name.

    Examples
    --------
    >>> note = "no place is named in the report"
    >>> sum_notes({"a.txt": [note], "b.txt": [note]})
    ['a.txt, b.txt: no place is named in the report']
    """
    about: dict[str, dict[str, list[str]]] = {}
    for name, told in notes.items():
        for note in told:
            said = note.removeprefix(f"{Path(name).name}: ")
            same = about.setdefault(_DAY.sub("…", said), {})
            same.setdefault(said, []).append(name)
    return [_sum_alike(alike, most) for alike in about.values()]


def _sum_alike(alike: Mapping[str, list[str]], most: int) -> str:
    """Say notes that differ in a day at most as one, without the day if it differs."""
    names = [name for each in alike.values() for name in each]
    note = next(iter(alike))
    said = note if len(alike) == 1 else _DAY.sub("…", note)
    return f"{_name_some(names, most)}: {said}"


def _name_some(
    names: Sequence[str], most: int, what: str = "reports"
) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (
        f" and {rest} more {what}" if rest > 0 else ""
    )
