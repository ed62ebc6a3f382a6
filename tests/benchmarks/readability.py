"""How much of the ground a reader sees below the incidents, and how many names, by zoom and screen.

python tests/benchmarks/readability.py TABLE [VIEWS]

A pixel counts as visible where it differs by at most ΔE 10 (CIE76) from the same view without
incidents, the marks themselves left aside. Views are centred on incidents, evenly through the
table.
The last build (see last_build.py) is drawn in the same run.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import numpy as np
from last_build import last_build, run_on
from matplotlib import image
from playwright.sync_api import sync_playwright
from tests.browser.chromium import find_chromium
from tests.browser.conftest import DESKTOP, FLAGS, PHONE

ZOOMS = (6, 8, 10, 12)
FEW = 3  # names in a view
NEAR = 10.0  # ΔE: a difference that is seen, on ground that is still read
DRAW = """
import sys, sitmap
sitmap.Map(sitmap.locate(sitmap.read(sys.argv[1])), title="Readability").save(sys.argv[2])
"""
HIDE = "Object.values(map_sitmap._layers).forEach((l) => l.kind === 'incidents' && l.remove())"
NAMES = """() => {
  const size = map_sitmap.getSize();
  const placed = Object.values(map_sitmap._layers).flatMap((layer) => layer.placed ?? []);
  const inView = ({ x, y }) => x > 0 && y > 0 && x < size.x && y < size.y;
  const pointed = Object.values(map_sitmap._layers).flatMap((layer) => layer.pointed ?? []);
  return placed.filter((name) => name.k === 'settlement' && inView(name)).length + pointed.length;
}"""
"""Settlements named in view, and next ones that an arrow points to."""
INCIDENTS = "Object.values(map_sitmap._layers).filter((l) => l.kind === 'incidents')"
BOXES = f"{INCIDENTS}.flatMap((l) => l.boxes())"


def to_lab(rgb):
    """CIE L*a*b* (D65) of sRGB pixels, 0 to 1."""
    linear = np.where(
        rgb > 0.04045, ((rgb + 0.055) / 1.055) ** 2.4, rgb / 12.92
    )
    matrix = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ]
    xyz = linear @ np.array(matrix).T / (0.9505, 1.0, 1.089)
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    x, y, z = np.moveaxis(root, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def look(page):
    shot = page.locator(".sitmap-map-box").screenshot()
    return image.imread(io.BytesIO(shot))[..., :3].astype(float)


def share_visible(shown, bare, boxes):
    """The share of pixels beside the marks that are as they are without incidents, nearly."""
    far = np.linalg.norm(to_lab(shown) - to_lab(bare), axis=-1)
    beside = np.ones(far.shape, bool)
    for x0, y0, x1, y1 in boxes:
        left, top = max(0, int(x0)), max(0, int(y0))
        beside[top : max(0, int(y1)), left : max(0, int(x1))] = False
    return float((far[beside] <= NEAR).mean())


def measure(browser, path, size, spots):
    """Look at every spot in every zoom, with the incidents and then without."""
    page = browser.new_context(
        viewport={"width": size[0], "height": size[1]}
    ).new_page()
    page.goto(path.as_uri())
    page.evaluate("sitmap.ready")
    page.add_style_tag(
        content=".sitmap-key, .leaflet-control { visibility: hidden }"
    )
    views = [(zoom, spot) for zoom in ZOOMS for spot in spots]
    found = []
    for zoom, spot in views:
        go_to(page, zoom, spot)
        seen = {
            "shown": look(page),
            "names": page.evaluate(NAMES),
            "boxes": page.evaluate(BOXES),
        }
        found.append({"zoom": zoom, **seen})
    page.evaluate(HIDE)
    for (zoom, spot), one in zip(views, found, strict=True):
        go_to(page, zoom, spot)
        one["bare"] = look(page)
    return found


def go_to(page, zoom, spot):
    page.evaluate(
        f"map_sitmap.setView({list(spot)}, {zoom}, {{animate: false}})"
    )
    page.wait_for_timeout(150)


HEADS = (
    "build",
    "screen",
    "zoom",
    "ground visible",
    "least",
    "names",
    "views < 3 names",
)


def tell(name, screen, found):
    for zoom in ZOOMS:
        some = [one for one in found if one["zoom"] == zoom]
        seen = [
            share_visible(one["shown"], one["bare"], one["boxes"])
            for one in some
        ]
        names = [one["names"] for one in some]
        few = sum(n < FEW for n in names)
        told = (
            name,
            screen,
            zoom,
            f"{np.mean(seen):.2f}",
            f"{min(seen):.2f}",
            np.median(names),
        )
        print("".join(f"{one!s:>16}" for one in (*told, few)))


def main(table, views):
    import sitmap

    points = sitmap.locate(sitmap.read(table)).geometry.dropna()
    chosen = points.iloc[np.linspace(0, len(points) - 1, views).astype(int)]
    spots = [(point.y, point.x) for point in chosen]
    print("".join(f"{head:>16}" for head in HEADS))
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=FLAGS
        )
        for name, build in (("last", last_build()), ("this", None)):
            path = Path(folder, f"{name}.html")
            run_on(build, DRAW, table, str(path))
            for screen, size in (("desktop", DESKTOP), ("phone", PHONE)):
                tell(name, screen, measure(browser, path, size, spots))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 12)
