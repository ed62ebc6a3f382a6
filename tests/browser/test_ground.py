"""Ground in a browser: drawn, quiet, named; light and dark, on a phone and on paper."""

import pandas as pd
import pytest

import sitmap
from sitmap.layers import Basemap
from tests.browser.conftest import DESKTOP, PHONE, pause, wait_until
from tests.ground.made import LAT, LON, make_town

DRAWN = "document.querySelectorAll('.leaflet-sitmap-ground-pane canvas').length === 1"
COLOURS = """() => {
  const canvas = document.querySelector('.leaflet-sitmap-ground-pane canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const found = new Map();
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] < 255) continue;
    const key = [data[i], data[i + 1], data[i + 2]].join();
    found.set(key, (found.get(key) || 0) + 1);
  }
  return Object.fromEntries(found);
}"""
HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }}"


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = make_town()
    made.node(60, 400, place="village", name=HOSTILE)
    made.way([(-90, -900), (-95, 900)], highway="residential", name=HOSTILE)
    rows = {
        "title": ["A shot", "A march"],
        "latitude": [LAT, LAT + 0.002],
        "longitude": [LON, LON],
    }
    ground = made.write(tmp_path / "town.osm")
    one = sitmap.Map(
        pd.DataFrame(rows), title="Town", basemap=Basemap(ground=ground)
    )
    return one.save(tmp_path / "map.html")


def look(opened, zoom):
    opened.page.evaluate(
        f"map_sitmap.setView([{LAT}, {LON}], {zoom}, {{animate: false}})"
    )
    pause(opened.page, 300)
    return opened.page.evaluate(COLOURS)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_ground_is_drawn_without_a_request_or_a_complaint(
    page, size, open_page
):
    """At zoom 17 there are houses (#ddd5c8) and the main road (#fbe3b3), at 9 the road alone."""
    opened = open_page(page, size=size)
    wait_until(opened.page, DRAWN)
    close, far = look(opened, 17), look(opened, 9)
    assert close["221,213,200"] > 500
    assert close["251,227,179"] > 500
    assert "221,213,200" not in far
    assert sum(far.values()) > 0
    assert opened.requests == opened.errors == []
    assert opened.state()["errors"] == []


def test_the_ground_is_dark_in_the_dark(page, open_page):
    """Houses are #38424a."""
    opened = open_page(page, color_scheme="dark")
    wait_until(opened.page, DRAWN)
    assert look(opened, 17)["56,66,74"] > 500


def test_the_ground_is_on_paper_in_light_colours(page, open_page):
    """The sheet that is printed holds the main road's light colour, from a dark page too."""
    opened = open_page(page, color_scheme="dark")
    wait_until(opened.page, DRAWN)
    look(opened, 15)
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    pause(opened.page, 200)
    sheet = COLOURS.replace(
        ".leaflet-sitmap-ground-pane canvas", ".sitmap-print-sheet"
    )
    assert opened.page.evaluate(sheet)["251,227,179"] > 1_000
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.errors == []


def test_the_reader_sees_whom_to_credit(page, open_page):
    opened = open_page(page)
    assert (
        "© OpenStreetMap contributors (ODbL)"
        in opened.page.locator("body").inner_text()
    )


def test_panning_keeps_what_is_drawn(page, open_page):
    """Tiles are made once: back at the same view no new one is."""
    opened = open_page(page)
    look(opened, 14)
    tiles = "[...sitmap.state('map_sitmap').layers].length && basemap_1.ground.tiles.size"
    before = opened.page.evaluate(tiles)
    opened.page.evaluate(
        "map_sitmap.panBy([60, 0], {animate: false}).panBy([-60, 0], {animate: false})"
    )
    pause(opened.page, 200)
    assert 0 < before == opened.page.evaluate(tiles)


def test_a_picture_on_the_ground_is_drawn_without_a_request(
    tmp_path, open_page
):
    """A red sheet, drawn at full strength, decoded within the page's policy."""
    image = pytest.importorskip("PIL.Image")
    image.new("RGB", (64, 64), (200, 0, 0)).save(tmp_path / "sheet.png")
    rows = {"title": ["A shot"], "latitude": [LAT], "longitude": [LON]}
    box = (LON - 0.5, LAT - 0.5, LON + 0.5, LAT + 0.5)
    made = sitmap.Map(pd.DataFrame(rows), title="Sheet")
    made.add_child(
        sitmap.Raster(
            tmp_path / "sheet.png", bounds=box, opacity=1, credit="Survey"
        )
    )
    opened = open_page(made.save(tmp_path / "map.html"))
    found = opened.page.evaluate(
        COLOURS.replace("sitmap-ground-pane", "sitmap-raster-pane")
    )
    reds = sum(
        n
        for key, n in found.items()
        if key.startswith(("200,", "201,", "199,", "198,"))
    )
    assert reds > 10_000
    assert opened.requests == opened.errors == []
    assert "Survey" in opened.page.locator("body").inner_text()


def test_where_few_places_are_near_the_next_is_pointed_to(
    tmp_path, open_page
):
    """An incident in the Libyan desert: no place within the view at zoom 12, some beyond it."""
    rows = {"title": ["A convoy"], "latitude": [27.2], "longitude": [14.5]}
    made = sitmap.Map(pd.DataFrame(rows), title="Desert")
    opened = open_page(made.save(tmp_path / "map.html"))
    opened.page.evaluate(
        "map_sitmap.setView([27.2, 14.5], 11, {animate: false})"
    )
    pause(opened.page, 300)
    pointed = opened.page.evaluate("basemap_1.labels.pointed")
    assert pointed
    assert all(words.endswith(" km") for words in pointed)
    assert opened.requests == opened.errors == []
