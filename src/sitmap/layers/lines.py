"""Lines as a layer: fronts, routes, fences, as they stood on the day of the map."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

import geopandas as gpd
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.layers.area_table import to_degrees
from sitmap.layers.attributes import (
    LONGEST_NAME,
    find_kind,
    list_facts,
    own_names,
    say_value,
)
from sitmap.layers.blobs import gzip_bytes
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
from sitmap.layers.shape_history import pack_shapes
from sitmap.layers.spans import (
    find_days,
    last_day,
    list_absent,
    read_spans,
    span_days,
    stands_on,
)
from sitmap.readers.area_names import find_names
from sitmap.readers.door import read_outlines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitmap.layers.content import MapFrame

_LOOKS: Final = (
    StrokeLook("#8c1c13", "#f08a80", 2.6),
    StrokeLook("#1f4e79", "#8fc1f0", 2.2, (8, 4)),
    StrokeLook("#5b3a86", "#c6a8f0", 2.2, (2, 3)),
    StrokeLook("#8a5a00", "#e0b45c", 2.2, (10, 3, 2, 3)),
    StrokeLook("#2f6b4f", "#8fd0b0", 2.2, (5, 5)),
)
"""For the kinds of lines of a table, the most frequent first: told apart by dashes alone, too."""

_REST: Final = StrokeLook("#5c6670", "#a4adb5", 1.8)
# some 20 m, a pixel at the closest that a basemap is read
_TOLERANCE_DEG: Final = 0.0002


class Lines(PageLayer):
    """Lines: fronts, routes, fences. A dated line is drawn on the days on which it was there.

    Parameters
    ----------
    lines
        Lines in any CRS, with what there is of a name (``name``, ``name_sq``…), a type (``type``,
        ``kind``…), and days or years from which and to which each was there (``from``, ``to``…), or
        the ``date`` of each picture of a front; every other column stands on its card
        (`sitmap.read_lines`).
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

    def __init__(
        self,
        lines: gpd.GeoDataFrame,
        name: str = "Lines",
        *,
        show: bool = True,
    ) -> None:
        super().__init__(name, show=show)
        self.lines, self.left_off = conform_lines(lines)
        counts = self.lines["what"].value_counts()
        ordered = sorted(
            counts.index, key=lambda what: (-counts[what], what)
        )
        few = (
            ordered
            if len(ordered) <= len(_LOOKS)
            else ordered[: len(_LOOKS) - 1]
        )
        self._looks: dict[str, StrokeLook] = dict(
            zip(few, _LOOKS, strict=False)
        )

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say which lines stood on the map's day; the others are left off, with their days."""
        day = frame.day or self.date
        stands = stands_on(self.lines, day)
        there = self.lines[stands]
        name = self.say_name("lines", frame.words)
        strokes = tuple(
            Stroke(
                choose_name(row.name_, row.own, frame.names),
                shape,
                self._look(row.what),
            )
            for row, shape in zip(
                there.itertuples(), there.geometry, strict=True
            )
        )
        absent = list_absent(
            self.lines, stands, str(day), "a line that wasn't there on"
        )
        return LayerContent(
            self.kind,
            name,
            is_shown=self.show,
            key=self._say_key(there, name, frame),
            strokes=strokes,
            date=day if self.date else None,
            is_dated=self.date is not None,
            left_off=pd.concat([self.left_off, absent]),
        )

    @cached_property
    def date(self) -> str | None:
        """The last day that its lines tell of, ISO; None where none is dated."""
        return last_day(self.lines)

    def _say_key(
        self, there: gpd.GeoDataFrame, name: str, frame: MapFrame
    ) -> tuple[KeyGroup, ...]:
        """Tell the kinds of lines; the only one of its kind by its name, which may lack room."""
        counts = there["what"].value_counts()
        if not len(counts):
            return ()
        own = {
            row.what: choose_name(row.name_, row.own, frame.names)
            for row in there.itertuples()
            if counts[row.what] == 1
        }
        entries = [
            KeyEntry(
                ": ".join(filter(None, (what, own.get(what)))) or name,
                LinePicture(look),
                int(counts[what]),
            )
            for what, look in self._looks.items()
            if what in counts
        ]
        rest = [what for what in counts.index if what not in self._looks]
        if rest:
            told = frame.words.say(
                "other_values", n=len(rest), values=", ".join(rest)
            )
            entries.append(
                KeyEntry(told, LinePicture(_REST), int(counts[rest].sum()))
            )
        return (KeyGroup("", tuple(entries)),)

    def _look(self, what: str) -> StrokeLook:
        return self._looks.get(what, _REST)

    def settings(self) -> Mapping[str, Any]:
        """Return how many lines there are, the day of the map, and the looks of their kinds."""
        looks = {id(look): at for at, look in enumerate(self._listed)}
        of_line = [
            looks[id(self._look(what))] for what in self.lines["what"]
        ]
        told = [
            {
                "colour": one.colour,
                "dark": one.dark,
                "width": one.width,
                "dashes": one.dashes,
            }
            for one in self._listed
        ]
        return {
            "count": len(self.lines),
            "date": self.frame.day or self.date,
            "span": span_days(self.lines),
            "styles": told,
            "style": of_line,
        }

    @property
    def _listed(self) -> tuple[StrokeLook, ...]:
        return (*self._looks.values(), _REST)

    def blobs(self) -> Mapping[str, bytes]:
        """Return what is said of the lines as a gzip of JSON, and their shapes."""
        names = self.frame.names
        ordered = self.lines.rename(
            columns={"from": "begin", "to": "until"}
        )
        shapes = self.lines.geometry
        packed = pack_shapes(
            shapes if self.date else shapes.simplify(_TOLERANCE_DEG),
            self.lines["from"],
        )
        told = [
            {
                "id": row.id,
                "name": choose_name(row.name_, row.own, names),
                "what": row.what,
                "from": row.begin,
                "to": row.until,
                "facts": row.facts,
            }
            for row in ordered.itertuples()
        ]
        data = json.dumps(
            {"shapes": packed.to_settings(), "lines": told},
            ensure_ascii=False,
        )
        return {
            "core": gzip_bytes(data.encode("utf-8", "replace")),
            **packed.blobs,
        }

    def _get_self_bounds(self) -> list[list[float | None]]:
        west, south, east, north = self.lines.total_bounds
        return [[south, west], [north, east]]


def read_lines(path: str | Path) -> gpd.GeoDataFrame:
    """Read lines for `Lines`: GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, KML, or a Shapefile.

    Parameters
    ----------
    path
        A local file; or a folder with a file for each day (``front-2022-03-05.geojson``…), each of
        which stands until the next.

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


def conform_lines(
    lines: gpd.GeoDataFrame,
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Bring lines into their columns, EPSG:4326, and list what is none.

    Returns
    -------
    lines, left_off
        The first has ``id``, ``name_``, ``own`` (names by language), ``what``, ``from``, ``to``
        (ISO days, empty where not told), ``facts`` (pairs of a column and its text) and geometry.
    """
    is_line = _find_lines(lines)
    found = to_degrees(lines[is_line], "lines")
    told = pd.DataFrame(found.drop(columns=found.geometry.name))
    told.columns = told.columns.map(str)
    rows = _read_rows(told)
    spans = read_spans(told, rows["name_"].to_list(), "lines")
    table = gpd.GeoDataFrame(
        rows.assign(**{"from": spans.begin, "to": spans.until}),
        geometry=shapely.force_2d(found.geometry.to_numpy()),
        crs=4326,
    )
    wrong = list(spans.problems)
    off = {
        "row": found.index[wrong],
        "what": table["name_"].iloc[wrong].to_list(),
        "value": "",
    }
    undated = pd.DataFrame(
        {**off, "why": list(spans.problems.values()), "n": 1}, dtype=object
    )
    kept = table.drop(index=table.index[wrong])
    if kept.empty:
        raise InputError(
            f"holds no line whose days can be read: {next(iter(undated['why']))}"
        )
    return kept, pd.concat([_list_others(lines[~is_line]), undated])


def _find_lines(lines: gpd.GeoDataFrame) -> pd.Series[bool]:
    """Tell which shapes of a table are lines; refuse one without any."""
    if not isinstance(lines, gpd.GeoDataFrame):
        raise InputError(
            "lines: a table of lines is needed; sitmap.read_lines(path) makes one"
        )
    shapes = lines.geometry
    is_line: pd.Series[bool] = (
        shapes.notna()
        & ~shapes.is_empty
        & shapes.geom_type.isin(_LINE_TYPES)
    )
    if not is_line.any():
        has_areas = shapes.geom_type.isin(["Polygon", "MultiPolygon"]).any()
        remedy = (
            "draw areas by --areas (areas=)"
            if has_areas
            else "give LineStrings"
        )
        raise InputError(f"holds no lines; {remedy}")
    return is_line


_LINE_TYPES: Final = ("LineString", "MultiLineString", "LinearRing")


def _read_rows(told: pd.DataFrame) -> pd.DataFrame:
    """Read what is said of each line: its name, what it is, and what else its card tells."""
    columns = list(told.columns)
    named, kind = find_names(columns)[:1], find_kind(columns)
    said = {*named, *([kind] if kind else ()), *find_days(columns).values()}
    records = [
        {
            "name_": say_value(row[named[0]])[:LONGEST_NAME]
            if named
            else "",
            "own": own_names(row),
            "what": say_value(row[kind])[:LONGEST_NAME] if kind else "",
            "facts": list_facts(row, said),
        }
        for row in (
            {str(key): row[key] for key in row}
            for row in told.to_dict("records")
        )
    ]
    table = pd.DataFrame(records, index=told.index)
    return table.assign(
        id=[f"line-{at}" for at in range(1, len(table) + 1)]
    )


def _list_others(others: gpd.GeoDataFrame) -> pd.DataFrame:
    kinds = others.geom_type.fillna("nothing")
    why = kinds.map(
        lambda kind: (
            f"is no line ({kind}); draw areas by --areas, points as incidents"
        )
    )
    told = {
        "row": others.index,
        "what": kinds,
        "value": "",
        "why": why,
        "n": 1,
    }
    return pd.DataFrame(told, dtype=object)
