"""Lines below the column names to rows."""

import pandas as pd

from sitmap.readers.formats.headings import Heading
from sitmap.readers.formats.lines import rows_of_lines

FIRST = Heading(0, 0, ("Date", "Town", "Killed"))


def _rows(lines, heading=FIRST, start=2):
    index = range(start, start + len(lines))
    frame = pd.DataFrame(lines, columns=heading.names, index=index)
    rows = rows_of_lines(frame.astype("string"), "CSV", heading)
    return list(rows.numbers), rows.left_off, rows


def test_plain_lines_are_all_rows():
    """Numbered as in the file, whose first line holds the names."""
    numbers, left_off, _ = _rows([["1 May", "Peja", "1"]] * 2)
    assert (numbers, left_off) == ([2, 3], {})


def test_empty_lines_between_are_told_and_those_at_the_end_are_not():
    """A sheet has thousands below its last row."""
    none = [None] * 3
    numbers, left_off, _ = _rows(
        [["1 May", "Peja", "1"], none, ["2 May", "x", "2"], none]
    )
    assert numbers == [2, 4]
    assert left_off == {3: "is an empty line"}


def test_pages_stuck_together_repeat_their_names():
    """The names in the midst are no incident."""
    lines = [["1 May", "Peja", "1"], ["Date", "Town", "Killed"]] * 2
    numbers, left_off, _ = _rows(lines)
    assert numbers == [2, 4]
    assert set(left_off) == {3, 5}


def test_a_title_above_and_a_second_line_of_names():
    """Every line of the file is a row or has its reason."""
    heading = Heading(1, 2, FIRST.names)
    numbers, left_off, _ = _rows([["1 May", "Peja", "1"]], heading, start=4)
    assert numbers == [4]
    assert left_off == {
        1: "stands above the column names",
        3: "is a heading or HXL tags, no incident",
    }


def test_a_total_is_left_off_wherever_it_stands():
    """Between the rows as at the end; a place that is called so has words beside it."""
    row, total = ["1 May", "Peja", "1"], ["Total", None, "17"]
    numbers, left_off, _ = _rows([row, total, row, total])
    assert numbers == [2, 4]
    assert left_off == dict.fromkeys((3, 5), "is a total, no incident")
    numbers, left_off, _ = _rows([["1 May", "Total", "1"], row])
    assert (numbers, left_off) == ([2, 3], {})


def test_nothing_below_the_names():
    """No rows, and no error."""
    numbers, left_off, rows = _rows([])
    assert (numbers, left_off, len(rows.frame)) == ([], {}, 0)


def test_cells_are_trimmed_where_the_file_pads_them():
    """One text that begins with a line of its own keeps it; a file of ", " has no blanks."""
    _, _, rows = _rows([["1 May", "\nPeja", "1"], ["2 May", "Peja", "2"]])
    assert rows.frame.iloc[0, 1] == "\nPeja"
    _, _, rows = _rows([["1 May", " Peja", " 1"], ["2 May", " Peja", " 2"]])
    assert rows.frame.iloc[0].tolist() == ["1 May", "Peja", "1"]
