"""Lines as a layer: fronts, routes, fences, as they stood on the day of the map."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.layers.areas import to_degrees
from sitmap.layers.content import (
    KeyEntry,
    KeyGroup,
    LayerContent,
    LinePicture,
    Stroke,
    StrokeLook,
)
from sitmap.layers.element import PageLayer
from sitmap.layers.labels import choose_name
from sitmap.layers.packing import SCALE, pack_line
from sitmap.layers.payload import gzip_bytes
from sitmap.layers.sites import span_of
from sitmap.readers.aliases import fold_name
from sitmap.readers.area_names import find_names
from sitmap.readers.door import read_outlines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from sitmap.layers.content import MapFrame

__all__ = ["Lines", "read_lines"]

_LOOKS: Final = (
    StrokeLook("#8c1c13", "#f08a80", 2.6),
    StrokeLook("#1f4e79", "#8fc1f0", 2.2, (8, 4)),
    StrokeLook("#5b3a86", "#c6a8f0", 2.2, (2, 3)),
    StrokeLook("#8a5a00", "#e0b45c", 2.2, (10, 3, 2, 3)),
    StrokeLook("#2f6b4f", "#8fd0b0", 2.2, (5, 5)),
)
"""For the kinds of lines of a table, the most frequent first: told apart by dashes alone, too."""

_REST: Final = StrokeLook("#5c6670", "#a4adb5", 1.8)
_KINDS: Final = ("type", "kind", "category", "class", "line type", "feature type", "folder")
_FROM: Final = ("from", "begin", "start", "date from", "valid from", "open from", "since", "date")
_TO: Final = ("to", "end", "until", "date to", "valid to", "open to")
"""Names of columns, folded, of what a line is and when it was there."""

_LANGUAGE: Final = re.compile(r"name[ _:]([a-z]{2}(?:[-_][A-Za-z]{4})?)$")
_TOLERANCE_DEG: Final = 0.0002  # some 20 m, a pixel at the closest that a basemap is read
_MOST_FACTS: Final = 40  # columns on a card
_LONGEST: Final = 2_000  # characters of a fact
_LONGEST_NAME: Final = 120


class Lines(PageLayer):
    """Lines: fronts, routes, fences. A dated line is drawn on the days on which it was there.

    Parameters
    ----------
    lines
        Lines in any CRS, with what there is of a name (``name``, ``name_sq``…), a type (``type``,
        ``kind``…), and days or years from which and to which each was there (``from``, ``to``…);
        every other column stands on its card (`sitmap.read_lines`).
    name
        What the layer control calls it.
    show
        Whether it is drawn when the page opens.

    Raises
    ------
    InputError
        There are no lines.

    Examples
    --------
    >>> import folium, geopandas, shapely
    >>> front = shapely.LineString([(36, 47.5), (37.8, 48.0)])
    >>> table = geopandas.GeoDataFrame({"name": ["Front"]}, geometry=[front], crs=4326)
    >>> len(Lines(table).add_to(folium.Map(tiles=None)).lines)
    1
    """

    kind: ClassVar[str] = "lines"

    def __init__(self, lines: gpd.GeoDataFrame, name: str = "Lines", *, show: bool = True) -> None:
        super().__init__(name, show=show)
        self.lines, self.left_off = conform_lines(lines)
        counts = self.lines["what"].value_counts()
        ordered = sorted(counts.index, key=lambda what: (-counts[what], what))
        few = ordered if len(ordered) <= len(_LOOKS) else ordered[: len(_LOOKS) - 1]
        self._looks: dict[str, StrokeLook] = dict(zip(few, _LOOKS, strict=False))

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say which lines stood on the map's day; the others are left off, with their days."""
        stands = self._stands_on(frame.day)
        there = self.lines[stands]
        name = self.say_name("lines", frame.words)
        strokes = tuple(
            Stroke(choose_name(row.name_, row.own, frame.names), shape, self._look(row.what))
            for row, shape in zip(there.itertuples(), there.geometry, strict=True)
        )
        is_dated = bool((self.lines["from"] != "").any() or (self.lines["to"] != "").any())
        return LayerContent(
            self.kind,
            name,
            is_shown=self.show,
            key=self._say_key(there["what"], name, frame),
            strokes=strokes,
            date=frame.day if is_dated else None,
            is_dated=is_dated,
            left_off=pd.concat([self.left_off, self._say_absent(~stands, frame.day)]),
        )

    def _stands_on(self, day: str | None) -> NDArray[np.bool_]:
        """Tell which lines were there on a day; without a day all were."""
        if day is None:
            return np.ones(len(self.lines), dtype=bool)
        begun = (self.lines["from"] == "") | (self.lines["from"] <= day)
        lasting = (self.lines["to"] == "") | (self.lines["to"] >= day)
        stands: NDArray[np.bool_] = (begun & lasting).to_numpy(dtype=bool)
        return stands

    def _say_absent(self, absent: NDArray[np.bool_], day: str | None) -> pd.DataFrame:
        off = self.lines[absent]
        days = off["from"].replace("", "…") + "\N{EN DASH}" + off["to"].replace("", "…")
        told = {"row": off.index, "what": off["name_"], "value": days, "n": 1}
        return pd.DataFrame({**told, "why": f"a line that wasn't there on {day}"}, dtype=object)

    def _say_key(self, whats: pd.Series[str], name: str, frame: MapFrame) -> tuple[KeyGroup, ...]:
        counts = whats.value_counts()
        if not len(counts):
            return ()
        entries = [
            KeyEntry(what or name, LinePicture(look), int(counts[what]))
            for what, look in self._looks.items()
            if what in counts
        ]
        rest = [what for what in counts.index if what not in self._looks]
        if rest:
            told = frame.words.say("other_values", n=len(rest), values=", ".join(rest))
            entries.append(KeyEntry(told, LinePicture(_REST), int(counts[rest].sum())))
        return (KeyGroup("", tuple(entries)),)

    def _look(self, what: str) -> StrokeLook:
        return self._looks.get(what, _REST)

    def settings(self) -> Mapping[str, Any]:
        """Return how many lines there are, the day of the map, and the looks of their kinds."""
        looks = {id(look): at for at, look in enumerate(self._listed)}
        of_line = [looks[id(self._look(what))] for what in self.lines["what"]]
        told = [
            {"colour": one.colour, "dark": one.dark, "width": one.width, "dashes": one.dashes}
            for one in self._listed
        ]
        return {"count": len(self.lines), "date": self.frame.day, "styles": told, "style": of_line}

    @property
    def _listed(self) -> tuple[StrokeLook, ...]:
        return (*self._looks.values(), _REST)

    def blobs(self) -> Mapping[str, bytes]:
        """Return the lines as one gzip of JSON."""
        names = self.frame.names
        simple = self.lines.geometry.simplify(_TOLERANCE_DEG)
        told = [
            {
                "id": row.id,
                "name": choose_name(row.name_, row.own, names),
                "what": row.what,
                "from": row.begin,
                "to": row.until,
                "facts": row.facts,
                "parts": [pack_line(part) for part in shapely.get_parts(shape)],
            }
            for row, shape in zip(
                self.lines.rename(columns={"from": "begin", "to": "until"}).itertuples(),
                simple,
                strict=True,
            )
        ]
        data = json.dumps({"scale": SCALE, "lines": told}, ensure_ascii=False)
        return {"core": gzip_bytes(data.encode("utf-8", "replace"))}

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self.lines.total_bounds
        return [[south, west], [north, east]]


def read_lines(path: str | Path) -> gpd.GeoDataFrame:
    """Read lines for `Lines`: GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, KML, or a Shapefile.

    Parameters
    ----------
    path
        A local file.

    Raises
    ------
    InputError
        The file can't be read, or holds no lines.
    """
    lines = read_outlines(path, of="lines")
    try:
        conform_lines(lines)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    return lines


def conform_lines(lines: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Bring lines into their columns, EPSG:4326, and list what is none.

    Returns
    -------
    lines, left_off
        The first has ``id``, ``name_``, ``own`` (names by language), ``what``, ``from``, ``to``
        (ISO days, empty where not told), ``facts`` (pairs of a column and its text) and geometry.
    """
    if not isinstance(lines, gpd.GeoDataFrame):
        raise InputError("lines: a table of lines is needed; sitmap.read_lines(path) makes one")
    shapes = lines.geometry
    is_line = shapes.notna() & ~shapes.is_empty & shapes.geom_type.isin(_LINE_TYPES)
    if not is_line.any():
        has_areas = bool(shapes.geom_type.isin(["Polygon", "MultiPolygon"]).any())
        remedy = "draw areas by --areas (areas=)" if has_areas else "give LineStrings"
        raise InputError(f"holds no lines; {remedy}")
    found = to_degrees(lines[is_line], "lines")
    columns = _find_columns([str(name) for name in found.columns if name != found.geometry.name])
    rows = pd.DataFrame(found.drop(columns=found.geometry.name)).to_dict("records")
    records = [_read_row({str(key): row[key] for key in row}, columns) for row in rows]
    table = pd.DataFrame(records, index=found.index)
    table["id"] = [f"line-{at}" for at in range(1, len(table) + 1)]
    return (
        gpd.GeoDataFrame(table, geometry=shapely.force_2d(found.geometry.to_numpy()), crs=4326),
        _list_others(lines[~is_line]),
    )


_LINE_TYPES: Final = ("LineString", "MultiLineString", "LinearRing")


def _find_columns(names: list[str]) -> dict[str, str]:
    """Find the columns of name, type and days; what a table hasn't is left out."""
    folded = {fold_name(name): name for name in reversed(names)}
    wanted = {"what": _KINDS, "from": _FROM, "to": _TO}
    found = {
        role: folded[word]
        for role, words in wanted.items()
        for word in reversed(words)
        if word in folded
    }
    named = find_names(names)
    return {**found, **({"name": named[0]} if named else {})}


def _read_row(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, object]:
    told = {role: _text(row[column]) for role, column in columns.items()}
    begun, ended = span_of(told.get("from", "")), span_of(told.get("to", ""))
    languages = {
        match[1].replace("_", "-"): _text(value)
        for column, value in row.items()
        if (match := _LANGUAGE.match(column)) and _text(value)
    }
    facts = [(key, _text(value)) for key, value in row.items() if key not in columns.values()]
    return {
        "name_": told.get("name", "")[:_LONGEST_NAME],
        "own": languages,
        "what": told.get("what", "")[:_LONGEST_NAME],
        "from": begun[0] if begun else "",
        "to": ended[1] if ended else "",
        "facts": [pair for pair in facts if pair[1]][:_MOST_FACTS],
    }


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)[:_LONGEST]
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.isoformat().removesuffix("T00:00:00")
    return " ".join(str(value).split())[:_LONGEST]


def _list_others(others: gpd.GeoDataFrame) -> pd.DataFrame:
    kinds = others.geom_type.fillna("nothing")
    why = kinds.map(lambda kind: f"is no line ({kind}); draw areas by --areas, points as incidents")
    told = {"row": others.index, "what": kinds, "value": "", "why": why, "n": 1}
    return pd.DataFrame(told, dtype=object)
