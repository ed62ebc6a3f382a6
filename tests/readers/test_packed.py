"""Zip files of tables: one, or a file a day."""

import io
import zipfile

import pytest

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_reading

HEAD = "date,place,country,killed"


def pack(tmp_path, **members):
    path = tmp_path / "days.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(
                name.replace("__", ".").replace("_", "/"), data
            )
    return path


def test_a_file_a_day_is_one_table(tmp_path):
    """Rows of all days, in the order of their names; a readme and an empty day are named."""
    path = pack(
        tmp_path,
        b_02__csv=f"{HEAD}\n2024-05-02,Kidal,ML,2\n",
        a_01__csv=f"{HEAD}\n2024-05-01,Gao,ML,1\n2024-05-01,Gao,ML,3\n",
        c_03__csv="",
        README__txt="What this is: prose, with commas, and words.",
    )
    with pytest.warns(DataWarning) as told:
        table = sitmap.read(path)
    assert table["place"].to_list() == ["Gao", "Gao", "Kidal"]
    assert table["fatalities_best"].to_list() == [1, 3, 2]
    assert table["file"].to_list() == ["a/01.csv", "a/01.csv", "b/02.csv"]
    said = str(told[0].message)
    assert "2 files have the same columns" in said
    assert "'README.txt'" in said
    assert "'c/03.csv (is empty;" in said


def test_one_file_of_several_is_chosen(tmp_path):
    """layer= names it; a name that isn't there is told with those that are."""
    path = pack(
        tmp_path,
        a__csv=f"{HEAD}\n2024-05-01,Gao,ML,1\n",
        b__csv=f"{HEAD}\n2024-05-02,Kidal,ML,2\n",
    )
    assert sitmap.read(path, layer="b.csv")["place"].to_list() == ["Kidal"]
    with pytest.raises(
        InputError, match=r"no file 'c.csv'; it has 'a.csv', 'b.csv'"
    ):
        sitmap.read(path, layer="c.csv")


def test_a_codebook_beside_the_table(tmp_path):
    """The table of incidents is read, and the other is named."""
    path = pack(
        tmp_path,
        codebook__csv="variable,meaning\nplace,where\nkilled,how many\n",
        events__csv=f"{HEAD}\n2024-05-01,Gao,ML,1\n",
    )
    with pytest.warns(
        DataWarning, match="'events.csv' is read; not read: 'codebook.csv'"
    ):
        assert len(sitmap.read(path)) == 1


def test_a_workbook_in_a_zip(tmp_path):
    """It is read, not sent back to be unpacked."""
    openpyxl = pytest.importorskip(
        "openpyxl", reason="needs the extra sitmap[excel]"
    )
    pytest.importorskip(
        "python_calamine", reason="needs the extra sitmap[excel]"
    )
    book, data = openpyxl.Workbook(), io.BytesIO()
    for line in (["Date", "Town", "Killed"], ["2024-05-01", "Gao", 2]):
        book.active.append(line)
    book.save(data)
    table = sitmap.read(pack(tmp_path, log__xlsx=data.getvalue()))
    assert table["place"].to_list() == ["Gao"]
    assert describe_reading(table).startswith("days.zip: read as Excel")


def test_files_of_other_kinds_are_one_line(tmp_path):
    """Pictures are no tables; the line names what there is."""
    with pytest.raises(
        InputError, match=r"holds 2 files .'a.png', 'b.png'. and none"
    ):
        sitmap.read(pack(tmp_path, a__png=b"x", b__png=b"y"))
    with pytest.raises(InputError, match="none of them a table"):
        sitmap.read(pack(tmp_path, a__csv="", b__csv=""))
