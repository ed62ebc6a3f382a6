"""Takes the gallery's pictures for the README: ``make pictures``, after ``make map``."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.conftest import DESKTOP, FLAGS, PHONE
from tests.gallery import GALLERY

MAPS = Path(__file__).parent.parent / "maps"


def main() -> None:
    """Take one picture at desktop size and one at phone size of each page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name in GALLERY:
            for suffix, (width, height) in (("", DESKTOP), ("-phone", PHONE)):
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto((MAPS / f"{name}.html").as_uri())
                page.evaluate("sitmap.ready")
                page.wait_for_timeout(500)
                page.screenshot(path=MAPS / f"{name}{suffix}.png")
                print(f"maps/{name}{suffix}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
