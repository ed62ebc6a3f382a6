"""The command that sets two periods side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.outputs import check_outputs
from sitmap.cli.printing import say
from sitmap.cli.reading import FILE, read_located, reading_options

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["compare"]


@click.command()
@click.argument("file")
@click.option("--periods", nargs=2, required=True, help="As 2024Q1 2024Q2, or 2023 2024.")
@click.option("--by", default="type", show_default=True, help="area, type, or any column.")
@click.option("--areas", type=FILE, help="Outlines of districts for --by area.")
@click.option("-o", "--output", type=FILE, required=True, help="A .csv, .xlsx or .json file.")
@reading_options
def compare(
    file: str,
    periods: tuple[str, str],
    by: str,
    areas: Path | None,
    output: Path,
    **reading: Any,
) -> None:
    """Set the incidents of two periods of FILE side by side, as a table.

    Counts and their difference are told; percentages only where both counts are five or more. Rows
    that are dated too vaguely to be surely in a period are counted apart.

    \b
    Examples:
      sitmap compare incidents.csv --periods 2022 2023 --by type -o compare.csv
    """
    from sitmap.desk.comparison import compare_periods
    from sitmap.desk.counts import read_counted_areas
    from sitmap.export.plain_table import check_plain_path, write_plain

    check_outputs([check_plain_path(output)], [file, areas])
    outlines = None if areas is None else read_counted_areas(areas)
    names = [each.strip() for each in by.split(",") if each.strip()]
    table, unsure = compare_periods(read_located(file, **reading), periods, names, areas=outlines)
    say(
        f"{periods[0]}: {table['before'].sum():,}; {periods[1]}: {table['after'].sum():,} incidents"
    )
    if unsure:
        say(f"  {unsure:,} rows are dated too vaguely, or not at all, to be surely in one of them")
    write_plain(table, output)
    say(f"{output}: {len(table)} rows")
