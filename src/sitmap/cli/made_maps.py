"""From files and options to a map: tables, reports, folders, a comparison."""

from __future__ import annotations

import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitmap.cli.ground import choose_basemap
from sitmap.cli.inputs import (
    READING,
    is_report,
    read_located,
)
from sitmap.cli.terminal import say
from sitmap.errors import DataWarning, InputError
from sitmap.map_files import BESIDE
from sitmap.map_files import make_map as make_map_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from sitmap.desk.inbox import Inbox
    from sitmap.layers import Incidents
    from sitmap.mapping import Map
    from sitmap.reports import Report

_OF_INCIDENTS = (
    "color_by",
    "palette",
    "classes",
    "symbol_by",
    "symbols",
    "label_by",
    "show_statuses",
)
_BY_COLUMN = ("color_by", "symbol_by", "label_by")


def make_map(
    files: Sequence[str],
    *,
    area_name: str | None,
    note: str,
    sources: Sequence[str],
    near: str | None,
    published: str | None,
    include: Sequence[str],
    report_lang: str | None = None,
    titles: str | None = None,
    filter_by: Sequence[str] | None = None,
    ground: str | None = None,
    ground_mb: float | None = None,
    since: str | tuple[str, gpd.GeoDataFrame] | None = None,
    answers: Path | None = None,
    inbox: Inbox | None = None,
    media_mb: float | None = None,
    media_folder: Path | None = None,
    allow_outside: bool = False,
    **options: Any,
) -> Map:
    """Read the files and put them on one map.

    A folder of tables is read unless it was (`inbox`).
    """
    from sitmap.layers.counted import is_summary

    if answers is not None and since is None and inbox is None:
        raise InputError("--answers: judges what --since finds; give both")
    options |= choose_basemap(
        ground,
        ground_mb,
        kosovo_outline=options.get("kosovo_outline", "dashed"),
        tiles=options.get("tiles"),
    )
    reading = {name: options.pop(name) for name in READING}
    beside = {role: options.pop(role) for role in BESIDE}
    folders = [
        Path(file) if Path(file).is_dir() else Path(file).parent
        for file in files
    ]
    media = [media_folder] if media_folder else folders
    drawn = _list_drawn(filter_by, options)
    if media_mb is not None:
        options["media_mb"] = media_mb
    files, inboxes = _open_folders(files, reading)
    if inbox is not None:
        inboxes = [inbox]
    files = [
        *files,
        *(str(path) for each in inboxes for path in each.reports),
    ]
    summaries = [file for file in files if is_summary(file)]
    files = [file for file in files if file not in summaries]
    if len(summaries) > 1:
        raise InputError(
            f"{summaries[1]}: is a second summary; a map shows one, so aggregate both into one"
        )
    written = [file for file in files if is_report(file)]
    told = {
        "near": near,
        "published": published,
        "include": include,
        "language": report_lang,
        "titles": titles
        or ("en" if options.get("lang", "en") == "en" else "report"),
    }
    reports = _read_reports(written, **told) if written else []
    tables = [
        read_located(
            file, keep_left_off=bool(written), drawn=drawn, **reading
        )
        for file in files
        if not is_report(file)
    ]
    tables += [
        each.incidents for each in inboxes if each.incidents is not None
    ]
    others = (reports, summaries, beside["presence"])
    if (
        tables
        and not any(len(table) for table in tables)
        and not any(others)
    ):
        raise InputError(
            f"{', '.join(files)}: holds no rows; there is nothing to draw"
        )
    incidents = _join(tables, reports) if tables or reports else None
    if since is not None and incidents is not None:
        incidents = _compare_with(
            incidents, since, answers, reading, filter_by, options
        )
        filter_by = ()
    return make_map_of(
        incidents,
        beside,
        density=summaries[0] if summaries else None,
        area_name=area_name,
        reports=reports,
        note=None if note == "none" else note,
        sources=list(sources) or None,
        filter_by=filter_by or (),
        media_folder=media,
        media_outside=allow_outside,
        **options,
    )


def _list_drawn(
    filter_by: Sequence[str] | None, options: Mapping[str, Any]
) -> frozenset[str]:
    """List the columns of a table that a map draws, writes or filters by."""
    from sitmap.layers.symbols import CODE_COLUMNS

    named = [options.get(name) for name in _BY_COLUMN]
    drawn = {name for name in (*named, *(filter_by or ())) if name}
    if options.get("symbols") == "app6":
        drawn |= set(CODE_COLUMNS) | {name.upper() for name in CODE_COLUMNS}
    return frozenset(drawn)


def _open_folders(
    files: Sequence[str], reading: Mapping[str, Any]
) -> tuple[list[str], list[Inbox]]:
    """Read folders that hold tables; those of reports alone stay as they are."""
    from sitmap.desk.inbox import has_tables, read_inbox
    from sitmap.layers.counted import is_summary_folder

    folders = [
        file
        for file in files
        if Path(file).is_dir()
        and has_tables(file)
        and not is_summary_folder(file)
    ]
    read = partial(read_located, keep_left_off=True, **reading)
    inboxes = [read_inbox(folder, read) for folder in folders]
    for one in inboxes:
        say_taken(one)
    return [file for file in files if file not in folders], inboxes


def say_taken(inbox: Inbox) -> None:
    """Say which rows a folder's files had again, and what was set aside."""
    for one in inbox.taken:
        if one.reason:
            named = (
                one.reason
                if Path(one.file).name in one.reason
                else f"{one.file}: {one.reason}"
            )
            say(f"set aside: {named}", err=True)
        elif one.again or one.newer:
            told = f"{one.again:,} of {one.rows:,} rows were there before"
            newer = (
                f"; {one.newer:,} rows are newer and hold"
                if one.newer
                else ""
            )
            say(f"  {one.file}: {told}{newer}", err=True)


def _compare_with(
    incidents: gpd.GeoDataFrame,
    since: str | tuple[str, gpd.GeoDataFrame],
    answers: Path | None,
    reading: Mapping[str, Any],
    filter_by: Sequence[str] | None,
    options: dict[str, Any],
) -> Incidents:
    """Make the layer that tells what is new; it takes the options of incidents out of the map's."""
    from sitmap.desk.answers import read_answers
    from sitmap.desk.since import make_layer

    names = [name for name in _OF_INCIDENTS if name in options]
    own = {name: options.pop(name) for name in names}
    read = partial(read_located, **reading)
    judged = None if answers is None else read_answers(answers)
    return make_layer(
        incidents,
        since,
        read,
        answers=judged,
        filter_by=filter_by or (),
        **own,
    )


def _read_reports(files: Sequence[str], **options: Any) -> list[Report]:
    """Read reports, and every report in a folder.

    One of several that can't be read is left off, with a line.
    """
    from sitmap.cli.progress_lines import ReadShare
    from sitmap.reports import list_reports, read_report
    from sitmap.reports.folders import list_notes

    paths = list_reports(files)
    if len(paths) == 1:
        return [
            read_report(paths[0], progress=ReadShare(paths[0]), **options)
        ]
    reports: dict[Path, Report] = {}
    for path in paths:
        try:
            with (
                warnings.catch_warnings()
            ):  # what is to be known of many is said once for all
                warnings.simplefilter("ignore", DataWarning)
                reports[path] = read_report(path, **options)
        except InputError as error:
            say(f"left off: {error}", err=True)
    for line in list_notes(reports, files):
        say(f"sitmap: {line}", err=True)
    return list(reports.values())


def _join(
    tables: Sequence[gpd.GeoDataFrame], reports: Sequence[Report]
) -> Any:
    """Return tables and drafted incidents as one; a reviewed draft among the tables wins."""
    import pandas as pd

    if not reports:
        return (
            tables[0]
            if len(tables) == 1
            else pd.concat(tables, ignore_index=True)
        )
    from sitmap.reports.duplicates import join_reports

    drafted = join_reports(reports)
    if not tables:
        return drafted
    from sitmap.reports.review import apply_review

    return apply_review(drafted, pd.concat(tables, ignore_index=True))
