"""The command that says which incidents lie near which sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sitmap.cli.inputs import FILE, read_located, reading_options
from sitmap.cli.outputs import check_outputs
from sitmap.cli.terminal import say
from sitmap.errors import InputError
from sitmap.precision import DEFAULT_RADIUS_M
from sitmap.vocabulary import OFF_MAP_STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from sitmap.desk.near import Nearness

_PAGES = (".html", ".htm")
_COLORS = {
    "surely": "#d55e00",
    "possibly": "#e69f00",
    "not": "#7f7f7f",
    "unknown": "#7f7f7f",
}
"""Vermilion and orange of Okabe and Ito (https://jfly.uni-koeln.de/color/), grey for the rest."""
_HALF_EARTH, _TILE_PX = 180.0, 256
_SCREEN_PX = 800  # of a page's map that its panels leave free
# a screen is wider than tall, and a degree of latitude longer
_WIDE_AS_TALL = 2.0
# a town's zoom: sites are shown with what lies around them
_CLOSEST = 12
_FIGURES = (".png", ".svg", ".pdf", ".docx")


@click.command()
@click.argument("file")
@click.option(
    "--sites",
    type=FILE,
    required=True,
    help="Posts, roads or districts: a table with name, lat and lon, or any file of shapes.",
)
@click.option(
    "--within",
    "within_km",
    type=float,
    required=True,
    metavar="KM",
    help="In km.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    type=FILE,
    multiple=True,
    required=True,
    help=(
        "The incidents as .csv, .xlsx, .gpkg…, or a map with rings as .html, .png, .pdf, .docx "
        "(repeat as needed)."
    ),
)
@click.option(
    "--months",
    type=FILE,
    help="Counts by site and month: .csv, .xlsx or .json.",
)
@click.option(
    "--only-near", is_flag=True, help="Leave out what is surely not near."
)
@click.option("--title", help="Title of the map.")
@click.option(
    "--lang",
    default="en",
    show_default=True,
    help="Language of the map's own words.",
)
@reading_options
def near(
    file: str,
    sites: Path,
    within_km: float,
    outputs: Sequence[Path],
    months: Path | None,
    title: str | None,
    lang: str,
    *,
    only_near: bool,
    **reading: Any,
) -> None:
    """Say which incidents of FILE lie within a distance of which sites: surely, possibly, or not.

    Distances are geodesics from disc to disc: surely near is what is so wherever in its circle the
    incident was. Sites that surely weren't open on the day aren't compared.

    \b
    Examples:
      sitmap near incidents.csv --sites kfor-sites.csv --within 5 -o near.csv
      sitmap near incidents.csv --sites kfor-sites.csv --within 5 --months months.csv -o near.html
    """
    from sitmap.desk.near import count_by_month, find_near
    from sitmap.desk.sites import read_sites
    from sitmap.export.plain_table import check_plain_path, write_plain

    check_outputs([*outputs, months], [file, sites])
    _check_endings(outputs)
    if months is not None:
        check_plain_path(months)
    places = read_sites(sites)
    found = find_near(read_located(file, **reading), places, within_km)
    _say_counts(found, places, within_km)
    table = found.incidents
    shown = table[table["near"] != "not"] if only_near else table
    for output in outputs:
        _write(shown, places, within_km, output, title, lang)
    if months is not None:
        by_month = count_by_month(found)
        write_plain(by_month, months)
        say(f"{months}: {len(by_month)} rows")


def _check_endings(outputs: Sequence[Path]) -> None:
    from sitmap.export.files import check_file
    from sitmap.export.gis import check_table_path

    for output in outputs:
        ending = output.suffix.lower()
        if ending in (*_PAGES, *_FIGURES):
            check_file(output)
        else:
            check_table_path(output)


def _say_counts(
    found: Nearness, sites: gpd.GeoDataFrame, within_km: float
) -> None:
    off_map = found.incidents["status"].isin(OFF_MAP_STATUSES)
    compared = found.incidents[~off_map]
    counts = compared["near"].value_counts()
    told = ", ".join(
        f"{counts.get(near, 0):,} {near}"
        for near in ("surely", "possibly", "not")
    )
    say(f"within {within_km:g} km of {len(sites):,} sites: {told}")
    if unknown := counts.get("unknown", 0):
        say(
            f"  {unknown:,} rows have no point: whether they are near isn't known"
        )
    if off_map.any():
        say(
            f"  {int(off_map.sum()):,} more are planned, denied or past: compared, and not counted"
        )
    unsaid = (
        compared["precision"].eq("unknown")
        & compared["uncertainty_m"].isna()
    )
    if vague := int((unsaid & compared["near"].ne("unknown")).sum()):
        reach_km = DEFAULT_RADIUS_M["unknown"] / 1000
        say(
            f"  {vague:,} points don't say how precise they are and are taken as within "
            f"{reach_km:g} km; a column uncertainty_m says it"
        )
    exact = (
        int(sites["uncertainty_m"].isna().sum())
        if "uncertainty_m" in sites
        else 0
    )
    if exact:
        say(
            f"  {exact:,} sites tell no uncertainty_m and are taken as exact",
            err=True,
        )


def _write(
    table: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    within_km: float,
    output: Path,
    title: str | None,
    lang: str,
) -> None:
    from sitmap.export.gis import write_table

    ending = output.suffix.lower()
    if ending not in (*_PAGES, *_FIGURES):
        write_table(table, output)
        say(f"{output}: {len(table)} rows")
        return
    made = _make_map(table, sites, within_km, title, lang)
    if ending in _PAGES:
        made.save(output)
    elif ending == ".docx":
        from sitmap.export.docx import write_docx

        write_docx(made, output)
    else:
        made.figure(output)
    say(
        f"{output}: {sum(len(layer.drawn) for layer in made.incidents)} incidents drawn"
    )


def _make_map(
    table: gpd.GeoDataFrame,
    sites: gpd.GeoDataFrame,
    within_km: float,
    title: str | None,
    lang: str,
) -> Any:
    """Draw incidents coloured by whether they are near, with rings around the sites."""
    from sitmap.desk.near_words import load_near_words, name_near
    from sitmap.desk.sites import draw_rings
    from sitmap.layers import Areas
    from sitmap.mapping import Map

    if table.empty:
        raise InputError(
            "no incident is near: there is nothing to draw; leave out --only-near"
        )
    is_mission = "site_id" in sites
    names = [f"{name} ({within_km:g} km)" for name in sites["name"]]
    rings = draw_rings(sites, within_km).assign(name=names)
    words = load_near_words(lang, km=within_km, sites=len(sites))
    return Map(
        name_near(table, words),
        lang=lang,
        areas=Areas(rings, words.ring),
        **_open_at(rings),
        presence=sites if is_mission else None,
        title=title or words.title,
        color_by=words.near,
        palette={
            words.codes[near]: color for near, color in _COLORS.items()
        },
        filter_by=[words.near, words.site],
    )


def _open_at(rings: gpd.GeoDataFrame) -> dict[str, Any]:
    """Open where the sites are: what is far from all of them may be half a world away."""
    import math

    west, south, east, north = map(float, rings.total_bounds)
    if (
        east > _HALF_EARTH
    ):  # across the antimeridian, where the map finds its own view
        return {}
    across = max(east - west, (north - south) * _WIDE_AS_TALL)
    zoom = math.floor(
        math.log2(2 * _HALF_EARTH * _SCREEN_PX / (_TILE_PX * across))
    )
    return {
        "location": ((south + north) / 2, (west + east) / 2),
        "zoom_start": min(max(zoom, 1), _CLOSEST),
    }
