"""What a reader is told of the view: its day, its rows in words, its filters on paper.

And views hard to fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from tests.browser.conftest import DESKTOP, PHONE, pause

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened


def incidents(
    days: list[str],
    longitudes: list[float],
    latitudes: list[float],
    **columns: Any,
) -> gpd.GeoDataFrame:
    titles = [f"Incident {number}" for number in range(len(days))]
    frame = pd.DataFrame(
        {
            "title": titles,
            "date_start": days,
            "precision": "exact",
            **columns,
        }
    )
    return gpd.GeoDataFrame(
        frame, geometry=gpd.points_from_xy(longitudes, latitudes), crs=4326
    )


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two incidents three years apart and two sites, of which one opened between them."""
    sites = gpd.GeoDataFrame(
        {
            "name": ["Old camp", "New post"],
            "role": ["camp", "post"],
            "open_from": ["1999", "2023"],
        },
        geometry=gpd.points_from_xy([20.8, 20.9], [42.9, 43.0]),
        crs=4326,
    )
    table = incidents(
        ["2021-01-01", "2024-01-01"],
        [20.7, 21.0],
        [42.8, 43.1],
        event_type=["Riots", "Battles"],
    )
    path = tmp_path_factory.mktemp("views") / "map.html"
    sitmap.Map(
        table, presence=sites, title="Two incidents", basemap=False
    ).save(path)
    return path


def choose_days(opened: Opened, first: int, last: int) -> None:
    opened.page.evaluate(
        f"incidents_1.host.query.setRange([{first}, {last}])"
    )
    pause(opened.page, 250)


def test_the_day_under_the_title_follows_the_timeline(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """Presence is that of the last day chosen, and the page says so."""
    opened = open_page(saved)
    day = opened.page.locator(".sitmap-subtitle").first
    assert day.inner_text() == "situation on 1 January 2024"
    choose_days(opened, 18628, 18700)
    assert day.inner_text() == "situation on 14 March 2021"
    opened.page.get_by_role("button", name="All dates").click()
    assert day.inner_text() == "situation on 1 January 2024"


def test_the_list_holds_the_sites_of_the_day_in_words(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """It is the map's text alternative: what stands on the map stands in it, and opens from it."""
    opened = open_page(saved)
    count = opened.page.locator(".sitmap-list-count")
    assert count.inner_text() == "2 incidents · 2 sites"
    opened.page.get_by_role("button", name="New post").click()
    pause(opened.page, 200)
    assert (
        "Open on 1 January 2024"
        in opened.page.locator(".sitmap-card").inner_text()
    )
    opened.page.keyboard.press("Escape")
    choose_days(opened, 18628, 18700)
    assert count.inner_text() == "1 incident · 1 site"


def test_a_map_of_presence_lists_its_sites(
    tmp_path: Path, root: Path, open_page: Callable[..., Opened]
) -> None:
    """Without incidents there is nothing to search or to sort."""
    sites = sitmap.read_presence(root / "data/presence/kfor-sites.csv")
    opened = open_page(
        sitmap.Map(presence=sites, basemap=False).save(
            tmp_path / "map.html"
        )
    )
    assert (
        opened.page.locator(".sitmap-list-count").inner_text() == "15 sites"
    )
    assert opened.page.locator(".sitmap-list-item").count() > 5
    assert not opened.page.locator(".sitmap-searchbar").count()
    assert opened.page.locator(
        ".sitmap-download button"
    ).all_inner_texts() == ["Print"]


def test_a_search_without_hits_says_so_and_leads_back(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """An empty list is explained."""
    opened = open_page(saved)
    opened.page.get_by_role("searchbox", name="Search titles").fill("zzzz")
    opened.page.get_by_text("Nothing matches").wait_for()
    opened.page.get_by_role("button", name="Show all again").click()
    pause(opened.page, 300)
    assert opened.state()["visible"] == 2
    assert not opened.page.get_by_text("Nothing matches").is_visible()


PRINT = """() => {
  const folds = () => document.querySelectorAll("details[open]").length;
  const view = () => [map_sitmap.getZoom(), String(map_sitmap.getCenter()), folds()].join();
  const before = view();
  dispatchEvent(new Event("beforeprint"));
  const told = document.querySelector(".sitmap-told").textContent;
  dispatchEvent(new Event("afterprint"));
  return [told, before === view()];
}"""


def test_paper_names_the_filters_and_the_view_comes_back(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """A printed map has no timeline: what was chosen stands under its title."""
    opened = open_page(saved)
    assert opened.page.evaluate(PRINT) == ["", True]
    choose_days(opened, 18628, 18700)
    opened.page.evaluate(
        "incidents_1.host.query.choose('event_type', new Set(['Riots']))"
    )
    assert opened.page.evaluate(PRINT) == [
        "1 January – 14 March 2021 · Type of event: Riots",
        True,
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_incidents_on_both_sides_of_the_antimeridian_are_seen(
    size: tuple[int, int], tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """The page opens on Fiji, close, and not on the whole world with Fiji at its edges."""
    table = incidents(
        ["2023-01-01", "2023-02-01", "2023-03-01"],
        [178.4, -179.9, -178.8],
        [-17.8, -16.8, -18.2],
    )
    opened = open_page(
        sitmap.Map(table, title="Fiji").save(tmp_path / "map.html"),
        size=size,
    )
    seen = """() => incidents_1.marks.filter(({ x, y }) => x > 8 && y > 8 && x < map_sitmap.getSize().x - 8
      && y < map_sitmap.getSize().y - 8).reduce((sum, { count }) => sum + count, 0)"""
    assert opened.page.evaluate(seen) == 3
    assert opened.page.evaluate("map_sitmap.getZoom()") > 5
    assert (
        opened.page.evaluate(
            "incidents_1.host.query.shown(map_sitmap.getBounds())[0].rows.length"
        )
        == 3
    )
    names = opened.page.evaluate(
        "basemap_1.labels.placed.map(({ text }) => text)"
    )
    assert "FRANCE" not in names


def test_a_phone_shows_the_whole_world(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Incidents on three continents are all in sight."""
    table = incidents(
        ["2023-01-01", "2023-02-01", "2023-03-01"],
        [-99.1, 21.1, 151.2],
        [19.4, 42.7, -33.9],
    )
    opened = open_page(
        sitmap.Map(table, title="World").save(tmp_path / "map.html"),
        size=PHONE,
    )
    inside = "incidents_1.marks.filter(({ x }) => x > 0 && x < map_sitmap.getSize().x).length"
    assert opened.page.evaluate(inside) == 3


@pytest.mark.parametrize("lang", ["en", "sq", "sr", "sr-Cyrl", "de"])
def test_on_a_phone_no_language_runs_off_the_page(
    lang: str, saved: Path, tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Every button is within the page, and the key's words within the key."""
    path = tmp_path / "map.html"
    path.write_text(
        saved.read_text("utf-8").replace('"lang":"en"', f'"lang":"{lang}"'),
        "utf-8",
    )
    off = """selector => [...document.querySelectorAll(selector)].filter((part) => part.offsetWidth
      && (part.getBoundingClientRect().right > innerWidth || part.scrollWidth > part.clientWidth + 1))
      .map((part) => part.textContent)"""
    assert (
        open_page(path, size=PHONE).page.evaluate(
            off, ".sitmap-tabbutton, .sitmap-header"
        )
        == []
    )
    assert (
        open_page(path).page.evaluate(
            off, ".sitmap-key, .sitmap-header, .sitmap-list-bar"
        )
        == []
    )


def test_the_map_has_a_name_and_tells_its_keys(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """A screen reader meets an application called after the map, not a nameless box."""
    page = open_page(saved).page
    assert (
        page.get_by_role(
            "application", name="Map: Two incidents. Keys: N and P"
        ).count()
        == 1
    )


def test_two_layers_are_one_csv(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """One line of names, whatever layer a row is of."""
    made = sitmap.Map(
        incidents(["2023-01-01"], [20.7], [42.8]), basemap=False
    )
    sitmap.Incidents(
        incidents(["2023-02-01"], [20.8], [42.9], sector=["North"]),
        name="More",
    ).add_to(made)
    page = open_page(
        made.save(tmp_path / "map.html"), accept_downloads=True
    ).page
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    table = pd.read_csv(waiting.value.path())
    assert len(table) == 2
    assert table["sector"].tolist()[1] == "North"


def test_usual_names_of_layers_are_in_the_pages_language(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """A name that the map's maker gave stays."""
    made = sitmap.Map(
        incidents(["2023-01-01"], [20.7], [42.8]), basemap=False, lang="de"
    )
    sitmap.Incidents(
        incidents(["2023-02-01"], [20.8], [42.9]),
        name="Reports of the north",
    ).add_to(made)
    page = open_page(made.save(tmp_path / "map.html")).page
    pause(page, 300)
    assert page.locator(".sitmap-key-name").all_inner_texts() == [
        "Vorfälle",
        "Reports of the north",
    ]


def test_a_low_page_scrolls_and_the_list_has_room(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """A page zoomed to twice its size, or a phone on its side."""
    page = open_page(saved, size=(640, 400)).page
    page.get_by_role("button", name="List").click()
    pause(page, 200)
    assert page.locator(".sitmap-list").bounding_box()["height"] >= 100
    assert page.evaluate("document.scrollingElement.scrollHeight") > 500
