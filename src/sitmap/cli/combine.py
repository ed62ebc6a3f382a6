"""The command that puts tables of several sources together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import FILE, read_located, reading_options
from sitmap.cli.outputs import check_outputs
from sitmap.cli.terminal import say
from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    help="A .csv, .xlsx, .gpkg… file.",
)
@click.option(
    "--km",
    type=float,
    default=10.0,
    show_default=True,
    help="How far apart.",
)
@click.option(
    "--days",
    type=int,
    default=1,
    show_default=True,
    help="How many days apart.",
)
@click.option(
    "--merge",
    is_flag=True,
    help="Keep one row of each event, with all counts' range.",
)
@reading_options
def combine(
    files: Sequence[str],
    output: Path,
    km: float,
    days: int,
    *,
    merge: bool,
    **reading: Any,
) -> None:
    """Put the tables FILES together, and link what is likely told by several of them.

    Every row stays unless --merge is given: same_event names rows that tell one event, disagrees
    puts what they say differently side by side.

    \b
    Examples:
      sitmap combine week1.csv week2.csv -o both.csv
    """
    from sitmap.deduplication import combine as combine_tables
    from sitmap.export.gis import check_table_path, write_table

    check_outputs([check_table_path(output)], files)
    if len(set(files)) < len(files):
        raise InputError(
            "a file is given twice: each of its rows would be linked with itself"
        )
    tables = {file: read_located(file, **reading) for file in files}
    whole = combine_tables(tables, km=km, days=days, merge=merge)
    write_table(whole, output)
    linked = int(whole["same_event"].notna().sum())
    events = whole["same_event"].nunique()
    say(
        f"{output}: {len(whole)} rows; {linked} rows tell {events} events that are told by several"
    )
