"""Takes the pictures of the README and of the docs: ``make pictures``, after ``make map``."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.conftest import DESKTOP, FLAGS, PHONE
from tests.gallery import COUNTED, GALLERY
from tests.story_pictures import take_stories

ROOT = Path(__file__).parent.parent
MAPS = ROOT / "maps"


def open_report(page: Page) -> None:
    """Open a report beside the map, and the card of one of its incidents."""
    page.get_by_role("button", name="Report", exact=True).click()
    page.locator(".sitmap-passage", has_text="grenade").click(
        position={"x": 4, "y": 8}
    )
    page.mouse.move(4, 4)
    page.wait_for_timeout(1200)


def open_cell(page: Page) -> None:
    """Go nearer, choose three years, and open the card of the cell with most incidents."""
    page.evaluate("""() => {
      map_sitmap.setView([47, 24], map_sitmap.getSize().x > 600 ? 4.75 : 4.25, { animate: false });
      density_1.host.query.setRange([17532, 18627]);
      density_1._paint();
      density_1.openRows([density_1.rowsShown(map_sitmap.getBounds().pad(-0.3))[0]]);
    }""")
    page.wait_for_timeout(800)


PREPARE = {"week-in-the-north": open_report, "density": open_cell}


def main() -> None:
    """Take one picture at desktop size and one at phone size of each page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=FLAGS
        )
        for name in (*GALLERY, *COUNTED):
            for suffix, (width, height) in (
                ("", DESKTOP),
                ("-phone", PHONE),
            ):
                page = browser.new_page(
                    viewport={"width": width, "height": height}
                )
                page.goto((MAPS / f"{name}.html").as_uri())
                page.evaluate("sitmap.ready")
                page.wait_for_timeout(500)
                PREPARE.get(name, lambda _: None)(page)
                page.screenshot(path=MAPS / f"{name}{suffix}.png")
                print(f"maps/{name}{suffix}.png")
                page.close()
        take_stories(browser)
        browser.close()


if __name__ == "__main__":
    main()
