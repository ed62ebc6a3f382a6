"""From a text to a report, as a caller sees it."""

import gc
import warnings
from datetime import date

import pytest

from sitmap.errors import DataWarning, InputError
from sitmap.reports.pipeline import parse_report, read_report

TOLD = "Shelling killed three people near Bakhmut on Tuesday, police said."
DAY = "2022-12-01"


def test_a_quote_is_cut_from_the_text_as_it_was_given():
    """Words broken at the end of a line are joined to be read, and quoted as they stand."""
    told = "Shel-\nling killed three people near Bakh-\nmut on Tuesday, police said."
    report = parse_report(told, published=DAY)
    [row] = report.incidents.itertuples()
    assert row.place_name == "Bakhmut"
    assert report.text == told
    assert told[row.quote_start : row.quote_end] == row.quote


def test_the_first_heading_is_the_title():
    """Of 160 letters at most; what the caller gives wins."""
    text = f"# Week in the east\n\n{TOLD}\n"
    assert parse_report(text, published=DAY).title == "Week in the east"
    assert parse_report(text, published=DAY, title="Mine").title == "Mine"


def test_rows_carry_where_they_are_from():
    report = parse_report(
        TOLD, published=DAY, source="Radio", url="https://example.org/1"
    )
    [row] = report.incidents.itertuples()
    assert (row.source, row.source_url) == (
        "Radio",
        "https://example.org/1",
    )
    assert report.published == date(2022, 12, 1)
    # the Tuesday before Thursday, 1 December 2022
    assert f"{row.date_start:%Y-%m-%d}" == "2022-11-29"


def test_events_of_an_own_extractor_take_the_place_of_ours():
    class Nothing:
        def extract(self, passages):
            assert passages.text == TOLD
            return []

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        assert parse_report(
            TOLD, published=DAY, extractor=Nothing()
        ).incidents.empty


def test_the_collector_is_on_again_after_a_failure():
    """It is kept away while words are made."""
    with pytest.raises(InputError, match="no place of this name"):
        parse_report(TOLD, published=DAY, near="Xyzzyx")
    assert gc.isenabled()


def test_progress_reaches_the_end(tmp_path):
    """Of characters read among all."""
    path = tmp_path / "report.txt"
    path.write_text("\n\n".join([TOLD] * 300), encoding="utf-8")
    seen = []
    read_report(path, published=DAY, progress=lambda *at: seen.append(at))
    assert seen
    assert all(0 <= done <= whole for done, whole in seen)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
