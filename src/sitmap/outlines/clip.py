"""The world's outlines, cut to a box and simplified to what a map of it can show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from sitmap.errors import SitmapError
from sitmap.outlines.districts import DistrictName
from sitmap.outlines.rings import (
    Box,
    clip_polygons,
    make_polygon,
    make_valid,
    split_box,
    turn,
)
from sitmap.outlines.simplification import rank_of

if TYPE_CHECKING:
    from collections.abc import Sequence

ASSET: Final = Path(__file__).parents[1] / "_assets" / "outlines.npz"

DISPUTED: Final = tuple(
    frozenset(pair)
    for pair in (
        ("Ukraine", "Crimea"),
        ("Somalia", "Somaliland"),
        ("Cyprus", "Cyprus U.N. Buffer Zone"),
        ("N. Cyprus", "Cyprus U.N. Buffer Zone"),
        ("India", "Siachen Glacier"),
        ("Morocco", "W. Sahara"),
    )
)
"""Pairs of outlines whose common line is in dispute, beside the one between Kosovo and Serbia."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Many lines in one array: line i is ``flat[ends[i - 1]:ends[i]]``."""

    flat: NDArray[Any]
    ends: NDArray[np.int64]

    @property
    def starts(self) -> NDArray[np.int64]:
        return np.concatenate([[0], self.ends[:-1]])

    def __getitem__(self, index: int) -> NDArray[np.float64]:
        return self.flat[
            self.ends[index - 1] if index else 0 : self.ends[index]
        ]

    def boxes(self) -> NDArray[np.float64]:
        """West, south, east, north of each line."""
        low, high = (
            by.reduceat(self.flat, self.starts)
            for by in (np.minimum, np.maximum)
        )
        return np.hstack([low, high]).astype(np.float64)

    def pick(self, kept: NDArray[np.bool_]) -> _Lines:
        """Keep some vertices of every line."""
        return _Lines(
            self.flat[kept], np.cumsum(kept, dtype=np.int64)[self.ends - 1]
        )


class _Arrays(dict[str, NDArray[Any]]):
    """The arrays of a file, each read when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __missing__(self, name: str) -> NDArray[Any]:
        with np.load(self._path) as data:
            self[name] = data[name]
        return self[name]


class Outlines:
    """The world's outlines; coordinates are longitude and latitude in degrees (EPSG:4326).

    Parameters
    ----------
    path
        The file that `build_outlines` wrote.

    Raises
    ------
    SitmapError
        The file isn't there: the package was not built.
    """

    def __init__(self, path: Path = ASSET) -> None:
        if not path.is_file():
            raise SitmapError(
                f"{path.name} is missing from the installation; install sitmap again (pip"
                " install .)"
            )
        self._data = _Arrays(path)
        self._codes = [str(code) for code in self._data["codes"]]
        self._names = [str(name) for name in self._data["names"]]

    @cached_property
    def _arcs(self) -> _Lines:
        return self._lines("arc", np.float64)

    @cached_property
    def world_land(self) -> list[NDArray[np.float64]]:
        """Coarse rings of all land, each ``(n, 2)``."""
        lines = self._lines("land")
        return [lines[number] for number in range(len(lines.ends))]

    @cached_property
    def _polygons(self) -> list[list[list[int]]]:
        """Every polygon of every country, country by country: its rings, each a list of arcs."""
        lines = self._lines("ring", np.int32)
        rings = iter(
            [lines[number].tolist() for number in range(len(lines.ends))]
        )
        return [
            [next(rings) for _ in range(count)]
            for count in self._data["rings_of_polygon"]
        ]

    @cached_property
    def _country_of_polygon(self) -> NDArray[np.int64]:
        counts = self._data["polygons_of_country"]
        return np.repeat(np.arange(len(counts)), counts)

    @cached_property
    def _arc_boxes(self) -> NDArray[np.float64]:
        return self._arcs.boxes()

    @cached_property
    def _polygon_boxes(self) -> NDArray[np.float64]:
        outer = [polygon[0] for polygon in self._polygons]
        refs = np.concatenate([np.array(ring) for ring in outer])
        starts = np.cumsum([0, *(len(ring) for ring in outer[:-1])])
        boxes = self._arc_boxes[np.where(refs < 0, ~refs, refs)]
        return np.hstack(
            [
                np.minimum.reduceat(boxes[:, :2], starts),
                np.maximum.reduceat(boxes[:, 2:], starts),
            ]
        )

    def country(self, code: str) -> shapely.MultiPolygon | None:
        """Return a country's outline by its ISO 3166-1 alpha-2 code (XK for Kosovo), or None."""
        numbers = [
            number for number, one in enumerate(self._codes) if one == code
        ]
        at = np.flatnonzero(np.isin(self._country_of_polygon, numbers))
        return (
            shapely.MultiPolygon(
                [make_polygon(self._polygons[i], self._arcs) for i in at]
            )
            if len(at)
            else None
        )

    def countries_at(
        self, box: Box, tolerance: float, *, smallest: float = 0.0
    ) -> list[tuple[str, str, shapely.Geometry]]:
        """Cut the countries to a box.

        Parameters
        ----------
        box
            West, south, east, north; as in every cut, east is beyond 180 where the box crosses
            the antimeridian, and so are the shapes.
        tolerance
            How far, in degrees, a simplified border may run from the true one.
        smallest
            The side, in degrees, of the smallest islands to keep; the largest part of a country
            stays.

        Returns
        -------
        list of (code, name, polygons)
            Countries with something inside the box; two neighbours share their border's points.
        """
        sides: dict[tuple[str, str], list[shapely.Geometry]] = {}
        for part, by in split_box(box):
            for code, name, cut in self._countries_in(
                part, tolerance, smallest
            ):
                sides.setdefault((code, name), []).append(turn(cut, by))
        return [
            (
                *called,
                cuts[0] if len(cuts) == 1 else shapely.union_all(cuts),
            )
            for called, cuts in sides.items()
        ]

    def _countries_in(
        self, box: Box, tolerance: float, smallest: float
    ) -> list[tuple[str, str, shapely.Geometry]]:
        simple, at = (
            self._simplified(tolerance),
            self._polygons_near(box, smallest),
        )
        if not len(at):
            return []
        cuts = clip_polygons(
            np.array([make_polygon(self._polygons[i], simple) for i in at]),
            box,
        )
        owners = self._country_of_polygon[at]
        found = []
        for country in np.unique(owners):
            parts = cuts[owners == country]
            cut = shapely.union_all(parts) if len(parts) > 1 else parts[0]
            if not cut.is_empty:
                found.append(
                    (self._codes[country], self._names[country], cut)
                )
        return found

    def borders_at(
        self, box: Box, tolerance: float
    ) -> list[tuple[frozenset[str], shapely.Geometry]]:
        """Cut the land borders to a box.

        Each line comes once, with the names of the countries that it parts.
        """
        return [
            (owners, turn(cut, by))
            for part, by in split_box(box)
            for owners, cut in self._borders_in(part, tolerance)
        ]

    def _borders_in(
        self, box: Box, tolerance: float
    ) -> list[tuple[frozenset[str], shapely.Geometry]]:
        simple = self._simplified(tolerance)
        shared = [
            arc
            for arc in np.flatnonzero(_meet(self._arc_boxes, box)).tolist()
            if len(self._owners[arc]) > 1
        ]
        cuts = shapely.clip_by_rect(
            [shapely.LineString(simple[arc]) for arc in shared], *box
        )
        return [
            (self._owners[arc], cut)
            for arc, cut in zip(shared, cuts, strict=True)
            if not cut.is_empty
        ]

    def lakes_at(self, box: Box) -> list[shapely.Geometry]:
        """Cut the lakes to a box."""
        lakes = [shapely.Polygon(ring) for ring in self._near("lake", box)]
        return _cut(make_valid(np.array(lakes, dtype=object)), box)

    def rivers_at(self, box: Box) -> list[shapely.Geometry]:
        """Cut the rivers to a box."""
        rivers = [
            shapely.LineString(line) for line in self._near("river", box)
        ]
        return _cut(np.array(rivers, dtype=object), box)

    def districts_at(
        self, box: Box, tolerance: float
    ) -> list[shapely.Geometry]:
        """Cut the lines between the first-level districts of each country to a box."""
        lines = self._lines("district", np.float64)
        rank = rank_of(tolerance)
        simple = (
            lines.pick(self._data["district_ranks"] >= rank)
            if rank
            else lines
        )
        found = [
            shapely.LineString(simple[i])
            for i in np.flatnonzero(_meet(lines.boxes(), box)).tolist()
        ]
        return _cut(np.array(found, dtype=object), box)

    def district_names_at(self, box: Box) -> list[DistrictName]:
        """List where the names of districts stand in a box, the widest first."""
        _, south, _, north = box
        lon, lat, room = self._data["district_spots"].T
        is_in = np.zeros(len(lon), dtype=bool)
        for (left, _, right, _), _ in split_box(box):
            is_in |= (lon > left) & (lon < right)
        at = np.flatnonzero(is_in & (lat > south) & (lat < north))
        found = []
        for i in at[np.argsort(-room[at], kind="stable")].tolist():
            country, code, name = map(str, self._data["district_texts"][i])
            x, y, wide = self._data["district_spots"][i].tolist()
            found.append(DistrictName(country, code, name, x, y, wide))
        return found

    def _lines(self, name: str, dtype: type = np.float32) -> _Lines:
        return _Lines(
            self._data[f"{name}_flat"].astype(dtype),
            self._data[f"{name}_ends"],
        )

    def _simplified(self, tolerance: float) -> _Lines:
        rank = rank_of(tolerance)
        return (
            self._arcs.pick(self._data["arc_ranks"] >= rank)
            if rank
            else self._arcs
        )

    def _near(self, name: str, box: Box) -> Sequence[NDArray[np.float64]]:
        lines = self._lines(name, np.float64)
        return [
            lines[number]
            for number in np.flatnonzero(_meet(lines.boxes(), box)).tolist()
        ]

    def _polygons_near(self, box: Box, smallest: float) -> NDArray[np.intp]:
        west, south, east, north = self._polygon_boxes.T
        area, country = (
            (east - west) * (north - south),
            self._country_of_polygon,
        )
        largest = np.zeros(len(self._codes))
        np.maximum.at(largest, country, area)
        return np.flatnonzero(
            _meet(self._polygon_boxes, box)
            & ((area >= smallest**2) | (area == largest[country]))
        )

    @cached_property
    def _owners(self) -> list[frozenset[str]]:
        """The names of the countries on each arc."""
        owners: list[set[str]] = [set() for _ in self._arcs.ends]
        for polygon, country in zip(
            self._polygons, self._country_of_polygon.tolist(), strict=True
        ):
            for ring in polygon:
                for ref in ring:
                    owners[ref if ref >= 0 else ~ref].add(
                        self._names[country]
                    )
        return [frozenset(names) for names in owners]


def _meet(boxes: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    meets = np.zeros(len(boxes), dtype=bool)
    for (west, _, east, _), _ in split_box(box):
        meets |= (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    _, south, _, north = box
    return meets & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)


def _cut(shapes: NDArray[Any], box: Box) -> list[shapely.Geometry]:
    return [
        turn(cut, by)
        for part, by in split_box(box)
        for cut in shapely.clip_by_rect(shapes, *part)
        if not cut.is_empty
    ]


@lru_cache(maxsize=1)
def load_outlines() -> Outlines:
    """Return the package's outlines; read once a process."""
    return Outlines()
