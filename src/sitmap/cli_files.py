"""Commands that turn tables into figures, findings, summaries and documents; `sitmap.cli` registers them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

__all__ = ["check", "figure", "say_reading", "summary"]

_REMOTE = click.option(
    "--allow-remote", is_flag=True, help="Let FILE be an http(s) link, a /vsi path or another machine's database."
)
_LAYER = click.option("--layer", help="Layer of a GeoPackage, sheet of a workbook, Shapefile in a zip file.")
_COUNTRY = click.option("--country", help="Country of every place that names none. [XK, Kosovo]")


def say_reading(incidents: gpd.GeoDataFrame) -> None:
    """Print which reader took the file, and what it left out."""
    from sitmap.readers import describe_reading, list_dropped

    click.echo(describe_reading(incidents), err=True)
    dropped = list_dropped(incidents)
    for row in dropped.head(5).itertuples():
        click.echo(f"  row {row.row}: {row.why}", err=True)
    if len(dropped) > 5:  # noqa: PLR2004
        click.echo(f"  … and {len(dropped) - 5:,} more", err=True)


def _read(file: str, country: str | None = None, **options: Any) -> gpd.GeoDataFrame:
    from sitmap.geocoding import locate
    from sitmap.readers import read

    incidents = read(file, **options)
    say_reading(incidents)
    if country is not None:
        incidents["country"] = incidents["country"].fillna(country)
    return locate(incidents)


def _parse_size(size: str) -> str | tuple[float, float]:
    width, cross, height = size.lower().partition("x")
    try:
        return (float(width), float(height)) if cross else size
    except ValueError:
        raise InputError(f"--size {size!r}: write 'A4 landscape', 16:9, or width x height in mm, as 240x135") from None


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("map.pdf"), show_default=True,
              help="A .png, .svg, .pdf or .docx file.")  # fmt: skip
@click.option(
    "--size", default="A4 landscape", show_default=True, help="Or A4 portrait, 16:9, 4:3, square, 240x135 (mm)."
)
@click.option("--dpi", type=float, default=200, show_default=True, help="Pixels per inch of a PNG.")
@click.option("--facet", type=click.Choice(["month", "year", "event_type"]), help="A small map for each.")
@click.option("--presence", type=click.Path(path_type=Path), help="CSV of a mission's sites.")
@click.option("--title", help="Title of the map.")
@click.option("--subtitle", help="A line below the title.")
@click.option("--date", help="Day that presence is shown for, as 2022-08-17.")
@_COUNTRY
@_LAYER
@_REMOTE
def figure(files: Sequence[str], output: Path, size: str, dpi: float, facet: Any, presence: Path | None,
           title: str | None, subtitle: str | None, date: str | None, **reading: Any) -> None:  # fmt: skip
    """Draw the incidents of FILES as a picture for print: PNG, SVG, PDF, or a Word document.

    \b
    Examples:
      sitmap figure incidents.csv -o map.pdf
      sitmap figure acled.csv --facet month --size 16:9 -o months.png
    """
    import pandas as pd

    from sitmap.mapping import Map
    from sitmap.readers import read_presence

    tables = [_read(file, **reading) for file in files]
    sites = None if presence is None else read_presence(presence)
    whole = tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)
    made = Map(whole, presence=sites, title=title, subtitle=subtitle, date=date)
    if output.suffix.lower() == ".docx":
        from sitmap.export.docx import write_docx

        write_docx(made, output, size=_parse_size(size), dpi=dpi)
    else:
        from sitmap.export.figure import draw_figure

        draw_figure(made, output, size=_parse_size(size), dpi=dpi, facet=facet)
    click.echo(f"{output}: {output.stat().st_size / 1000:,.0f} kB")


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as a JSON list.")
@click.option("--places/--no-places", default=True, show_default=True, help="Compare points with the places they name.")
@_COUNTRY
@_LAYER
@_REMOTE
def check(file: str, as_json: bool, places: bool, **reading: Any) -> None:
    """Ask of FILE what a careful editor asks before a map goes out. Exit code 1 when there are findings."""
    from sitmap.checks import check as check_table

    findings = check_table(_read(file, **reading), places=places)
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
@_LAYER
@_REMOTE
def summary(file: str, as_json: bool, **reading: Any) -> None:
    """Say what is in FILE: span, counts by type, month, place, status and precision, and what lacks what."""
    from sitmap.readers import read
    from sitmap.summary import format_summary
    from sitmap.summary import summary as summarise

    incidents = read(file, **reading)
    say_reading(incidents)
    frames = summarise(incidents)
    if not as_json:
        click.echo(format_summary(frames))
        return
    counts = {name: frame["rows"].to_dict() for name, frame in frames.items() if name != "overview"}
    overview = json.loads(frames["overview"].to_json(orient="records", date_format="iso"))[0]
    click.echo(json.dumps({"overview": overview, **counts}, ensure_ascii=False, indent=1))
