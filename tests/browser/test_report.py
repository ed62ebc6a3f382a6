"""A report beside the map: its sentences lead to marks, marks lead to sentences, and its text is only ever text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

import sitmap
from sitmap.layers.element import inert_json
from tests.browser.conftest import PHONE, pause
from tests.browser.test_accessibility import AXE, find_violations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Opened

HOSTILE = "</script><img src=x onerror=window.ran=1>"
TEXT = f"""Tension 😀 in the north

Shots were heard in Zvečan on 31 July. Nobody was hurt.

Two days later a crowd blocked the road at Rudare. {HOSTILE}
"""
MAP = "window[document.querySelector('.sitmap-map').dataset.map]"
QUOTES = {
    "i-1": "Shots were heard in Zvečan on 31 July.",
    "i-2": "a crowd blocked the road at Rudare.",
}


def find(words: str) -> dict[str, int]:
    return {
        "start": TEXT.index(words),
        "end": TEXT.index(words) + len(words),
    }


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """Two incidents of one report, whose offsets count code points."""
    frame = gpd.GeoDataFrame(
        {
            "incident_id": list(QUOTES),
            "title": ["Shots", "Block"],
            "quote": list(QUOTES.values()),
        },
        geometry=gpd.points_from_xy([20.84, 20.83], [42.9075, 42.95]),
        crs=4326,
    )
    report = {
        "title": HOSTILE,
        "source": "Example Agency",
        "published": "2022-08-02",
        "url": "javascript:window.ran=1",
        "text": TEXT,
        "sentences": [],
        "mentions": [{**find("Zvečan"), "kind": "place", "name": "Zvečan"}],
        "incidents": [
            {"incident_id": one, **find(quote)}
            for one, quote in QUOTES.items()
        ],
    }
    path = tmp_path / "map.html"
    sitmap.Map(frame, title="Report", basemap=False).save(path)
    page = path.read_text("utf-8").replace(
        '"lang":"en"', f'"lang":"en","reports":{inert_json([report])}', 1
    )
    path.write_text(page, "utf-8")
    return path


def test_a_sentence_leads_to_its_mark_and_its_card(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """The card opens beside the report, by mouse or key, with the quote marked in its paragraph."""
    opened = open_page(saved)
    page = opened.page
    page.get_by_role("button", name="Report", exact=True).click()
    assert page.locator(".sitmap-passage").all_inner_texts() == list(
        QUOTES.values()
    )
    assert page.locator(".sitmap-mention").all_inner_texts() == ["Zvečan"]
    page.locator(".sitmap-passage").nth(1).click()
    pause(page, 250)
    assert page.locator(".sitmap-card h2").inner_text() == "Block"
    assert page.locator(".sitmap-card mark").inner_text() == QUOTES["i-2"]
    assert (
        "Two days later"
        in page.locator(".sitmap-card blockquote").inner_text()
    )
    assert page.locator(".sitmap-report").is_visible()
    page.locator(".sitmap-passage").first.focus()
    page.keyboard.press("Enter")
    pause(page, 250)
    assert page.locator(".sitmap-card h2").inner_text() == "Shots"
    assert opened.errors == []


def test_a_mark_leads_to_its_sentence(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """The sentence of the mark that was clicked is marked and in sight."""
    page = open_page(saved).page
    page.get_by_role("button", name="Report", exact=True).click()
    page.evaluate("incidents_1.openRows([1])")
    pause(page, 400)
    chosen = page.locator(".sitmap-passage.is-chosen")
    title = page.locator(".sitmap-card h2").inner_text()
    assert (
        chosen.inner_text()
        == {"Shots": QUOTES["i-1"], "Block": QUOTES["i-2"]}[title]
    )


def test_on_a_phone_the_card_leads_to_the_report(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """There is room for one of them; a button goes from the card to the sentence."""
    page = open_page(saved, size=PHONE).page
    page.evaluate("incidents_1.openRows([0])")
    pause(page, 250)
    assert not page.locator(".sitmap-report").is_visible()
    page.get_by_role("button", name="Read in the report").click()
    assert page.locator(".sitmap-passage.is-chosen").is_visible()
    assert not page.locator(".sitmap-card").is_visible()


def test_the_text_of_a_report_is_only_text(
    saved: Path, open_page: Callable[..., Opened]
) -> None:
    """Markup in it is read as it is, and its address is no link unless it is http."""
    opened = open_page(saved)
    opened.page.get_by_role("button", name="Report", exact=True).click()
    report = opened.page.locator(".sitmap-report")
    assert report.locator("h2").text_content() == HOSTILE
    assert HOSTILE in (report.text_content() or "")
    assert report.locator("img, a").count() == 0
    assert opened.page.evaluate("window.ran") is None
    assert (opened.errors, opened.requests) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation_in_a_report(
    scheme: str, saved: Path, open_page: Callable[..., Opened]
) -> None:
    """Marked passages are buttons with enough contrast, beside the card too."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed in src/sitmap/web (npm ci)")
    opened = open_page(saved, color_scheme=scheme)
    opened.page.get_by_role("button", name="Report", exact=True).click()
    opened.page.locator(".sitmap-passage").first.click()
    pause(opened.page, 300)
    assert find_violations(opened) == []


def test_a_map_without_reports_has_no_such_tab(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> None:
    """Nothing is offered that isn't there."""
    path = tmp_path / "map.html"
    sitmap.Map(
        sitmap.geocode(["Mitrovica"]), title="One", basemap=False
    ).save(path)
    assert (
        open_page(path)
        .page.get_by_role("button", name="Report", exact=True)
        .count()
        == 0
    )


@pytest.fixture
def drafted(root: Path, tmp_path: Path) -> Path:
    """A report as it is read, with the sites of its mission."""
    report = sitmap.read_report(
        root / "data/reports/01-north-bridge.txt",
        published="2023-06-12",
        source="Own wire",
    )
    sites = sitmap.read_presence(root / "data/presence/kfor-sites.csv")
    path = tmp_path / "map.html"
    sitmap.Map(
        report.incidents, presence=sites, reports=[report], basemap=False
    ).save(path)
    return path


def test_a_site_shows_what_the_report_says_of_its_mission(
    drafted: Path, open_page: Callable[..., Opened]
) -> None:
    """The sentence stands on the card of a site, its figures marked, and leads to its place in the report."""
    opened = open_page(drafted)
    page = opened.page
    page.evaluate(
        "presence_1.host.card.open([{ layer: presence_1, row: 0 }])"
    )
    pause(page, 250)
    card = page.locator(".sitmap-card")
    assert (
        card.locator("dt", has_text="KFOR, as the report says").count() == 1
    )
    assert card.locator("dd mark").all_inner_texts() == [
        "more than 3,700 soldiers",
        "from 27 nations",
    ]
    assert (
        "said it was ready to intervene"
        in card.locator("dd blockquote").inner_text()
    )
    assert "12 June 2023" in card.inner_text()
    card.get_by_role("button", name="Read in the report").click()
    pause(page, 500)
    assert (
        "3,700 soldiers"
        in page.locator(".sitmap-report p.is-found").inner_text()
    )
    assert opened.errors == []


def test_a_place_of_the_text_moves_the_map(
    drafted: Path, open_page: Callable[..., Opened]
) -> None:
    """By mouse inside a passage, by key outside of one.

    The map then shows the place, as wide as it is.
    """
    opened = open_page(drafted)
    page = opened.page
    page.get_by_role("button", name="Report", exact=True).click()
    page.locator(
        ".sitmap-passage .sitmap-mention", has_text="Rudare"
    ).first.click()
    pause(page, 700)
    rudare = page.evaluate(
        "[sitmap_map().getCenter().lat, sitmap_map().getCenter().lng]".replace(
            "sitmap_map()", MAP
        )
    )
    assert rudare == pytest.approx([42.9175, 20.843], abs=0.05)
    page.locator(
        ".sitmap-mention[role=button]", has_text="Brussels"
    ).focus()
    page.keyboard.press("Enter")
    pause(page, 700)
    brussels = page.evaluate(
        f"[{MAP}.getCenter().lat, {MAP}.getCenter().lng]"
    )
    assert brussels == pytest.approx([50.85, 4.35], abs=0.1)
    assert page.locator("path.sitmap-ring").count() == 1
    assert opened.errors == []


def test_the_card_names_the_report_its_source_and_its_day(
    drafted: Path, open_page: Callable[..., Opened]
) -> None:
    """And so does the footer: a map that was drafted says from what."""
    page = open_page(drafted).page
    page.evaluate("incidents_1.openRows([0])")
    pause(page, 250)
    card = page.locator(".sitmap-card")
    told = [
        "TENSION IN THE NORTH AS BARRICADES RETURN",
        "Own wire",
        "published 12 June 2023",
    ]
    assert card.locator("blockquote + p").inner_text() == " · ".join(told)
    assert "Own wire" in page.locator(".sitmap-sources").first.inner_text()
