"""Takes the pictures of the stories in docs/, each of a page that the story writes."""

from __future__ import annotations

import io
import os
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from click.testing import CliRunner

from sitmap.cli import main as sitmap
from tests.conftest import ROOT
from tests.desk.stories import EXIT, prepare_desk, steps_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

MOST_BYTES = 150_000
SHOWN = {
    "near": "near.html",
    "diff": "map.html",
    "counts": "counts.html",
    "review": "review.html",
    "watch": "www/map.html",
    "compare": "compare.html",
}
"""The page that each story's picture is of."""

_SIZE = (1280, 800)
_READY = "Promise.resolve((globalThis.compare || globalThis.review || sitmap).ready).then(() => 1)"


def take_stories(browser: Browser) -> None:
    """Run each story in a folder of its own, open its page, and keep a picture of it."""
    for story, page in SHOWN.items():
        with TemporaryDirectory() as folder:
            _tell(story, Path(folder))
            _shoot(
                browser,
                Path(folder, page),
                ROOT / f"docs/{story}.webp",
                _OPEN.get(story),
            )
        print(f"docs/{story}.webp")


def _tell(story: str, folder: Path) -> None:
    prepare_desk(folder)
    before = Path.cwd()
    os.chdir(folder)
    try:
        for line, _ in steps_of(story):
            CliRunner().invoke(sitmap, shlex.split(EXIT.sub("", line))[1:])
    finally:
        os.chdir(before)


def _shoot(
    browser: Browser,
    path: Path,
    picture: Path,
    prepare: Callable[[Page], None] | None,
) -> None:
    page = browser.new_page(
        viewport={"width": _SIZE[0], "height": _SIZE[1]}
    )
    page.goto(path.as_uri())
    page.evaluate(_READY)
    if prepare is not None:
        prepare(page)
    page.wait_for_timeout(1_500)
    _keep(page.screenshot(), picture)
    page.close()


def _keep(shot: bytes, picture: Path) -> None:
    """Write as WebP, as well as it can be within the bytes."""
    from PIL import Image

    image = Image.open(io.BytesIO(shot))
    for quality in (90, 80, 70, 60, 50):
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= MOST_BYTES:
            break
    picture.write_bytes(buffer.getvalue())


def _open_changed(page: Page) -> None:
    """Open the card of a changed row."""
    page.get_by_text("Crowd at the town hall").first.click()


def _review_some(page: Page) -> None:
    """Keep some rows, drop one, and stand on one that is open."""
    for key in ("k", "k", "n", "n", "d", "p", "p"):
        page.keyboard.press(key)
    page.wait_for_timeout(4_000)


_OPEN = {"diff": _open_changed, "review": _review_some}
