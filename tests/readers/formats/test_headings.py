"""Where a table begins and ends among its lines."""

import pytest

from sitmap.readers.formats.headings import (
    Heading,
    find_heading,
    find_totals,
    name_columns,
)


def _names(*lines):
    found = find_heading(lines)
    return None if found is None else found.names


def test_names_below_a_title_are_found():
    """Also below a block of two cells a line."""
    title = [["Weekly report", None], ["Prepared by", "JOC"], [None, None]]
    found = find_heading([*title, ["Date", "Town"], ["1 May", "Peja"]])
    assert found == Heading(3, 3, ("Date", "Town"))


def test_no_cell_at_all_is_no_heading():
    """An empty sheet, and one of empty lines."""
    assert find_heading([]) is None
    assert find_heading([[None, " "], []]) is None


def test_excels_hint_is_no_name():
    """`sep=;` is for Excel alone."""
    assert _names(["sep=;"], ["Date", "Town"]) == ("Date", "Town")


def test_merged_headings_are_read_with_the_names_below():
    """Low and high under two headings are four columns."""
    found = _names(
        ["Date", "Fatalities", None, "Injured", None],
        [None, "low", "high", "low", "high"],
        ["1 May", "1", "2", "3", "4"],
    )
    assert found == (
        "Date",
        "Fatalities low",
        "Fatalities high",
        "Injured low",
        "Injured high",
    )


def test_a_line_of_data_below_is_not_joined():
    """An empty cell of the heading and a number below are no merged heading."""
    assert _names(["Date", None], ["2024-05-01", "17"]) == (
        "Date",
        "column 2",
    )


def test_columns_without_a_name_or_with_one_twice_get_a_number():
    """The number is the column's own, counted from 1."""
    assert name_columns(["a", "", None, "a", "column 2"]) == (
        "a",
        "column 2",
        "column 3",
        "a.4",
        "column 2.5",
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (["Total", None, "17", "4"], "is a total, no incident"),
        (["Grand total", "17"], "is a total, no incident"),
        (["Gjithsej", "17"], "is a total, no incident"),
        (["Разом:", "17"], "is a total, no incident"),
        (["Source: JOC", None, None], "is a note, no incident"),
        (["* provisional", None, None], "is a note, no incident"),
        (["Total", "2023-05-29", "Peja"], None),
        (["Total"], None),
        (["Totalitarian rally", "17"], None),
        (["17", "4"], None),
        ([None, ""], None),
        (["Source: JOC", None], None),
    ],
)
def test_totals_and_notes_below(line, why):
    """A total has its word and numbers alone; a note stands alone in a wide table."""
    assert find_totals(line) == why


def test_a_title_right_above_the_names_is_no_group_of_them():
    """A title in the first cell heads the whole table; a group of columns begins further right."""
    names = ["Date", "Town", "Colour"]
    found = find_heading(
        [["Incidents of June"], names, ["1 May", "Peja", "red"]]
    )
    assert (found.first, found.names) == (1, tuple(names))
    grouped = find_heading(
        [
            ["Date", "Location", None],
            [None, "Town", "Grid"],
            ["1 May", "Peja", "x"],
        ]
    )
    assert grouped.names[:2] == ("Date", "Town")
