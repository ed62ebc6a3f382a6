"""The page of a comparison: maps side by side, their keys, what to know, and the table, offline."""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from sitmap.export.content_security import write_policy
from sitmap.export.page_settings import page_words
from sitmap.export.undrawn import CUT_STYLE, UNDRAWN
from sitmap.layers.element import (
    NO_LOOKUPS,
    inert_blob,
    inert_json,
    read_asset,
)
from sitmap.layers.packed_lines import SCALE, pack_rings
from sitmap.layers.page_content import content_settings
from sitmap.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from sitmap.layers.basemap import Basemap
    from sitmap.maps.content import MapContent

_BOOT: Final = "compare.boot();"
_BASEMAP: Final = "compare_basemap"
_WORDS: Final = (
    "compared",
    "sort_by",
    "outline_only",
    "whole_view",
    "map_choice",
)
_DETAIL: Final = 3_000
"""An outline may leave its course by this part of the whole: the maps are small."""
# 170 m: less can't be seen in a small map
_LEAST_TOLERANCE_DEG: Final = 0.0015
_CHANGES: Final = ("difference", "difference_per_day", "change_percent")

Plain = dict[str, Any]


def render_comparison(
    maps: Sequence[MapContent],
    basemap: Basemap,
    places: gpd.GeoDataFrame,
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    columns: Mapping[str, str],
    counts: Sequence[str],
    notes: Sequence[str],
) -> str:
    """Return the page.

    Parameters
    ----------
    maps
        What each of its maps says; the numbers of their places are positions in `places`.
    basemap
        That all of them stand on.
    places
        ``name``, ``row`` (of `table`, -1 for none) and outlines, EPSG:4326.
    table
        The counts.
    title, subtitle
        Of the page.
    columns
        The columns of the table that are shown, and their heads.
    counts
        Those that hold the incidents of each side.
    notes
        What a reader must know, a line each.
    """
    first = maps[0]
    west, south, east, north = first.opening.box
    words = first.words
    settings = {
        "lang": words.lang,
        "strings": _strings(first),
        "title": one_line(title),
        "subtitle": one_line(subtitle),
        "bounds": [[south, west], [north, east]],
        "maps": [_one_map(one, len(places)) for one in maps],
        "scale": SCALE,
        "places": _pack_places(places),
        "names": [one_line(name) for name in places["name"]],
        "columns": [
            {**_column(table[name], name, head), "is_count": name in counts}
            for name, head in columns.items()
        ],
        "rows": _rows(table[list(columns)]),
        "notes": list(notes),
        "statuses": list(first.notes),
        "credits": [asdict(one) for one in first.credits],
        "basemap": dict(basemap.settings()),
    }
    return _compose(settings, basemap)


def _strings(content: MapContent) -> Plain:
    """Return the words that the page's own script says, beside those of every page."""
    told: Any = page_words(content.lang).get("strings", {})
    return {**told, **{key: content.words.table[key] for key in _WORDS}}


def _one_map(content: MapContent, count: int) -> Plain:
    fills: list[str | None] = [None] * count
    groups: list[Any] = []
    for layer in content.layers:
        groups += list(content_settings(layer).get("key", []))  # type: ignore[call-overload]
        if layer.counts is None:
            continue
        for number, at in zip(
            layer.counts.numbers, layer.counts.classes, strict=True
        ):
            fills[number] = layer.counts.colours[at]
    return {
        "title": content.title,
        "subtitle": content.subtitle,
        "key": groups,
        "fills": fills,
    }


def _pack_places(places: gpd.GeoDataFrame) -> list[Plain]:
    west, _, east, _ = places.total_bounds
    tolerance = max(_LEAST_TOLERANCE_DEG, float(east - west) / _DETAIL)
    simple = places.geometry.simplify_coverage(tolerance).to_numpy()
    simple = np.where(
        shapely.is_empty(simple), places.geometry.to_numpy(), simple
    )
    return [
        {"rings": pack_rings([shape]), "row": int(row)}
        for shape, row in zip(simple, places["row"], strict=True)
    ]


def _column(column: pd.Series[Any], name: str, head: str) -> Plain:
    return {
        "head": one_line(head),
        "is_number": bool(pd.api.types.is_numeric_dtype(column.dtype)),
        "is_change": name in _CHANGES,
    }


def _rows(table: pd.DataFrame) -> list[list[Any]]:
    plain = table.astype(object)
    plain = plain.where(plain.notna(), None)
    return [
        [_cell(cell) for cell in row]
        for row in plain.itertuples(index=False, name=None)
    ]


def _cell(cell: Any) -> Any:
    if isinstance(cell, str):
        return one_line(cell)
    if hasattr(cell, "item"):
        return cell.item()
    return cell


def _compose(settings: Plain, basemap: Basemap) -> str:
    scripts = [read_asset("leaflet.js"), read_asset("compare.js")]
    styles = [
        read_asset(one)
        for one in ("leaflet.css", "sitmap.css", "compare.css")
    ]
    lines = [
        f'<!DOCTYPE html>\n<html lang="{escape(settings["lang"], quote=True)}">\n<head>',
        '<meta charset="utf-8">',
        CUT_STYLE,
        NO_LOOKUPS,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        write_policy([*scripts, _BOOT], ()),
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(settings['title'])}</title>",
        *(f"<style>{style}</style>" for style in styles),
        "</head>\n<body>",
        f'<div id="compare">{UNDRAWN}</div>',
        *(f"<script>{script}</script>" for script in scripts),
        f'<script type="application/json" class="sitmap-compare">{inert_json(settings)}</script>',
        *(
            inert_blob(f"{_BASEMAP}/{key}", data)
            for key, data in basemap.blobs().items()
        ),
        f"<script>{_BOOT}</script>",
        "</body>\n</html>\n",
    ]
    return "\n".join(lines)
