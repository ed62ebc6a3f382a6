"""A table of hours and of links in other dress: what its cards, its list and its download say."""

from __future__ import annotations

import csv
import io
import warnings
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import sitmap
from tests.browser.conftest import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

ROWS = pd.DataFrame(
    {
        "title": ["Evening", "Morning", "Noon"],
        "date": [
            "2022-08-02 20:05:00+02:00",
            "2022-08-02 09:00:00+02:00",
            "2022-08-02 12:30:00+02:00",
        ],
        "lat": [42.9, 42.8, 42.7],
        "lon": [20.8, 20.8, 20.8],
        "status": ["e konfirmuar", "unconfirmed", "confirmed"],
        "link": [
            '<a href="https://example.org/a">Paper</a>',
            "https://example.org/b, https://example.net/c",
            "javascript:alert(1)",
        ],
    }
)


@pytest.fixture
def opened(tmp_path: Path, open_page: Callable[..., Opened]) -> Opened:
    """The page of three incidents of one day."""
    path = tmp_path / "map.html"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one of the links is none
        table = sitmap.read(ROWS)
    sitmap.Map(table, basemap=False).save(path)
    return open_page(path, accept_downloads=True)


def test_hours_order_the_day_and_every_link_opens(opened: Opened) -> None:
    """The list goes by the hour, the card tells it with its offset, and two links are two."""
    page = opened.page
    rows = page.locator(".sitmap-list-item")
    wait_until(
        page,
        "document.querySelectorAll('.sitmap-list-line span').length >= 3",
    )
    assert rows.locator(".sitmap-list-title").all_inner_texts() == [
        "Evening",
        "Noon",
        "Morning",
    ]
    rows.nth(2).click()
    card = page.locator(".sitmap-card")
    card.get_by_text("Morning").wait_for()
    assert "2 August 2022, 09:00 (UTC+02:00)" in card.inner_text()
    links = card.locator("dl a")
    addresses = [
        links.nth(at).get_attribute("href") for at in range(links.count())
    ]
    assert addresses == ["https://example.org/b", "https://example.net/c"]
    assert "unconfirmed" in card.inner_text()
    page.keyboard.press("Escape")
    rows.nth(0).click()
    card.get_by_text("Evening").wait_for()
    assert (
        card.locator("dl a").get_attribute("href")
        == "https://example.org/a"
    )
    assert card.locator("dl a").inner_text() == "Paper"
    assert not opened.errors
    assert not opened.requests


def test_hours_are_in_the_download(opened: Opened) -> None:
    """With their offset."""
    page = opened.page
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV").click()
    text = started.value.path().read_text("utf-8-sig")
    told = {row["title"]: row for row in csv.DictReader(io.StringIO(text))}
    assert told["Noon"]["time"] == "12:30"
    assert told["Noon"]["time_offset"].lstrip("'") == "+02:00"
    assert told["Evening"]["status_told"] == "e konfirmuar"
