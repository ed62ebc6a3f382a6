"""What a workbook says beside its cells: results that aren't saved, rows that are hidden."""

import pytest

import sitmap
from sitmap.errors import DataWarning

pytest.importorskip(
    "python_calamine", reason="needs the extra sitmap[excel]"
)
openpyxl = pytest.importorskip(
    "openpyxl", reason="needs the extra sitmap[excel]"
)


def save(tmp_path, lines, name="Log", change=lambda _: None):
    book = openpyxl.Workbook()
    book.active.title = name
    for line in lines:
        book.active.append(line)
    change(book.active)
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_formulas_without_results_are_told(tmp_path):
    """Three cells come out empty, and a line says which and what to do."""
    path = save(
        tmp_path,
        [
            ["Date", "Town", "Killed"],
            ["=DATE(2024,3,5)", "Gao", "=1+1"],
            ["2024-03-06", '=UPPER("kidal")', 3],
        ],
        name="Log & <more>",
    )
    with pytest.warns(
        DataWarning,
        match=r"results of 3 formulas \(A2, C2, B3\) aren't saved",
    ):
        table = sitmap.read(path)
    assert table["fatalities_best"].fillna(-1).to_list() == [-1, 3]


def test_hidden_rows_are_read_and_told(tmp_path):
    """A filter hides rows from the eye, not from the map."""

    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    lines = [
        ["Date", "Town"],
        ["2024-03-05", "Gao"],
        ["2024-03-06", "Kidal"],
    ]
    path = save(tmp_path, lines, change=hide)
    with pytest.warns(DataWarning, match="1 row is hidden or filtered out"):
        table = sitmap.read(path)
    assert table["place"].to_list() == ["Gao", "Kidal"]


def test_a_plain_sheet_says_nothing(tmp_path):
    """No warning where there is nothing to tell."""
    path = save(tmp_path, [["Date", "Town"], ["2024-03-05", "Gao"]])
    assert len(sitmap.read(path)) == 1
