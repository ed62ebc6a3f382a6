"""A map in another page: the map first, and views that the page around it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sitmap
from tests.browser.conftest import wait_until
from tests.gallery import DATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

VIEWS = {
    "Whole north": {"box": [20.4, 42.8, 21.1, 43.3]},
    "Riots of May": {
        "days": ["2023-05-01", "2023-05-31"],
        "show": {"event_type": "Riots"},
    },
}
SHARE = "document.querySelector('.sitmap-stage').offsetHeight / innerHeight"


def make_map(**options: Any) -> sitmap.Map:
    table = sitmap.read(DATA / "incidents/north-kosovo.csv")
    return sitmap.Map(table, title="North Kosovo", views=VIEWS, **options)


def open_embed(
    snippet: str, folder: Path, open_page: Callable[..., Opened]
) -> Opened:
    head = '<!doctype html><meta name="viewport" content="width=device-width"><title>A page</title>'
    page = folder / "around.html"
    page.write_text(f'{head}<body style="margin:0">{snippet}', "utf-8")
    opened = open_page(page, size=(390, 700))
    wait_until(
        opened.page.frames[1],
        "Boolean(window.sitmap && document.querySelector('canvas'))",
    )
    opened.page.frames[1].evaluate("sitmap.ready")
    return opened


def test_a_compact_map_has_most_of_a_phone(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Two thirds of the frame are map, in German as in English, and no list stands before it."""
    for lang in ("en", "de"):
        opened = open_embed(
            make_map(lang=lang).embed(compact=True), tmp_path, open_page
        )
        frame = opened.page.frames[1]
        assert frame.evaluate(SHARE) >= 0.65
        assert frame.locator(".sitmap-panel").is_hidden()
        frame.locator(".sitmap-tabbutton").first.click()
        assert frame.locator(".sitmap-tab-list").is_visible()
        assert (opened.errors, opened.requests) == ([], [])


def test_a_page_calls_a_view_by_its_name(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """By the address, by the list, and by none that the map hasn't got, which is said."""
    path = tmp_path / "map.html"
    make_map().save(path)
    opened = open_page(path)
    page = opened.page
    every = opened.state()["visible"]
    page.evaluate("location.hash = 'view=Riots%20of%20May'")
    wait_until(page, f"sitmap.state('map_sitmap').visible < {every}")
    few = opened.state()["visible"]
    assert 0 < few < every
    page.evaluate("location.hash = 'view=Whole%20north'")
    wait_until(page, f"sitmap.state('map_sitmap').visible === {every}")
    page.locator(".sitmap-views").select_option("Riots of May")
    wait_until(page, f"sitmap.state('map_sitmap').visible === {few}")
    page.evaluate("location.hash = 'view=Nowhere'")
    page.get_by_text("no view called “Nowhere”").wait_for()


def test_an_embed_opens_at_its_view(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """The snippet says it, as its frame has no address; its colour is the page's."""
    snippet = make_map().embed(view="Riots of May", accent="#0b7a3c")
    frame = open_embed(snippet, tmp_path, open_page).page.frames[1]
    wait_until(frame, "sitmap.state('map_sitmap').visible < 10")
    accent = "getComputedStyle(document.querySelector('.sitmap-app')).getPropertyValue('--accent')"
    assert frame.evaluate(accent) == "#0b7a3c"
