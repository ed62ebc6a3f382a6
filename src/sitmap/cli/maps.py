"""Commands that draw: the sample, a page, a figure."""

from __future__ import annotations

import sys
import warnings
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlsplit

import click

from sitmap.cli.ground import choose_basemap, ground_options
from sitmap.cli.inputs import (
    FILE,
    READING,
    is_report,
    read_located,
    reading_options,
    say_left_off,
    say_rows,
)
from sitmap.cli.outputs import check_outputs, check_page
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
from sitmap.errors import DataWarning, InputError
from sitmap.map_files import BESIDE
from sitmap.map_files import make_map as make_map_of
from sitmap.map_options import Names
from sitmap.reports.protocols import INCLUDES, TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from sitmap.desk.inbox import Inbox
    from sitmap.layers import Incidents
    from sitmap.mapping import Map
    from sitmap.reports import Report

FILES_BESIDE = (*BESIDE, "ground", "since", "answers")
_PALETTES = ("okabe-ito", "tol-bright", "tol-muted", "ramp", "viridis")
_SYMBOL_SETS = ("shapes", "pictograms", "ocha", "app6")
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
_OFF_MAP = ("denied", "historical", "planned", "threatened")


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


def _read_formulas(
    _context: click.Context, _option: click.Parameter, told: Sequence[str]
) -> dict[str, str] | None:
    pairs = [each.partition("=") for each in told]
    if any(not side for _, _, side in pairs):
        raise click.BadParameter(
            "write a place and a side, as crimea=ukraine"
        )
    return {place.strip(): side.strip() for place, _, side in pairs} or None


def _read_columns(
    _context: click.Context, _option: click.Parameter, told: str | None
) -> list[str] | None:
    return (
        None
        if told is None
        else [name.strip() for name in told.split(",") if name.strip()]
    )


def _read_bounds(
    _context: click.Context, _option: click.Parameter, told: str | None
) -> list[float] | None:
    if told is None:
        return None
    try:
        degrees = [float(each) for each in told.split(",")]
    except ValueError:
        degrees = []
    if len(degrees) != 4:  # noqa: PLR2004 - the sides of a box
        raise click.BadParameter(
            "write west, south, east and north, as 20.4,42.8,21.0,43.3"
        )
    return degrees


def map_options(command: Any) -> Any:
    """Add the options that a page and a figure share."""
    for option in reversed(
        (
            click.option(
                "--title",
                help="Title of the map; by default the number of incidents that are drawn.",
            ),
            click.option("--subtitle", help="A line below the title."),
            click.option(
                "--date",
                help=(
                    "Day that presence, areas and lines are shown for, as 2022-08-17; by default"
                    " the last incident's."
                ),
            ),
            click.option(
                "--presence",
                type=FILE,
                help="A mission's sites, in any format.",
            ),
            click.option(
                "--strength",
                type=FILE,
                help="The mission's strength figures.",
            ),
            click.option(
                "--areas",
                type=FILE,
                help=(
                    "Outlines of districts, or who held what by day: GeoJSON, GeoPackage, "
                    "Shapefile…, or a folder with a file a day."
                ),
            ),
            click.option(
                "--lines",
                type=FILE,
                help="Fronts, routes, fences, from such a file or KML.",
            ),
            click.option(
                "--raster",
                type=FILE,
                help="A picture on the ground: a GeoTIFF, or any with --raster-bounds.",
            ),
            click.option(
                "--raster-bounds",
                metavar="W,S,E,N",
                callback=_read_bounds,
                help="Where a picture lies that doesn't say so, in degrees.",
            ),
            click.option("--raster-credit", help="Whom to credit for it."),
            click.option(
                "--raster-opacity",
                type=click.FloatRange(0, 1, min_open=True),
                help="How opaque it is drawn, to 1. [0.8]",
            ),
            click.option(
                "--area-name",
                help="Column that names the areas, if it isn't found.",
            ),
            click.option(
                "--source",
                "sources",
                multiple=True,
                help="Whom to credit (repeat as needed); by default the tables' own.",
            ),
            click.option(
                "--since",
                metavar="FILE|DATE",
                help=(
                    "Ring what is new since an earlier table, a spec or a day, and tell what"
                    " changed."
                ),
            ),
            click.option(
                "--answers",
                type=FILE,
                help="With --since: sitmap diff's list, with same or new for its doubtful pairs.",
            ),
            click.option(
                "--show",
                "show_statuses",
                multiple=True,
                type=click.Choice(_OFF_MAP),
                help="Draw a status that is kept off the map (repeat as needed).",
            ),
            click.option(
                "--color-by",
                metavar="COLUMN",
                help="Colour and shape by a column in place of the event type.",
            ),
            click.option(
                "--palette",
                type=click.Choice(list(_PALETTES)),
                help="Colours for --color-by.",
            ),
            click.option(
                "--classes",
                metavar="N|SCHEME|EDGES",
                help="How numbers are parted: 4, equal, natural, natural:4, or edges 10,50.",
            ),
            click.option(
                "--rate-by",
                metavar="COLUMN",
                help=(
                    "Counts by area as incidents per 100,000 people, of a column of --areas. "
                    "[population]"
                ),
            ),
            click.option(
                "--symbol-by",
                metavar="COLUMN",
                help="Shape by a column, or the column of APP-6 codes for --symbols app6.",
            ),
            click.option(
                "--symbols",
                type=click.Choice(_SYMBOL_SETS),
                help=(
                    "Pictograms for kinds of incidents (ocha: the same), or military symbols by"
                    " code."
                ),
            ),
            click.option(
                "--label-by",
                metavar="COLUMN",
                help="Write a column's text at each mark.",
            ),
            click.option(
                "--filter-by",
                metavar="COLUMN,…",
                callback=_read_columns,
                help="Columns that a reader can filter by, too. [side,confidence]",
            ),
            click.option(
                "--names",
                type=click.Choice(get_args(Names)),
                default="auto",
                show_default=True,
                help=(
                    "Which names the labels show: the page's language's, another's, the places' own"
                    " (local), Albanian and Serbian (both)."
                ),
            ),
            click.option(
                "--lang",
                default="en",
                show_default=True,
                help=(
                    "Language of the page's words: ar, de, en, es, fr, ru, sq, sr, sr-Cyrl, tr, uk."
                ),
            ),
            click.option(
                "--kosovo-outline",
                type=click.Choice(["dashed", "solid", "absent"]),
                default="dashed",
                show_default=True,
                help="How the line between Kosovo and Serbia is drawn.",
            ),
            click.option(
                "--note",
                default="auto",
                show_default=True,
                help="Status note: auto, none, or a text.",
            ),
            click.option(
                "--status-formula",
                "status_formulas",
                multiple=True,
                metavar="PLACE=SIDE",
                callback=_read_formulas,
                help="A side's formula for a disputed place in the note's stead. [crimea=ukraine]",
            ),
            click.option(
                "--page-mb",
                type=float,
                help="What a page of counts may weigh; more is added up. [10]",
            ),
            click.option(
                "--media-mb",
                type=float,
                help=(
                    "What small pictures of the files in media may weigh in a page; 0 for none. [2]"
                ),
            ),
            click.option(
                "--near",
                help="Where reports are from, if they don't say. [Kosovo]",
            ),
            click.option(
                "--published",
                help="Day of publication of reports, YYYY-MM-DD, if they don't state it.",
            ),
            click.option(
                "--report-lang",
                help="Language of reports, if their words don't tell it. [uk]",
            ),
            click.option(
                "--titles",
                type=click.Choice(TITLES),
                help=(
                    "Language of the titles drafted: English, or the report's.  "
                    "[default: report's if --lang isn't en]"
                ),
            ),
            click.option(
                "--include",
                multiple=True,
                type=click.Choice(INCLUDES),
                help="Draft from reports beside incidents (repeat as needed).",
            ),
        )
    ):
        command = option(command)
    return reading_options(ground_options(command))


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
    """Draw the incidents of FILES on one self-contained map: tables, or reports (.txt, .eml, .html).

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
    type=FILE,
    default=Path("map.pdf"),
    show_default=True,
    help="A .png, .svg, .pdf, .docx or .pptx file.",
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
    help="Pixels per inch of a PNG.",
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
    output: Path,
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
      sitmap figure incidents.csv -o briefing.pptx
    """
    made = _make_for(output, files, options, allow_outside=allow_outside)
    if output.suffix.lower() == ".docx":
        from sitmap.export.docx import write_docx

        fitted = None if size is None else _parse_size(size)
        write_docx(made, output, size=fitted, dpi=dpi, facet=facet)
    elif output.suffix.lower() == ".pptx":
        from sitmap.export.pptx import write_pptx

        write_pptx(made, output, dpi=dpi)
    else:
        page = _parse_size(size or "A4 landscape")
        made.figure(output, size=page, dpi=dpi, facet=facet, table=table)
    _say_contents(made)
    say(f"{output}: {_say_drawn(made)}")


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

    made = _make_for(output, files, options, allow_outside=allow_outside)
    placed = None if table == "none" else table
    draw_atlas(
        made, output, by=by, size=_parse_size(size), dpi=dpi, table=placed
    )
    _say_contents(made)
    say(f"{output}: {_say_drawn(made)}")


def _make_for(
    output: Path,
    files: Sequence[str],
    options: Mapping[str, Any],
    *,
    allow_outside: bool,
) -> Map:
    """Make the map that is drawn into a file, from tables and reports or again from a spec."""
    if is_spec(files):
        check_outputs(
            [output], files_of(files, allow_outside=allow_outside)
        )
        made = remake(files, allow_outside=allow_outside)
    else:
        check_outputs(
            [output], [*files, *(options[name] for name in FILES_BESIDE)]
        )
        made = make_map(files, allow_outside=allow_outside, **options)
    _refuse_reports(made)
    return made


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
    from sitmap.cli.progress import ReadShare
    from sitmap.reports import list_reports, read_report

    paths = list_reports(files)
    if len(paths) == 1:
        return [
            read_report(paths[0], progress=ReadShare(paths[0]), **options)
        ]
    reports: dict[str, Report] = {}
    for path in paths:
        try:
            with (
                warnings.catch_warnings()
            ):  # what is to be known of many is said once for all
                warnings.simplefilter("ignore", DataWarning)
                reports[str(path)] = read_report(path, **options)
        except InputError as error:
            say(f"left off: {error}", err=True)
    _say_notes(reports)
    return list(reports.values())


def _say_notes(reports: Mapping[str, Report]) -> None:
    from sitmap.reports.folders import sum_notes

    for line in sum_notes(
        {Path(name).name: report.notes for name, report in reports.items()}
    ):
        say(f"sitmap: {line}", err=True)


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
    from sitmap.reports import apply_review, join_reports

    drafted = join_reports(reports)
    if not tables:
        return drafted
    return apply_review(drafted, pd.concat(tables, ignore_index=True))


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
