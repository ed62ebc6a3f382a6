"""Maps of the same synthetic incidents by sitmap and its peers, in one run.

Run: ``python tests/benchmarks/mapping.py [ROWS …]`` (default 100 1000 10000 100000; a million takes
minutes). Peers load their scripts from CDNs; here npm installs the same packages once into a
temporary folder, and the browser gets them from there. Wall times on a quiet machine; medians where
a thing can be repeated.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import Error, Page, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser.chromium import find_chromium
from tests.browser.conftest import DESKTOP, FLAGS

import sitmap
from sitmap.incidents import EVENT_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEFAULT_ROWS: Final = (100, 1_000, 10_000, 100_000)
PATIENCE_S: Final = 180
REPEATS: Final = 7
TYPES: Final = list(EVENT_TYPES)
WORDS: Final = (
    "police",
    "forces",
    "shelling",
    "village",
    "near",
    "attack",
    "killed",
    "wounded",
    "convoy",
    "protest",
    "road",
    "block",
    "soldiers",
    "armed",
    "group",
    "artillery",
    "position",
    "local",
    "officials",
    "said",
    "according",
    "source",
)
PACKAGES: Final = {
    "leaflet": "1.9.3",
    "jquery": "3.7.1",
    "bootstrap": "5.2.2",
    "leaflet.markercluster": "1.5.3",
}
LOCAL: Final = {
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "leaflet.markercluster.js": "leaflet.markercluster/dist/leaflet.markercluster.js",
    "MarkerCluster.css": "leaflet.markercluster/dist/MarkerCluster.css",
    "MarkerCluster.Default.css": "leaflet.markercluster/dist/MarkerCluster.Default.css",
}


def make_incidents(rows: int) -> gpd.GeoDataFrame:
    """Point, date, type, two actors, fatalities, a note of about 150 characters, a link."""
    rng = np.random.default_rng(rows)
    notes = [" ".join(rng.choice(WORDS, 21)) for _ in range(5_000)]
    frame = pd.DataFrame(
        {
            "incident_id": [f"SYN{i}" for i in range(rows)],
            "title": [f"Event {i}" for i in range(rows)],
            "notes": [
                f"{notes[number]} {i}"
                for i, number in enumerate(
                    rng.integers(0, len(notes), rows)
                )
            ],
            "event_type": rng.choice(TYPES, rows),
            "date_start": (
                np.datetime64("2015-01-01", "s")
                + rng.integers(0, 3_000, rows) * np.timedelta64(86_400, "s")
            ),
            "actor1": rng.choice([f"Actor {i}" for i in range(50)], rows),
            "actor2": rng.choice([f"Actor {i}" for i in range(50)], rows),
            "fatalities_best": rng.integers(0, 9, rows),
            "source_url": [
                f"https://example.org/report/{i}" for i in range(rows)
            ],
            "precision": "exact",
            "status": "reported",
        }
    )
    points = gpd.points_from_xy(
        rng.uniform(20, 40, rows).round(4),
        rng.uniform(40, 50, rows).round(4),
    )
    return gpd.GeoDataFrame(frame, geometry=points, crs=4326)


def build_sitmap(table: gpd.GeoDataFrame, path: Path) -> None:
    """One page with the basemap inside."""
    sitmap.Map(table, title=f"{len(table):,} incidents").save(path)


def build_markers(table: gpd.GeoDataFrame, path: Path) -> None:
    """Show folium's Marker and Popup in a MarkerCluster."""
    page = folium.Map([45, 30], zoom_start=5, tiles=None)
    cluster = MarkerCluster().add_to(page)
    for row in table.itertuples():
        text = f"<b>{row.title}</b><br>{row.notes}<br><a href='{row.source_url}'>source</a>"
        folium.Marker(
            [row.geometry.y, row.geometry.x], popup=folium.Popup(text)
        ).add_to(cluster)
    page.save(path)


def build_fast_cluster(table: gpd.GeoDataFrame, path: Path) -> None:
    """FastMarkerCluster with a callback that makes the popup."""
    page = folium.Map([45, 30], zoom_start=5, tiles=None)
    columns = [
        table.geometry.y,
        table.geometry.x,
        table["title"],
        table["notes"],
        table["source_url"],
    ]
    callback = (
        "function (row) { var m = L.marker(new L.LatLng(row[0], row[1])); "
        "m.bindPopup(row[2] + '<br>' + row[3] + '<br>' + row[4]); return m; }"
    )
    FastMarkerCluster(
        list(map(list, zip(*columns, strict=True))), callback=callback
    ).add_to(page)
    page.save(path)


def build_geojson(table: gpd.GeoDataFrame, path: Path) -> None:
    """Show folium's GeoJson as circle markers with a popup of fields."""
    page = folium.Map(
        [45, 30], zoom_start=5, tiles=None, prefer_canvas=True
    )
    popup = folium.GeoJsonPopup(["title", "notes", "source_url"])
    shown = table.assign(date_start=table["date_start"].astype(str))
    folium.GeoJson(
        shown, marker=folium.CircleMarker(radius=4), popup=popup
    ).add_to(page)
    page.save(path)


def build_explore(table: gpd.GeoDataFrame, path: Path) -> None:
    """Geopandas' own."""
    shown = table.assign(date_start=table["date_start"].astype(str))
    shown.explore(tiles=None, popup=["title", "notes", "source_url"]).save(
        path
    )


def build_pydeck(table: gpd.GeoDataFrame, path: Path) -> None:
    """Build only: it draws with WebGL from a CDN."""
    import pydeck

    shown = pd.DataFrame(table.drop(columns="geometry")).assign(
        lon=table.geometry.x, lat=table.geometry.y
    )
    shown["date_start"] = shown["date_start"].astype(str)
    layer = pydeck.Layer(
        "ScatterplotLayer",
        shown,
        get_position=["lon", "lat"],
        pickable=True,
    )
    pydeck.Deck(
        [layer], map_provider=None, tooltip={"text": "{title}\n{notes}"}
    ).to_html(str(path), open_browser=False)


def build_lonboard(table: gpd.GeoDataFrame, path: Path) -> None:
    """Build only: it draws with WebGL."""
    import lonboard

    lonboard.viz(table).to_html(path)


@dataclass(frozen=True)
class Way:
    """One way to a map: the builder, the rows it is asked for at most, and whether its page is opened."""

    name: str
    build: Callable[[gpd.GeoDataFrame, Path], None]
    most: int
    opened: bool = True


WAYS: Final = (
    Way("sitmap", build_sitmap, 1_000_000),
    Way("folium FastMarkerCluster", build_fast_cluster, 1_000_000),
    Way("folium MarkerCluster", build_markers, 100_000),
    Way("folium GeoJson", build_geojson, 100_000),
    Way("geopandas explore()", build_explore, 100_000),
    Way("pydeck", build_pydeck, 100_000, opened=False),
    Way("lonboard", build_lonboard, 100_000, opened=False),
)

# Every page is asked the same; a redraw is a change of zoom, until the next frame.
MEASURE = """async (repeats) => {
  const now = () => performance.now();
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  const times = async (action) => {
    const all = [];
    for (let i = 0; i < repeats; i++) { const start = now(); await action(i); all.push(now() - start); }
    return middle(all);
  };
  const key = Object.keys(window).find((name) => /^map_/.test(name) && window[name] instanceof L.Map);
  const map = window[key], zoom = map.getZoom(), out = {};
  out.redraw = await times(async (i) => {
    map.setZoom(zoom + (i % 2 ? 0 : 1), {animate: false});
    await frame();
  });
  map.setZoom(zoom, {animate: false});
  const layer = window.incidents_1;
  if (!layer || !layer.store) {
    let marker = null;
    map.eachLayer((one) => { if (!marker && one.getPopup && one.getLatLng && one.getPopup()) marker = one; });
    map.eachLayer((one) => { if (!marker && one.getAllChildMarkers) marker = one.getAllChildMarkers()[0]; });
    const start = now();
    if (marker) { map.openPopup(marker.getPopup(), marker.getLatLng()); await frame(); out.card = now() - start; }
    return out;
  }
  const query = layer.host.query, kinds = layer.store.codes.event_type;
  out.filter = await times(async (i) => {
    query.choose("event_type", i % 2 ? null : new Set(kinds.slice(0, 3)));
    layer._paint();
  });
  query.choose("event_type", null);
  const [first, last] = query.days, span = last - first;
  const start = now();
  for (let i = 0; i < 20; i++) { query.setRange([first + span * i / 60, first + span * (i + 30) / 60]); await frame(); }
  out.drag = 20000 / (now() - start);
  query.setRange(null);
  await frame();
  const opened = now();
  layer.openRows([layer.store.located >> 1]);
  while (document.querySelector(".sitmap-card[aria-busy]")) await new Promise((done) => setTimeout(done));
  out.card = now() - opened;
  return out;
}"""
# sitmap's page marks the moment in the browser's timeline, as texts that only cards need may still
# be on their way
READY = """() => window.sitmap
  ? window.sitmap.ready.then(() => performance.getEntriesByName("sitmap:ready")[0].startTime)
  : new Promise((done) => {
      const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now())));
      document.readyState === "complete" ? drawn() : addEventListener("load", drawn);
    })"""

LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


@cache
def peers_folder() -> Path:
    """Install what the peers' pages load, once for every run."""
    folder = Path(tempfile.gettempdir()) / "sitmap-benchmark-packages"
    folder.mkdir(exist_ok=True)
    if not all(
        (folder / "node_modules" / path).is_file()
        for path in LOCAL.values()
    ):
        names = [f"{name}@{version}" for name, version in PACKAGES.items()]
        subprocess.run(
            [
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--prefix",
                folder,
                *names,
            ],
            check=True,
        )
    return folder / "node_modules"


def serve(route: Route) -> None:
    """Answer from the local packages; what a map doesn't need (fonts, icons) is empty."""
    url = route.request.url
    if url.startswith(("file:", "data:", "blob:")):
        route.continue_()
        return
    local = LOCAL.get(url.rsplit("/", 1)[-1])
    if local:
        route.fulfill(path=peers_folder() / local)
    else:
        route.fulfill(
            body="",
            content_type="text/css"
            if url.endswith(".css")
            else "text/javascript",
        )


@dataclass
class Result:
    """What was measured of one way at one size."""

    figures: dict[str, float] = field(default_factory=dict)
    remark: str = ""


def measure(
    way: Way, table: gpd.GeoDataFrame, folder: Path, chromium: str
) -> Result:
    """Build a page and open it in a fresh browser."""
    result = Result()
    path = folder / f"{way.build.__name__}-{len(table)}.html"
    started = perf_counter()
    try:
        way.build(table, path)
    except ImportError as error:
        result.remark = (
            f"{error.name} isn't installed"
            if error.name
            else str(error)[:90]
        )
        return result
    result.figures["build s"] = perf_counter() - started
    result.figures["MB"] = path.stat().st_size / 1e6
    if way.opened:
        try:
            open_and_measure(path, chromium, result)
        except Error as error:
            result.remark = (
                f"not interactive in {PATIENCE_S} s"
                if "Timeout" in str(error)
                else str(error).splitlines()[0]
            )
    path.unlink()
    return result


def open_and_measure(path: Path, chromium: str, result: Result) -> None:
    """Fill in what the browser tells."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=FLAGS
        )
        try:
            times, loaded = [], []
            for _ in range(
                1 if path.stat().st_size > 50e6 else 3
            ):  # large pages take long enough
                page = browser.new_context(
                    viewport={"width": DESKTOP[0], "height": DESKTOP[1]}
                ).new_page()
                page.set_default_timeout(PATIENCE_S * 1000)
                page.route("**/*", serve)
                times.append(time_to_interactive(page, path))
                loaded.append(page.evaluate(LOADED) / 1000)
                result.figures["renderer MB"] = max(renderer_memory())
                result.figures.update(page.evaluate(MEASURE, REPEATS))
                page.context.close()
            result.figures["interactive s"], result.figures["loaded"] = (
                median(times),
                median(loaded),
            )
        finally:
            browser.close()


def time_to_interactive(page: Page, path: Path) -> float:
    """Seconds from the navigation to the first frame of a map that answers."""
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_load_state("load")
    return float(page.evaluate(READY)) / 1000


def renderer_memory() -> Iterator[float]:
    """Proportional set sizes of the renderers on this machine, in MB (Linux)."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if "--type=renderer" not in (folder / "cmdline").read_text():
                continue
            lines = (folder / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        yield (
            sum(
                int(line.split()[1])
                for line in lines
                if line.startswith("Pss:")
            )
            / 1024
        )
    yield 0.0


COLUMNS: Final = {
    "build s": "build s",
    "MB": "HTML MB",
    "interactive s": "interactive s",
    "loaded": "whole page read s",
    "renderer MB": "renderer MB",
    "redraw": "redraw ms",
    "filter": "filter + redraw ms",
    "drag": "brush drag frames/s",
    "card": "card ms",
}


def print_table(rows: int, results: dict[str, Result]) -> None:
    """Write one size as a Markdown table."""
    print(
        f"\n| N = {rows:,} | {' | '.join(COLUMNS.values())} |\n|{'---|' * (len(COLUMNS) + 1)}"
    )
    for name, result in results.items():
        cells = [
            f"{result.figures[key]:.3g}" if key in result.figures else ""
            for key in COLUMNS
        ]
        print(
            f"| {name} {f'({result.remark})' if result.remark else ''}| {' | '.join(cells)} |",
            flush=True,
        )


def main(sizes: list[int]) -> None:
    """Measure every way at every size."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium on this machine")
    warm_up = make_incidents(100)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_sitmap(
            warm_up, folder / "warm.html"
        )  # imports and indices are loaded once a session
        build_fast_cluster(warm_up, folder / "warm.html")
        print(
            f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, folium {folium.__version__}"
        )
        for rows in sizes:
            table = make_incidents(rows)
            ways = [way for way in WAYS if rows <= way.most]
            print_table(
                rows,
                {
                    way.name: measure(way, table, folder, chromium)
                    for way in ways
                },
            )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(DEFAULT_ROWS))
