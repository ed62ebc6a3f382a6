"""Maps of counts as a reader sees them.

Numbers that agree with the table, filters, time, cards, lists, keyboard.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, box

import sitmap
from sitmap.errors import DataWarning
from sitmap.layers.element import read_asset
from tests.browser.conftest import DESKTOP, PHONE, pause
from tests.browser.test_accessibility import AXE, find_violations
from tests.browser.test_hostile_text import ALIEN, OWN
from tests.synthetic import make_summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Opened

h3 = pytest.importorskip(
    "h3.api.basic_int", reason="needs the extra sitmap[scale]"
)

BALKANS = (19.0, 41.0, 23.0, 45.0)
SIZES = pytest.mark.parametrize(
    "size", [DESKTOP, PHONE], ids=["desktop", "phone"]
)
Page = tuple["Path", pd.DataFrame]


@pytest.fixture(autouse=True)
def _calm() -> Iterator[None]:
    """Counted by week, not by day: these tests know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        yield


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Thirty thousand incidents in the Balkans by day, with a few undated and some left out.

    The page and the table.
    """
    rows = make_summary(30_000, box=BALKANS, resolution=6, fatalities=True)
    rows.loc[rows.index[::50], "day"] = pd.NaT
    rows.attrs["sitmap"]["left_off"] = {
        "no coordinates": 41,
        "a date that is none": 1,
    }
    path = tmp_path_factory.mktemp("page") / "counted.html"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        sitmap.Map(density=rows, title="Counts").save(path)
    return path, rows


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four squares, one of them with a hole and one across the antimeridian."""
    shapes = [
        box(20, 42, 21, 43),
        box(21, 42, 22, 43),
        box(22, 42, 24, 44).difference(box(22.5, 42.5, 23.5, 43.5)),
        box(22.5, 42.5, 23.5, 43.5),
    ]
    outlines = gpd.GeoDataFrame(
        {"name": ["West", "Middle", "Ring", "Hole"]},
        geometry=shapes,
        crs=4326,
    )
    rows = pd.DataFrame(
        {
            "area": ["West", "Middle", "Ring", "Hole", "West"],
            "day": [
                "2022-07-31",
                "2022-08-01",
                "2022-08-02",
                "2022-08-03",
                "2022-08-03",
            ],
            "incidents": [1, 20, 300, 4000, 2],
        }
    )
    path = tmp_path_factory.mktemp("page") / "areas.html"
    sitmap.Map(density=rows, areas=outlines, title="Areas").save(path)
    return path


def run(opened: Opened, script: str, given: Any = None) -> Any:
    return opened.page.evaluate(script, given)


def settle(opened: Opened) -> None:
    pause(opened.page, 250)


DRAWN = """() => {
  density_1._paint();
  const { set, values } = density_1.drawn;
  const pairs = [...values.keys()].filter((at) => values[at]).map((at) => [density_1.shapes.idOf(set, at), values[at]]);
  const sum = values.reduce((sum, n) => sum + n, 0);
  return { resolution: set.resolution, sum, values: Object.fromEntries(pairs) };
}"""


@SIZES
def test_the_page_counts_what_the_table_counts(
    size: tuple[int, int], counted: Page, open_page: Callable[..., Opened]
) -> None:
    """No request, no complaint; every cell has the incidents that pandas counts in it."""
    path, rows = counted
    opened = open_page(path, size=size)
    assert (opened.requests, opened.errors, opened.state()["errors"]) == (
        [],
        [],
        [],
    )
    assert (
        "30,000 incidents shown"
        in opened.page.locator(".sitmap-tally").inner_text()
    )
    drawn = run(opened, DRAWN)
    parents = [
        f"{h3.cell_to_parent(cell, drawn['resolution']):x}"
        for cell in rows["cell"]
    ]
    assert (
        drawn["values"]
        == rows.groupby(parents)["incidents"].sum().to_dict()
    )


def test_cells_grow_finer_as_the_map_does(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """Each size adds up to the same; the finest is the table's own."""
    opened = open_page(counted[0])
    seen = []
    for zoom in (3, 6, 9, 12):
        run(
            opened,
            "zoom => map_sitmap.setView([42.6, 21], zoom, { animate: false })",
            zoom,
        )
        drawn = run(opened, DRAWN)
        assert drawn["sum"] == 30_000
        seen.append(drawn["resolution"])
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (2, 6)
    assert "cells" in opened.page.locator(".sitmap-list-count").inner_text()


def test_types_and_days_filter_the_counts(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """The numbers of the panel, the tally and the cells are pandas' own.

    Undated ones go when dates are chosen.
    """
    path, rows = counted
    opened = open_page(path)
    opened.page.get_by_role("button", name="Filters", exact=True).click()
    settle(opened)
    texts = [
        opened.page.locator(
            f".sitmap-branch .sitmap-filter-{part}"
        ).all_inner_texts()
        for part in ("name", "count")
    ]
    told = dict(zip(*texts, strict=True))
    by_type = rows.groupby("event_type", observed=True)["incidents"].sum()
    assert told == {name: f"{count:,}" for name, count in by_type.items()}
    opened.page.locator(".sitmap-branch", has_text="Battles").locator(
        "input"
    ).first.uncheck()
    rest = rows[rows["event_type"] != "Battles"]
    assert run(opened, DRAWN)["sum"] == rest["incidents"].sum()
    first, last = pd.Timestamp("2018-01-01"), pd.Timestamp("2018-12-31")
    day = (first - pd.Timestamp(0)).days
    run(
        opened,
        "range => density_1.host.query.setRange(range)",
        [day, day + 364],
    )
    within = rest[(rest["day"] >= first) & (rest["day"] <= last)][
        "incidents"
    ].sum()
    assert run(opened, DRAWN)["sum"] == within
    assert opened.state()["layers"][1]["counted"] == within
    assert (
        f"{within:,} of 30,000"
        in opened.page.locator(".sitmap-tally").inner_text()
    )
    settle(opened)
    assert (
        "1 January"
        in opened.page.locator(".sitmap-time-words").inner_text()
    )
    undated = rest[rest["day"].isna()]["incidents"].sum()
    assert (
        f"{undated:,} without a date"
        in opened.page.locator(".sitmap-time-words").inner_text()
    )


def test_a_click_opens_a_card_with_the_cells_numbers(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """How many, of which type, killed, when; and that nobody knows where in the cell."""
    path, rows = counted
    opened = open_page(path)
    at = run(
        opened,
        """() => {
      const [row] = density_1.rowsShown();
      map_sitmap.setView(density_1.pointOf(row), 9, { animate: false });
      density_1._paint();
      const best = density_1.rowsShown()[0];
      map_sitmap.setView(density_1.pointOf(best), 9, { animate: false });
      density_1._paint();
      const { x, y } = map_sitmap.latLngToContainerPoint(density_1.pointOf(best));
      const frame = map_sitmap.getContainer().getBoundingClientRect();
      const { set, at } = density_1.placeOf(best);
      return [x + frame.left, y + frame.top, density_1.shapes.idOf(set, at)];
    }""",
    )
    opened.page.mouse.move(at[0], at[1])
    tip = opened.page.locator(".sitmap-tip").inner_text()
    opened.page.mouse.click(at[0], at[1])
    settle(opened)
    card = opened.page.locator(".sitmap-card").inner_text()
    cell = int(at[2], 16)
    own = rows[
        [
            h3.cell_to_parent(one, h3.get_resolution(cell)) == cell
            for one in rows["cell"]
        ]
    ]
    assert f"{own['incidents'].sum():,} incidents" in tip
    assert f"{own['incidents'].sum():,} incidents" in card
    assert re.search(
        r"Around .+, [A-Z][a-z]{3,}", card
    )  # the country by its name
    assert "Somewhere in this cell" in card
    assert at[2] in card
    assert f"{own['fatalities'].sum():,}" in card
    for name, count in (
        own.groupby("event_type", observed=True)["incidents"].sum().items()
    ):
        assert f"{name}\n{count:,}" in card
    assert (
        opened.page.locator(".sitmap-card canvas[role=img]")
        .get_attribute("aria-label")
        .startswith("Over time: Most")
    )
    assert "density_1." in opened.page.evaluate("location.hash")


def test_the_link_opens_the_same_view(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """Days, types, place and the open card are in the hash."""
    path, _ = counted
    opened = open_page(path)
    run(
        opened,
        """() => {
      const query = density_1.host.query;
      query.setRange([17532, 17896]);
      query.choose("event_type", new Set(["Riots"]));
      density_1.openRows([density_1.rowsShown()[2]]);
    }""",
    )
    pause(opened.page, 600)
    name = opened.page.locator(".sitmap-card h2").inner_text()
    state = opened.state()["layers"][1]["counted"]
    opened.page.goto(
        opened.page.url.replace("counted.html", "counted.html?again")
    )
    opened.page.evaluate("sitmap.ready")
    pause(opened.page, 600)
    assert opened.page.locator(".sitmap-card h2").inner_text() == name
    assert opened.state()["layers"][1]["counted"] == state
    assert opened.errors == []


def test_the_list_is_the_maps_text_alternative(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """Cells by their incidents, most first; a search by a town's name leaves its cell.

    The card opens from the list.
    """
    opened = open_page(counted[0])
    counts = [
        int(text.split()[0].replace(",", ""))
        for text in opened.page.locator(
            ".sitmap-list-line"
        ).all_inner_texts()
    ]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) > 5
    title = opened.page.locator(".sitmap-list-title").first.inner_text()
    town = title.removeprefix("Around ").split(",")[0]
    opened.page.get_by_placeholder("Find a place").fill(town)
    pause(opened.page, 700)
    assert (
        opened.page.locator(".sitmap-list-title").first.inner_text()
        == title
    )
    assert run(opened, DRAWN)["sum"] < 30_000
    opened.page.locator(".sitmap-list-item").first.click()
    settle(opened)
    assert opened.page.locator(".sitmap-card h2").inner_text() == title


def test_the_keyboard_walks_the_cells(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """N goes to the one with most incidents, says it, and Enter opens it; Escape closes."""
    opened = open_page(counted[0])
    opened.page.locator(".sitmap-map-box").focus()
    opened.page.keyboard.press("n")
    first = opened.page.locator(".sitmap-spoken").inner_text()
    opened.page.keyboard.press("n")
    second = opened.page.locator(".sitmap-spoken").inner_text()
    counts = [
        int(text.split()[0].replace(",", "")) for text in (first, second)
    ]
    assert counts[0] >= counts[1] > 0
    opened.page.keyboard.press("p")
    assert opened.page.locator(".sitmap-spoken").inner_text() == first
    opened.page.keyboard.press("Enter")
    settle(opened)
    assert opened.page.locator(".sitmap-card h2").inner_text() in first
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".sitmap-card").is_hidden()


def test_what_is_shown_can_be_downloaded(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """A row for each cell, its incidents by type, under the filters; they add up."""
    path, rows = counted
    opened = open_page(path)
    run(
        opened,
        "density_1.host.query.choose('event_type', new Set(['Riots', 'Protests']))",
    )
    with opened.page.expect_download() as started:
        opened.page.get_by_role("button", name="CSV").click()
    lines = list(
        csv.DictReader(
            io.StringIO(started.value.path().read_text("utf-8-sig"))
        )
    )
    some = rows[rows["event_type"].isin(["Riots", "Protests"])]
    assert (
        sum(int(line["incidents"]) for line in lines)
        == some["incidents"].sum()
    )
    assert (
        sum(int(line["incidents: Riots"]) for line in lines)
        == some[some["event_type"] == "Riots"]["incidents"].sum()
    )
    assert sum(int(line["incidents: Battles"]) for line in lines) == 0
    assert all(h3.is_valid_cell(int(line["cell"], 16)) for line in lines)
    with opened.page.expect_download() as started:
        opened.page.get_by_role("button", name="GeoJSON").click()
    cells = gpd.read_file(started.value.path())
    assert cells["incidents"].sum() == some["incidents"].sum()
    assert set(cells.geom_type) == {"Polygon"}


def test_what_was_left_out_is_listed_with_its_reasons(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """The summary's own account, in incidents."""
    opened = open_page(counted[0])
    opened.page.get_by_role("button", name="Not on the map (42)").click()
    settle(opened)
    told = opened.page.locator(".sitmap-off").inner_text()
    assert "41 incidents\nno coordinates" in told
    assert "1 incident\na date that is none" in told


def test_the_key_says_numbers_and_what_was_added_up(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """Classes as ranges without a gap, the size of the cells, the unit of time."""
    opened = open_page(counted[0])
    settle(opened)
    key = opened.page.locator(".sitmap-key").inner_text()
    assert "Incidents in each cell" in key
    assert "Counted per month; the table counts per day." in key
    assert "zoom in for smaller ones" in key
    ends = [
        text.replace(",", "").split("–")
        for text in opened.page.locator(".sitmap-key li").all_inner_texts()
    ]
    for (_, end), following in pairwise(ends):
        assert int(following[0].split()[0]) == int(end) + 1
    colours = run(
        opened,
        "() => [...document.querySelectorAll('.sitmap-key li canvas')].length",
    )
    assert colours == len(ends)


def test_areas_answer_where_they_are(
    areas: Path, open_page: Callable[..., Opened]
) -> None:
    """A hole is not the ring around it."""
    opened = open_page(areas)
    found = run(
        opened,
        "spots => spots.map(([lat, lng]) => density_1.shapes.at(null, { lat, lng }))",
        [[42.5, 20.5], [42.5, 21.5], [42.2, 22.2], [43, 23], [50, 20]],
    )
    assert found == [0, 1, 2, 3, -1]
    assert run(opened, DRAWN)["values"] == {
        "West": 3,
        "Middle": 20,
        "Ring": 300,
        "Hole": 4000,
    }
    assert opened.page.locator(".sitmap-list-title").all_inner_texts() == [
        "Hole",
        "Ring",
        "Middle",
        "West",
    ]
    assert "h3" not in run(opened, "() => Object.keys(window)")
    assert (opened.requests, opened.errors) == ([], [])


def test_a_page_too_large_has_coarser_cells_when_dates_are_chosen(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """All dates in the finest cells; some dates in larger ones, and the key says so.

    No incident is lost.
    """
    rows = make_summary(1_500_000, places=40_000)
    path = tmp_path / "large.html"
    sitmap.Map(
        density=sitmap.Density(rows, page_mb=2),
        title="Large",
        basemap=False,
    ).save(path)
    assert path.stat().st_size < 2_000_000
    opened = open_page(path)
    run(opened, "map_sitmap.setView([50, 10], 9, { animate: false })")
    whole = run(opened, DRAWN)
    assert (whole["resolution"], whole["sum"]) == (5, 1_500_000)
    first = np.datetime64("2018-01-01")
    run(
        opened,
        "range => density_1.host.query.setRange(range)",
        [int(first.astype(int)), int(first.astype(int)) + 364],
    )
    part = run(opened, DRAWN)
    assert part["resolution"] < 5
    assert (
        part["sum"] == rows[rows["day"].dt.year == 2018]["incidents"].sum()
    )
    settle(opened)
    assert (
        "With dates chosen, cells are"
        in opened.page.locator(".sitmap-key").inner_text()
    )


def test_points_and_counts_share_a_map(
    counted: Page, tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """A mark above a cell has the click; both are in the list, the tally and the timeline.

    Files are two.
    """
    incidents = gpd.GeoDataFrame(
        {
            "title": ["Clash", "Protest"],
            "date_start": ["2016-05-01", "2024-05-01"],
            "precision": "exact",
        },
        geometry=[Point(21.17, 42.66), Point(20.87, 42.89)],
        crs=4326,
    )
    path = sitmap.Map(incidents, density=counted[1], title="Both").save(
        tmp_path / "both.html"
    )
    opened = open_page(path)
    run(
        opened, "map_sitmap.setView([42.66, 21.17], 11, { animate: false })"
    )
    settle(opened)
    frame = opened.page.locator(".sitmap-map-box").bounding_box()
    middle = (
        frame["x"] + frame["width"] / 2,
        frame["y"] + frame["height"] / 2,
    )
    opened.page.mouse.click(*middle)
    settle(opened)
    assert opened.page.locator(".sitmap-card h2").inner_text() == "Clash"
    opened.page.mouse.click(middle[0] + 40, middle[1] + 10)
    settle(opened)
    assert (
        opened.page.locator(".sitmap-card h2")
        .inner_text()
        .startswith(("Around", "Cell at"))
    )
    tally = opened.page.locator(".sitmap-tally").inner_text()
    assert "2 incidents shown · Density: 30,000 incidents shown" in tally
    opened.page.locator(".sitmap-close").click()
    assert opened.page.locator(".sitmap-list-title").all_inner_texts()[
        :2
    ] == ["Protest", "Clash"]
    assert (
        "2 incidents · "
        in opened.page.locator(".sitmap-list-count").inner_text()
    )
    files = []
    opened.page.on(
        "download", lambda one: files.append(one.suggested_filename)
    )
    opened.page.get_by_role("button", name="CSV").click()
    pause(opened.page, 800)
    assert sorted(files) == ["both-density.csv", "both.csv"]
    assert (opened.requests, opened.errors) == ([], [])


def test_a_layer_of_counts_works_on_a_plain_folium_map(
    counted: Page, tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Bundle, H3 and counts are brought along; folium's own control switches it."""
    plain = folium.Map([42.6, 21], zoom_start=8, tiles=None)
    layer = sitmap.Density(counted[1]).add_to(plain)
    head, rest = plain.get_root().render().split("<head>", 1)
    leaflet = (  # folium's link is cut
        f"<style>{read_asset('leaflet.css')}</style><script>{read_asset('leaflet.js')}</script>"
    )
    path = tmp_path / "plain.html"
    path.write_text(f"{head}<head>{leaflet}{rest}", "utf-8")
    opened = open_page(path)
    name = layer.get_name()
    assert (
        run(
            opened,
            "async name => { await window[name].load(); return window[name].countVisible(); }",
            name,
        )
        == 30_000
    )
    run(
        opened,
        "name => window[name].openRows([window[name].rowsShown()[0]])",
        name,
    )
    settle(opened)
    assert (
        "Somewhere in this cell"
        in opened.page.locator(".sitmap-card").inner_text()
    )
    assert (
        "GeoNames"
        in opened.page.locator(".leaflet-control-attribution").inner_text()
    )
    assert [error for error in opened.errors if "net::" not in error] == []


def test_cells_at_the_antimeridian_and_around_the_pole_are_drawn_whole(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """No cell is smeared across the map; the one around the pole reaches from edge to edge."""
    cells = [
        h3.latlng_to_cell(-17.0, 180.0, 2),
        h3.latlng_to_cell(89.0, 0.0, 0),
        0x820807FFFFFFFFF,
    ]
    fiji = pd.DataFrame({"cell": cells[:1], "incidents": [5]})
    opened = open_page(
        sitmap.Map(
            density=fiji,
            title="Fiji",
            basemap=False,
            location=(-17, 180),
            zoom_start=5,
        ).save(tmp_path / "a.html")
    )
    ring = run(
        opened,
        "() => { const [set] = density_1.store.sets; return density_1.shapes.ringOf(set, 0); }",
    )
    assert max(map(abs, ring)) < 2**32 / 50
    spots = [
        (lat, lon)
        for lat in (-18.5, -17.5, -16.5)
        for lon in (178.5, 179.5, 180.5, 181.5)
    ]
    hit = (
        "spots => spots.map(([lat, lng]) => density_1.shapes.at(density_1.store.sets[0],"
        " L.latLng(lat, lng).wrap()))"
    )
    found = [
        0 if h3.latlng_to_cell(lat, lon, 2) == cells[0] else -1
        for lat, lon in spots
    ]
    assert {0, -1} == set(found)
    assert run(opened, hit, spots) == found
    pole = pd.DataFrame({"cell": cells[1:2], "incidents": [5]})
    opened = open_page(
        sitmap.Map(density=pole, title="Pole", basemap=False).save(
            tmp_path / "b.html"
        )
    )
    ring = run(
        opened,
        "() => { const [set] = density_1.store.sets; return density_1.shapes.ringOf(set, 0); }",
    )
    assert (min(ring[::2]), max(ring[::2])) == (-(2**31), 2**31 - 1)
    assert opened.errors == []


@pytest.mark.parametrize(
    "policy", [True, False], ids=["with the policy", "without the policy"]
)
def test_names_and_types_never_run(
    policy: bool, tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Areas, event types, reasons and the layer itself may be called anything."""
    shapes = [
        box(20 + i % 6, 40 + i // 6, 21 + i % 6, 41 + i // 6)
        for i in range(len(OWN))
    ]
    outlines = gpd.GeoDataFrame(
        {"name": list(OWN)}, geometry=shapes, crs=4326
    )
    rows = pd.DataFrame(
        {
            "area": list(OWN),
            "event_type": list(OWN),
            "incidents": range(1, len(OWN) + 1),
        }
    )
    rows.attrs["sitmap"] = {
        "left_off": dict.fromkeys(OWN, 3),
        "sources": list(OWN),
    }
    layer = sitmap.Density(rows, outlines, name=" ".join(OWN))
    path = sitmap.Map(
        density=layer, title=" ".join(OWN), basemap=False
    ).save(tmp_path / "hostile.html")
    if not policy:
        path.write_text(
            path.read_text("utf-8").replace("http-equiv", "data-was"),
            "utf-8",
        )
    opened = open_page(path)
    for tab in ("List", "Filters", "Notes"):
        if (
            opened.page.get_by_role(
                "button", name=tab, exact=True
            ).get_attribute("aria-expanded")
            != "true"
        ):
            opened.page.get_by_role("button", name=tab, exact=True).click()
        settle(opened)
        assert run(
            opened,
            "alien => document.querySelector('.sitmap-panel').querySelector(alien.replace('"
            " input,', '')) === null",
            ALIEN,
        )
    wrong = run(
        opened,
        """async ([texts, alien]) => {
      const wrong = [];
      for (let row = 0; row < texts.length; row++) {
        density_1.openRows([row]);
        while (document.querySelector(".sitmap-card[aria-busy]")) await new Promise((done) => setTimeout(done, 1));
        const card = document.querySelector(".sitmap-card");
        const title = card.querySelector("h2").textContent;
        if (title !== texts[row] || card.querySelector(alien)) wrong.push(card.textContent);
      }
      return wrong;
    }""",
        [list(OWN), ALIEN],
    )
    assert wrong == []
    assert run(opened, "window.ran") is None
    assert (opened.errors, opened.requests) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@SIZES
@pytest.mark.parametrize("tab", ["List", "Filters", "Notes", "card"])
def test_axe_finds_no_serious_violation(
    tab: str,
    size: tuple[int, int],
    scheme: str,
    counted: Page,
    open_page: Callable[..., Opened],
) -> None:
    """Names, roles and contrast, in every part of the page."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed in src/sitmap/web (npm ci)")
    opened = open_page(counted[0], size=size, color_scheme=scheme)
    if tab == "card":
        run(opened, "density_1.openRows([density_1.rowsShown()[0]])")
    else:
        button = opened.page.get_by_role("button", name=tab, exact=True)
        if button.get_attribute("aria-expanded") != "true":
            button.click()
    settle(opened)
    assert find_violations(opened) == []


def test_on_paper_the_counts_are_drawn(
    counted: Page, open_page: Callable[..., Opened]
) -> None:
    """The print sheet holds the cells in the light colours, in the dark too."""
    opened = open_page(counted[0], color_scheme="dark")
    run(opened, "dispatchEvent(new Event('beforeprint'))")
    settle(opened)
    shares = run(
        opened,
        """() => {
      const sheet = document.querySelector(".sitmap-print-sheet");
      const { data } = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height);
      let warm = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] > data[i + 2] + 60) warm++;
      return warm / (data.length / 4);
    }""",
    )
    assert shares > 0.02
