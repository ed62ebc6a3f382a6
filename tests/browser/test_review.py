"""The review page: a draft becomes the gold by keys alone; what was done is kept, nothing runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

import sitmap
from sitmap.errors import DataWarning
from sitmap.export.draft import write_draft
from sitmap.export.review_page import write_review
from sitmap.geodesy import geodesic_m
from sitmap.incidents import conform
from sitmap.reports import apply_review, parse_report
from sitmap.reports.review import read_draft
from tests.browser.conftest import DESKTOP, PHONE, pause, wait_until
from tests.browser.test_accessibility import AXE, find_violations
from tests.browser.test_hostile_text import ALIEN, TEXTS, read_payloads

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from sitmap.reports.report import Report
    from tests.browser.conftest import Opened

Gold = dict[str, Any]
STATE = """() => ({
  table: review.page.review.table(), at: review.page.review.at,
  title: document.querySelector(".review-item[aria-current=true] .review-item-title")?.textContent,
})"""


@pytest.fixture
def read_sample(root: Path) -> Callable[[str], tuple[Report, list[Gold]]]:
    """Read a sample report, and what a careful reader finds in it."""
    gold = json.loads((root / "data/reports/gold.json").read_text("utf-8"))

    def read(name: str) -> tuple[Report, list[Gold]]:
        path = root / "data/reports" / name
        report = sitmap.read_report(
            path, published=gold[name]["published"], source="Own wire"
        )
        return report, gold[name]["incidents"]

    return read


@pytest.fixture
def open_review(
    tmp_path: Path, open_page: Callable[..., Opened]
) -> Callable[..., tuple[Opened, Page]]:
    """Open the review of a draft beside its reports."""

    def opened(
        draft: gpd.GeoDataFrame, *reports: Report, **options: Any
    ) -> tuple[Opened, Page]:
        lang = options.pop("lang", "en")
        path = write_review(
            draft, reports, tmp_path / "review.html", lang=lang
        )
        one = open_page(path, **options)
        one.page.evaluate("review.ready.then(() => true)")
        return one, one.page

    return opened


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def write(page: Page, key: str, text: str) -> None:
    """Go to a field by its key, write, and leave it."""
    page.keyboard.press(key)
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def save(page: Page, path: Path) -> Path:
    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    download.value.save_as(path)
    return path


def is_as_told(row: Any, gold: Gold) -> bool:
    """Tell whether a row says what a careful reader found: all that the gold says, and so near."""
    if "lat" in gold:
        spot, told = (
            (row.geometry.y, row.geometry.x),
            (gold["lat"], gold["lon"]),
        )
        if geodesic_m(spot, told) > 1000 * gold["km"]:
            return False
    codes = {"sub_event_type": row.sub_event_type, "status": row.status}
    counts = {
        "fatalities": row.fatalities_best,
        "injured": row.injured_best,
    }
    days = {
        "date": f"{row.date_start:%Y-%m-%d}"
        if pd.notna(row.date_start)
        else None
    }
    said = {**codes, **counts, **days}
    return all(said[name] == gold[name] for name in said if name in gold)


def assert_is_gold(reviewed: gpd.GeoDataFrame, gold: list[Gold]) -> None:
    rows = list(reviewed.itertuples())
    assert len(rows) == len(gold)
    for each in gold:
        assert sum(is_as_told(row, each) for row in rows) == 1, each


def test_gold_is_reached_from_the_draft_by_keys(
    read_sample, open_review, tmp_path: Path
) -> None:
    """One row is kept, one gets another type, and the one that the draft lacks is added."""
    report, gold = read_sample("08-crossing.html")
    with pytest.raises(AssertionError):
        assert_is_gold(report.incidents, gold)
    opened, page = open_review(report.incidents, report)
    press(page, "k")
    write(page, "t", "Armed clash")
    press(page, "k", "a", "Home")
    chosen = "document.activeElement.selectedOptions[0].textContent"
    while "crossing was closed" not in page.evaluate(chosen):
        press(page, "ArrowDown")
    press(page, "Enter")
    wait_until(page, "document.activeElement.dataset.field === 'title'")
    page.keyboard.type("Crossing closed")
    press(page, "Enter")
    write(page, "t", "Other")
    write(page, "w", "2023-10-04")
    write(page, "l", "Jarinje")
    press(page, "k")
    reviewed = read_draft(save(page, tmp_path / "reviewed.csv"))
    assert_is_gold(reviewed, gold)
    added = reviewed[reviewed["title"] == "Crossing closed"].iloc[0]
    assert added["quote"] == "The crossing was closed until morning."
    start, end = int(added["quote_start"]), int(added["quote_end"])
    assert report.text[start:end] == added["quote"]
    assert_is_gold(
        apply_review(report.incidents, tmp_path / "reviewed.csv"), gold
    )
    assert (opened.errors, opened.requests) == ([], [])


def test_dates_status_counts_and_places_are_changed_by_keys(
    read_sample, open_review, tmp_path: Path
) -> None:
    """A draft that is wrong in everything that a reviewer looks at becomes the gold again."""
    report, gold = read_sample("01-north-bridge.txt")
    right = report.incidents
    wrong = right.assign(
        date_start=pd.Timestamp("2023-01-01"),
        date_end=pd.Timestamp("2023-01-01"),
        injured_best=pd.array([None, None], "Int64"),
        status="claimed",
        geometry=[shapely.Point(20, 44)] * 2,
        place_id=None,
    )
    _, page = open_review(wrong, report)
    write(page, "w", "2023-06-12")
    write(page, "s", "Reported")
    press(page, "1", "c", "Tab", "Tab", "Tab")
    page.keyboard.type("2")
    press(page, "Enter", "k")
    write(page, "w", "2023-06-12")
    write(page, "s", "Confirmed")
    press(page, "1", "k")
    assert_is_gold(read_draft(save(page, tmp_path / "reviewed.csv")), gold)


def test_an_untouched_review_is_the_draft(
    read_sample, open_review, tmp_path: Path
) -> None:
    """Every column comes back as it went; so does a table with columns of its own."""
    report, _ = read_sample("09-week-in-the-north.txt")
    draft = report.incidents.assign(
        **{"=own": "'=1+1", "__proto__": "\tx", "note": '"a", b\nc'}
    )
    written = read_draft(write_draft(draft, tmp_path / "draft.csv"))
    _, page = open_review(draft, report)
    back = read_draft(save(page, tmp_path / "reviewed.csv"))
    pd.testing.assert_frame_equal(pd.DataFrame(back), pd.DataFrame(written))


def test_undo_restores_the_draft_step_by_step(
    read_sample, open_review
) -> None:
    """Drop, type, place, mark, split, merge and add are undone, and done again."""
    report, _ = read_sample("09-week-in-the-north.txt")
    _, page = open_review(report.incidents, report)
    before = page.evaluate(STATE)
    write_steps(page)
    after = page.evaluate(STATE)
    assert len(after["table"][1]) == len(before["table"][1]) + 2
    for _ in range(20):
        press(page, "u")
    assert page.evaluate(STATE) == before
    for _ in range(20):
        press(page, "r")
    assert page.evaluate(STATE)["table"] == after["table"]


def write_steps(page: Page) -> None:
    press(page, "d")
    write(page, "t", "Grenade")
    press(page, "3", "m", "ArrowRight", "Enter", "x", "g")
    page.locator("dialog select").wait_for()
    press(page, "Enter")
    page.locator("dialog").wait_for(state="detached")
    press(page, "a")
    page.locator("dialog select").wait_for()
    press(page, "Enter")
    page.locator("dialog").wait_for(state="detached")
    pause(page, 100)
    press(page, "Escape")


def test_a_reload_goes_on_where_one_was(read_sample, open_review) -> None:
    """Rows, decisions, the open row, the reviewer and what can be undone."""
    report, _ = read_sample("09-week-in-the-north.txt")
    opened, page = open_review(report.incidents, report)
    page.locator(".review-who").fill("AB")
    press(page, "Enter")
    write_steps(page)
    before = page.evaluate(STATE)
    page.reload()
    page.evaluate("review.ready.then(() => true)")
    assert page.evaluate(STATE) == before
    assert page.locator(".review-who").input_value() == "AB"
    assert (
        "go on where you were" in page.locator(".review-told").inner_text()
    )
    press(page, "u")
    assert (
        page.evaluate("review.page.review.rows.length")
        == len(before["table"][1]) - 1
    )
    assert opened.errors == []


def test_a_browser_that_keeps_nothing_is_told(
    read_sample, open_review
) -> None:
    """The page works all the same, and says that the file must be downloaded."""
    report, _ = read_sample("01-north-bridge.txt")
    opened, page = open_review(report.incidents, report)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw 1; } });"
    )
    page.reload()
    page.evaluate("review.ready.then(() => true)")
    assert (
        "download before you close"
        in page.locator(".review-keeps.is-warned").inner_text()
    )
    press(page, "d")
    assert page.evaluate("review.page.review.counts.dropped") == 1
    assert opened.errors == []


def test_what_is_no_date_or_count_is_refused(
    read_sample, open_review
) -> None:
    """The table keeps what it had, and the field says how it is written."""
    report, _ = read_sample("01-north-bridge.txt")
    _, page = open_review(report.incidents, report)
    before = page.evaluate(STATE)["table"]
    write(page, "w", "12 June")
    assert (
        page.locator("[data-field=date]").get_attribute("aria-invalid")
        == "true"
    )
    assert (
        "2023-06-12"
        in page.locator(".review-bad:visible").first.inner_text()
    )
    press(page, "Escape")
    write(page, "c", "many")
    assert page.evaluate(STATE)["table"] == before


def test_another_name_leaves_no_mark_where_it_was(
    read_sample, open_review, tmp_path: Path
) -> None:
    """A place that the page doesn't know has no point, and is looked up when the map is made."""
    report, _ = read_sample("01-north-bridge.txt")
    _, page = open_review(report.incidents, report)
    write(page, "l", "Prizren")
    assert page.locator("path.review-mark").count() == 0
    path = save(page, tmp_path / "reviewed.csv")
    assert read_draft(path).geometry.isna().tolist() == [True, False]
    located = sitmap.locate(read_draft(path)).geometry[0]
    assert (located.x, located.y) == pytest.approx((20.74, 42.21), abs=0.05)


def test_a_mark_moved_by_hand_says_so(read_sample, open_review) -> None:
    """It is near where the hand set it, in the country that it then lies in."""
    report, _ = read_sample("01-north-bridge.txt")
    _, page = open_review(report.incidents, report)
    press(page, "m")
    for _ in range(20):
        press(page, "ArrowUp")
    press(page, "Enter")
    get = "name => review.page.get(name)"
    told = {
        one: page.evaluate(get, one)
        for one in ("located_by", "precision", "country")
    }
    assert told == {
        "located_by": "review",
        "precision": "near",
        "country": "RS",
    }
    assert float(page.evaluate(get, "latitude")) > 43.2
    assert page.locator("path.review-mark").count() == 1


def test_hostile_text_in_every_field_runs_nowhere(open_review) -> None:
    """In rows, fields, map, dialogs and the report; and it comes back as it was."""
    payloads = read_payloads()[:120]
    text = "Shots were heard in Zvečan. " + "\n\n".join(
        f"{one}. Fire in Rudare." for one in payloads
    )
    with pytest.warns(DataWarning, match="no incident"):
        report = parse_report(
            text,
            published="2022-08-02",
            title=payloads[0],
            source=payloads[1],
        )
    frame = pd.DataFrame(dict.fromkeys(TEXTS, payloads))
    frame = frame.assign(
        incident_id=[f"i{n} {one}" for n, one in enumerate(payloads)]
    )
    frame[payloads[0]] = payloads[-1]
    points = gpd.points_from_xy([20.8] * len(frame), [42.9] * len(frame))
    opened, page = open_review(
        conform(gpd.GeoDataFrame(frame, geometry=points)), report
    )
    for _ in range(25):
        press(page, "n")
    for key in ("x", "g", "a", "?"):
        press(page, key)
        pause(page, 100)
        press(page, "Escape")
    titles = page.locator(".review-item-title").all_text_contents()
    assert set(OWN_SHOWN) <= set(titles)
    assert page.locator("#review").locator(STRANGE).count() == 0
    assert page.evaluate("window.ran") is None
    assert (opened.errors, opened.requests) == ([], [])


STRANGE = ALIEN.replace("form, input, ", "").replace(
    "svg", "svg:not(.leaflet-pane svg)"
)
OWN_SHOWN = (
    "{n} {why} {area} {total}",
    "__proto__",
    "&lt;b&gt; &amp; &#x3c;",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_axe_finds_no_serious_violation_in_a_review(
    lang: str, size: tuple[int, int], scheme: str, read_sample, open_review
) -> None:
    """Names, roles, contrast; the page, its dialogs; nothing is wider than the screen."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed in src/sitmap/web (npm ci)")
    report, _ = read_sample("09-week-in-the-north.txt")
    opened, page = open_review(
        report.incidents, report, lang=lang, size=size, color_scheme=scheme
    )
    press(page, "k", "d")
    write(page, "w", "no day")
    pause(page, 200)
    assert find_violations(opened) == []
    assert page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth"
    )
    press(page, "Escape")
    for key in ("?", "g", "a"):
        press(page, key)
        page.locator("dialog").wait_for()
        assert find_violations(opened) == []
        press(page, "Escape")
        page.locator("dialog").wait_for(state="detached")
