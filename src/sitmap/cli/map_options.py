"""The options of commands that draw a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import click

from sitmap.cli.ground import ground_options
from sitmap.cli.inputs import (
    FILE,
    reading_options,
)
from sitmap.reports.protocols import INCLUDES, TITLES
from sitmap.vocabulary import Names

if TYPE_CHECKING:
    from collections.abc import Sequence


_PALETTES = ("okabe-ito", "tol-bright", "tol-muted", "ramp", "viridis")
_SYMBOL_SETS = ("shapes", "pictograms", "ocha", "app6")
_OFF_MAP = ("denied", "historical", "planned", "threatened")


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
