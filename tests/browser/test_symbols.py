"""Symbols from paths: page and figure draw one path data, and hostile words stay words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from sitmap.export.figure import drawings
from tests.browser.conftest import DESKTOP, PHONE, pause, wait_until
from tests.browser.test_accessibility import AXE, find_violations
from tests.maps_of_all_kinds import HOSTILE, MAPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

SIZES = pytest.mark.parametrize(
    "size", [DESKTOP, PHONE], ids=["desktop", "phone"]
)
DRAWN = """() => Object.fromEntries(Object.entries(incidents_1.settings.drawings)
  .map(([name, { parts }]) => [name, parts.map(({ d }) => d).filter(Boolean)]))"""
COLOURS = """() => {
  const { width, height } = incidents_1._container;
  const { data } = incidents_1._context.getImageData(0, 0, width, height);
  const found = {};
  for (let at = 0; at < data.length; at += 4) {
    const name = [data[at], data[at + 1], data[at + 2]].join();
    found[name] = (found[name] || 0) + 1;
  }
  return found;
}"""
HOSTILE_FRAME, FRIEND_FRAME = "255,128,128", "128,224,255"


@pytest.mark.parametrize("kind", ["military", "pictograms"])
def test_page_and_figure_draw_the_same_paths(
    kind: str,
    tmp_path: Path,
    open_page: Callable[..., Opened],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the figure reads as paths is what the page has, of every symbol on the map."""
    if kind == "military":
        pytest.importorskip("quickjs")
    read: set[str] = set()
    plain = drawings.path_from_data
    monkeypatch.setattr(
        drawings, "path_from_data", lambda d: read.add(d) or plain(d)
    )
    drawings.part_path.cache_clear()
    made = MAPS[kind]()
    made.save(tmp_path / "map.html")
    made.figure(tmp_path / "map.svg")
    opened = open_page(tmp_path / "map.html")
    wait_until(opened.page, "incidents_1.marks.length > 0")
    shown: dict[str, list[str]] = opened.page.evaluate(DRAWN)
    assert len(shown) == 2
    assert {d for paths in shown.values() for d in paths} == read
    assert (opened.requests, opened.errors) == ([], [])


def test_military_symbols_are_painted_in_the_colours_of_the_standard(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    pytest.importorskip("quickjs")
    spots = gpd.points_from_xy([20.5, 21.0], [42.6, 42.9])
    codes = ["SHGPUCI--------", "SFGPUCI--------"]
    table = gpd.GeoDataFrame(
        {"sidc": codes, "precision": "exact"}, geometry=spots, crs=4326
    )
    sitmap.Map(
        table.assign(date_start=pd.Timestamp("2023-05-01")), symbols="app6"
    ).save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html")
    wait_until(opened.page, "incidents_1.marks.length === 2")
    found: dict[str, int] = opened.page.evaluate(COLOURS)
    assert found[HOSTILE_FRAME] > 100
    assert found[FRIEND_FRAME] > 100


@SIZES
def test_hostile_values_labels_and_palettes_stay_words(
    size: tuple[int, int], tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """The words at the marks are drawn on the canvas; the key's are text."""
    made = MAPS["pictograms"](lang="de")
    made.save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html", size=size)
    dialogs: list[Any] = []
    opened.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    wait_until(opened.page, "incidents_1.marks.length > 0")
    wait_until(
        opened.page,
        "document.querySelectorAll('.sitmap-key-layer li').length > 4",
    )
    names = opened.page.locator(
        ".sitmap-key-layer li > span:first-of-type"
    ).all_text_contents()
    assert names.count(HOSTILE) == 2  # a weapon and a side
    assert (
        opened.page.evaluate(
            "document.querySelector('.sitmap-key b, .sitmap-panel iframe')"
        )
        is None
    )
    labels = opened.page.evaluate("incidents_1.store.codes.label")
    assert HOSTILE[:12] in labels[0] or HOSTILE[:12] in labels[1]
    assert all(len(one) <= 40 for one in labels)
    assert (dialogs, opened.errors, opened.requests) == ([], [], [])


def test_words_stand_clear_of_marks_and_of_each_other(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    MAPS["pictograms"]().save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html")
    wait_until(opened.page, "incidents_1.marks.some(({ words }) => words)")
    overlaps = """() => {
      const apart = (a, b) => a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] || b[1] >= a[3];
      const boxes = incidents_1.marks.flatMap(({ words }) => (words ? [words.box] : []));
      const marks = incidents_1.marks.map(({ x, y }) => [x - 10, y - 10, x + 10, y + 10]);
      const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => [a, b]));
      const over = boxes.flatMap((a) => marks.map((b) => [a, b]));
      return [...pairs, ...over].filter(([a, b]) => !apart(a, b)).length;
    }"""
    assert opened.page.evaluate(overlaps) == 0


@SIZES
@pytest.mark.parametrize("kind", ["military", "pictograms"])
def test_axe_finds_no_serious_violation(
    kind: str,
    size: tuple[int, int],
    tmp_path: Path,
    open_page: Callable[..., Opened],
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed in src/sitmap/web (npm ci)")
    if kind == "military":
        pytest.importorskip("quickjs")
    MAPS[kind]().save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html", size=size)
    wait_until(opened.page, "incidents_1.marks.length > 0")
    pause(opened.page, 250)
    assert find_violations(opened) == []
