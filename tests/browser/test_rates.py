"""Rates by population on the page: its classes, its key, its card, and what has no rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.conftest import wait_until
from tests.layers.test_rates import mapped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened


def test_colours_key_and_card_say_the_rate(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """A has 20, B 5 of 100,000; C nobody knows the people of, D has four incidents."""
    mapped(rate_by="population", classes=[5, 15]).save(
        tmp_path / "map.html"
    )
    opened = open_page(tmp_path / "map.html")
    wait_until(opened.page, "Boolean(density_1.drawn)")
    rates = opened.page.evaluate(
        "[0, 1, 2, 3].map((row) => density_1.rateOf(row))"
    )
    assert rates == [20, 5, None, None]
    wait_until(
        opened.page,
        "document.querySelectorAll('.sitmap-key-layer li').length === 4",
    )
    said = opened.page.locator(".sitmap-key-layer").text_content() or ""
    assert "incidents per 100,000 people" in said
    assert "fewer than 5, or no number of people: no rate" in said
    opened.page.evaluate(
        "density_1.host.card.open([{ layer: density_1, row: 0 }])"
    )
    wait_until(
        opened.page, "Boolean(document.querySelector('.sitmap-card dl'))"
    )
    card = opened.page.locator(".sitmap-card dl").text_content() or ""
    assert "incidents per 100,000 people20" in card
    colours = opened.page.evaluate("""() => {
      const canvas = document.querySelector(".leaflet-sitmap-density-pane canvas");
      const box = canvas.getBoundingClientRect();
      const map = map_sitmap.getContainer().getBoundingClientRect();
      const ratio = canvas.width / box.width;
      return [20.5, 21.5, 22.5, 23.5].map((lon) => {
        const { x, y } = map_sitmap.latLngToContainerPoint([42.6, lon]);
        const at = [(x + map.left - box.left) * ratio, (y + map.top - box.top) * ratio];
        return [...canvas.getContext("2d").getImageData(...at.map(Math.round), 1, 1).data].join();
      });
    }""")
    assert len(set(colours[:3])) == 3
    assert colours[2] == colours[3]
    assert (opened.requests, opened.errors) == ([], [])
