"""Tables of counts: any frame as CSV, Excel or JSON, with no text that runs."""

import io
import json

import pandas as pd
import pytest

from sitmap.errors import OutputError
from sitmap.export.plain_table import check_plain_path, write_plain

FRAME = pd.DataFrame(
    {
        "day": pd.to_datetime(["2024-03-05", None]),
        "kind": pd.Categorical(["a", None]),
        "n": pd.array([1, None], dtype="Int64"),
        "=cmd": ["=1+1", "x\x00y"],
    }
)


def test_csv_runs_nothing_and_keeps_days(tmp_path):
    """A formula gets its apostrophe, in the head too; what is none is empty."""
    path = write_plain(FRAME, tmp_path / "a.csv")
    assert path.read_text("utf-8") == (
        "day,kind,n,'=cmd\n2024-03-05,a,1,'=1+1\n,,,x\ufffdy\n"
    )


def test_json_has_an_object_a_row(tmp_path):
    """Days as texts, nulls as null, numbers as numbers; a formula is only text there."""
    path = write_plain(FRAME, tmp_path / "a.JSON")
    rows = json.loads(path.read_text("utf-8"))
    assert rows[0] == {
        "day": "2024-03-05",
        "kind": "a",
        "n": 1,
        "=cmd": "=1+1",
    }
    assert rows[1]["n"] is None


def test_a_sheet_holds_texts_and_not_formulas(tmp_path):
    """Read back, and the same bytes at any hour."""
    path = write_plain(FRAME, tmp_path / "a.xlsx")
    again = write_plain(FRAME, tmp_path / "b.xlsx")
    assert path.read_bytes() == again.read_bytes()
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["table"]
    assert sheet["D2"].data_type == "s"
    assert sheet["C2"].value == 1
    assert sheet.freeze_panes == "A2"


def test_a_frame_without_columns_or_rows_is_written(tmp_path):
    """An empty answer is an answer."""
    assert (
        write_plain(pd.DataFrame(), tmp_path / "a.json").read_text()
        == "[]\n"
    )
    write_plain(pd.DataFrame({"a": []}), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "a\n"


def test_endings_that_are_none_are_told(tmp_path):
    """Before the work."""
    with pytest.raises(OutputError, match="choose one of these"):
        check_plain_path(tmp_path / "a.txt")
    with pytest.raises(OutputError, match="doesn't exist"):
        check_plain_path(tmp_path / "no" / "a.csv")
