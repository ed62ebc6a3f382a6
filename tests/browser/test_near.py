"""Rings around sites: drawn where they are, named in the key, and said in an incident's card."""

from __future__ import annotations

import math
import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from click.testing import CliRunner

from sitmap.cli import main
from tests.browser.conftest import pause, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

RINGS = """() => areas_1.shown().map(({ name, parts }) => {
  const lats = parts[0].filter((_, i) => i % 2);
  const lons = parts[0].filter((_, i) => i % 2 === 0);
  return [name, Math.min(...lats), Math.max(...lats), (Math.min(...lons) + Math.max(...lons)) / 2];
})"""
VIEW = """() => {
  const bounds = map_sitmap.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}"""
PAINTED = """([lat, lon]) => {
  const canvas = document.querySelector(".leaflet-sitmap-areas-pane canvas");
  const box = canvas.getBoundingClientRect();
  const map = map_sitmap.getContainer().getBoundingClientRect();
  const spot = map_sitmap.latLngToContainerPoint([lat, lon]);
  const scale = canvas.width / box.width;
  const [x, y] = [map.left + spot.x - box.left, map.top + spot.y - box.top];
  const side = 5 * scale;
  const data = canvas.getContext("2d").getImageData(x * scale - side / 2, y * scale - side / 2, side, side).data;
  return data.filter((value, i) => i % 4 === 3 && value > 20).length;
}"""
DEGREE_KM = 111.08  # of latitude at 43 degrees, on the ellipsoid of WGS 84


@pytest.fixture
def near_page(root: Path, tmp_path: Path) -> Path:
    """Incidents of August 2022 within 5 km of the mission's sites."""
    shutil.copy(root / "data/incidents/august-2022.csv", tmp_path)
    shutil.copy(root / "data/presence/kfor-sites.csv", tmp_path)
    told = [
        "near",
        tmp_path / "august-2022.csv",
        "--sites",
        tmp_path / "kfor-sites.csv",
    ]
    told += [
        "--within",
        "5",
        "-o",
        tmp_path / "near.html",
        "-o",
        tmp_path / "near.csv",
    ]
    result = CliRunner().invoke(main, [str(one) for one in told])
    assert result.exit_code == 0, result.output
    return tmp_path / "near.html"


def test_rings_stand_around_the_sites_and_in_the_key(
    near_page: Path, open_page: Callable[..., Opened]
) -> None:
    """Fifteen in view at once, each 10 km from south to north, with ink on the ring's edge."""
    opened = open_page(near_page)
    wait_until(opened.page, "areas_1.shown().length === 15")
    rings = opened.page.evaluate(RINGS)
    for name, south, north, _ in rings:
        assert name.endswith(" (5 km)")
        assert math.isclose((north - south) * DEGREE_KM, 10, rel_tol=0.01)
    west, south, east, north = opened.page.evaluate(VIEW)
    assert all(south < low < high < north for _, low, high, _ in rings)
    assert east - west < 6
    _, low, high, lon = rings[0]
    view = "at => map_sitmap.setView(at, 11, { animate: false })"
    opened.page.evaluate(view, [(low + high) / 2, lon])
    pause(opened.page, 300)
    assert opened.page.evaluate(PAINTED, [high, lon]) > 0
    keys = opened.page.locator(".sitmap-key").all_text_contents()
    assert "5 km around each site" in " ".join(keys)
    assert (opened.errors, opened.requests) == ([], [])


def test_a_card_says_which_site_and_how_far(
    near_page: Path, open_page: Callable[..., Opened]
) -> None:
    """A row that is possibly near names the site and the kilometres."""
    opened = open_page(near_page)
    opened.page.get_by_text("Sirens and gunfire").first.click()
    wait_until(
        opened.page,
        "document.querySelector('.sitmap-card')?.textContent.includes('near')",
    )
    told = opened.page.locator(".sitmap-card").first.text_content() or ""
    rows = pd.read_csv(near_page.with_suffix(".csv"))
    row = rows[rows["title"].str.contains("Sirens")].iloc[0]
    assert row["near"] == "possibly"
    assert str(row["near_site"]) in told
    assert f"{row['near_km']:.2f}".rstrip("0") in told
    assert opened.errors == []
