"""Pages of counts from synthetic summaries, and what folium makes of the same cells, in one run.

Run: ``python tests/benchmarks/density.py [INCIDENTS …]`` (default 1, 10, 50 and 100 million; needs
6 GB of memory). A summary is by day, H3 cell and six event types over 3,000 days; folium gets the
cells and a number each, no time. Wall times on a quiet machine; medians where a thing can be
repeated. Redraws are measured until the pixels are there.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Final

import folium
import pandas as pd
from playwright.sync_api import Error, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks.mapping import (
    PATIENCE_S,
    REPEATS,
    renderer_memory,
    serve,
    time_to_interactive,
)
from tests.browser.chromium import find_chromium
from tests.browser.conftest import DESKTOP, FLAGS
from tests.synthetic import make_summary

import sitmap

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT_INCIDENTS: Final = (1_000_000, 10_000_000, 50_000_000, 100_000_000)
RESOLUTION: Final = 5


def build_sitmap(summary: pd.DataFrame, path: Path) -> str:
    """Make one page with timeline and filters; return what was added up."""
    layer = sitmap.Density(summary)
    sitmap.Map(density=layer, title=f"{layer.total:,} incidents").save(path)
    levels = [
        f"H3 {one['resolution']} by {one['unit'] or 'all dates'}"
        for one in layer.settings()["levels"]
    ]
    return " and ".join(levels)


def build_with_fatalities(summary: pd.DataFrame, path: Path) -> str:
    """The same, with those killed counted too."""
    return build_sitmap(
        summary.assign(fatalities=summary["incidents"] % 3), path
    )


def build_geojson(summary: pd.DataFrame, path: Path) -> str:
    """Show the cells as folium's GeoJson, coloured by their number, with a tooltip."""
    cells = (
        sitmap.Density(summary).totals().rename(columns={"place": "cell"})
    )
    page = folium.Map(
        [20, 10], zoom_start=3, tiles=None, prefer_canvas=True
    )
    folium.Choropleth(
        cells,
        data=cells,
        columns=["cell", "incidents"],
        key_on="feature.properties.cell",
    ).add_to(page)
    page.save(path)
    return f"{len(cells):,} polygons, no time, no types"


def build_pydeck(summary: pd.DataFrame, path: Path) -> str:
    """Build only: it draws with WebGL from a CDN."""
    import pydeck

    cells = sitmap.Density(summary).totals().drop(columns="geometry")
    layer = pydeck.Layer(
        "H3HexagonLayer",
        pd.DataFrame(cells),
        get_hexagon="place",
        get_fill_color="[255, incidents, 0]",
    )
    pydeck.Deck([layer], map_provider=None).to_html(
        str(path), open_browser=False
    )
    return "no time, no types; needs the network"


def build_lonboard(summary: pd.DataFrame, path: Path) -> str:
    """Build only: it draws with WebGL."""
    import lonboard

    cells = sitmap.Density(summary).totals().drop(columns="geometry")
    lonboard.Map(
        lonboard.H3HexagonLayer.from_pandas(
            pd.DataFrame(cells), get_hexagon=cells["place"]
        )
    ).to_html(path)
    return "no time, no types; needs the network"


@dataclass(frozen=True)
class Way:
    """One way to a page: the builder, the incidents it is asked for at most, and whether its page is opened."""

    name: str
    build: Callable[[pd.DataFrame, Path], str]
    most: int
    opened: bool = True


WAYS: Final = (
    Way("sitmap.Density", build_sitmap, 1_000_000_000),
    Way(
        "sitmap.Density with fatalities", build_with_fatalities, 50_000_000
    ),
    Way("folium Choropleth", build_geojson, 50_000_000),
    Way("pydeck H3HexagonLayer", build_pydeck, 50_000_000, opened=False),
    Way(
        "lonboard H3HexagonLayer", build_lonboard, 50_000_000, opened=False
    ),
)

# A redraw is a change of zoom, until the pixels can be read; the last is where most cells are in
# sight.
MEASURE = """async (repeats) => {
  const now = () => performance.now();
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  const times = async (action) => {
    const all = [];
    for (let i = 0; i < repeats; i++) { const start = now(); await action(i); all.push(now() - start); }
    return middle(all);
  };
  const map = Object.values(window).find((one) => one instanceof L.Map), zoom = map.getZoom(), out = {};
  const touch = (one) => one.width && one.getContext("2d").getImageData(0, 0, 1, 1);
  out.redraw = await times(async (i) => {
    map.setZoom(zoom + (i % 2 ? 0 : 1), {animate: false});
    await frame();
    document.querySelectorAll("canvas").forEach(touch);
  });
  map.setZoom(zoom, {animate: false});
  const layer = window.density_1;
  if (!layer) return out;
  const { query } = layer.host, { types } = layer.store, read = () => layer._context.getImageData(0, 0, 1, 1);
  const filter = (i) => {
    query.choose("event_type", i % 2 ? null : new Set(types.slice(0, 3)));
    layer._paint();
    read();
  };
  out.filter = await times(filter);
  map.setView([48, 10], 6, {animate: false});
  layer._paint();
  out.close = await times(filter);
  query.choose("event_type", null);
  map.setZoom(zoom, {animate: false});
  const [first, last] = query.days, span = last - first, start = now();
  for (let i = 0; i < 20; i++) { query.setRange([first + span * i / 60, first + span * (i + 30) / 60]); await frame(); }
  out.drag = 20000 / (now() - start);
  query.setRange(null);
  await frame();
  const opened = now();
  layer.openRows([layer.rowsShown()[0]]);
  while (document.querySelector(".sitmap-card[aria-busy]")) await new Promise((done) => setTimeout(done));
  out.card = now() - opened;
  return out;
}"""
COLUMNS: Final = {
    "build s": "build s",
    "MB": "HTML MB",
    "interactive s": "interactive s",
    "renderer MB": "renderer MB",
    "redraw": "zoom ms",
    "filter": "filter + redraw ms",
    "close": "the same over Europe ms",
    "drag": "brush drag frames/s",
    "card": "card ms",
}


@dataclass
class Result:
    """What was measured of one way at one size."""

    figures: dict[str, float] = field(default_factory=dict)
    remark: str = ""


def measure(
    way: Way, summary: pd.DataFrame, folder: Path, chromium: str
) -> Result:
    """Build a page and open it in a fresh browser."""
    result, path = Result(), folder / "page.html"
    started = perf_counter()
    try:
        result.remark = way.build(summary, path)
    except ImportError as error:
        return Result(remark=f"{error.name} isn't installed")
    result.figures["build s"] = perf_counter() - started
    result.figures["MB"] = path.stat().st_size / 1e6
    if way.opened:
        try:
            open_and_measure(path, chromium, result)
        except Error as error:
            slow = "Timeout" in str(error)
            result.remark += (
                f"; not interactive in {PATIENCE_S} s"
                if slow
                else f"; {str(error).splitlines()[0]}"
            )
    return result


def open_and_measure(path: Path, chromium: str, result: Result) -> None:
    """Fill in what the browser tells."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=FLAGS
        )
        try:
            times = []
            for _ in range(5 if path.stat().st_size < 50e6 else 1):
                page = browser.new_context(
                    viewport={"width": DESKTOP[0], "height": DESKTOP[1]}
                ).new_page()
                page.set_default_timeout(PATIENCE_S * 1000)
                page.route("**/*", serve)
                times.append(time_to_interactive(page, path))
                result.figures["renderer MB"] = max(renderer_memory())
                result.figures.update(page.evaluate(MEASURE, REPEATS))
                page.context.close()
            result.figures["interactive s"] = median(times)
        finally:
            browser.close()


def print_table(
    summary: pd.DataFrame, incidents: int, results: dict[str, Result]
) -> None:
    """Write one size as a Markdown table."""
    head = f"{incidents:,} incidents, {len(summary):,} rows, {summary['cell'].nunique():,} cells"
    print(
        f"\n| {head} | {' | '.join(COLUMNS.values())} |\n|{'---|' * (len(COLUMNS) + 1)}"
    )
    for name, result in results.items():
        cells = [
            f"{result.figures[key]:.3g}" if key in result.figures else ""
            for key in COLUMNS
        ]
        print(
            f"| {name} ({result.remark}) | {' | '.join(cells)} |",
            flush=True,
        )


def main(sizes: list[int]) -> None:
    """Measure every way at every size."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium on this machine")
    warnings.simplefilter("ignore", sitmap.DataWarning)
    with tempfile.TemporaryDirectory() as name:
        build_sitmap(
            make_summary(1_000), Path(name) / "warm.html"
        )  # imports and indices are loaded once a session
        print(
            f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, folium {folium.__version__}"
        )
        for incidents in sizes:
            summary = make_summary(incidents, resolution=RESOLUTION)
            ways = [way for way in WAYS if incidents <= way.most]
            print_table(
                summary,
                incidents,
                {
                    way.name: measure(way, summary, Path(name), chromium)
                    for way in ways
                },
            )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(DEFAULT_INCIDENTS))
