"""What a card shows of evidence: small pictures, reasons, and what others say of the event."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from PIL import Image

import sitmap
from tests.browser.conftest import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

HOSTILE = "</script><img src=x onerror=window.ran=1>"
ROWS = pd.DataFrame(
    {
        "incident_id": ["A", "B", "C"],
        "title": ["Clash at the bridge", "Crowd and soldiers", "Sit-in"],
        "date": ["2023-05-29", "2023-05-29", "2023-05-30"],
        "lat": [42.9, 42.95, 43.1],
        "lon": [20.84, 20.9, 20.8],
        "fatalities": [2, 5, None],
        "source": ["KFOR", HOSTILE, "Desk"],
        "link": ["https://a.example/1", "https://b.example/2", None],
        "media": [
            "bridge.jpg https://example.org/clip",
            f"evil.svg {HOSTILE}",
            None,
        ],
        "archive_url": ["https://archive.example/1", None, None],
        "same_event": ["E1", "E1", None],
    }
)


@pytest.fixture
def opened(tmp_path: Path, open_page: Callable[..., Opened]) -> Opened:
    """The page of two claims on one event, one with a picture."""
    Image.new("RGB", (800, 600), "navy").save(tmp_path / "bridge.jpg")
    (tmp_path / "evil.svg").write_text("<svg onload='window.ran=1'/>")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is no picture
        made = sitmap.Map(
            sitmap.read(ROWS), basemap=False, media_folder=tmp_path
        )
        made.save(tmp_path / "map.html")
    return open_page(tmp_path / "map.html")


def open_row(opened: Opened, title: str) -> None:
    page = opened.page
    wait_until(
        page, "document.querySelectorAll('.sitmap-list-item').length >= 3"
    )
    page.locator(".sitmap-list-item", has_text=title).click()
    wait_until(
        page,
        f"document.querySelector('.sitmap-card h2')?.textContent === '{title}'",
    )


def test_the_card_shows_the_picture_and_the_other_claim(
    opened: Opened,
) -> None:
    """The picture is in the page; the rival claim has its source, and opens its own card."""
    open_row(opened, "Clash at the bridge")
    card = opened.page.locator(".sitmap-card")
    wait_until(
        opened.page,
        "document.querySelector('.sitmap-picture')?.naturalWidth === 320",
    )
    assert card.locator("a[href='https://example.org/clip']").count() == 1
    assert card.locator("a[href='https://archive.example/1']").count() == 1
    claim = card.locator(".sitmap-claim")
    assert claim.count() == 1
    told = claim.inner_text()
    assert "Crowd and soldiers" in told
    assert "5" in told
    assert HOSTILE in told
    assert claim.locator("a[href='https://b.example/2']").count() == 1
    claim.locator("button").click()
    wait_until(
        opened.page,
        "document.querySelector('.sitmap-card h2').textContent === 'Crowd and soldiers'",
    )
    assert opened.errors == opened.requests == []


def test_what_is_no_picture_is_a_name_with_its_reason(
    opened: Opened,
) -> None:
    """An SVG is not shown, a hostile name is text; nothing of them runs."""
    open_row(opened, "Crowd and soldiers")
    card = opened.page.locator(".sitmap-card")
    assert card.locator("img").count() == 0
    assert "no picture that can be shown" in card.inner_text()
    assert "not found beside the table" in card.inner_text()
    assert opened.page.evaluate("window.ran") is None
    assert opened.errors == opened.requests == []


def test_a_row_that_stands_alone_has_no_claims(opened: Opened) -> None:
    """No section without another claim."""
    open_row(opened, "Sit-in")
    assert opened.page.locator(".sitmap-claims").count() == 0
