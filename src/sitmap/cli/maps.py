"""Commands that draw: the sample, a page, a figure."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from sitmap.cli.inputs import (
    FILE,
    say_left_off,
    say_rows,
)
from sitmap.cli.made_maps import make_map
from sitmap.cli.map_options import map_options
from sitmap.cli.outputs import check_figure, check_outputs, check_page
from sitmap.cli.specs import (
    allow_outside_option,
    check_spec,
    files_of,
    is_spec,
    place_of,
    remake,
)
from sitmap.cli.specs import save_spec as write_spec
from sitmap.cli.terminal import say
from sitmap.errors import InputError
from sitmap.map_files import BESIDE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.mapping import Map

FILES_BESIDE = (*BESIDE, "ground", "since", "answers")


@click.command()
@click.option(
    "-o",
    "--output",
    type=FILE,
    default=Path("sitmap-demo.html"),
    show_default=True,
)
def demo(output: Path) -> None:
    """Write the sample map: incidents in north Kosovo 2022-2024, with KFOR's presence."""
    from sitmap.samples import sample_map

    check_page(output)
    made = sample_map()
    made.save(output)
    _say_map(output, made)


@click.command(name="map")
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-o", "--output", type=FILE, default=Path("map.html"), show_default=True
)
@click.option(
    "--tiles",
    help="A tile service by its xyzservices name; the page then needs the network.",
)
@click.option(
    "--save-spec",
    type=FILE,
    help="Write what the map is made of here, so that it can be made again.",
)
@allow_outside_option
@map_options
def map_command(
    files: Sequence[str],
    output: Path,
    save_spec: Path | None,
    *,
    allow_outside: bool,
    **options: Any,
) -> None:
    """Draw the incidents of FILES on one self-contained map: tables, or reports (.txt, .md, .html).

    Places without coordinates are looked up offline. What can't be drawn is counted here and listed
    in the page.

    \b
    Examples:
      sitmap map incidents.csv -o map.html
      sitmap map ucdp.csv --encoding cp1252 --title "Ukraine 2014-2023"
      sitmap map places.csv --country Kosovo --presence kfor-sites.csv --date 2022-08-17
      sitmap map report.txt --published 2022-08-17
      sitmap map reports/ --near Kosovo --include diplomacy --presence kfor-sites.csv
      sitmap map week2.csv --since week1.csv -o map.html
      sitmap map incidents.csv --save-spec map.toml   (and later: sitmap map map.toml)
      sitmap map cells.parquet -o density.html        (counts, made by sitmap aggregate)
    """
    if is_spec(files):
        output = place_of(files, allow_outside=allow_outside) or output
        read = files_of(files, allow_outside=allow_outside)
    else:
        read = [
            *map(Path, files),
            *(options[name] for name in FILES_BESIDE),
        ]
    check_page(output)
    check_outputs([output, save_spec], read)
    if save_spec is not None:
        check_spec(save_spec, files, allow_remote=options["allow_remote"])
    made = (
        remake(files, allow_outside=allow_outside)
        if is_spec(files)
        else make_map(files, allow_outside=allow_outside, **options)
    )
    _refuse_reports(made)
    made.save(output)
    if save_spec is not None:
        write_spec(save_spec, files, output, **options)
    _say_contents(made)
    _say_tiles(made)
    _say_map(output, made)
    if any(report.refused for report in made.reports):
        sys.exit(2)


def _refuse_reports(made: Map) -> None:
    """Let reports none of which is a text not replace the map that is there by an empty one."""
    if (
        made.reports
        and all(report.refused for report in made.reports)
        and not made.presence
    ):
        sys.exit(2)


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "outputs",
    type=FILE,
    multiple=True,
    default=[Path("map.pdf")],
    show_default=True,
    help="A .png, .svg, .pdf, .docx or .pptx file (repeat as needed).",
)
@click.option(
    "--size",
    help=(
        "A4 landscape (the default; for Word the width of its text), A4 portrait, A3 landscape, "
        "16:9, 4:3, square, or WIDTHxHEIGHT (mm)."
    ),
)
@click.option(
    "--dpi",
    type=float,
    default=200,
    show_default=True,
    help="Pixels per inch of a PNG, and of the relief in SVG and PDF.",
)
@click.option(
    "--facet",
    help="A small map for each week, month, year, event_type, or of a COLUMN.",
)
@click.option(
    "--table",
    type=click.Choice(["beside", "behind"]),
    help="Number the marks and list their incidents beside the map, or on pages behind it (PDF).",
)
@allow_outside_option
@map_options
def figure(
    files: Sequence[str],
    outputs: Sequence[Path],
    size: str | None,
    dpi: float,
    facet: str | None,
    table: Any,
    *,
    allow_outside: bool,
    **options: Any,
) -> None:
    """Draw the incidents of FILES as a figure for print.

    \b
    Examples:
      sitmap figure incidents.csv --title "North Kosovo" -o map.pdf
      sitmap figure incidents.csv --size 16:9 --facet month -o months.png
      sitmap figure incidents.csv --table behind -o numbered.pdf
      sitmap figure incidents.csv -o briefing.pptx -o briefing.docx
    """
    for output in outputs:
        check_figure(output)
    made = _make_for(outputs, files, options, allow_outside=allow_outside)
    for output in outputs:
        _draw_into(
            output, made, size=size, dpi=dpi, facet=facet, table=table
        )
    _say_contents(made)
    for output in outputs:
        say(f"{output}: {_say_drawn(made)}")


def _draw_into(
    output: Path,
    made: Map,
    *,
    size: str | None,
    dpi: float,
    facet: str | None,
    table: Any,
) -> None:
    ending = output.suffix.lower()
    if ending == ".docx":
        from sitmap.export.docx import write_docx

        fitted = None if size is None else _parse_size(size)
        write_docx(made, output, size=fitted, dpi=dpi, facet=facet)
    elif ending == ".pptx":
        from sitmap.export.pptx import write_pptx

        write_pptx(made, output, dpi=dpi)
    else:
        page = _parse_size(size or "A4 landscape")
        made.figure(output, size=page, dpi=dpi, facet=facet, table=table)


def _parse_size(size: str) -> Any:
    width, cross, height = size.lower().partition("x")
    try:
        return (float(width), float(height)) if cross else size
    except ValueError:
        raise InputError(
            f"--size {size!r}: write 'A4 landscape', 16:9, or width x height in mm, as 240x135"
        ) from None


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=FILE,
    default=Path("atlas.pdf"),
    show_default=True,
)
@click.option(
    "--by",
    default="month",
    show_default=True,
    help="week, month, year, area (--areas, else countries), or a COLUMN of the table.",
)
@click.option(
    "--size",
    default="A4 landscape",
    show_default=True,
    help="As sitmap figure has it.",
)
@click.option(
    "--dpi",
    type=float,
    default=200,
    show_default=True,
    help="Of what isn't lines.",
)
@click.option(
    "--table",
    type=click.Choice(["beside", "behind", "none"]),
    default="beside",
    show_default=True,
    help="Where each sheet lists its numbered incidents.",
)
@allow_outside_option
@map_options
def atlas(
    files: Sequence[str],
    output: Path,
    by: str,
    size: str,
    dpi: float,
    table: Any,
    *,
    allow_outside: bool,
    **options: Any,
) -> None:
    """Draw the incidents of FILES as an atlas: an index, and a sheet for each period or area.

    \b
    Examples:
      sitmap atlas incidents.csv --by month -o atlas.pdf
      sitmap atlas incidents.csv --by area --areas districts.geojson -o districts.pdf
    """
    from sitmap.export.figure import draw_atlas

    made = _make_for([output], files, options, allow_outside=allow_outside)
    placed = None if table == "none" else table
    draw_atlas(
        made, output, by=by, size=_parse_size(size), dpi=dpi, table=placed
    )
    _say_contents(made)
    say(f"{output}: {_say_drawn(made)}")


def _make_for(
    outputs: Sequence[Path],
    files: Sequence[str],
    options: Mapping[str, Any],
    *,
    allow_outside: bool,
) -> Map:
    """Make the map that is drawn into files, from tables and reports or again from a spec."""
    if is_spec(files):
        check_outputs(outputs, files_of(files, allow_outside=allow_outside))
        made = remake(files, allow_outside=allow_outside)
    else:
        check_outputs(
            outputs, [*files, *(options[name] for name in FILES_BESIDE)]
        )
        made = make_map(files, allow_outside=allow_outside, **options)
    _refuse_reports(made)
    return made


def _say_contents(made: Map) -> None:
    for layer in made.incidents:
        say_rows(layer.incidents)
        if news := getattr(layer, "news", None):
            say(f"since {news.since}: {news.describe()}")
    say_left_off(made.left_off)


def _say_drawn(made: Map) -> str:
    drawn = (
        [
            f"{sum(len(layer.drawn) for layer in made.incidents)} incidents drawn"
        ]
        if made.incidents
        else []
    )
    drawn += [
        f"{layer.total:,} incidents in {layer.places:,}"
        f" {'cells' if layer.areas is None else 'areas'}"
        for layer in made.densities
    ]
    return ", ".join(drawn) or "no incidents drawn"


def _say_tiles(made: Map) -> None:
    """Say when the tiles of a map won't load."""
    tiles = made.content().tiles
    if tiles is None:
        return
    hosts = ", ".join(
        urlsplit(host).netloc.removeprefix("*.") for host in tiles.hosts
    )
    say(
        f"sitmap: the tiles of {hosts} are loaded when the page is opened: not without a network, "
        "and many services refuse a page opened from a file; --ground FILE needs neither",
        err=True,
    )


def _say_map(output: Path, made: Map) -> None:
    off = made.content().n_left_off
    size = output.stat().st_size / 1000
    say(f"{output}: {_say_drawn(made)}, {off:,} left off, {size:,.0f} kB")
