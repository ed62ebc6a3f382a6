"""Tables of several parts: a sheet a month, a table a page, a file a day."""

import datetime as dt

import pytest

import sitmap
from sitmap.checks import check
from sitmap.errors import DataWarning
from sitmap.readers import describe_reading, list_left_off
from sitmap.readers.rows import list_numbers

pytest.importorskip(
    "python_calamine", reason="needs the extra sitmap[excel]"
)
openpyxl = pytest.importorskip(
    "openpyxl", reason="needs the extra sitmap[excel]"
)

HEADER = ["Date", "Town", "Latitude", "Longitude", "Killed"]
MAY = [dt.date(2023, 5, 29), "Zvečan", 42.907, 20.8403, 0]
LATE_MAY = [dt.date(2023, 5, 30), "Leposavić", 43.1039, 20.8028, 1]
JUNE = [dt.date(2023, 6, 2), "Zubin Potok", 42.9144, 20.6897, 2]


def save(tmp_path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for line in lines:
            sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_a_sheet_a_month_is_one_table(tmp_path):
    """All rows are read, a column names the sheet, and a line says what was done."""
    path = save(
        tmp_path,
        May=[HEADER, MAY, LATE_MAY],
        June=[
            ["date ", "Town", "Latitude", "Longitude", "Killed", "Remarks"],
            [*JUNE, "calm"],
        ],
        Codes=[["code", "meaning"], [1, "a"]],
    )
    with pytest.warns(DataWarning) as told:
        table = sitmap.read(path)
    assert table["place"].to_list() == [
        "Zvečan",
        "Leposavić",
        "Zubin Potok",
    ]
    assert table["sheet"].to_list() == ["May", "May", "June"]
    assert table["fatalities_best"].to_list() == [0, 1, 2]
    assert table["date_start"].dt.strftime("%d.%m.").to_list() == [
        "29.05.",
        "30.05.",
        "02.06.",
    ]
    said = str(told[0].message)
    assert "sheets 'May', 'June' have the same columns" in said
    assert "not read: 'Codes'" in said
    assert "3 of 3 rows" in describe_reading(table)
    assert list_numbers(table) == [
        "2 of 'May'",
        "3 of 'May'",
        "2 of 'June'",
    ]


def test_one_of_the_stacked_sheets_can_be_chosen(tmp_path):
    """layer= reads one, without a word about the others."""
    path = save(tmp_path, May=[HEADER, MAY], June=[HEADER, JUNE])
    assert sitmap.read(path, layer="June")["place"].to_list() == [
        "Zubin Potok"
    ]


def test_rows_of_a_sheet_of_the_whole_year_count_once(tmp_path):
    """A sheet that holds all rows of the others is read alone, and so is said."""
    path = save(
        tmp_path,
        May=[HEADER, MAY, LATE_MAY],
        June=[HEADER, JUNE],
        All_2023=[HEADER, MAY, LATE_MAY, JUNE],
    )
    with pytest.warns(
        DataWarning, match="'May', 'June' stand in 'All 2023' already"
    ):
        table = sitmap.read(path)
    assert len(table) == 3
    assert table["fatalities_best"].sum() == 3


def test_a_template_an_empty_month_and_another_table_are_left_out(tmp_path):
    """What has other columns of where and when is another table; a pattern is to be copied."""
    path = save(
        tmp_path,
        Template=[HEADER, [dt.date(2020, 1, 1), "Town", 42.0, 21.0, 9]],
        May=[HEADER, MAY],
        June=[HEADER, JUNE],
        July=[HEADER],
        Sites=[["Name", "Latitude", "Longitude"], ["Camp", 42.5, 21.1]],
    )
    with pytest.warns(
        DataWarning, match="not read: 'Template', 'Sites', 'July .empty.'"
    ):
        table = sitmap.read(path)
    assert table["place"].to_list() == ["Zvečan", "Zubin Potok"]


def test_a_fault_names_its_sheet(tmp_path):
    """A row's number alone says nothing where each sheet counts from one."""
    wrong = [dt.date(2023, 6, 2), "Peja", 142.0, 20.3, 1]
    path = save(
        tmp_path,
        May=[HEADER, MAY, LATE_MAY, ["Total", None, None, None, 1]],
        June=[["Incidents of June"], HEADER, JUNE, wrong],
    )
    with pytest.warns(DataWarning) as told:
        table = sitmap.read(path)
    assert "row 4 of 'June': " in str(told[-1].message)
    assert "142" in table["problem"][3]
    left = list_left_off(table)
    assert left["row"].to_list() == ["4 of 'May'", "1 of 'June'"]
    assert len(check(table))


def test_sheets_named_by_status_give_the_status(tmp_path):
    """What is planned on a sheet of its own isn't drawn as done."""
    path = save(tmp_path, Confirmed=[HEADER, MAY], Planned=[HEADER, JUNE])
    with pytest.warns(DataWarning):
        table = sitmap.read(path)
    assert table["status"].to_list() == ["confirmed", "planned"]


def test_the_same_row_on_two_sheets_is_told(tmp_path):
    """An incident that two months list is counted twice by both, and so is said."""
    header = [*HEADER, "Notes"]
    path = save(
        tmp_path,
        May=[header, [*MAY, "Stones"], [*LATE_MAY, "Fire"]],
        June=[header, [*LATE_MAY, "Fire"], [*JUNE, "Road block"]],
    )
    with pytest.warns(DataWarning):
        table = sitmap.read(path)
    assert "duplicate" in set(check(table)["check"])


def test_rows_without_days_on_sheets_of_months_are_all_kept(tmp_path):
    """Two rows alike are of two months where the sheets alone say when."""
    header = ["Town", "Latitude", "Longitude", "Killed"]
    path = save(
        tmp_path, May=[header, MAY[1:]], June=[header, MAY[1:], JUNE[1:]]
    )
    with pytest.warns(DataWarning):
        table = sitmap.read(path)
    assert len(table) == 3


def test_days_on_sheets_of_months_are_dates(tmp_path):
    """5 on the sheet "March 2024" is 5 March 2024; on sheets without a year it stays told."""
    header = ["Day", "Town", "Killed"]
    path = save(
        tmp_path,
        March_2024=[header, [5, "Gao", 1], [31, "Kidal", 0]],
        April_2024=[header, [7, "Menaka", 2]],
    )
    with pytest.warns(DataWarning):
        table = sitmap.read(path)
    days = table["date_start"].dt.strftime("%Y-%m-%d").to_list()
    assert days == ["2024-03-05", "2024-03-31", "2024-04-07"]
    assert table["date_precision"].to_list() == ["day"] * 3
