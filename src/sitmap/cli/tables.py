"""Commands on tables: convert one, check it, say what is in it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.reading import FILE, read_located, reading_options, say_rows

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check", "read", "summary"]


@click.command()
@click.argument("file")
@click.option("-o", "--output", type=FILE, required=True, help="A .csv, .geojson, .gpkg, .parquet, .kml or .xlsx file.")
@click.option("--locate/--no-locate", default=True, show_default=True, help="Look up places that have no coordinates.")
@reading_options
def read(file: str, output: Path, **reading: Any) -> None:
    """Read FILE, in whatever of the field's formats it is, into the incident table and write it.

    \b
    Examples:
      sitmap read acled-export.csv -o incidents.gpkg
      sitmap read colleague.xlsx --country Kosovo --column place=Ort -o incidents.csv
    """
    from sitmap.export.gis import write_table

    incidents = read_located(file, **reading)
    write_table(incidents, output)
    say_rows(incidents)
    click.echo(f"{output}: {len(incidents)} rows")


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as a JSON list.")
@click.option("--places/--no-places", default=True, show_default=True, help="Compare points with the places they name.")
@reading_options
def check(file: str, as_json: bool, places: bool, **reading: Any) -> None:
    """Ask of FILE what a careful editor asks before a map goes out. Exit code 1 when there are findings."""
    from sitmap.checks import check as check_table

    findings = check_table(read_located(file, **reading), places=places)
    if as_json:
        click.echo(findings.to_json(orient="records", force_ascii=False, indent=1, date_format="iso"))
    else:
        for found in findings.itertuples():
            row = "" if found.row is None else f" row {found.row!s}"
            click.echo(f"{found.level}: {found.check}:{row} {found.value} - {found.why}")
        click.echo(f"{len(findings):,} findings" if len(findings) else "nothing found")
    sys.exit(1 if len(findings) else 0)


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@reading_options
def summary(file: str, as_json: bool, **reading: Any) -> None:
    """Say what is in FILE: span, counts by type, month, place, status and precision, and what lacks what."""
    from sitmap.summaries import format_summary
    from sitmap.summaries import summary as summarise

    frames = summarise(read_located(file, locate=False, **reading))
    if not as_json:
        click.echo(format_summary(frames))
        return
    counts = {name: frame["rows"].to_dict() for name, frame in frames.items() if name != "overview"}
    overview = json.loads(frames["overview"].to_json(orient="records", date_format="iso"))[0]
    click.echo(json.dumps({"overview": overview, **counts}, ensure_ascii=False, indent=1))
