"""Marks and names side by side: nothing hides another thing, and everything answers a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from tests.browser.conftest import DESKTOP, PHONE, pause
from tests.gallery import GALLERY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

SIZES = pytest.mark.parametrize(
    "size", [DESKTOP, PHONE], ids=["desktop", "phone"]
)


@pytest.fixture(scope="module")
def north(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The north Kosovo map as a file."""
    path = tmp_path_factory.mktemp("page") / "north.html"
    GALLERY["north-kosovo"]().save(path)
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of one report from August 2022: towns, areas and a country."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    GALLERY["august-2022"]().save(path)
    return path


def evaluate(opened: Opened, script: str, given: Any = None) -> Any:
    return opened.page.evaluate(script, given)


MARKS = """() => incidents_1.marks.map(({ x, y, count, coarse, pill, anchor, first }) =>
  ({ x, y, count, coarse, pill, anchor, first }))"""


@SIZES
def test_the_symbol_of_an_area_leaves_the_towns_in_it_free(
    size: tuple[int, int], report: Path, open_page: Callable[..., Opened]
) -> None:
    """ "Northern Kosovo" stands beside the cluster of Mitrovica and Pristina, and says its name."""
    marks = evaluate(open_page(report, size=size), MARKS)
    areas = [mark for mark in marks if mark["coarse"]]
    assert len(areas) == 2
    for area in areas:
        for other in marks:
            if other is not area:
                apart = (
                    (area["x"] - other["x"]) ** 2
                    + (area["y"] - other["y"]) ** 2
                ) ** 0.5
                assert apart > 20
        assert area["pill"]


@SIZES
def test_words_of_areas_stay_on_the_map_wherever_it_is_moved(
    size: tuple[int, int], report: Path, open_page: Callable[..., Opened]
) -> None:
    """ "Somewhere in Ukraine" is read in full, not cut by the panel or the edge."""
    opened = open_page(report, size=size)
    width, height = evaluate(
        opened,
        "() => { const { x, y } = map_sitmap.getSize(); return [x, y]; }",
    )
    for _ in range(3):
        for mark in evaluate(opened, MARKS):
            if mark["pill"]:
                left, top, right, bottom = mark["pill"]
                assert left >= 0
                assert top >= 0
                assert right <= width
                assert bottom <= height
        evaluate(
            opened, "() => map_sitmap.panBy([-110, 70], { animate: false })"
        )
        pause(opened.page, 150)


def test_a_site_under_an_incident_stands_beside_it_and_both_answer(
    north: Path, open_page: Callable[..., Opened]
) -> None:
    """Merdare: the incident's card opens at the incident, the crossing's at the crossing."""
    opened = open_page(north)
    spots = evaluate(
        opened,
        """() => {
          const box = map_sitmap.getContainer().getBoundingClientRect();
          const site = presence_1.shown.find(({ site }) => site.name.includes("Merdare"));
          const mark = incidents_1.marks.reduce((a, b) => Math.hypot(a.x - site.anchor.x, a.y - site.anchor.y)
            < Math.hypot(b.x - site.anchor.x, b.y - site.anchor.y) ? a : b);
          return [site, mark].map(({ x, y }) => [x + box.left, y + box.top]);
        }""",
    )
    assert (
        abs(spots[0][0] - spots[1][0]) + abs(spots[0][1] - spots[1][1]) > 14
    )
    kinds = []
    for x, y in spots:
        opened.page.mouse.click(x, y)
        pause(opened.page, 250)
        kinds.append(
            evaluate(
                opened,
                "() => incidents_1.host.card.current.layer.settings.kind",
            )
        )
    assert kinds == ["presence", "incidents"]


@SIZES
def test_places_of_incidents_and_countries_have_their_names(
    size: tuple[int, int], north: Path, open_page: Callable[..., Opened]
) -> None:
    """The reader sees where it happened, though a mark stands on the very spot."""
    names = " ".join(
        evaluate(
            open_page(north, size=size),
            "() => basemap_1.labels.placed.map(({ text }) => text)",
        )
    )
    assert [
        word
        for word in (
            "Mitrovica",
            "Leposavi",
            "Zubin Potok",
            "KOSOVO",
            "SERBIA",
        )
        if word not in names
    ] == []
    if size == DESKTOP:
        assert "Zvečan" in names


def test_the_whole_key_is_seen_and_covers_little(
    north: Path, open_page: Callable[..., Opened]
) -> None:
    """On a small screen too nothing of it scrolls away."""
    opened = open_page(north, size=DESKTOP)
    pause(opened.page, 300)
    box, room, whole = evaluate(
        opened,
        """() => {
          const key = document.querySelector(".sitmap-key");
          const { width, height } = key.getBoundingClientRect();
          const stage = document.querySelector(".sitmap-stage");
          return [[width, height], [stage.clientWidth, stage.clientHeight], key.scrollHeight <= key.clientHeight];
        }""",
    )
    assert whole
    assert box[0] * box[1] < 0.2 * room[0] * room[1]
    assert "Crossing" in opened.page.locator(".sitmap-key").inner_text()


@pytest.mark.parametrize("name", GALLERY)
def test_the_first_view_shows_every_incident_clear_of_the_key(
    name: str, tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """All marks are on the map, and none is under the key."""
    opened = open_page(
        GALLERY[name]().save(tmp_path / "map.html"), size=DESKTOP
    )
    pause(opened.page, 300)
    hidden = evaluate(
        opened,
        """() => {
          const { x: width, y: height } = map_sitmap.getSize();
          const covered = incidents_1.host.covered();
          return incidents_1.marks.filter(({ x, y, coarse }) => x < 8 || y < 8 || x > width - 8 || y > height - 8
            || covered.some((b) => x > b[0] && x < b[2] && y > b[1] && y < b[3]));
        }""",
    )
    assert hidden == []


def test_the_keys_presence_follows_the_brush(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """A camp that opened later isn't explained before it was there.

    One that closed is crossed out after.
    """
    sites = gpd.GeoDataFrame(
        {
            "name": ["Old camp", "New post"],
            "role": ["camp", "post"],
            "open_from": ["1999", "2023"],
            "open_to": ["2022-12-31", None],
        },
        geometry=gpd.points_from_xy([20.8, 20.9], [42.9, 43.0]),
        crs=4326,
    )
    frame = pd.DataFrame(
        {"title": ["a", "b"], "date_start": ["2021-01-01", "2024-01-01"]}
    )
    points = gpd.points_from_xy([20.7, 21.0], [42.8, 43.1])
    made = sitmap.Map(
        gpd.GeoDataFrame(frame, geometry=points, crs=4326),
        presence=sites,
        basemap=False,
    )
    opened = open_page(made.save(tmp_path / "map.html"))
    pause(opened.page, 300)
    key = opened.page.locator(".sitmap-key")
    assert "Post" in key.inner_text()
    assert "closed" in key.inner_text().lower()
    evaluate(
        opened, "() => incidents_1.host.query.setRange([18628, 18700])"
    )
    assert "Post" not in key.inner_text()
    assert "closed" not in key.inner_text().lower()
    opened.page.get_by_role("button", name="All dates").click()
    assert "Post" in key.inner_text()


LINES = """() => {
  const pen = basemap_1._context, seen = [];
  let lines = 0;
  for (const [name, act] of [["beginPath", () => (lines = 0)], ["lineTo", () => lines++],
    ["stroke", () => lines && seen.push([pen.strokeStyle, pen.getLineDash().length > 0])]]) {
    const was = pen[name].bind(pen);
    pen[name] = (...values) => { act(); was(...values); };
  }
  basemap_1._paint();
  return seen.filter(([colour]) => colour === "#8d8477").map(([, dashed]) => dashed);
}"""


@pytest.mark.parametrize(
    ("outline", "drawn"),
    [("dashed", [True]), ("solid", [False]), ("absent", [])],
)
def test_the_outline_of_kosovo_is_drawn_as_asked(
    outline: Any,
    drawn: list[bool],
    tmp_path: Path,
    open_page: Callable[..., Opened],
) -> None:
    """Dashed, solid, or not at all."""
    made = sitmap.Map(
        sitmap.geocode(["Mitrovica", "Pristina"], country="XK"),
        kosovo_outline=outline,
    )
    opened = open_page(made.save(tmp_path / "map.html"))
    assert evaluate(opened, LINES) == drawn


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ("en", "KOSOVO"),
        ("sq", "KOSOVË"),
        ("sr-Cyrl", "КОСОВО"),
        ("both", "KOSOVË / KOSOVO"),
    ],
)
def test_labels_are_written_as_asked(
    names: Any,
    wanted: str,
    tmp_path: Path,
    open_page: Callable[..., Opened],
) -> None:
    """English, Albanian, Serbian in Cyrillic, or both."""
    made = sitmap.Map(
        sitmap.geocode(["Mitrovica", "Prizren"], country="XK"), names=names
    )
    opened = open_page(made.save(tmp_path / "map.html"))
    assert wanted in evaluate(
        opened, "() => basemap_1.labels.placed.map(({ text }) => text)"
    )


def test_areas_for_which_a_full_map_has_no_room_join_the_cluster(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Nothing is lost or covered.

    The counts of the marks add up, and a click lists towns and areas together.
    """
    steps = range(40)
    lon, lat = zip(
        *[(20 + x / 20, 42 + y / 25) for x in steps for y in steps],
        strict=True,
    )
    frame = pd.DataFrame(
        {
            "title": "x",
            "precision": ["place", "admin2"] * (len(lon) // 2),
            "place": "Somewhere",
        }
    )
    made = sitmap.Map(
        gpd.GeoDataFrame(
            frame, geometry=gpd.points_from_xy(lon, lat), crs=4326
        ),
        title="Full",
        basemap=False,
    )
    opened = open_page(made.save(tmp_path / "map.html"))
    counts = evaluate(
        opened,
        "() => { map_sitmap.fitBounds([[42, 20], [43.6, 22]], { animate: false, padding: [60, 60]"
        " }); incidents_1._paint(); const joined = incidents_1.marks.find((mark) =>"
        " mark.withAreas); return [incidents_1.marks.reduce((sum, { count }) => sum + count, 0),"
        " joined.count === incidents_1.rowsOf(joined).length]; }",
    )
    assert counts == [len(lon), True]


def test_a_country_that_the_basemap_holds_in_part_is_hatched_where_it_is(
    report: Path, open_page: Callable[..., Opened]
) -> None:
    """Ukraine lies within its borders, not in a disc over its neighbours.

    A country far outside has no outline.
    """
    opened = open_page(report)
    ask = """([lon, lat]) => {
      const row = [...incidents_1.store.x.keys()].find((i) => Math.abs(incidents_1.store.lon[i] / 1e5 - lon) < 1);
      const { x, y } = incidents_1.store;
      return basemap_1.outlineOf("UA", { x: x[row], y: y[row] })?.length > 1;
    }"""
    assert evaluate(opened, ask, [31.26, 49.16])
    assert (
        evaluate(opened, "() => basemap_1.outlineOf('JP', { x: 0, y: 0 })")
        is None
    )


def test_a_map_of_the_world_shows_every_incident_beside_the_open_list(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """The list takes a quarter of the page, and the map zooms out so far that none is lost."""
    rows = {
        "title": ["Apia", "Anadyr", "London", "Tokyo", "Ushuaia"],
        "latitude": [-13.83, 64.73, 51.5, 35.68, -54.8],
        "longitude": [-171.77, 177.5, -0.12, 139.69, -68.3],
    }
    page = sitmap.Map(pd.DataFrame(rows)).save(tmp_path / "world.html")
    opened = open_page(page, size=(1440, 900))
    pause(opened.page, 300)
    marks = evaluate(opened, MARKS)
    width = evaluate(opened, "() => map_sitmap.getSize().x")
    assert width < 1200
    assert len(marks) == 5
    assert all(0 < mark["x"] < width for mark in marks)


def test_land_is_detailed_on_both_sides_of_the_antimeridian(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Upolu, east of it, is drawn in full where the map opens, and so is Viti Levu."""
    rows = {
        "title": ["Suva", "Apia"],
        "latitude": [-18.14, -13.83],
        "longitude": [178.44, -171.77],
    }
    page = sitmap.Map(pd.DataFrame(rows)).save(tmp_path / "pacific.html")
    opened = open_page(page, size=DESKTOP)
    pause(opened.page, 300)
    pixel = """([lat, lon]) => {
      const canvas = document.querySelector(".leaflet-sitmap-basemap-pane canvas");
      const box = canvas.getBoundingClientRect();
      const map = document.querySelector(".folium-map").getBoundingClientRect();
      const at = map_sitmap.latLngToContainerPoint([lat, lon]);
      const k = canvas.width / box.width;
      const x = (at.x + map.x - box.x) * k, y = (at.y + map.y - box.y) * k;
      return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data].slice(0, 3);
    }"""
    sea = evaluate(opened, pixel, [-16.0, 184.0])
    upolu = evaluate(opened, pixel, [-13.92, 188.4])
    viti_levu = evaluate(opened, pixel, [-17.8, 178.0])
    assert sea[2] > sea[0]
    assert upolu[0] >= upolu[2] - 2
    assert viti_levu[0] >= viti_levu[2] - 2
