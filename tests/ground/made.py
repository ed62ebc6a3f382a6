"""Ground of our own invention: a town on a river, as OpenStreetMap XML and as PMTiles."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

LAT, LON = 42.9, 20.86


class Town:
    """Writes nodes, ways and tags as XML (https://wiki.openstreetmap.org/wiki/OSM_XML)."""

    def __init__(self) -> None:
        self.nodes: list[str] = []
        self.ways: list[str] = []

    def node(self, north_m: float, east_m: float, **tags: str) -> int:
        """Add a node so many metres from the middle; return its number."""
        at = len(self.nodes) + 1
        lat, lon = LAT + north_m / 111_195, LON + east_m / 81_455
        self.nodes.append(
            f'<node id="{at}" lat="{lat:.7f}" lon="{lon:.7f}">{_tags(tags)}</node>'
        )
        return at

    def way(
        self,
        spots: list[tuple[float, float]],
        *,
        closed: bool = False,
        **tags: str,
    ) -> None:
        """Add a way through spots (north, east in metres)."""
        ids = [self.node(*spot) for spot in spots]
        self.way_of([*ids, *ids[:1]] if closed else ids, **tags)

    def way_of(self, ids: list[int], **tags: str) -> None:
        """Add a way through nodes that are there."""
        refs = "".join(f'<nd ref="{one}"/>' for one in ids)
        self.ways.append(
            f'<way id="{len(self.ways) + 1}">{refs}{_tags(tags)}</way>'
        )

    def house(self, north_m: float, east_m: float, **tags: str) -> None:
        """Add a house of 12 by 10 metres."""
        corners = [(0, 0), (0, 12), (10, 12), (10, 0)]
        spots = [(north_m + dy, east_m + dx) for dy, dx in corners]
        self.way(spots, closed=True, building="yes", **tags)

    def write(self, path: Path) -> Path:
        """Write the file."""
        body = "".join([*self.nodes, *self.ways])
        path.write_text(
            f'<osm version="0.6">{body}</osm>', encoding="utf-8"
        )
        return path


def _tags(tags: dict[str, str]) -> str:
    from xml.sax.saxutils import quoteattr

    told = {key.replace("__", ":"): value for key, value in tags.items()}
    return "".join(
        f"<tag k={quoteattr(key)} v={quoteattr(told[key])}/>"
        for key in told
    )


def make_town() -> Town:
    """Make up a town: a main road in two pieces, a street, a river, a wood, houses, a peak."""
    town = Town()
    junction = town.node(0, 0)
    west = [town.node(10, -2_000), junction]
    east = [junction, town.node(-10, 2_000)]
    for ids in (west, east):
        town.way_of(ids, highway="primary", ref="M2", name="Main Road")
    bend = [(0, 0), (300, 10), (600, -10), (900, 0)]
    town.way(
        bend,
        highway="residential",
        name="Rruga e Lumit",
        name__sr="Речна улица",
    )
    town.way(
        [(-500, -3_000), (-480, 0), (-500, 3_000)],
        waterway="river",
        name="Ibër",
        name__en="Ibar",
    )
    town.way(
        [(1_000, 0), (1_000, 800), (1_800, 800), (1_800, 0)],
        closed=True,
        landuse="forest",
    )
    for at in range(20):
        town.house(40 + 20 * (at % 5), 30 + 20 * (at // 5))
    hospital = {"building": "yes", "amenity": "hospital", "name": "Spitali"}
    town.way(
        [(200, 400), (200, 460), (240, 460), (240, 400)],
        closed=True,
        **hospital,
    )
    town.node(
        0,
        5,
        place="town",
        name="Gur i Bardhë",
        name__sr="Бели Камен",
        name__en="Whitestone",
    )
    town.node(2_500, 2_500, natural="peak", name="Maja", ele="1302")
    return town


def write_protomaps(
    path: Path,
    layers: dict[str, gpd.GeoDataFrame],
    *,
    zoom: int = 14,
    first_zoom: int | None = None,
) -> Path:
    """Write layers as one archive: GDAL cuts each, and a tile's layers stand behind each other.

    A vector tile is a message whose layers repeat (https://github.com/mapbox/vector-tile-spec), so
    that two tiles written one behind the other are one tile with the layers of both.
    """
    import pyogrio
    from pmtiles.reader import MmapSource, Reader, all_tiles
    from pmtiles.tile import zxy_to_tileid
    from pmtiles.writer import Writer

    first = zoom if first_zoom is None else first_zoom
    tiles: dict[int, bytes] = {}
    header: dict[str, Any] = {}
    told: list[dict[str, Any]] = []
    for name, table in layers.items():
        part = path.with_name(f"{name}.pmtiles")
        part.unlink(missing_ok=True)
        pyogrio.write_dataframe(
            table,
            part,
            driver="PMTiles",
            layer=name,
            MINZOOM=first,
            MAXZOOM=zoom,
            NAME="made",
        )
        with part.open("rb") as file:
            source = MmapSource(file)
            header = Reader(source).header()
            told += Reader(source).metadata()["vector_layers"]
            for zxy, data in all_tiles(source):
                key = zxy_to_tileid(*zxy)
                tiles[key] = tiles.get(key, b"") + gzip.decompress(data)
    with path.open("wb") as file:
        writer = Writer(file)
        for key in sorted(tiles):
            writer.write_tile(key, gzip.compress(tiles[key], mtime=0))
        west, south, east, north = _bounds(layers)
        header |= {
            "min_lon_e7": west,
            "min_lat_e7": south,
            "max_lon_e7": east,
            "max_lat_e7": north,
        }
        metadata = {
            "name": "made",
            "vector_layers": told,
            "attribution": "© OpenStreetMap",
        }
        writer.finalize(header, json.loads(json.dumps(metadata)))
    return path


def _bounds(layers: dict[str, gpd.GeoDataFrame]) -> tuple[int, ...]:
    boxes = [table.total_bounds for table in layers.values()]
    sides = [
        pick(column)
        for pick, column in zip(
            (min, min, max, max), zip(*boxes, strict=True), strict=True
        )
    ]
    return tuple(int(side * 1e7) for side in sides)
