"""A user's own areas as a layer: districts, sectors; outlines for incidents known only to one."""

from __future__ import annotations

import json
import warnings
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.errors import DataWarning, InputError
from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.layers.attributes import (
    LONGEST_NAME,
    find_kind,
    list_facts,
    own_names,
    say_value,
)
from sitmap.layers.blobs import gzip_bytes
from sitmap.layers.content import (
    AreaPicture,
    KeyEntry,
    KeyGroup,
    LayerContent,
    LinePicture,
    Stroke,
    StrokeLook,
)
from sitmap.layers.element import PageLayer
from sitmap.layers.labels import choose_name
from sitmap.layers.looks import COLOURS
from sitmap.layers.shape_history import pack_shapes
from sitmap.layers.spans import (
    find_days,
    last_day,
    list_absent,
    read_spans,
    span_days,
    stands_on,
)
from sitmap.readers.area_names import find_codes, find_names, name_areas
from sitmap.readers.door import read_outlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from sitmap.layers.content import MapFrame

_OUTLINE: Final = StrokeLook(COLOURS["border"], "#5d6872", width=1.0)
_LOOKS: Final = (
    StrokeLook("#9c2a1f", "#f0948a", 1.4, fill=0.2),
    StrokeLook("#1f5c8e", "#8fc1f0", 1.4, (6, 3), fill=0.16),
    StrokeLook("#8a6100", "#e0b45c", 1.4, (2, 3), fill=0.16),
    StrokeLook("#5b3a86", "#c6a8f0", 1.4, (8, 3, 2, 3), fill=0.16),
    StrokeLook("#2f6b4f", "#8fd0b0", 1.4, (4, 4), fill=0.16),
)
"""For whose the areas are, where they are dated: told apart by their edges, too."""

_REST: Final = StrokeLook("#5c6670", "#a4adb5", 1.2, fill=0.12)

_LEVELS: Final = ("level", "placetype", "admin_level", "shapetype", "type")
_LEVEL_WORDS: Final = {
    "admin1": "admin1",
    "region": "admin1",
    "adm1": "admin1",
    "4": "admin1",
    "province": "admin1",
    "state": "admin1",
    "admin2": "admin2",
    "county": "admin2",
    "adm2": "admin2",
    "6": "admin2",
    "district": "admin2",
    "localadmin": "admin2",
    "municipality": "admin2",
    "country": "country",
    "adm0": "country",
    "2": "country",
}
# about 150 m, which no reader sees on a map of districts
_TOLERANCE_DEG: Final = 0.0015


class Areas(PageLayer):
    """Outlines of areas.

    An incident that is known only to a district is hatched in the district's outline.

    Parameters
    ----------
    areas
        Polygons in any CRS, with a column of names (``name``, ``name_sq``, ``name_sr``…, or as
        OCHA's COD, GADM, geoBoundaries, Overture or Who's On First call it), and where the file has
        more than one level a column for it (``level``, ``placetype``). Areas with days or years
        from which and to which each was there (``from``, ``to``…), or with the ``date`` of each
        picture of a front, are drawn on these days, coloured by whose they are (``control``,
        ``side``, ``type``…, else by name); a page's timeline moves them.
    name
        What the layer control calls it.
    show
        Whether the outlines are drawn when the page opens.

    Raises
    ------
    InputError
        There are no polygons, or no column names them.

    Examples
    --------
    >>> import folium, geopandas, shapely
    >>> shape = shapely.box(20, 42, 21, 43)
    >>> square = geopandas.GeoDataFrame({"name": ["Sector A"]}, geometry=[shape], crs=4326)
    >>> len(Areas(square).add_to(folium.Map(tiles=None)).areas)
    1
    """

    kind: ClassVar[str] = "areas"

    def __init__(
        self,
        areas: gpd.GeoDataFrame,
        name: str = "Areas",
        *,
        show: bool = True,
    ) -> None:
        super().__init__(name, show=show)
        self.areas = conform_areas(areas)

    @cached_property
    def date(self) -> str | None:
        """The last day that its areas tell of, ISO; None where none is dated."""
        return last_day(self.areas)

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say the outlines of the map's day, and which areas incidents may be known to lie in."""
        day = frame.day or self.date
        stands = stands_on(self.areas, day)
        there = self.areas[stands]
        name = self.say_name("areas", frame.words)
        absent = list_absent(
            self.areas, stands, str(day), "an area that wasn't there on"
        )
        return LayerContent(
            self.kind,
            name,
            is_shown=self.show,
            key=self._say_key(there, name, frame),
            strokes=tuple(self._draw(there, frame)),
            areas=there,
            date=day if self.date else None,
            is_dated=self.date is not None,
            left_off=absent,
        )

    def _draw(
        self, there: gpd.GeoDataFrame, frame: MapFrame
    ) -> Iterator[Stroke]:
        is_named = self.date is not None
        for row, shape in zip(
            there.itertuples(), there.geometry, strict=True
        ):
            called = choose_name(row.name_, row.own, frame.names)
            yield Stroke(
                called, shape, self._look(row.what), is_named=is_named
            )

    def _say_key(
        self, there: gpd.GeoDataFrame, name: str, frame: MapFrame
    ) -> tuple[KeyGroup, ...]:
        if self.date is None:
            return (KeyGroup("", (KeyEntry(name, LinePicture(_OUTLINE)),)),)
        whats = there["what"].unique()
        entries = [
            KeyEntry(what or name, AreaPicture(look))
            for what, look in self._looks.items()
            if what in whats
        ]
        rest = sorted(what for what in whats if what not in self._looks)
        if rest:
            told = frame.words.say(
                "other_values", n=len(rest), values=", ".join(rest)
            )
            entries.append(KeyEntry(told, AreaPicture(_REST)))
        return (KeyGroup("", tuple(entries)),) if entries else ()

    def _look(self, what: str) -> StrokeLook:
        return self._looks.get(what, _REST) if self.date else _OUTLINE

    @cached_property
    def _looks(self) -> dict[str, StrokeLook]:
        """The looks of the kinds of dated areas, the most frequent first."""
        counts = self.areas["what"].value_counts()
        ordered = sorted(
            counts.index, key=lambda what: (-counts[what], what)
        )
        few = (
            ordered
            if len(ordered) <= len(_LOOKS)
            else ordered[: len(_LOOKS) - 1]
        )
        return dict(zip(few, _LOOKS, strict=False))

    def settings(self) -> Mapping[str, Any]:
        """Return how many areas there are, the day of the map, and the looks of their kinds."""
        listed = (*self._looks.values(), _REST)
        at = {id(look): number for number, look in enumerate(listed)}
        if self.date is None:
            return {"count": len(self.areas)}
        return {
            "count": len(self.areas),
            "date": self.frame.day or self.date,
            "span": span_days(self.areas),
            "styles": [asdict(look) for look in listed],
            "style": [
                at[id(self._look(what))] for what in self.areas["what"]
            ],
        }

    def blobs(self) -> Mapping[str, bytes]:
        """Return what is said of the areas as a gzip of JSON, and their shapes."""
        is_dated, names = self.date is not None, self.frame.names
        told = {} if is_dated else self._names_told()
        shapes = self.areas.geometry
        packed = pack_shapes(
            shapes
            if is_dated
            else shapes.simplify_coverage(_TOLERANCE_DEG),
            self.areas["from"],
        )
        ordered = self.areas.rename(
            columns={"from": "begin", "to": "until"}
        )
        areas = [
            {
                "id": "",
                "country": "",
                "names": [*row.names, *told.get(at, ())],
                "name": choose_name(row.name_, row.own, names),
                "what": row.what,
                "from": row.begin,
                "to": row.until,
                "facts": row.facts,
            }
            for at, row in enumerate(ordered.itertuples())
        ]
        data = json.dumps(
            {"shapes": packed.to_settings(), "areas": areas},
            ensure_ascii=False,
        )
        return {
            "core": gzip_bytes(data.encode("utf-8", "replace")),
            **packed.blobs,
        }

    def _names_told(self) -> dict[int, list[str]]:
        """Return what the map's incidents call each area.

        Those known to such an area only, and lying in it.
        """
        from sitmap.layers.incidents import Incidents

        siblings = (
            []
            if self._parent is None
            else list(self._parent._children.values())  # noqa: SLF001 - there is no other way
        )
        told: dict[int, list[str]] = {}
        for layer in siblings:
            if isinstance(layer, Incidents):
                for at, name in match_areas(
                    layer.drawn, self.areas
                ).items():
                    told.setdefault(at, []).extend(name)
        return told

    def _get_self_bounds(self) -> list[list[float | None]]:
        there = self.areas[stands_on(self.areas, self.date)]
        west, south, east, north = (
            self.areas if there.empty else there
        ).total_bounds
        return [[south, west], [north, east]]


def read_areas(
    path: str | Path, *, name: str | None = None
) -> gpd.GeoDataFrame:
    """Read polygons for `Areas`: GeoJSON, GeoPackage, FlatGeobuf, GeoParquet, KML, or a Shapefile.

    Parameters
    ----------
    path
        A local file; or a folder with a file for each day (``front-2022-03-05.geojson``…), each of
        which stands until the next.
    name
        The column that names the areas, where it isn't found: ``name="sector_code"``.

    Raises
    ------
    InputError
        The file can't be read, or isn't one of named polygons.
    """
    outlines = read_outlines(path)
    try:
        return conform_areas(outlines, name)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def conform_areas(
    areas: gpd.GeoDataFrame, name: str | None = None
) -> gpd.GeoDataFrame:
    """Bring polygons into columns ``names`` (lists), ``level``, ``code`` and geometry, EPSG:4326.

    Beside them stand ``name_``, ``own`` (names by language), ``what``, ``from`` and ``to`` (ISO
    days, empty where not told) and ``facts`` (pairs of a column and its text).
    """
    if {"names", "level"} <= set(areas.columns):
        return areas
    polygons = to_degrees(_take_polygons(areas), "areas")
    told = pd.DataFrame(polygons.drop(columns=polygons.geometry.name))
    told.columns = told.columns.map(str)
    listed = list(told.columns)
    days = find_days(listed)
    names, named_level = _name(told, name, is_dated=bool(days))
    codes = find_codes(listed)
    first = [each[0][:LONGEST_NAME] for each in names]
    spans = read_spans(told, first, "areas")
    kind = find_kind(listed, of_areas=True) if days else None
    rows = [
        {str(key): row[key] for key in row}
        for row in told.to_dict("records")
    ]
    kinds = [kind] if kind else []
    said = {*find_names(listed)[:1], *days.values(), *kinds}
    table = gpd.GeoDataFrame(
        {
            "names": names,
            "level": _read_levels(told, named_level),
            "code": told[codes[0]].astype("string").fillna("").to_list()
            if codes
            else "",
            "name_": first,
            "own": [own_names(row) for row in rows],
            "what": (
                first
                if kind is None
                else [say_value(one)[:LONGEST_NAME] for one in told[kind]]
            ),
            "from": spans.begin,
            "to": spans.until,
            "facts": [list_facts(row, said) for row in rows],
        },
        geometry=_make_valid(polygons.geometry.to_numpy()),
        crs=4326,
    )
    return _without_wrong_days(table, spans.problems)


def _take_polygons(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take the polygons of a table, and tell of what is none."""
    kinds = areas.geom_type
    is_area = areas.geometry.notna() & kinds.isin(
        ["Polygon", "MultiPolygon"]
    )
    polygons = areas[is_area]
    has_lines = bool(kinds.isin(["LineString", "MultiLineString"]).any())
    if polygons.empty and has_lines:
        raise InputError(
            "holds lines and no areas; draw them as lines: --lines (lines=)"
        )
    if polygons.empty:
        raise InputError("the table of areas holds no polygons")
    if len(polygons) < len(areas):
        remedy = "; draw lines by --lines (lines=)" if has_lines else ""
        off = f"{len(areas) - len(polygons)} of {len(areas)} shapes are no areas, and left off"
        warnings.warn(f"areas: {off}{remedy}", DataWarning, stacklevel=5)
    return polygons


def _read_levels(told: pd.DataFrame, named: str) -> list[str]:
    """Read which level each area is of, by its column or by that of the names."""
    columns = {column.casefold(): column for column in told.columns}
    level = next(
        (told[columns[column]] for column in _LEVELS if column in columns),
        pd.Series(named, told.index),
    )
    words = level.astype("string").str.casefold()
    return words.map(_LEVEL_WORDS).fillna("").to_list()


def _name(
    told: pd.DataFrame, given: str | None, *, is_dated: bool
) -> tuple[list[list[str]], str]:
    """Name the areas; what follows each other day by day needs no name."""
    if given is None and is_dated and not find_names(list(told.columns)):
        kind = find_kind(list(told.columns), of_areas=True)
        return [
            [say_value(one) if kind else ""]
            for one in told[kind or told.columns[0]]
        ], ""
    return name_areas(told, given)


def _make_valid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Mend what crosses itself, and leave all others to the point as they are."""
    mended = shapes.copy()
    wrong = ~shapely.is_valid(shapes)
    mended[wrong] = shapely.make_valid(shapes[wrong])
    return mended


def _without_wrong_days(
    areas: gpd.GeoDataFrame, problems: Mapping[int, str]
) -> gpd.GeoDataFrame:
    """Leave off areas whose days can't be read, and say so: one shown always would be wrong."""
    if not problems:
        return areas
    at, why = next(iter(problems.items()))
    named = f"row {at + 1} ({areas['name_'].iloc[at]}): {why}"
    told = f"areas: {len(problems)} of {len(areas)} are left off for their days; {named}"
    if len(problems) == len(areas):
        raise InputError(told.removeprefix("areas: "))
    warnings.warn(told, DataWarning, stacklevel=5)
    return areas.drop(index=areas.index[list(problems)])


def to_degrees(shapes: gpd.GeoDataFrame, what: str) -> gpd.GeoDataFrame:
    """Bring shapes into EPSG:4326; without a CRS their numbers must be degrees.

    Raises
    ------
    InputError
        They aren't.
    """
    if shapes.crs:
        return shapes.to_crs(4326)
    west, south, east, north = shapes.total_bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        raise InputError(
            f"the table of {what} names no CRS, and its coordinates ({west:.0f}, {south:.0f}) are"
            " no degrees; add the .prj, or convert it to EPSG:4326"
        )
    return shapes.set_crs(4326)


def match_areas(
    incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> dict[int, list[str]]:
    """Find for each coarse incident the area of its level that its point lies in.

    The smallest of several.

    Returns
    -------
    dict
        Position of the area in `areas` to the names that incidents give it.
    """
    coarse = incidents[incidents["precision"].isin(["admin1", "admin2"])]
    if coarse.empty:
        return {}
    points, shapes = areas.sindex.query(coarse.geometry, predicate="within")
    pairs = pd.DataFrame({"incident": points, "area": shapes})
    pairs["level"] = areas["level"].to_numpy()[shapes]
    pairs["wanted"] = coarse["precision"].astype(str).to_numpy()[points]
    pairs["size"] = shapely.area(areas.geometry.to_numpy())[shapes]
    fitting = pairs[
        (pairs["level"] == pairs["wanted"]) | (pairs["level"] == "")
    ]
    best = fitting.sort_values("size").drop_duplicates("incident")
    names = (
        coarse["place_name"]
        .fillna(coarse["place"])
        .fillna(coarse["country"])
        .to_numpy()
    )
    told: dict[int, list[str]] = {}
    for incident, area in zip(best["incident"], best["area"], strict=True):
        if pd.notna(names[incident]) and names[
            incident
        ] not in told.setdefault(int(area), []):
            told[int(area)].append(str(names[incident]))
    return told


def join_areas(
    incidents: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> pd.Series[str]:
    """Tell which area each incident belongs to: by its name, or because its disc lies inside.

    Parameters
    ----------
    incidents
        An incident table, EPSG:4326.
    areas
        As `conform_areas` makes them, EPSG:4326.

    Returns
    -------
    pandas.Series
        The area's first name, by the incidents' index; null where it isn't sure.

    Examples
    --------
    >>> import geopandas, shapely, sitmap
    >>> box = [shapely.box(20, 42, 21, 43)]
    >>> square = geopandas.GeoDataFrame({"name": ["A"]}, geometry=box, crs=4326)
    >>> points = geopandas.points_from_xy([20.5, 20.999, 30], [42.5] * 3, crs=4326)
    >>> told = {"precision": ["place"] * 3, "uncertainty_m": 2500.0}
    >>> table = sitmap.conform(geopandas.GeoDataFrame(told, geometry=points))
    >>> join_areas(table, conform_areas(square)).fillna("-").to_list()
    ['A', '-', '-']
    """
    first = pd.Series(
        [names[0] for names in areas["names"]], dtype="string"
    )
    joined = pd.Series(pd.NA, index=incidents.index, dtype="string")
    points, shapes = areas.sindex.query(
        incidents.geometry, predicate="within"
    )
    inside = _lies_inside(
        incidents.iloc[points], areas.geometry.iloc[shapes]
    )
    joined.iloc[points[inside]] = first.iloc[shapes[inside]].to_numpy()
    known = {
        name.casefold(): names[0]
        for names in areas["names"]
        for name in names
    }
    for column in ("place", "place_name"):
        named = incidents[column].astype("string").str.casefold().map(known)
        coarse = incidents["precision"].isin(
            ["admin1", "admin2", "country"]
        )
        joined = joined.mask(coarse & named.notna(), named)
    return joined


def _lies_inside(
    rows: gpd.GeoDataFrame, shapes: gpd.GeoSeries
) -> NDArray[np.bool_]:
    """Tell whose whole disc lies within the shape that holds its point."""
    radius = (
        rows["uncertainty_m"].fillna(0.0).to_numpy(dtype=float)
        / METRES_PER_DEGREE
    )
    lat = rows.geometry.y.to_numpy()
    # a degree of longitude is shorter than one of latitude: measured as if it were as short, the
    # distance to the outline is never overstated
    shortest = np.maximum(np.cos(np.radians(np.clip(lat, -89, 89))), 0.01)
    away = shapely.distance(
        rows.geometry.to_numpy(), shapely.boundary(shapes.to_numpy())
    )
    inside: NDArray[np.bool_] = away * shortest >= radius
    return inside
