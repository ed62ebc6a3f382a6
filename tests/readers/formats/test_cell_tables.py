"""Tables of cells within one file: which of them are read."""

import pytest

from sitmap.errors import DataWarning, InputError
from sitmap.readers.formats.cell_tables import CellTable, read_cell_tables

NAMES = ["Date", "Town", "Killed"]


def table(name, *lines, merged=(), shown=True):
    return CellTable(
        name,
        lambda most: [list(line) for line in lines[:most]],
        lambda: merged,
        shown=shown,
    )


def read(*tables, wanted=None):
    return read_cell_tables(
        tables, wanted=wanted, word="table", reader="Page", file="a.html"
    )


def test_cells_merged_downwards_are_said_of_each_row():
    """One day over two rows is the day of both; a gap that isn't merged stays one."""
    rows = read(
        table(
            "1",
            NAMES,
            ["1 May 2024", "Peja", 1],
            [None, "Deçan", 2],
            [None, "Klina", 0],
            merged=[((1, 0), (2, 0))],
        )
    )
    assert rows.frame["Date"].fillna("-").to_list() == [
        "1 May 2024",
        "1 May 2024",
        "-",
    ]
    assert rows.frame["Killed"].to_list() == ["1", "2", "0"]


def test_a_hidden_table_is_named_and_not_read():
    """What no reader of the file sees isn't read in silence, nor passed over in silence."""
    seen = table("1", NAMES, ["1 May 2024", "Peja", 1])
    hidden = table("old", NAMES, ["1 May 2020", "Peja", 1], shown=False)
    with pytest.warns(DataWarning, match=r"not read: 'old \(hidden\)'"):
        rows = read(seen, hidden)
    assert len(rows.frame) == 1
    assert read(seen, hidden, wanted="old").frame["Date"].to_list() == [
        "1 May 2020"
    ]


def test_a_table_that_is_not_there_is_told_with_those_that_are():
    """The names to choose from stand in the line."""
    with pytest.raises(
        InputError, match="no table is called '3'; it has 1, 2"
    ):
        read(table("1", NAMES), table("2", NAMES), wanted="3")
