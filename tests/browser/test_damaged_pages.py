"""Pages that were cut or damaged: the reader sees all that was told, or words that say it isn't."""

from __future__ import annotations

import os
import random
import re
import shutil
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitmap.cli import main
from tests.browser.conftest import wait_until
from tests.sweeps.damage import damage

STORIES = Path(__file__).parents[2] / "docs" / "stories"
SEEDS = int(os.environ.get("SWEEP_SEEDS", "200"))
FROM = int(os.environ.get("SWEEP_FROM", "0"))
PAGES = {
    "map": ("map", "t.csv", "-o", "o.html"),
    "review": ("review", "draft.csv", "r.txt", "-o", "o.html"),
    "comparison": (
        *("compare", "t.csv", "t2.csv", "--by", "cell"),
        *("-o", "o.html"),
    ),
}
SHARE = {"map": 1.0, "review": 0.25, "comparison": 0.25}
"""Of the seeds: a page of maps is what is sent on, and the others are made by the same parts."""

TOLD = """() => {
  const shown = (element) => !!element && element.getClientRects().length > 0;
  const cut = document.body && getComputedStyle(document.body, "::before").content;
  return shown(document.querySelector(".sitmap-undrawn")) || /this file is cut/.test(cut)
    || [...document.querySelectorAll(".sitmap-failed")].some(shown)
    || (!document.querySelector(".sitmap-app, .leaflet-container") && document.body?.innerText.trim());
}"""
"""Words of ours; or the page's own code stands there as text, which nobody takes for a map."""
DRAWN = {
    "map": """() => { const told = window.sitmap?.state("map_sitmap");
      return told?.layers.length > 0 && told.visible === told.rows && told.rows === 4; }""",
    "review": """() => document.querySelectorAll(".review-item").length === 3
      && document.querySelectorAll("#review_map path").length > 0""",
    "comparison": """() => document.querySelectorAll(".compare-map-box canvas").length >= 9
      && document.querySelectorAll("tbody tr").length > 0""",
}
HEAD = 1_500
"""Bytes that say what a page is; the first of them hold the style that speaks for a cut page."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, bytes]:
    """The three kinds of pages, whole."""
    folder = tmp_path_factory.mktemp("pages")
    before = Path.cwd()
    os.chdir(folder)
    try:
        shutil.copy(STORIES / "week1.csv", "t.csv")
        shutil.copy(STORIES / "week2.csv", "t2.csv")
        shutil.copy(STORIES / "review-draft.csv", "draft.csv")
        Path("r.txt").write_text("Shots were fired in Zvečan.\n", "utf-8")
        return {name: _write(words) for name, words in PAGES.items()}
    finally:
        os.chdir(before)


def _write(words: tuple[str, ...]) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        done = CliRunner().invoke(main, list(words))
    assert done.exit_code in (0, 1), done.output
    return Path("o.html").read_bytes()


def _damage_page(whole: bytes, seed: int) -> bytes:
    """Cut it, or damage it anywhere, or damage what follows its scripts: the data."""
    chance = random.Random(seed)
    way = chance.choice(("cut", "anywhere", "data"))
    if way == "cut":
        return whole[: chance.randrange(HEAD, len(whole))]
    if way == "anywhere":
        return damage(whole, seed)
    data = whole.index(b'<script type="application/json"')
    return whole[:data] + damage(whole[data:], seed)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "mark", ["</style>", "</title>", "</script>", "</div>"]
)
def test_a_page_cut_before_any_mark_has_words(
    name, mark, pages, browser, tmp_path
):
    """In the head a style speaks, in the body the words that stand before the scripts."""
    whole = pages[name]
    page = browser.new_page()
    for found in list(re.finditer(mark.encode(), whole))[-9:]:
        path = tmp_path / "cut.html"
        path.write_bytes(whole[: found.start()])
        page.goto(path.as_uri())
        wait_until(page, f"() => ({TOLD})() || ({DRAWN[name]})()")
    page.close()


def test_a_map_that_lost_a_layer_names_it(pages, browser, tmp_path):
    """It never says "4 incidents" above nothing."""
    whole = pages["map"].decode()
    lost = re.sub(
        r'class="sitmap-layer"(?=[^>]*data-layer="incidents)', "", whole
    )
    assert lost != whole
    (tmp_path / "lost.html").write_text(lost, "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "lost.html").as_uri())
    wait_until(page, "() => !!document.querySelector('.sitmap-failed')")
    told = page.inner_text(".sitmap-failed")
    assert "the page lacks its layer incidents" in told
    assert page.evaluate(
        "() => document.querySelectorAll('.sitmap-canvas').length > 0"
    )
    page.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_damaged_page_is_drawn_or_says_that_it_is_not(
    name, pages, browser, tmp_path
):
    """Two hundred seeds, and thousands with ``make fuzz``."""
    page = browser.new_page(viewport={"width": 400, "height": 300})
    path = tmp_path / "page.html"
    path.write_bytes(pages[name])
    page.goto(path.as_uri())
    wait_until(page, DRAWN[name])
    either = f"() => ({TOLD})() || ({DRAWN[name]})()"
    for seed in range(FROM, FROM + round(SEEDS * SHARE[name])):
        path.write_bytes(_damage_page(pages[name], seed))
        page.goto(path.as_uri())
        try:
            wait_until(page, either)
        except BaseException as error:
            raise AssertionError(f"seed {seed}: {error}") from error
    page.close()
