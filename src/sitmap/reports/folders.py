"""Many reports: file by file, resumable.

The same incident in two reports is linked, never merged away.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import warnings
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitmap._version import __version__
from sitmap.errors import DataWarning, InputError, OutputError
from sitmap.reports.duplicates import join_drafts
from sitmap.reports.pipeline import read_report
from sitmap.reports.tables import draft_rows, tabulate_incidents
from sitmap.reports.text.endings import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import geopandas as gpd

_NAMED: Final = 3
_NAMED_REFUSED: Final = 12
"""Files named in a line: of what can't be read more, as somebody has to do something about them."""
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".geojson", ".gpkg", ".json")
"""Endings of what commands write beside reports: nobody takes these for one."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_RULES: Final = 2
"""Grows when reports are read by other rules within a version: drafts are then made anew."""

_KEPT: Final = re.compile(r"(part-(\d+-)?)?[0-9a-f]{32}\.json")
"""Names of drafts that are kept."""


class _Draft(NamedTuple):
    """What is kept of a report: rows of the incident table, and what its reader should know."""

    rows: list[dict[str, Any]]
    notes: list[str]
    refused: bool = False


def list_reports(paths: Iterable[str | Path]) -> list[Path]:
    """List the reports in files and folders, sorted, each once; a folder's README is none.

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
    return list(found)


def _reports_in(folder: Path) -> list[Path]:
    every = (
        each
        for each in folder.rglob("*")
        if each.suffix.lower() in SUFFIXES and each.is_file()
    )
    inside = sorted(each for each in every if each.stem.lower() != "readme")
    if not inside:
        raise InputError(
            f"{folder}: no report in this folder; known are {', '.join(SUFFIXES)}"
        )
    return inside


def _find_others(paths: Iterable[Path], folder: Path) -> list[str]:
    """Return the names of files in a folder that aren't taken for reports, and may be some."""
    return sorted(
        each.name
        for each in paths
        if each.suffix.lower() not in (*SUFFIXES, *_TABLES)
        and each.is_file()
        and not each.relative_to(folder).as_posix().startswith(".")
        and each.stem.lower() != "readme"
    )


def _find_gone(paths: Iterable[Path]) -> list[str]:
    """Return the names of what is called as a report and is no file: a link to nothing, a pipe."""
    return sorted(
        each.name
        for each in paths
        if each.suffix.lower() in SUFFIXES
        and not each.is_file()
        and not each.is_dir()
    )


def _tell_others(folder: Path) -> list[str]:
    """Say which files of a folder weren't read."""
    if not folder.is_dir():
        return []
    inside = list(folder.rglob("*"))
    reasons = {
        "no report by the ending, and not read; save a document as .txt, .md or .html": (
            _find_others(inside, folder)
        ),
        "a link to nothing, or no file, and not read; put the file itself there": (
            _find_gone(inside)
        ),
    }
    return [
        f"{_name_some(names, _NAMED_REFUSED, 'files')}: {reason}"
        for reason, names in reasons.items()
        if names
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
    files = list_reports(given)
    drafts: dict[Path, _Draft] = {}
    for number, path in enumerate(files, 1):
        if progress is not None:
            progress(number, len(files), path)
        try:
            drafts[path] = _draft(
                path, Path(cache) if cache else None, options
            )
        except InputError as error:
            warnings.warn(f"left off: {error}", DataWarning, stacklevel=2)
    for line in _lines_about(drafts, given):
        warnings.warn(line, DataWarning, stacklevel=2)
    return join_drafts(
        {str(path): draft.rows for path, draft in drafts.items()}
    )


def _lines_about(
    drafts: Mapping[Path, _Draft], given: Iterable[str | Path]
) -> list[str]:
    """Say what a reader should know: first what wasn't read, then of what was."""
    names = Counter(path.name for path in drafts)
    about = {
        (path.name if names[path.name] == 1 else str(path)): draft
        for path, draft in drafts.items()
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
    >>> sum_notes({"a.txt": ["no place is named in the report"], "b.txt": ["no place is named in the report"]})
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


def draft_report(
    path: Path, cache: Path | None, options: dict[str, Any]
) -> gpd.GeoDataFrame:
    """Draft the incidents of one report, or take them from `cache`; the column ``report`` names it.

    Raises
    ------
    InputError
        It can't be read, or is no text.
    """
    draft = _draft(path, cache, options)
    if draft.refused:
        raise InputError(draft.notes[0])
    return tabulate_incidents(draft.rows).assign(report=str(path))


def _draft(
    path: Path, cache: Path | None, options: dict[str, Any]
) -> _Draft:
    kept = (
        None if cache is None else cache / f"{_stamp(path, options)}.json"
    )
    known = None if kept is None else _load(kept)
    if known is not None:
        return known
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        report = read_report(path, **options)
    draft = _Draft(draft_rows(report), list(report.notes), report.refused)
    if kept is not None:
        _keep(draft, kept)
    return draft


def _load(file: Path) -> _Draft | None:
    """Return a draft that was kept; what can't be read is drafted again."""
    try:
        draft = _Draft(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    lists = isinstance(draft.rows, list) and isinstance(draft.notes, list)
    fits = lists and all(isinstance(row, dict) for row in draft.rows)
    return (
        draft
        if fits and all(isinstance(note, str) for note in draft.notes)
        else None
    )


def forget_drafts(cache: Path) -> None:
    """Delete the drafts that were kept in a folder, and the folder if nothing else is in it."""
    with suppress(OSError):
        for file in cache.iterdir():
            if _KEPT.fullmatch(file.name):
                file.unlink()
        cache.rmdir()


def _keep(draft: _Draft, file: Path) -> None:
    """Write a draft at once or not at all, so that a run may be stopped at any time."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(
            f"part-{os.getpid()}-{file.name}"
        )  # another run may write it, too
        part.write_text(json.dumps(draft._asdict()), "utf-8")
        part.replace(file)
    except OSError as error:
        raise OutputError(
            f"{file.parent}: drafts can't be kept there ({error.strerror}); what is there is kept: "
            "make room and run the same command again"
        ) from error


def _stamp(path: Path, options: dict[str, Any]) -> str:
    """Name a draft by what it was made from.

    These are the file's bytes and name, the options, and the version.
    """
    told = {name: str(value) for name, value in sorted(options.items())}
    made_by = [__version__, _RULES, told, str(path)]
    seed = json.dumps(made_by).encode("utf-8", "surrogatepass")
    try:
        return hashlib.sha256(path.read_bytes() + seed).hexdigest()[:32]
    except OSError as error:
        raise InputError(
            f"{path}: can't be read ({error.strerror})"
        ) from error
