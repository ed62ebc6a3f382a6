"""Takes the gallery's pictures for the README: ``make pictures``, after ``make map``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

import sitmap
from sitmap.export.review_page import write_review
from tests.browser.chromium import find_chromium
from tests.browser.conftest import DESKTOP, FLAGS, PHONE
from tests.gallery import COUNTED, GALLERY

ROOT = Path(__file__).parent.parent
MAPS = ROOT / "maps"


def open_report(page: Page) -> None:
    """Open a report beside the map, and the card of one of its incidents."""
    page.get_by_role("button", name="Report", exact=True).click()
    page.locator(".sitmap-passage", has_text="grenade").click(position={"x": 4, "y": 8})
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
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name in (*GALLERY, *COUNTED):
            for suffix, (width, height) in (("", DESKTOP), ("-phone", PHONE)):
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto((MAPS / f"{name}.html").as_uri())
                page.evaluate("sitmap.ready")
                page.wait_for_timeout(500)
                PREPARE.get(name, lambda _: None)(page)
                page.screenshot(path=MAPS / f"{name}{suffix}.png")
                print(f"maps/{name}{suffix}.png")
                page.close()
        take_review(browser)
        browser.close()


def take_review(browser: Browser) -> None:
    """Take the picture of the review page, for docs/review.md."""
    path = ROOT / "data/reports/09-week-in-the-north.txt"
    report = sitmap.read_report(path, published="2023-06-18", source="Own wire")
    with TemporaryDirectory() as folder:
        written = write_review(report.incidents, [report], Path(folder, "review.html"))
        page = browser.new_page(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
        page.goto(written.as_uri())
        page.evaluate("review.ready.then(() => true)")
        for key in ("k", "k", "n", "n", "d", "p", "p"):
            page.keyboard.press(key)
        page.wait_for_timeout(5000)
        page.screenshot(path=ROOT / "docs/review.png")
        page.close()
    print("docs/review.png")


if __name__ == "__main__":
    main()
