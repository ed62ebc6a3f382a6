"""Tile archives in Protomaps' layout: the deepest zoom of a local PMTiles file, as features.

Layers and kinds as https://docs.protomaps.com/basemaps/layers tells them; those of its third
version, whose keys began with ``pmap:``, too.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from sitmap.errors import InputError
from sitmap.geodesy import MERCATOR_HALF_M
from sitmap.ground.features import Features, join_features
from sitmap.ground.osm import as_features, read_batches
from sitmap.ground.sources import OSM_CREDIT, Source
from sitmap.ground.tags import Columns, clean_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Values = pd.Series[Any]

_LAYERS: Final = (
    "landuse",
    "landcover",
    "water",
    "buildings",
    "roads",
    "boundaries",
    "places",
    "pois",
)
_NEEDED: Final = ("roads", "places")
_HEADER: Final = 127
"""Bytes of the header (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md)."""

# tile type "MVT" of PMTiles 3
_VECTORS: Final = 1
_LARGEST_METADATA: Final = 4 << 20

_ROADS: Final = {
    "highway": "motorway",
    "major_road": "primary",
    "medium_road": "secondary",
    "minor_road": "residential",
    "path": "path",
    "other": "track",
}
_LINKED: Final = ("motorway", "trunk", "primary", "secondary", "tertiary")
_DETAILED: Final = frozenset(
    (
        *_LINKED,
        *(f"{road}_link" for road in _LINKED),
        *(
            "residential",
            "unclassified",
            "living_street",
            "pedestrian",
            "service",
            "track",
        ),
        *("path", "footway", "cycleway", "bridleway", "steps"),
    )
)
"""OpenStreetMap's own words for a road, which Protomaps keeps as the kind's detail."""

_LEVELS: Final = {
    "country": "2",
    "region": "4",
    "county": "6",
    "locality": "8",
}
_WATERWAYS: Final = ("river", "canal", "stream", "drain", "ditch")
_LINE_TYPES: Final = (1, 5)  # LineString, MultiLineString
_AREA_TYPES: Final = (3, 6)  # Polygon, MultiPolygon


def open_pmtiles(path: Path) -> Source:
    """Open an archive, once it is known to be of the right kind.

    Raises
    ------
    InputError
        The package ``pmtiles`` is missing; or the archive is cut off, holds pictures, or has
        another layout than Protomaps'.
    """
    zoom, metadata = _read_head(path)
    held = [
        one.get("id")
        for one in metadata.get("vector_layers") or []
        if isinstance(one, dict)
    ]
    if not all(layer in held for layer in _NEEDED):
        told = ", ".join(clean_name(one) for one in held[:6]) or "none"
        raise InputError(
            f"{path}: its layers ({told}) aren't Protomaps' (roads, places, water …); take a "
            "basemap from maps.protomaps.com/builds, or an .osm.pbf"
        )
    layers = [layer for layer in _LAYERS if layer in held]
    credit = (
        ""
        if "openstreetmap" in str(metadata.get("attribution")).lower()
        else "Protomaps, "
    )
    return Source(
        lambda progress: _read(path, layers, zoom, progress),
        f"{credit}{OSM_CREDIT}",
    )


def _read_head(path: Path) -> tuple[int, dict[str, Any]]:
    try:
        from pmtiles.tile import Compression, deserialize_header
    except ModuleNotFoundError:
        raise InputError(
            f"{path}: PMTiles are read by a package of their own: pip install 'sitmap[ground]'"
        ) from None
    try:
        with path.open("rb") as file:
            header = deserialize_header(file.read(_HEADER))
            file.seek(header["metadata_offset"])
            raw = file.read(
                min(header["metadata_length"], _LARGEST_METADATA)
            )
        if header["internal_compression"] == Compression.GZIP:
            raw = zlib.decompressobj(wbits=31).decompress(
                raw, _LARGEST_METADATA
            )
        metadata = json.loads(raw.decode() or "{}")
        vectors, zoom = (
            header["tile_type"].value == _VECTORS,
            int(header["max_zoom"]),
        )
    except Exception as error:  # noqa: BLE001 - the package says what is wrong in many classes
        why = str(error)[:120] or type(error).__name__
        raise InputError(
            f"{path}: is no whole PMTiles archive ({why}); fetch it again"
        ) from None
    if not vectors:
        raise InputError(
            f"{path}: holds pictures, not shapes; take a basemap of vector tiles, as "
            "maps.protomaps.com/builds has them"
        )
    return zoom, metadata if isinstance(metadata, dict) else {}


def _read(
    path: Path,
    layers: list[str],
    zoom: int,
    progress: Callable[[str, int], None] | None,
) -> Iterator[Features]:
    for layer in layers:
        done = 0
        for columns, shapes in read_batches(
            path, {"layer": layer, "ZOOM_LEVEL": str(zoom)}
        ):
            done += len(shapes)
            if progress is not None:
                progress(layer, done)
            named = {
                key.removeprefix("pmap:"): column
                for key, column in columns.items()
            }
            yield _as_osm(
                layer, named, shapely.transform(shapes, _to_degrees)
            )


def _to_degrees(points: NDArray[np.float64]) -> NDArray[np.float64]:
    lon = points[:, 0] / MERCATOR_HALF_M * 180
    lat = np.degrees(
        np.arctan(np.sinh(points[:, 1] / MERCATOR_HALF_M * np.pi))
    )
    return np.column_stack([lon, lat])


def _as_osm(layer: str, columns: Columns, shapes: NDArray[Any]) -> Features:
    """Say features in OpenStreetMap's tags, so that one table of kinds serves both."""
    types = shapely.get_type_id(shapes)
    parts = []
    for target, wanted in (
        ("lines", np.isin(types, _LINE_TYPES)),
        ("multipolygons", np.isin(types, _AREA_TYPES)),
        ("points", np.isin(types, [0, 4])),
    ):
        rows = np.flatnonzero(wanted)
        if len(rows):
            told = {
                key: column.iloc[rows].reset_index(drop=True)
                for key, column in columns.items()
            }
            tags = _tags_of(layer, told, len(rows))
            kind_of = "multipolygons" if layer == "boundaries" else target
            parts.append(
                as_features(
                    kind_of, {**_names_of(told), **tags}, shapes[rows]
                )
            )
    return join_features(parts)


def _names_of(columns: Columns) -> Columns:
    return {
        key: column
        for key, column in columns.items()
        if key == "name" or key[:5] == "name:"
    }


def _tags_of(layer: str, columns: Columns, rows: int) -> Columns:
    """Return what OpenStreetMap's tags would be of a layer's features."""
    read = _TAGS.get(layer, _own_tags)
    return read(columns, pd.Series([None] * rows, dtype=object))


def _kind_and_detail(
    columns: Columns, nothing: Values
) -> tuple[Values, Values]:
    kind = columns.get("kind", nothing).astype(object)
    return kind, columns.get("kind_detail", nothing).astype(object)


def _road_tags(columns: Columns, nothing: Values) -> Columns:
    kind, detail = _kind_and_detail(columns, nothing)
    tags = {
        "highway": detail.where(detail.isin(_DETAILED), kind.map(_ROADS)),
        "railway": kind.where(kind == "rail"),
        "aeroway": detail.where(detail == "runway"),
        "ref": columns.get("ref", columns.get("shield_text", nothing)),
    }
    if "is_bridge" in columns:
        is_bridge = columns["is_bridge"].isin([True, 1])
        tags["bridge"] = nothing.mask(is_bridge, "yes")
    return tags


def _water_tags(columns: Columns, nothing: Values) -> Columns:
    kind, detail = _kind_and_detail(columns, nothing)
    named = detail.where(detail.isin(_WATERWAYS))
    return {
        "waterway": kind.where(kind.isin(_WATERWAYS), named),
        "natural": _all("water", nothing),
    }


def _building_tags(_: Columns, nothing: Values) -> Columns:
    return {"building": _all("yes", nothing)}


def _boundary_tags(columns: Columns, nothing: Values) -> Columns:
    kind, _ = _kind_and_detail(columns, nothing)
    level = kind.map(_LEVELS).astype(object)
    disputed = columns.get("disputed", nothing).isin([True, 1, "true"])
    return {
        "admin_level": level.mask(disputed, None),
        "boundary": _all("administrative", nothing),
    }


def _place_tags(columns: Columns, nothing: Values) -> Columns:
    kind, detail = _kind_and_detail(columns, nothing)
    settled = detail.where(detail.notna(), kind)
    usual = {"macrohood": "suburb", "locality": "village"}
    return {"place": settled.replace(usual)}


def _own_tags(columns: Columns, nothing: Values) -> Columns:
    """Take landuse, landcover and pois, which bear OpenStreetMap's own values."""
    kind, _ = _kind_and_detail(columns, nothing)
    values = kind.replace(
        {"wood": "forest", "airfield": "military", "naval_base": "military"}
    )
    height = columns.get("elevation", columns.get("ele", nothing))
    return dict.fromkeys(_KEYS_OF_KINDS, values) | {"ele": height}


def _all(value: str, nothing: Values) -> Values:
    return pd.Series([value] * len(nothing), dtype=object)


_KEYS_OF_KINDS: Final = (
    "landuse",
    "natural",
    "leisure",
    "amenity",
    "aeroway",
    "railway",
    "barrier",
)
_TAGS: Final[Mapping[str, Callable[[Columns, Values], Columns]]] = {
    "roads": _road_tags,
    "water": _water_tags,
    "buildings": _building_tags,
    "boundaries": _boundary_tags,
    "places": _place_tags,
}
