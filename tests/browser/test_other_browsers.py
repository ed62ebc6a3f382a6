"""Firefox and WebKit show what Chromium shows: rows, key, cards, filters; and nothing runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.drivers import start_firefox, start_webkit, wait_for
from tests.browser.test_hostile_text import ALIEN, OWN, READ_CARDS, make_map
from tests.gallery import GALLERY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.conftest import Opened
    from tests.browser.drivers import Driven

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]

SHOWN = """
  await window.sitmap.ready;
  const words = (where) => [...document.querySelectorAll(where)].map((one) => one.textContent);
  const box = document.querySelector(".sitmap-map-box").getBoundingClientRect();
  return {
    state: sitmap.state("map_sitmap"),
    title: document.title,
    header: words(".sitmap-header h1, .sitmap-subtitle, .sitmap-tally"),
    key: words(".sitmap-key"),
    footer: words(".sitmap-footer p"),
    buttons: words(".sitmap-tabs button"),
    fills: box.width > 300 && box.height > 300,
  };
"""
# Marks are what canvases of a map hold that aren't clear.
INKED = """
  const inked = (canvas) => canvas.getContext("2d")
    .getImageData(0, 0, canvas.width, canvas.height)
    .data.some((value, at) => at % 4 === 3 && value > 0);
  return [...document.querySelectorAll(".sitmap-map-box canvas")]
    .filter((one) => one.width > 0)
    .map(inked);
"""


@pytest.fixture(
    scope="module",
    params=[start_firefox, start_webkit],
    ids=["firefox", "webkit"],
)
def driven(request: pytest.FixtureRequest) -> Iterator[Driven]:
    """A browser beside Chromium, for all tests of this file."""
    with request.param() as started:
        yield started


@pytest.mark.parametrize("name", GALLERY)
def test_a_page_says_what_it_says_in_chromium(
    name: str,
    driven: Driven,
    tmp_path: Path,
    open_page: Callable[..., Opened],
) -> None:
    """State, title block, key, notes and sources are one another's, and marks are drawn."""
    path = GALLERY[name]().save(tmp_path / "map.html")
    assert path is not None
    driven.open(path)
    wait_for(driven, "document.querySelector('.sitmap-key ul')")
    shown = driven.run(SHOWN)
    page = open_page(path).page
    there = page.evaluate(
        f"async () => JSON.stringify(await (async () => {{ {SHOWN} }})())"
    )
    assert shown == json.loads(there)
    assert shown["state"]["errors"] == []
    assert any(driven.run(INKED))
    assert (driven.errors, driven.requests) == ([], [])


def test_cards_filters_and_links_work(
    driven: Driven, tmp_path: Path
) -> None:
    """An address opens its incident's card; a filter takes rows off and gives them back."""
    path = GALLERY["north-kosovo"]().save(tmp_path / "map.html")
    assert path is not None
    driven.open(path)
    driven.run("await window.sitmap.ready; incidents_1.openRows([0]);")
    wait_for(driven, "document.querySelector('.sitmap-card h2')")
    title = driven.run(
        "return document.querySelector('.sitmap-card h2').textContent"
    )
    assert title
    wait_for(driven, "location.hash.includes('open=')")
    address = driven.run("return location.hash")
    driven.run(
        "document.querySelector('.sitmap-card .sitmap-close').click()"
    )
    wait_for(driven, "!location.hash.includes('open=')")
    driven.run("location.hash = args[0]", address)
    wait_for(
        driven, "document.querySelector('.sitmap-card:not([hidden]) h2')"
    )
    assert (
        driven.run(
            "return document.querySelector('.sitmap-card h2').textContent"
        )
        == title
    )

    def shown() -> Any:
        return driven.run("return sitmap.state('map_sitmap').visible")

    before = shown()
    driven.run(
        "[...document.querySelectorAll('.sitmap-tabs button')]"
        ".find((one) => one.getAttribute('aria-controls') === 'sitmap-tab-filters').click()"
    )
    box = "document.querySelector('.sitmap-tab-filters .sitmap-filter-row input')"
    wait_for(driven, box)
    driven.run(f"{box}.click()")
    wait_for(driven, f"sitmap.state('map_sitmap').visible < {before}")
    driven.run(f"{box}.click()")
    wait_for(driven, f"sitmap.state('map_sitmap').visible === {before}")


def test_no_text_runs(driven: Driven, tmp_path: Path) -> None:
    """Every field holds every payload of our own; each is shown as it is, and none is run."""
    path = tmp_path / "hostile.html"
    make_map(list(OWN)).save(path)
    driven.open(path)
    driven.run("await window.sitmap.ready")
    wrong = driven.run(
        f"return await ({READ_CARDS})(args)", list(OWN), ALIEN
    )
    assert wrong == []
    assert driven.run("return window.ran ?? null") is None
    assert (driven.errors, driven.requests) == ([], [])
