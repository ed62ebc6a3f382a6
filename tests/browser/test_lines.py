"""Lines on the page: their card, their key, and their days; hostile names stay words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sitmap
from tests.browser.conftest import pause, wait_until
from tests.layers.test_lines import HOSTILE, incidents, lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

KEY = """() => [...document.querySelectorAll(".sitmap-key-layer")].find((part) =>
  part.querySelector(".sitmap-key-name").textContent === "Lines").querySelectorAll("li")"""


def test_a_click_on_a_line_opens_its_card(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Front and route stand on the map's day, the fence is listed; a card is words."""
    sitmap.Map(sitmap.conform(incidents()), lines=lines()).save(
        tmp_path / "map.html"
    )
    opened = open_page(tmp_path / "map.html")
    wait_until(opened.page, "lines_1.drawn.length === 2")
    said = opened.page.evaluate(f"({KEY})().length")
    assert said == 2
    x, y = opened.page.evaluate("""() => {
      const box = map_sitmap.getContainer().getBoundingClientRect();
      map_sitmap.setView([42.75, 20.4], 9, { animate: false });
      const point = map_sitmap.latLngToContainerPoint([42.7667, 20.5]);
      return [point.x + box.left, point.y + box.top];
    }""")
    pause(opened.page, 300)
    opened.page.mouse.click(x, y)
    wait_until(opened.page, "lines_1.host.card.current?.layer === lines_1")
    assert opened.page.locator(".sitmap-card h2").text_content() == HOSTILE
    opened.page.evaluate("lines_1.setDate('2005-01-01')")
    wait_until(
        opened.page,
        "lines_1.drawn.length === 2 && lines_1.drawn[1].line.what === 'fence'",
    )
    assert (opened.requests, opened.errors) == ([], [])
