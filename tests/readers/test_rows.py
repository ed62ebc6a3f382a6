"""What a format's reader hands on, and what is told of it."""

import pandas as pd

from sitmap.readers.rows import (
    EMPTY,
    TOTAL,
    Rows,
    describe_reading,
    group_told,
    list_left_off,
    list_numbers,
    name_rows,
    note_reading,
)


def _noted(kept, **known):
    table = pd.DataFrame({"title": ["x"] * kept})
    rows = Rows(table, "a table", **known)
    note_reading(table, rows, file="x.csv", encoding="utf-8")
    return table


def test_lines_that_hold_no_row_are_not_counted_as_rows():
    """Three kept, one left off for a fault, one total: 3 of 4."""
    table = _noted(3, numbers=[2, 3, 5], left_off={4: "is odd", 6: TOTAL})
    assert "3 of 4 rows" in describe_reading(table)
    assert list_left_off(table).to_dict("list") == {
        "row": [4, 6],
        "why": ["is odd", TOTAL],
    }


def test_numbers_pass_over_what_was_left_off():
    """Line 3 was empty: the second row of the table is line 4 of the file."""
    table = _noted(3, numbers=[2, 4, 5], left_off={3: EMPTY})
    assert list_numbers(table) == [2, 4, 5]


def test_a_table_that_was_cut_has_no_numbers():
    """Who filters it can't be told the right lines, so none are."""
    table = _noted(3, numbers=[2, 3, 4])
    cut = table.iloc[1:]
    cut.attrs.update(table.attrs)
    assert list_numbers(cut) is None
    assert list_numbers(pd.DataFrame({"x": [1]})) is None


def test_a_table_of_nobodys_says_nothing():
    """No file, no line about it."""
    assert describe_reading(pd.DataFrame()) == ""
    assert list_left_off(pd.DataFrame()).empty


def test_alike_lines_are_one_with_their_first_five_rows():
    """Texts that differ in quoted values and numbers alone are of a kind."""
    told = [(at, f"date 'x{at}' is none") for at in range(2, 9)]
    assert group_told([*told, (9, "is empty")], word="feature") == [
        "7 features (2, 3, 4, 5, 6, …), as: date 'x2' is none",
        "feature 9: is empty",
    ]


def test_the_same_line_is_not_said_to_be_an_example():
    """And what has no number is told without one."""
    assert group_told([(2, "is empty"), (3, "is empty")]) == [
        "2 rows (2, 3): is empty"
    ]
    assert group_told([(None, "a"), (None, "a")]) == ["2 rows: a"]
    assert group_told([(None, "a")]) == ["a"]
    assert group_told([]) == []


def test_names_without_values():
    """What is known of the rows stays."""
    rows = Rows(pd.DataFrame({"a": [1], "b": [2]}), "CSV", numbers=[2])
    bare = rows.without_values()
    assert list(bare.frame.columns) == ["a", "b"]
    assert bare.frame.empty
    assert (bare.reader, bare.numbers) == ("CSV", [2])


def test_rows_are_called_by_their_numbers_in_the_file_and_of_a_frame_by_their_labels():
    """A reader looks them up in what they have: line 4 of the file, or label 9 of the frame."""
    table = _noted(3, numbers=[2, 4, 5], left_off={3: EMPTY})
    assert name_rows(table, pd.Series([1])) == [4]
    assert name_rows(table.head(2), pd.Series([1])) == [1]
    frame = pd.DataFrame({"title": ["x"]}, index=[9])
    note_reading(
        frame,
        Rows(frame, "a DataFrame", numbers=range(1)),
        file="the table",
        encoding=None,
    )
    assert name_rows(frame, pd.Series([9])) == [9]
    assert name_rows(pd.DataFrame(index=["a"]), pd.Series(["a"])) == ["a"]
