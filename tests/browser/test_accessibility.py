"""Everyone can use the page: axe-core's rules, the keyboard, words for what the map shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import sitmap
from tests.browser.conftest import DESKTOP, PHONE, pause
from tests.gallery import GALLERY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Opened

AXE = (
    Path(__file__).parents[2]
    / "src/sitmap/web/node_modules/axe-core/axe.min.js"
)
OPEN_TABS = {
    "list": "List",
    "filters": "Filters",
    "notes": "Notes",
    "card": None,
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The north Kosovo map as a file."""
    path = tmp_path_factory.mktemp("page") / "map.html"
    GALLERY["north-kosovo"]().save(path)
    return path


def find_violations(opened: Opened) -> list[str]:
    """Run axe-core; serious and critical ones, each with the elements it names."""
    opened.page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = opened.page.evaluate(
        "axe.run(document, {resultTypes: ['violations']})"
    )
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:4]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("tab", OPEN_TABS)
def test_axe_finds_no_serious_violation(
    tab: str,
    size: tuple[int, int],
    scheme: str,
    saved: Path,
    open_page: Callable[..., Opened],
) -> None:
    """Names, roles, contrast, order of headings: in every part of the page, light and dark."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed in src/sitmap/web (npm ci)")
    opened = open_page(saved, size=size, color_scheme=scheme)
    if OPEN_TABS[tab] is None:
        opened.page.evaluate("incidents_1.openRows([0, 1])")
    else:
        button = opened.page.get_by_role(
            "button", name=OPEN_TABS[tab], exact=True
        )
        if button.get_attribute("aria-expanded") != "true":
            button.click()
    pause(opened.page, 250)
    assert find_violations(opened) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("lang", "direction"), [("ar", "rtl"), ("uk", "ltr")]
)
def test_axe_finds_no_serious_violation_in_another_script(
    lang: str,
    direction: str,
    size: tuple[int, int],
    tmp_path: Path,
    open_page: Callable[..., Opened],
) -> None:
    """Arabic turns the page round, not its map; nothing is wider than the screen."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed in src/sitmap/web (npm ci)")
    table = Path(__file__).parents[2] / "data/incidents/august-2022.csv"
    page = tmp_path / "page.html"
    sitmap.Map(sitmap.locate(sitmap.read(table)), lang=lang).save(page)
    opened = open_page(page, size=size)
    read_direction = (
        "at => getComputedStyle(document.querySelector(at)).direction"
    )
    assert opened.page.evaluate(read_direction, ".sitmap-app") == direction
    assert opened.page.evaluate(read_direction, "#map_sitmap") == "ltr"
    assert opened.page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth"
    )
    assert find_violations(opened) == []


def test_a_card_opens_and_closes_by_keyboard(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """N rings the first mark of the map, Enter opens it, Escape closes it and gives the focus back."""
    page = open_page(saved).page
    page.locator("#map_sitmap").focus()
    page.keyboard.press("n")
    for _ in range(6):
        page.keyboard.press("Enter")
        pause(page, 700)
        if page.locator(".sitmap-card").is_visible():
            break
        page.keyboard.press("n")
    assert page.locator(".sitmap-card h2").text_content()
    page.keyboard.press("Escape")
    assert not page.locator(".sitmap-card").is_visible()
    assert page.evaluate("document.activeElement.id") == "map_sitmap"


def test_the_list_is_walked_with_the_arrow_keys(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """Down goes to the next incident, Enter opens it."""
    page = open_page(saved).page
    page.locator(".sitmap-list-item").first.focus()
    page.keyboard.press("ArrowDown")
    second = page.evaluate(
        "document.activeElement.querySelector('.sitmap-list-title').textContent"
    )
    page.keyboard.press("Enter")
    pause(page, 200)
    assert page.locator(".sitmap-card h2").text_content() == second


def test_the_range_of_days_is_set_by_keyboard(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """The ends of the brush are sliders: Home, End, arrows and page keys move them."""
    opened = open_page(saved)
    first = opened.page.get_by_role("slider", name="First day shown")
    before = opened.state()["visible"]
    first.focus()
    for _ in range(4):
        opened.page.keyboard.press("PageUp")
    assert opened.state()["visible"] < before
    assert first.get_attribute("aria-valuetext")
    opened.page.keyboard.press("Home")
    assert opened.state()["visible"] == before
