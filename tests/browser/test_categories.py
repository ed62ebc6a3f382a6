"""A map coloured by any column: page and figure say the same, and hostile values stay words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest

import sitmap
from tests.browser.conftest import DESKTOP, PHONE, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

HOSTILE = "<img src=x onerror=alert(1)></script>{{ 7*7 }}"
KEY = """() => [...document.querySelectorAll(".sitmap-key-layer > ul:first-of-type li")]
  .map((entry) => entry.querySelector("span"))
  .map((span) => span.textContent)"""
HEAD = (
    """() => document.querySelector(".sitmap-key-layer h3").textContent"""
)
SYMBOLS = """() => incidents_1.settings.categories.entries.map(({ shape, light }) => [shape, light])"""


def weapons() -> gpd.GeoDataFrame:
    """17 weapons, the first of them 17 times and the last once, then one without."""
    names = [f"weapon {at:02}" for at in range(1, 17)]
    names = [HOSTILE, *names]
    told = [
        name for at, name in enumerate(names) for _ in range(17 - at)
    ] + [None]
    at = range(len(told))
    return gpd.GeoDataFrame(
        {
            "title": [f"Event {one}" for one in at],
            "date_start": pd.Timestamp("2023-05-01"),
            "precision": "exact",
            "weapon": told,
            "side": ["north" if one % 3 else "south" for one in at],
        },
        geometry=gpd.points_from_xy(
            [20.5 + one % 13 / 20 for one in at],
            [42.7 + one % 11 / 25 for one in at],
        ),
        crs=4326,
    )


def wait_for_key(opened: Opened) -> None:
    wait_until(
        opened.page,
        "document.querySelectorAll('.sitmap-key-layer li').length > 2",
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("lang", ["en", "de", "sq", "sr", "sr-Cyrl"])
def test_page_and_figure_say_the_same_categories(
    size: tuple[int, int],
    lang: str,
    tmp_path: Path,
    open_page: Callable[..., Opened],
) -> None:
    """Eleven colours for 17 weapons: the six rarest are "other", which names them."""
    made = sitmap.Map(weapons(), color_by="weapon", lang=lang)
    made.save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html", size=size)
    wait_for_key(opened)
    shown = opened.page.evaluate(KEY)
    assert shown[:3] == [HOSTILE, "weapon 01", "weapon 02"]
    assert all(f"weapon {at}" in shown[11] for at in range(11, 17))
    assert opened.page.evaluate(HEAD) == "weapon"

    (_, groups), *_ = made.content().key
    said = [entry for entry in groups[0].entries if entry.count is not None]
    assert [entry.text for entry in said] == shown[: len(said)]
    assert [entry.count for entry in said] == [
        *range(17, 6, -1),
        6 + 5 + 4 + 3 + 2 + 1,
        1,
    ]
    looks: Any = [
        [entry.picture.look.shape, entry.picture.look.colour]
        for entry in said
    ]
    assert opened.page.evaluate(SYMBOLS) == looks
    assert (opened.requests, opened.errors) == ([], [])


def test_a_reader_filters_by_the_tables_own_columns(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Of 154 incidents every third is of the south: 52; the address keeps the choice."""
    sitmap.Map(weapons(), filter_by="side").save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html")
    opened.page.get_by_role("button", name="Filters", exact=True).click()
    row = opened.page.locator(".sitmap-filter-row", has_text="north")
    assert row.locator(".sitmap-filter-count").text_content() == "102"
    row.locator("input").uncheck()
    wait_until(opened.page, "incidents_1.countVisible() === 52")
    wait_until(opened.page, "location.hash.includes('own%3Aside=south')")
    assert opened.errors == []


def test_a_row_without_title_and_place_is_called_by_its_colours_value(
    tmp_path, open_page
):
    """A list of "Untitled incident" tells nothing; the weapon that colours the mark does."""
    rows = {
        "lat": [15.5, 15.6],
        "lon": [32.5, 32.9],
        "weapon": ["mine", None],
    }
    page = sitmap.Map(
        pd.DataFrame({**rows, "event_type": ["Battles", "Riots"]}),
        color_by="weapon",
    ).save(tmp_path / "map.html")
    opened = open_page(page, size=(1280, 800))
    opened.page.get_by_role("button", name="mine").first.click()
    assert opened.page.locator("h2").first.inner_text() == "mine"
    text = opened.page.locator("body").inner_text()
    assert "Untitled" not in text
