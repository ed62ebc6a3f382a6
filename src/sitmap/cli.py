"""The command line: thin commands, one per verb. Nothing heavy is imported until a command runs.

Exit codes: 0 done, 1 done with findings, 2 bad usage or bad input, with one clear line.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitmap._version import __version__
from sitmap.errors import InputError, SitmapError
from sitmap.reports.cli import extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

__all__ = ["main"]

OFF_MAP = ("denied", "historical", "planned", "threatened")


class _Commands(click.Group):
    """Turns sitmap's errors into one line and exit code 2, and warnings into lines on stderr."""

    def invoke(self, ctx: click.Context) -> Any:
        warnings.showwarning = _show_warning
        try:
            return super().invoke(ctx)
        except SitmapError as error:
            click.echo(f"sitmap: {error}", err=True)
            ctx.exit(2)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Keep the order of the work, not of the alphabet."""
        return list(self.commands)


def _show_warning(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
    if category.__module__.startswith("sitmap"):
        click.echo(f"sitmap: {message}", err=True)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitmap")
def main() -> None:
    """Situation maps from incident tables: places resolved offline, one HTML file that always opens.

    \b
    Try:
      sitmap demo
      sitmap geocode "Banjska, Kosovo"
      sitmap map incidents.csv --title "North Kosovo" -o map.html
    """


@main.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("sitmap-demo.html"), show_default=True)
def demo(output: Path) -> None:
    """Write the sample map: incidents in north Kosovo 2022-2024, with KFOR's presence."""
    from sitmap.samples import sample_map

    made = sample_map()
    made.save(output)
    _say_map(output, made)


@main.command()
@click.argument("name")
@click.option("--country", help="Country that the place is in: code or name. [XK, Kosovo]")
@click.option("--all", "every", is_flag=True, help="List every candidate, best first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object, or a list with --all.")
def geocode(name: str, country: str | None, every: bool, as_json: bool) -> None:
    """Find a place by NAME, offline, and say how it is known.

    Any spelling or script, and a container behind a comma: "Banjska, Kosovo". Exit code 1 when nothing is found.

    \b
    Examples:
      sitmap geocode Приштина
      sitmap geocode Mitrovica --country XK
      sitmap geocode Springfield --all
    """
    from sitmap.geocoding import Gazetteer

    found = Gazetteer().geocode(name, exactly_one=False, country_codes=country, limit=None if every else 1) or []
    if as_json:
        places = [_as_json(place) for place in found]
        click.echo(json.dumps(places if every else next(iter(places), None), ensure_ascii=False, indent=2))
    for place in [] if as_json else found:
        click.echo(_place_line(place))
    if not found:
        where = f" in {country}" if country else ""
        click.echo(f"sitmap: {name!r}{where}: not found; try another spelling, or add the country's villages: "
                   f"sitmap gazetteer add {country or 'XX'}", err=True)  # fmt: skip
        sys.exit(1)


def _as_json(place: Any) -> dict[str, Any]:
    return {"address": place.address, "latitude": place.latitude, "longitude": place.longitude, **place.raw}


def _place_line(place: Any) -> str:
    raw = place.raw
    radius = raw["uncertainty_m"]
    within = f"±{radius / 1000:.3g} km" if radius >= 1000 else f"±{radius:.0f} m"  # noqa: PLR2004
    facts = [raw["kind"], within, f"score {raw['score']:.2f}", raw["why"]]
    return f"{place.latitude:.5f} {place.longitude:.5f}  {place.address}  ({'; '.join(str(fact) for fact in facts)})"


_COLUMN = click.option(
    "--column", "columns", multiple=True, metavar="OURS=THEIRS",
    help="Which column of the file is which: --column place=Ort (repeat as needed).",
)  # fmt: skip
_ENCODING = click.option("--encoding", help="Encoding of the file, if it isn't found: cp1252, utf-16…")
_DAYFIRST = click.option(
    "--dayfirst/--monthfirst", default=None, help="Order of 03/04/2023, where the column doesn't show it."
)
_COUNTRY = click.option("--country", help="Country of every place that names none. [XK, Kosovo]")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A .csv or .geojson file.")
@click.option("--locate/--no-locate", default=True, show_default=True, help="Look up places that have no coordinates.")
@_COUNTRY
@_COLUMN
@_ENCODING
@_DAYFIRST
def read(file: Path, output: Path, locate: bool, country: str | None, **options: Any) -> None:
    """Read FILE (CSV, UCDP GED, GeoJSON) into the incident table and write it."""
    from sitmap.export.gis import write_table

    incidents = _read(file, country=country, locate=locate, **options)
    write_table(incidents, output)
    _say_rows(incidents)
    click.echo(f"{output}: {len(incidents)} rows")


def _map_options(command: Any) -> Any:
    """Add the options that a page and a figure share."""
    file = click.Path(path_type=Path)
    for option in reversed((
        click.option("--title", help="Title of the map; by default the number of incidents."),
        click.option("--subtitle", help="A line below the title."),
        click.option("--date", help="Day that presence is shown for, as 2022-08-17; by default the last incident's."),
        click.option("--presence", type=file, help="CSV of a mission's sites."),
        click.option("--strength", type=file, help="CSV of the mission's strength figures."),
        click.option("--areas", type=file, help="Outlines of districts: GeoJSON, GeoPackage, FlatGeobuf."),
        click.option("--source", "sources", multiple=True,
                     help="Whom to credit (repeat as needed); by default the tables' own."),
        click.option("--show", "show_statuses", multiple=True, type=click.Choice(sorted(OFF_MAP)),
                     help="Draw a status that is kept off the map (repeat as needed)."),
        click.option("--names", type=click.Choice(["en", "sq", "sr", "sr-Cyrl", "local", "both"]), default="en",
                     show_default=True, help="Which names the labels show."),
        click.option("--lang", default="en", show_default=True, help="Language of the page's words: en, sq, sr, de."),
        click.option("--kosovo-outline", type=click.Choice(["dashed", "solid", "absent"]), default="dashed",
                     show_default=True, help="How the line between Kosovo and Serbia is drawn."),
        click.option("--note", default="auto", show_default=True, help="Status note: auto, none, or a text."),
        click.option("--near", help="Where reports are from, if they don't say. [Kosovo]"),
        click.option("--published", help="Day of publication of reports, YYYY-MM-DD, if they don't state it."),
        _COUNTRY, _COLUMN, _ENCODING, _DAYFIRST,
    )):  # fmt: skip
        command = option(command)
    return command


@main.command(name="map")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("map.html"), show_default=True)
@click.option("--tiles", help="A tile service by its xyzservices name; the page then needs the network.")
@_map_options
def map_command(files: Sequence[Path], output: Path, **options: Any) -> None:
    """Draw the incidents of FILES on one self-contained map: tables, or reports (.txt, .md, .html).

    Places without coordinates are looked up offline. What can't be drawn is counted here and listed in the page.

    \b
    Examples:
      sitmap map incidents.csv -o map.html
      sitmap map ucdp.csv --encoding cp1252 --title "Ukraine 2014-2023"
      sitmap map places.csv --country Kosovo --presence kfor-sites.csv --date 2022-08-17
      sitmap map report.txt --published 2022-08-17
    """
    made = _make_map(files, **options)
    made.save(output)
    _say_rows(made.incidents[0].incidents, made.left_off.itertuples())
    _say_map(output, made)


def _make_map(
    files: Sequence[Path],
    *,
    presence: Path | None,
    strength: Path | None,
    areas: Path | None,
    note: str,
    sources: Sequence[str],
    near: str | None,
    published: str | None,
    **options: Any,
) -> Any:
    import pandas as pd

    from sitmap.layers import read_areas
    from sitmap.mapping import Map
    from sitmap.readers import read_presence, read_strength

    reading = {name: options.pop(name) for name in ("country", "columns", "encoding", "dayfirst")}
    tables = [
        _draft(file, near=near, published=published) if _is_report(file) else _read(file, locate=True, **reading)
        for file in files
    ]
    return Map(
        tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True),
        presence=None if presence is None else read_presence(presence),
        strength=None if strength is None else read_strength(strength),
        areas=None if areas is None else read_areas(areas),
        note=None if note == "none" else note,
        sources=list(sources) or None,
        **options,
    )


def _is_report(file: Path) -> bool:
    return file.suffix.lower() in (".txt", ".md", ".html", ".htm")


def _draft(file: Path, *, near: str | None, published: str | None) -> gpd.GeoDataFrame:
    from sitmap.reports import read_report

    return read_report(file, published=published, near=near).incidents


def _read(
    file: Path,
    *,
    locate: bool,
    country: str | None,
    columns: Iterable[str],
    encoding: str | None,
    dayfirst: bool | None,
) -> gpd.GeoDataFrame:
    from sitmap.readers import read as read_file

    incidents = read_file(file, columns=_parse_columns(columns), encoding=encoding, dayfirst=dayfirst)
    if country is not None:
        incidents["country"] = incidents["country"].fillna(country)
    if not locate:
        return incidents
    from sitmap.geocoding import locate as locate_places

    return locate_places(incidents)


def _parse_columns(pairs: Iterable[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not ours or not theirs:
            raise InputError(f"--column {pair!r}: write it as OURS=THEIRS, as in place=Ort")
        columns[ours.strip()] = theirs.strip()
    return columns


def _say_rows(incidents: gpd.GeoDataFrame, left_off: Iterable[Any] = ()) -> None:
    located = int(incidents.geometry.notna().sum())
    by_name = int(incidents["located_by"].astype("string").str.startswith("gazetteer").sum())
    click.echo(
        f"{len(incidents)} rows: {located} with a place ({by_name} looked up), {len(incidents) - located} without"
    )
    shown = 10
    rows = list(left_off)
    for row in rows[:shown]:
        click.echo(f"  left off: {row.what} - {row.why}")
    if len(rows) > shown:
        click.echo(f"  … and {len(rows) - shown} more; the page lists them all")


def _say_map(output: Path, made: Any) -> None:
    drawn = sum(len(layer.drawn) for layer in made.incidents)
    size = output.stat().st_size / 1000
    click.echo(f"{output}: {drawn} incidents drawn, {len(made.left_off)} left off, {size:,.0f} kB")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("map.pdf"), show_default=True,
              help="A .png, .svg or .pdf file.")  # fmt: skip
@click.option("--size", default="A4 landscape", show_default=True,
              help="A4 landscape, A4 portrait, A3 landscape, 16:9, 4:3, square, or WIDTHxHEIGHT (mm).")  # fmt: skip
@click.option("--dpi", type=float, default=200, show_default=True, help="Pixels per inch of a PNG.")
@click.option("--facet", type=click.Choice(["month", "year", "event_type"]), help="A small map for each.")
@_map_options
def figure(files: Sequence[Path], output: Path, size: str, dpi: float, facet: str | None, **options: Any) -> None:
    """Draw the incidents of FILES as a figure for print.

    \b
    Examples:
      sitmap figure incidents.csv --title "North Kosovo" -o map.pdf
      sitmap figure incidents.csv --size 16:9 --facet month -o months.png
    """
    made = _make_map(files, **options)
    made.figure(output, size=_parse_size(size), dpi=dpi, facet=facet)
    _say_rows(made.incidents[0].incidents, made.left_off.itertuples())
    click.echo(f"{output}: {sum(len(layer.drawn) for layer in made.incidents)} incidents drawn")


def _parse_size(size: str) -> Any:
    width, cross, height = size.partition("x")
    return (float(width), float(height)) if cross and width.isdigit() and height.isdigit() else size


main.add_command(extract)


@main.group()
def gazetteer() -> None:
    """Show the place names that sitmap knows, and add country files."""


@gazetteer.command()
def info() -> None:
    """Say what the gazetteer holds: places by source, version, date, credit, and the country files that were added."""
    from sitmap.gazetteer import describe_gazetteer
    from sitmap.gazetteer.country_files import list_country_files, user_folder

    click.echo(describe_gazetteer())
    added = list_country_files()
    click.echo(f"\ncountry files in {user_folder()}:" if added else "\nno country files; sitmap gazetteer add XK")
    for file in added:
        click.echo(f"{file.places:>9,}  {file.country}: {file.source}, added {file.added[:10]}")


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="XX…")
def add(countries: Sequence[str]) -> None:
    """Add the villages of countries: codes (downloaded from GeoNames), or files or links to files in its layout.

    A country's newer file replaces its older one. If anything fails, the gazetteer stays as it was.

    \b
    Examples:
      sitmap gazetteer add XK RS
      sitmap gazetteer add ./UA.zip
    """
    from sitmap.gazetteer.country_files import add_country_file

    for country in countries:
        done = add_country_file(country, progress=_show_progress)
        click.echo(f"{done.country}: {done.places:,} places from {done.source}")


@gazetteer.command()
@click.argument("countries", nargs=-1, required=True, metavar="XX…")
def remove(countries: Sequence[str]) -> None:
    """Remove country files that were added."""
    from sitmap.gazetteer.country_files import remove_country_file

    for country in countries:
        gone = remove_country_file(country)
        click.echo(f"{gone.country}: {gone.places:,} places removed")


def _show_progress(step: str, done: int, total: int) -> None:
    """Count on one line of a terminal; a log gets nothing."""
    if sys.stderr.isatty():
        share = f"{done / total:4.0%}" if total else f"{done:,}"
        click.echo(f"\r{step} {share}   ", nl=bool(total) and done >= total, err=True)


if __name__ == "__main__":
    main()
