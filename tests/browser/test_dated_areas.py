"""Areas that change from day to day: the brush shows the day's, to the point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
import shapely

import sitmap
from tests.browser.conftest import pause, wait_until
from tests.layers.test_dated_areas import table
from tests.made_fronts import FIRST, made_areas
from tests.read_shapes import units_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

RINGS = """areas_1.shown().map(({ parts }) => parts.map((ring) =>
  Array.from({ length: ring.length / 2 }, (_, i) =>
    [ring[2 * i], ring[2 * i + 1]].map((value) => Math.round(value * 1e5)))))"""
HOSTILE = "</script><b>{{ 7*7 }}"


def day_of(number: int) -> int:
    """Return a day as the page counts it."""
    return (pd.Timestamp(FIRST) - pd.Timestamp("1970-01-01")).days + number


@pytest.mark.parametrize("has_incidents", [False, True])
def test_the_brush_moves_the_front(
    tmp_path: Path, open_page: Callable[..., Opened], has_incidents: bool
) -> None:
    """The ring drawn is that of the range's last day; the whole range shows the map's own day."""
    front = made_areas(30, 150)
    days = [(FIRST + pd.Timedelta(days=at)).isoformat() for at in (0, 29)]
    rows = pd.DataFrame(
        {"date": days, "lat": [48.0] * 2, "lon": [37.0] * 2}
    )
    incidents = sitmap.conform(rows) if has_incidents else None
    sitmap.Map(incidents, areas=front).save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html")
    wait_until(
        opened.page,
        "areas_1.rows.length === 30 && areas_1.host.query.started === true",
    )
    for last in (3, 14, 15, 22):
        opened.page.evaluate(
            f"areas_1.host.query.setRange([{day_of(0)}, {day_of(last)}])"
        )
        rings = opened.page.evaluate(RINGS)
        assert rings == [units_of(front.geometry.iloc[last])]
    opened.page.evaluate("areas_1.host.query.setRange(null)")
    assert opened.page.evaluate(RINGS) == [
        units_of(front.geometry.iloc[29])
    ]
    assert opened.page.locator(".sitmap-brush-end").count() == 2
    assert (opened.requests, opened.errors) == ([], [])


def test_the_timelines_end_is_moved_by_hand(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """A key on the last day's slider changes what is painted, the title's day and the list."""
    areas = table(
        side=["east"] * 3, date=["2022-03-01", "2022-03-05", "2022-03-09"]
    )
    sitmap.Map(areas=areas, lang="en").save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html")
    wait_until(
        opened.page,
        "areas_1.rows.length === 3 && Boolean(areas_1.host.query.started)",
    )
    before = painted(opened)
    opened.page.locator(".sitmap-brush-end").nth(1).focus()
    opened.page.keyboard.press("Home")
    wait_until(opened.page, "areas_1.date === '2022-03-01'")
    pause(opened.page, 200)
    assert painted(opened) < 0.7 * before  # the square is half as wide
    assert "1 March 2022" in (
        opened.page.locator(".sitmap-titles").text_content() or ""
    )
    assert opened.errors == []


def painted(opened: Opened) -> int:
    """Count the pixels of the areas' canvas that have a colour."""
    return opened.page.evaluate("""() => {
      const canvas = document.querySelector(".leaflet-sitmap-areas-pane canvas");
      const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let n = 0;
      for (let i = 3; i < data.length; i += 4) n += data[i] > 20;
      return n;
    }""")


def test_a_click_in_an_area_opens_its_card(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Name, whose it is, its days and columns, as words; of two areas the inner one."""
    areas = table(
        name=["inner", HOSTILE],
        control=["west", "east"],
        **{"from": ["2022-03-01"] * 2},
        to=[None, "2022-03-31"],
        note=["a", HOSTILE],
    )
    areas.geometry = [
        shapely.box(20.2, 42.2, 20.4, 42.4),
        shapely.box(20, 42, 22, 43),
    ]
    sitmap.Map(areas=areas, date="2022-03-07").save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html")
    wait_until(
        opened.page,
        "areas_1.rows.length === 2 && Boolean(areas_1.host.query.started)",
    )
    for spot, title in (([42.3, 20.3], "inner"), ([42.8, 21.5], HOSTILE)):
        x, y = opened.page.evaluate(
            """(spot) => {
          const box = map_sitmap.getContainer().getBoundingClientRect();
          const point = map_sitmap.latLngToContainerPoint(spot);
          return [point.x + box.left, point.y + box.top];
        }""",
            spot,
        )
        opened.page.mouse.click(x, y)
        wait_until(
            opened.page, "areas_1.host.card.current?.layer === areas_1"
        )
        heading = opened.page.locator(".sitmap-card h2")
        pause(opened.page, 100)
        assert heading.text_content() == title
    said = opened.page.locator(".sitmap-card dl").text_content() or ""
    assert ("31 March 2022" in said, HOSTILE in said) == (True, True)
    assert (opened.requests, opened.errors) == ([], [])
