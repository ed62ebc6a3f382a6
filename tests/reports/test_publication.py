"""The day that relative dates are counted from."""

import warnings
from datetime import UTC, date, datetime

import pytest

from sitmap.errors import InputError
from sitmap.reports import parse_report
from sitmap.reports.publication import find_own_day, parse_published

DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        DAY,
        datetime(2024, 3, 5, 23, 59, tzinfo=UTC),
        "2024-03-05",
        "5 March 2024",
        "2024-03-05T07:00:00Z",
    ],
)
def test_a_day_of_publication_may_be_written_in_many_ways(written):
    assert parse_published(written) == DAY


def test_a_day_that_is_none_is_told_with_its_remedy():
    """31 February is in no calendar."""
    with pytest.raises(
        InputError, match="'soon' is no day; write it as YYYY-MM-DD"
    ):
        parse_published("soon")
    with pytest.raises(InputError, match="'2024-02-31' is no day"):
        parse_published("2024-02-31")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("GOMA, 5 March 2024 (Radio) - Two people were killed.", DAY),
        (
            "Daily report\nOffice of the mission\n5 March 2024\n\nTwo were killed.",
            DAY,
        ),
        # the seventh line is no head any more
        ("a\nb\nc\nd\ne\nf\n5 March 2024\nTwo were killed.", DAY),
        ("a\nb\nc\nd\ne\nf\ng\n5 March 2024\nTwo were killed.", None),
        ("Two people were killed in Goma on 5 March 2024.", None),
        ("", None),
    ],
)
def test_a_report_tells_its_day_in_its_head(text, day):
    """In its place line or a heading, and not in what it tells."""
    assert find_own_day(text, "en") == day


def test_a_language_that_is_not_read_has_its_head_read_as_the_defaults():
    assert find_own_day("GOMA, 5 March 2024 (Radio) - Tekst.", "nl") == DAY


def notes(text, published=None):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return " ".join(parse_report(text, published=published).notes)


HEAD = "Daily report\n5 March 2024\n\nGunmen killed two people in Goma"


def test_the_reports_own_day_is_told_where_dates_are_counted_from_it():
    """A date with its year needs no day of publication."""
    told = "counted from 2024-03-05, the day in the report's own head"
    assert told in notes(f"{HEAD} on Monday.")
    assert told not in notes(f"{HEAD} on 4 March 2024.")


def test_a_day_that_differs_by_more_than_two_weeks_is_told():
    """14 days are a late report, 15 a mistake."""
    told = "the report's own head says 2024-03-05, and its day of publication is"
    assert told not in notes(f"{HEAD} on Monday.", "2024-03-19")
    assert told in notes(f"{HEAD} on Monday.", "2024-03-20")
    assert told in notes(f"{HEAD} on Monday.", "2023-03-05")
