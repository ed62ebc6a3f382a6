"""What single rows say wrongly or not at all."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

import sitmap
from sitmap.checks.rows import (
    find_broken,
    find_dates,
    find_off_map,
    find_repeated,
    find_twice,
    find_unsourced,
)

TODAY = pd.Timestamp("2024-05-15")


def table(n=1, points=None, **columns):
    points = [Point(20.8, 42.9)] * n if points is None else points
    return sitmap.conform(
        gpd.GeoDataFrame(columns, geometry=points, crs=4326)
    )


def told(findings):
    return [(one.check, one.row) for one in findings]


def test_a_day_to_come_is_an_error_unless_it_is_a_plan():
    """Today is no future; what is planned or threatened may be ahead."""
    rows = table(
        4,
        date_start=pd.to_datetime(
            ["2024-05-15", "2024-05-16", "2024-05-16", None]
        ),
        status=["confirmed", None, "planned", "reported"],
        title=["a"] * 4,
    )
    assert told(find_dates(rows, TODAY)) == [
        ("future date", 1),
        ("no date", None),
    ]


@pytest.mark.parametrize(
    ("title", "status", "expected"),
    [
        ("A march will be held in Goma", "reported", True),
        ("Rebels threaten to attack Goma", None, True),
        ("The army vowed to return", "confirmed", True),
        ("A march will be held in Goma", "planned", False),
        ("The will of the people", "reported", False),
        ("Shots were fired", "reported", False),
    ],
)
def test_what_reads_like_a_plan_and_is_shown_as_done(
    title, status, expected
):
    """A note, as words may deceive."""
    rows = table(title=[title], status=[status], date_start=[TODAY])
    found = list(find_dates(rows, TODAY))
    assert bool(found) == expected
    assert all(
        one.check == "planned shown as done" and one.level == "note"
        for one in found
    )


def test_rows_that_nobody_answers_for_are_counted():
    """A link is a source, too."""
    rows = table(
        3,
        source=["Radio", None, None],
        source_url=[None, "https://a.example", None],
    )
    [found] = find_unsourced(rows)
    assert (found.check, found.value) == ("no source", "1 rows")
    assert list(find_unsourced(rows.iloc[:2])) == []


def test_the_same_words_at_the_same_point_are_said_once():
    """The first stays; another point, another word or nothing said is no duplicate."""
    rows = table(
        title=["Shots", "Shots", "Shots", "Fire", None, None],
        points=[Point(20, 42)] * 2 + [Point(21, 42)] + [Point(20, 42)] * 3,
    )
    assert find_repeated(rows).tolist() == [
        False,
        True,
        False,
        False,
        False,
        False,
    ]
    assert told(find_twice(rows)) == [("duplicate", 1)]


def test_numbers_of_rows_differ_where_all_else_is_the_same():
    """A program that exports numbers them; a column of the user's own is another matter."""
    rows = table(
        2, title=["Shots"] * 2, FID=["1", "2"], Sheet=["Jan", "Feb"]
    )
    assert find_repeated(rows).tolist() == [False, True]
    rows = table(2, title=["Shots"] * 2, calibre=["5.56", "7.62"])
    assert find_repeated(rows).tolist() == [False, False]


def test_an_end_before_its_beginning_is_broken():
    rows = table(date_start=pd.to_datetime(["2024-05-15"]))
    assert list(find_broken(rows)) == []
    rows = rows.assign(date_end=pd.to_datetime(["2024-05-14"]))
    [found] = find_broken(rows)
    assert (found.check, found.level) == ("broken row", "error")


def test_a_row_without_a_point_is_a_warning_and_one_at_nowhere_an_error():
    """As its reader said."""
    rows = table(
        points=[None, None, Point(20.8, 42.9)],
        place=["Goma", "Gao", "Peja"],
    )
    rows["problem"] = [
        None,
        "coordinates are (0, 0), which stands for missing",
        "the date is no day",
    ]
    found = {one.row: (one.check, one.level) for one in find_off_map(rows)}
    assert found == {
        0: ("not on the map", "warning"),
        1: ("at (0, 0)", "error"),
        2: ("problem while reading", "note"),
    }
