"""The page of a comparison: its maps go together, the table tells what they show, nothing runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from sitmap.desk.comparison import compare_sides, split_periods
from sitmap.desk.comparison_maps import write_comparison
from sitmap.incidents import conform
from sitmap.layers.area_table import conform_areas
from tests.browser.conftest import DESKTOP, PHONE, pause
from tests.browser.test_accessibility import AXE, find_violations
from tests.browser.test_hostile_text import ALIEN, read_payloads

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

CENTRES = "() => compare.page.maps.map(({ map }) => map.getCenter().lng)"
FILLS = """at => compare.page.maps.map(({ shapes }) =>
  shapes[at].options.fillOpacity && shapes[at].options.fillColor)"""
WEIGHTS = (
    "at => compare.page.maps.map(({ shapes }) => shapes[at].options.weight)"
)


@pytest.fixture
def open_comparison(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> Callable[..., tuple[Opened, Page]]:
    """Open a page with West at 10 and 20, East at 2 and 4, and a third district without any."""

    def opened(
        names: tuple[str, ...] = ("West", "East", "South"),
        size: tuple[int, int] = DESKTOP,
        lang: str = "en",
        **options: str,
    ) -> tuple[Opened, Page]:
        compared = compare_sides(*_sides(), areas=_areas(names))
        path = tmp_path / "compared.html"
        write_comparison(compared, path, title=names[0], lang=lang)
        one = open_page(path, size=size, **options)
        one.page.evaluate("compare.ready.then(() => true)")
        return one, one.page

    return opened


def _sides():
    days = [*["2024-02-01"] * 12, *["2024-05-01"] * 24]
    lon = [*[20.2] * 10, *[20.7] * 2, *[20.2] * 20, *[20.7] * 4]
    told = {"date_start": days, "precision": "exact", "uncertainty_m": 5.0}
    points = gpd.points_from_xy(lon, [42.5] * 36, crs=4326)
    table = conform(gpd.GeoDataFrame(told, geometry=points))
    return split_periods(table, ("2024Q1", "2024Q2"))[0], ["area"]


def _areas(names: tuple[str, ...]) -> gpd.GeoDataFrame:
    boxes = [(20, 42, 20.5, 43), (20.5, 42, 21, 43), (20, 41.5, 21, 42)]
    boxes += [
        (20, 41.5 - at / 100, 21, 41.51 - at / 100)
        for at in range(1, len(names) - 2)
    ]
    told = pd.DataFrame({"name": list(names)})
    shapes = [shapely.box(*box) for box in boxes]
    return conform_areas(gpd.GeoDataFrame(told, geometry=shapes, crs=4326))


def assert_quiet(one: Opened) -> None:
    """No request, no complaint."""
    assert (one.errors, one.requests) == ([], [])


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_table_and_maps_tell_what_was_counted(open_comparison, size):
    """Two rows, most first; fills of four maps, and of a district without incidents none."""
    one, page = open_comparison(size=size)
    cells = page.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].slice(0, 5).map((cell) => cell.textContent))"
    )
    assert cells == [
        ["West", "10", "20", "+10", "+100"],
        ["East", "2", "4", "+2", "–"],
    ]
    assert page.evaluate(FILLS, 2) == [0, 0, 0, 0]
    before, after, difference, percent = page.evaluate(FILLS, 1)
    assert 0 not in (before, after, difference)
    assert percent == "#c9cdd1"
    assert page.evaluate(FILLS, 0)[3] == "#b35806"
    assert page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert_quiet(one)


def test_the_maps_go_together(open_comparison):
    """Where one is moved the others follow, and "All places" brings them back."""
    one, page = open_comparison()
    start = page.evaluate(CENTRES)
    page.evaluate(
        "compare.page.maps[2].map.setView([42.1, 20.3], 9, { animate: false })"
    )
    assert [round(lon, 2) for lon in page.evaluate(CENTRES)] == [20.3] * 4
    page.get_by_role("button", name="All places").click()
    assert page.evaluate(CENTRES) == pytest.approx(start, abs=0.01)
    assert_quiet(one)


def test_a_chosen_place_is_marked_everywhere(open_comparison):
    """By its row: on all maps, in the table, and its numbers in a line; a second time no more."""
    one, page = open_comparison()
    page.get_by_role("button", name="East").click()
    assert page.evaluate(WEIGHTS, 1) == [2.5] * 4
    assert page.locator("tr.is-chosen").count() == 1
    assert (
        "2024Q1: 2; 2024Q2: 4; Difference: +2"
        in page.locator(".compare-told").text_content()
    )
    page.locator("#compare_map_0").scroll_into_view_if_needed()
    box = page.locator("#compare_map_0").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 12, box["y"] + 12)
    assert page.locator("tr.is-chosen").count() == 0
    assert_quiet(one)


def test_a_place_is_chosen_on_a_map(open_comparison):
    """A click inside its outline; a district without incidents has no row."""
    one, page = open_comparison()
    spot = page.evaluate("""() => {
      const { map, holder } = compare.page.maps[1];
      const { x, y } = map.latLngToContainerPoint([42.8, 20.2]);
      const box = holder.getBoundingClientRect();
      return [box.left + x, box.top + y];
    }""")
    page.mouse.click(*spot)
    assert page.locator("tr.is-chosen th").text_content() == "West"
    assert_quiet(one)


def test_columns_are_sorted_by_their_heads(open_comparison):
    """Numbers from the most on, and turned round by a second click."""
    _, page = open_comparison()
    head = page.locator("thead button", has_text="Difference")
    head.click()
    assert page.locator("tbody th").all_text_contents() == ["West", "East"]
    head.click()
    assert page.locator("tbody th").all_text_contents() == ["East", "West"]
    assert page.locator("th[aria-sort=ascending]").count() == 1


def test_on_a_phone_one_map_stands_at_a_time(open_comparison):
    """The buttons change it, and it shows the same ground."""
    one, page = open_comparison(size=PHONE)
    assert page.locator(".compare-map:visible").count() == 1
    page.locator(".compare-tabs button", has_text="Difference").click()
    assert (
        page.locator(".compare-map:visible h2").text_content()
        == "Difference"
    )
    pause(page, 200)
    assert page.evaluate(
        "compare.page.maps[2].map.getCenter().lng"
    ) == pytest.approx(20.5, abs=0.1)
    assert_quiet(one)


def test_hostile_names_stay_texts(open_comparison):
    """Every one of a long list as a district's name, chosen and hovered; nothing of it runs."""
    names = tuple(read_payloads())
    one, page = open_comparison(names=names)
    page.locator("tbody th button").first.click()
    for at in range(len(names)):
        page.evaluate("at => compare.page.tell(at, true)", at)
    root = page.locator("#compare")
    assert (
        root.locator("tbody tr, .compare-map, .compare-told")
        .locator(ALIEN)
        .count()
        == 0
    )
    assert page.evaluate("window.ran ?? null") is None
    assert_quiet(one)


@pytest.mark.parametrize(
    ("lang", "scheme"), [("en", "light"), ("en", "dark"), ("ar", "light")]
)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_serious_violation(
    open_comparison, size, lang, scheme
):
    """Contrast in both themes, names of controls, the table's structure."""
    if not AXE.is_file():
        pytest.skip("axe-core isn't installed: npm ci in src/sitmap/web")
    one, _ = open_comparison(size=size, lang=lang, color_scheme=scheme)
    assert find_violations(one) == []
