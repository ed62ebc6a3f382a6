"""What the commands share: the options for reading a file, the reading, and what it says."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.terminal import say
from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import geopandas as gpd

FILE = click.Path(path_type=Path)
READING = (
    "country",
    "columns",
    "encoding",
    "dayfirst",
    "layer",
    "allow_remote",
    "max_mb",
    "verbose",
)
"""The names under which `reading_options` reach a command."""

# lines of a kind that are printed
_SHOWN = 10
_OPTIONS = (
    click.option(
        "--country",
        help="Country of every place that names none. [XK, Kosovo]",
    ),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="OURS=THEIRS",
        help="Which column of the file is which: --column place=Ort (repeat as needed).",
    ),
    click.option(
        "--encoding",
        help="Encoding of the file, if it isn't found: cp1252, utf-16…",
    ),
    click.option(
        "--dayfirst/--monthfirst",
        default=None,
        help="Order of 03/04/2023, where the column doesn't show it.",
    ),
    click.option(
        "--layer",
        help="Layer of a GeoPackage, sheet of a workbook, table of a page, file in a zip file.",
    ),
    click.option(
        "--allow-remote",
        is_flag=True,
        help="Let FILE be an http(s) link, a /vsi path or another machine's database.",
    ),
    click.option(
        "--max-mb",
        type=float,
        help="Largest file to read, in megabytes; by default what memory holds.",
    ),
    click.option(
        "--verbose",
        is_flag=True,
        help="Name every column of FILE that wasn't used.",
    ),
)


_REPORT_OPTIONS = (
    click.option(
        "--published",
        help="Day of publication, YYYY-MM-DD, if the report doesn't state it.",
    ),
    click.option(
        "--near",
        help="Where the reports are from, if they don't say. [Kosovo, Louisiana]",
    ),
    click.option(
        "--report-lang",
        "language",
        help="Language of the reports, if their words don't tell it. [uk]",
    ),
)
_AREA_OPTIONS = (
    click.option(
        "--areas",
        type=FILE,
        help="Outlines of districts for --by area, with their codes.",
    ),
    click.option(
        "--area-name",
        help="Column that names the areas, if it isn't found.",
    ),
    click.option(
        "--level",
        help="admin1 or admin2, where --areas holds areas within areas.",
    ),
    click.option(
        "--population",
        metavar="COLUMN",
        help="Column of people in --areas, for rates.",
    ),
)


def reading_options(command: Any) -> Any:
    """Add the options of reading a table."""
    return _add(_OPTIONS, command)


def report_options(command: Any) -> Any:
    """Add the options of reading reports."""
    return _add(_REPORT_OPTIONS, command)


def counted_area_options(command: Any) -> Any:
    """Add the options of counting by area."""
    return _add(_AREA_OPTIONS, command)


def _add(options: Sequence[Any], command: Any) -> Any:
    for option in reversed(options):
        command = option(command)
    return command


def read_located(
    file: str,
    *,
    columns: Iterable[str] = (),
    verbose: bool = False,
    drawn: Collection[str] = (),
    **options: Any,
) -> gpd.GeoDataFrame:
    """Read a table, say how it was read, and look up the places of rows that have no point.

    What a review doesn't keep is left off, unless the caller has to know what it is
    (`keep_left_off`). ``drawn``: columns of the file's own that the command draws or counts by.

    Raises
    ------
    InputError
        The file can't be read, or the country isn't known.
    """
    from sitmap.readers.located import read_located as read_and_locate

    tell = partial(say_reading, verbose=verbose, drawn=drawn)
    return read_and_locate(
        file, columns=parse_columns(columns), tell=tell, **options
    )


def is_report(file: str) -> bool:
    """Tell a report, a folder of them or standard input from a table, by ending and first lines."""
    from sitmap.readers.text_tables import is_text_table
    from sitmap.reports.text.endings import SUFFIXES

    if file == "-" or Path(file).is_dir():
        return True
    ending = Path(file).suffix.lower()
    return ending in SUFFIXES and not is_text_table(file)


def say_reading(
    incidents: gpd.GeoDataFrame,
    *,
    verbose: bool = False,
    drawn: Collection[str] = (),
) -> None:
    """Print which reader took the file, which columns were used for what, and what it left off."""
    from sitmap.checks.rows import find_repeated
    from sitmap.readers import (
        describe_columns,
        describe_reading,
        list_left_off,
    )
    from sitmap.readers.located import apply_keep
    from sitmap.readers.rows import group_told

    say(describe_reading(incidents), err=True)
    columns = describe_columns(incidents, all_names=verbose, drawn=drawn)
    if columns:
        say(f"  columns: {columns}", err=True)
    left_off = list_left_off(incidents)
    lines = group_told(zip(left_off["row"], left_off["why"], strict=True))
    for line in lines[:_SHOWN]:
        say(f"  left off: {line}", err=True)
    if len(lines) > _SHOWN:
        say(f"  … and {len(lines) - _SHOWN:,} more kinds", err=True)
    if repeated := int(find_repeated(incidents).sum()):
        say(
            f"  counted twice: {repeated:,} {'row says' if repeated == 1 else 'rows say'} what an "
            "earlier row says; `sitmap check` lists them",
            err=True,
        )
    for line in _tell_astray(incidents):
        say(f"  {line}; `sitmap check` lists them", err=True)
    unkept = len(incidents) - len(apply_keep(incidents))
    if unkept:
        say(f"  {unkept} rows that the review doesn't keep", err=True)


def _tell_astray(incidents: gpd.GeoDataFrame) -> Iterator[str]:
    """Count the rows whose point can't be right, by what is wrong with it."""
    from collections import Counter

    from sitmap.checks.points import find_astray

    counted = Counter(found.check for found in find_astray(incidents))
    for check, count in counted.items():
        rows = "row" if count == 1 else "rows"
        yield f"{check}: the points of {count:,} {rows}"


def say_rows(incidents: gpd.GeoDataFrame) -> None:
    """Count the rows with a place and without."""
    located = int(incidents.geometry.notna().sum())
    given = incidents["located_by"].isna() | incidents["located_by"].isin(
        ["source", "report", "blurred"]
    )
    by_name = int((incidents.geometry.notna() & ~given).sum())
    without = len(incidents) - located
    say(
        f"{len(incidents)} rows: {located} with a place ({by_name} looked up), {without} without"
    )
    if incidents.empty:
        say("  the table has no rows: there is nothing to draw", err=True)


def say_left_off(rows: Any) -> None:
    """List what a map doesn't draw, with the reasons."""
    for row in rows.head(_SHOWN).itertuples():
        say(f"  left off: {row.what} - {row.why}")
    if len(rows) > _SHOWN:
        say(f"  … and {len(rows) - _SHOWN} more; the page lists them all")
    from sitmap.vocabulary import OFF_MAP_STATUSES

    why = set(rows["why"])
    hidden = [
        status
        for status in sorted(OFF_MAP_STATUSES)
        if any(f"status is {status}:" in told for told in why)
    ]
    if hidden:
        options = " ".join(f"--show {status}" for status in hidden)
        say(f"  drawn all the same with {options}")


def parse_columns(pairs: Iterable[str]) -> dict[str, str]:
    """Read ``OURS=THEIRS`` pairs."""
    columns = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not ours or not theirs:
            raise InputError(
                f"--column {pair!r}: write it as OURS=THEIRS, as in place=Ort"
            )
        columns[ours.strip()] = theirs.strip()
    return columns
