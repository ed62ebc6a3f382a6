"""Workbooks: the sheet that is a table of incidents, whatever stands around it."""

import datetime as dt
import zipfile

import pytest
from tests.readers.made import days

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_reading, list_left_off

pytest.importorskip(
    "python_calamine", reason="needs the extra sitmap[excel]"
)

openpyxl = pytest.importorskip(
    "openpyxl", reason="needs the extra sitmap[excel]"
)

HEADER = ["Date", "Town", "Latitude", "Longitude", "Killed"]

ROWS = [
    [dt.date(2023, 5, 29), "Zvečan", 42.907, 20.8403, 0],
    [dt.date(2023, 5, 30), "NA", 42.95, 20.84, 1],
]


def save(tmp_path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_a_licence_first_and_codes_last(tmp_path):
    """The one that is a table of incidents is read, and told; the others are named."""
    path = save(
        tmp_path,
        Licence=[
            ["This work is licensed under CC BY 4.0"],
            ["name", "value"],
            ["licence", "CC BY"],
        ],
        Data=[HEADER, *ROWS],
        Codes=[["code", "meaning"], [1, "a"]],
    )
    with pytest.warns(
        DataWarning,
        match="sheet 'Data' is read; not read: 'Licence', 'Codes'",
    ):
        table = sitmap.read(path)
    assert table["place"].to_list() == ["Zvečan", "NA"]
    assert table["fatalities_best"].to_list() == [0, 1]
    assert (
        describe_reading(table)
        == "a.xlsx: read as Excel, sheet 'Data', 2 of 2 rows"
    )


def test_a_sheet_can_be_named(tmp_path):
    """layer= chooses, and a name that isn't there is told with those that are."""
    path = save(tmp_path, A=[HEADER, ROWS[0]], B=[HEADER, ROWS[1]])
    assert sitmap.read(path, layer="B")["place"].to_list() == ["NA"]
    with pytest.raises(
        InputError, match="no sheet is called 'C'; it has A, B"
    ):
        sitmap.read(path, layer="C")


def test_a_title_block_merged_headings_and_a_total(tmp_path):
    """Two lines of headings are read together; title, total and note are no incidents."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (
        ["Weekly incidents", None, "Sector North"],
        ["Prepared by", "JOC"],
        [],
        ["When", "Where", None, None, "Casualties", None],
        [None, "Town", "Latitude", "Longitude", "Killed", "Injured"],
        [dt.date(2023, 5, 29), "Zvečan", 42.907, 20.8403, 0, 3],
        [dt.date(2023, 5, 30), "Peja", 42.66, 20.29, 1, 4],
        ["Total", None, None, None, 1, 7],
        ["Source: patrol reports"],
    ):
        sheet.append(line)
    sheet.merge_cells("B4:D4")
    sheet.merge_cells("E4:F4")
    book.save(tmp_path / "a.xlsx")
    table = sitmap.read(tmp_path / "a.xlsx")
    assert table["place"].to_list() == ["Zvečan", "Peja"]
    assert table["injured_best"].to_list() == [3, 4]
    assert [(p.x, p.y) for p in table.geometry] == [
        (20.8403, 42.907),
        (20.29, 42.66),
    ]
    assert str(table.loc[1, "date_start"].date()) == "2023-05-30"
    assert list_left_off(table)["row"].to_list() == [1, 2, 3, 5, 8, 9]


def test_hxl_tags_below_headings(tmp_path):
    """A second line of tags is no incident."""
    tags = [
        "#date+occurred",
        "#loc+name",
        "#geo+lat",
        "#geo+lon",
        "#affected+killed",
    ]
    table = sitmap.read(save(tmp_path, Data=[HEADER, tags, *ROWS]))
    assert table["place"].to_list() == ["Zvečan", "NA"]
    assert list_left_off(table)["row"].to_list() == [2]


def test_a_second_line_of_names(tmp_path):
    """Labels above and the form's own names below: one of them is read, neither is an incident."""
    names = ["event_date", "place", "lat", "lon", "fatalities"]
    table = sitmap.read(save(tmp_path, Data=[HEADER, names, *ROWS]))
    assert table["place"].to_list() == ["Zvečan", "NA"]


def test_numbers_dates_and_hours_as_they_are_shown(tmp_path):
    """Whole numbers without .0, a day without hours, an hour with them."""
    header = ["id", "Date", "Place", "hour", "share"]
    row = [
        7,
        dt.datetime(2023, 5, 29, 14, 30),  # noqa: DTZ001 - a sheet has no zones
        "Peja",
        dt.time(14, 30),
        0.25,
    ]
    table = sitmap.read(save(tmp_path, Data=[header, row]))
    assert table.loc[0, "incident_id"] == "7"
    assert str(table.loc[0, "date_start"].date()) == "2023-05-29"
    assert table.loc[0, "time"].startswith("14:30")
    assert table.loc[0, "share"] == "0.25"


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Log"><table:table-row>{names}</table:table-row>
 <table:table-row>{values}</table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""

VALUES = [
    ("date", "date-value", "2023-05-29"),
    ("string", "string-value", "Zvečan"),
]

VALUES += [
    ("float", "value", number) for number in ("42.907", "20.8403", "0")
]


def save_ods(path, content=None):
    cell = '\n<table:table-cell office:value-type="{0}" office:{1}="{2}"><text:p>{2}</text:p>\n'
    cell += "</table:table-cell>\n"
    names = "".join(
        cell.format("string", "string-value", name) for name in HEADER
    )
    values = "".join(cell.format(*value) for value in VALUES)
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", mime)
        archive.writestr(
            "content.xml", content or ODS.format(names=names, values=values)
        )
        archive.writestr(
            "META-INF/manifest.xml", f"<manifest>{mime}</manifest>"
        )
    return path


def test_opendocument(tmp_path):
    """A LibreOffice table: the values, not the texts as they are shown."""
    table = sitmap.read(
        save_ods(tmp_path / "a.ods")
    )  # indented, as LibreOffice can write it
    assert (
        describe_reading(table)
        == "a.ods: read as OpenDocument, sheet 'Log', 1 of 1 rows"
    )
    assert (table.geometry.x[0], table.geometry.y[0]) == (20.8403, 42.907)
    assert str(table.loc[0, "date_start"].date()) == "2023-05-29"


def test_opendocument_with_entities_is_refused(tmp_path):
    """A document type in XML is an attack."""
    bad = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(InputError, match="declares entities"):
        sitmap.read(save_ods(tmp_path / "a.ods", bad))


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_damaged_workbook_is_one_line(tmp_path, cut):
    """No traceback, whatever is left of it."""
    path = save(tmp_path, Data=[HEADER, *ROWS])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(InputError, match=r"a\.xlsx"):
        sitmap.read(path)


def test_an_old_workbook_that_is_none(tmp_path):
    """The magic of .xls with nothing behind it."""
    (tmp_path / "a.xls").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    )
    with pytest.raises(
        InputError, match="is no Excel workbook that can be read"
    ):
        sitmap.read(tmp_path / "a.xls")


def test_excel(tmp_path):
    """A heading above the header, a real date, a number that is a code, a second sheet that is named."""
    openpyxl = pytest.importorskip(
        "openpyxl", reason="needs the extra sitmap[excel]"
    )
    import datetime as dt

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "May"
    header, row = (
        ["id", "Date", "Place", "Lat", "Lon"],
        [7, dt.date(2023, 5, 29), "NA", 42.9, 20.84],
    )
    for line in (["Incidents of May"], [], header, row):
        sheet.append(line)
    book.create_sheet("Codes").append(["a", "b"])
    book.save(tmp_path / "a.xlsx")
    with pytest.warns(DataWarning, match="not read: 'Codes'"):
        table = sitmap.read(tmp_path / "a.xlsx")
    assert table.loc[0, ["incident_id", "place"]].to_list() == ["7", "NA"]
    assert str(table.loc[0, "date_start"].date()) == "2023-05-29"
    assert (
        describe_reading(table)
        == "a.xlsx: read as Excel, sheet 'May', 1 of 1 rows"
    )


def test_cells_merged_downwards_are_said_of_every_row(tmp_path):
    """One day over three incidents; a heading merged over two lines stays one."""
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ["Date", "Place", "Killed"],
        [dt.date(2024, 3, 5), "Gao", 1],
        [None, "Kidal", 2],
        [None, "Ansongo", 0],
        [dt.date(2024, 3, 6), "Gao", 1],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    book.save(tmp_path / "merged.xlsx")
    table = sitmap.read(tmp_path / "merged.xlsx")
    assert days(table) == ["2024-03-05"] * 3 + ["2024-03-06"]
