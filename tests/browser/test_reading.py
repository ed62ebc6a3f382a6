"""What a reader does with a map.

Search, filter, choose days, follow a link, carry the rows away, print.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from tests.browser.conftest import PHONE, pause

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

ROWS = [
    (
        "Road block at Rudare",
        "2022-07-31",
        "2022-08-01",
        "Strategic developments",
        "reported",
        "local Serbs",
        (20.83, 42.925),
    ),
    (
        "Shots in the north",
        "2022-07-31",
        None,
        "Strategic developments",
        "claimed",
        "unknown",
        (20.75, 42.98),
    ),
    (
        "Clashes at Zvečan",
        "2023-05-29",
        None,
        "Riots",
        "confirmed",
        "KFOR",
        (20.84028, 42.9075),
    ),
    (
        "=1+1",
        "2023-05-26",
        None,
        "Riots",
        "reported",
        "Kosovo Police",
        (20.84028, 42.9075),
    ),
    (
        "Attack at Banjska",
        "2023-09-24",
        None,
        "Battles",
        "confirmed",
        "Kosovo Police",
        (20.78083, 42.97333),
    ),
    (
        "Without a date",
        None,
        None,
        "Riots",
        "reported",
        "crowd",
        (20.80, 43.10),
    ),
    (
        "Without a place",
        "2022-12-10",
        None,
        "Riots",
        "reported",
        "crowd",
        None,
    ),
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six incidents on the map, one of them undated, and one that has no place."""
    path = tmp_path_factory.mktemp("page") / "map.html"
    sitmap.Map(make_table(), title="Six incidents", basemap=False).save(
        path
    )
    return path


def make_table() -> gpd.GeoDataFrame:
    names = [
        "title",
        "date_start",
        "date_end",
        "event_type",
        "status",
        "actor1",
    ]
    frame = pd.DataFrame([row[:-1] for row in ROWS], columns=names)
    points = [
        gpd.points_from_xy(*zip(row[-1], strict=True))[0]
        if row[-1]
        else None
        for row in ROWS
    ]
    return gpd.GeoDataFrame(frame, geometry=points, crs=4326)


@pytest.fixture
def opened(saved: Path, open_page: Callable[..., Opened]) -> Opened:
    """The page, with the list open."""
    return open_page(saved, accept_downloads=True)


def listed(page: Page) -> list[str]:
    pause(page, 350)
    return page.locator(".sitmap-list-title").all_text_contents()


def test_search_finds_words_without_their_diacritics(
    opened: Opened,
) -> None:
    """Map, list and tally follow; an empty search shows all again."""
    box = opened.page.get_by_role("searchbox", name="Search titles")
    box.fill("zvecan clashes")
    assert listed(opened.page) == ["Clashes at Zvečan"]
    assert opened.state()["visible"] == 1
    assert "1 of 6" in opened.page.locator(".sitmap-tally").inner_text()
    box.fill("")
    pause(opened.page, 300)
    assert opened.state()["visible"] == 6


def test_a_filter_hides_rows_and_the_counts_tell_what_it_would_add(
    opened: Opened,
) -> None:
    """Riots away: three rows are left, and the row of Riots still counts its three."""
    opened.page.get_by_role("button", name="Filters", exact=True).click()
    riots = opened.page.locator(".sitmap-branch", has_text="Riots")
    riots.get_by_role("checkbox").first.uncheck()
    pause(opened.page, 300)
    assert opened.state()["visible"] == 3
    assert riots.locator(".sitmap-filter-count").first.text_content() == "3"
    opened.page.get_by_role("button", name="Show all again").click()
    assert opened.state()["visible"] == 6


def test_dragging_on_the_timeline_chooses_days(opened: Opened) -> None:
    """A range leaves out what lies outside and what has no date; All dates brings them back."""
    track = opened.page.locator(".sitmap-track").bounding_box()
    assert track
    middle, right = (
        track["x"] + track["width"] * 0.6,
        track["x"] + track["width"] - 12,
    )
    opened.page.mouse.move(middle, track["y"] + 10)
    opened.page.mouse.down()
    opened.page.mouse.move(right - 40, track["y"] + 10, steps=4)
    opened.page.mouse.move(right + 8, track["y"] + 10, steps=4)
    opened.page.mouse.up()
    assert set(listed(opened.page)) == {
        "Clashes at Zvečan",
        "=1+1",
        "Attack at Banjska",
    }
    opened.page.get_by_role("button", name="All dates").click()
    assert opened.state()["visible"] == 6


def test_a_finger_on_the_timeline_chooses_days(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """On a phone the brush is drawn by touch, and its ends are dragged."""
    opened = open_page(saved, size=PHONE, has_touch=True, is_mobile=True)
    track = opened.page.locator(".sitmap-track").bounding_box()
    assert track
    touch = opened.page.context.new_cdp_session(opened.page)

    def drag(start: float, end: float) -> None:
        y = track["y"] + 10
        xs = [
            track["x"] + track["width"] * (start + (end - start) * step / 6)
            for step in range(7)
        ]
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": "touchStart", "touchPoints": [{"x": xs[0], "y": y}]},
        )
        for x in xs[1:]:
            touch.send(
                "Input.dispatchTouchEvent",
                {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]},
            )
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": "touchEnd", "touchPoints": []},
        )
        pause(opened.page, 250)

    drag(0.6, 0.9)
    first = opened.state()["visible"]
    assert first < 5
    end = opened.page.evaluate("incidents_1.host.query.range[1]")
    drag(
        (
            float(
                opened.page.locator(".sitmap-brush-end")
                .nth(1)
                .evaluate("e => parseFloat(e.style.left)")
            )
            / 100
        ),
        0.75,
    )
    assert opened.page.evaluate("incidents_1.host.query.range[1]") < end


def test_a_link_shows_the_same_view(opened: Opened) -> None:
    """Position, days, filters, words and the open card are in the hash."""
    page = opened.page
    page.evaluate("""() => {
      const { query } = incidents_1.host;
      map_sitmap.setView([42.95, 20.8], 11, { animate: false });
      query.choose("status", new Set(["confirmed"]));
      query.setRange([19500, 19631]);
      incidents_1.openRows([3]);
    }""")
    pause(page, 500)
    link = page.evaluate("location.href")
    title = page.locator(".sitmap-card h2").text_content()
    page.goto("about:blank")
    page.goto(link)
    page.evaluate("sitmap.ready")
    pause(page, 400)
    assert opened.state()["visible"] == 2
    assert page.locator(".sitmap-card h2").text_content() == title
    assert page.evaluate(
        "[map_sitmap.getZoom(), map_sitmap.getCenter().lat]"
    ) == [
        11,
        pytest.approx(42.95, abs=1e-3),
    ]


def linked(open_page, path, names, title):
    """Open a map of some towns, and a row of it by a link; returns the page."""
    rows = sitmap.geocode(names, country="XK").assign(
        incident_id=[f"id-{name}" for name in names]
    )
    sitmap.Map(rows, title="Towns").save(path)
    opened = open_page(path)
    opened.page.goto(f"{path.resolve().as_uri()}#open=id-{title}")
    opened.page.reload()
    opened.page.evaluate("sitmap.ready")
    pause(opened.page, 500)
    return opened.page


def test_a_link_opens_its_row_though_others_were_added(
    tmp_path, open_page
) -> None:
    """By the incident's id: the row is the first of one map and the second of the next."""
    one = linked(open_page, tmp_path / "a.html", ["Peja"], "Peja")
    assert one.locator(".sitmap-card h2").text_content() == "Peja, Kosovo"
    more = linked(
        open_page, tmp_path / "b.html", ["Gjilan", "Peja"], "Peja"
    )
    assert more.locator(".sitmap-card h2").text_content() == "Peja, Kosovo"
    assert "open=id-Peja" in more.evaluate("location.hash")


def test_a_link_to_a_row_that_has_gone_says_so(tmp_path, open_page) -> None:
    """No card of another row opens."""
    page = linked(open_page, tmp_path / "a.html", ["Peja"], "Prizren")
    assert not page.locator(".sitmap-card h2").count()
    assert (
        "id-Prizren"
        in page.get_by_role("status").filter(has_text="link").inner_text()
    )


def download(page: Page, name: str) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value.path().read_text("utf-8-sig")


def test_what_is_shown_is_downloaded_as_csv_that_no_spreadsheet_runs(
    opened: Opened,
) -> None:
    """The rows of the filter, every column, and no cell that starts a formula."""
    opened.page.evaluate(
        "incidents_1.host.query.choose('event_type', new Set(['Riots']))"
    )
    rows = list(csv.DictReader(io.StringIO(download(opened.page, "CSV"))))
    assert [row["title"] for row in rows] == [
        "'=1+1",
        "Clashes at Zvečan",
        "Without a date",
    ]
    assert (rows[1]["lat"], rows[1]["lon"], rows[1]["date_start"]) == (
        "42.9075",
        "20.84028",
        "2023-05-29",
    )
    assert rows[1]["actor1"] == "KFOR"


def test_what_is_shown_is_downloaded_as_geojson(opened: Opened) -> None:
    """A feature for each row, longitude first."""
    shown: dict[str, Any] = json.loads(download(opened.page, "GeoJSON"))
    assert len(shown["features"]) == 6
    last = shown["features"][4]
    assert last["geometry"] == {
        "type": "Point",
        "coordinates": [20.78083, 42.97333],
    }
    assert last["properties"]["title"] == "Attack at Banjska"


def test_a_row_that_is_not_on_the_map_has_its_reason_and_its_card(
    opened: Opened,
) -> None:
    """It is listed under "Not on the map", and opens like the others."""
    opened.page.get_by_role("button", name="Not on the map (1)").click()
    opened.page.get_by_role("button", name="Without a place").click()
    pause(opened.page, 200)
    text = opened.page.locator(".sitmap-card").inner_text()
    assert "Without a place" in text
    assert "no coordinates and no place" in text


def test_the_map_prints_on_one_page(opened: Opened) -> None:
    """Title, map, key and sources; no buttons."""
    pdf = opened.page.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1
    assert not opened.page.locator(".is-printing").count()


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("de", "6 Vorfälle"),
        ("sq", "6 incidente"),
        ("sr", "6 incidenata"),
        ("sr-Cyrl", "6 инцидената"),
    ],
)
def test_the_page_speaks_the_readers_language(
    lang: str, word: str, tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Every word of the page comes from one table."""
    path = tmp_path / "map.html"
    sitmap.Map(make_table(), basemap=False, lang=lang).save(path)
    assert (
        word in open_page(path).page.locator(".sitmap-tally").inner_text()
    )
