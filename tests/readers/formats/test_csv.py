"""CSV: whichever of the two ways reads it, the same rows come out under the same numbers."""

import contextlib
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.made import read_quietly, read_text

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import list_left_off
from sitmap.readers.formats import csv
from sitmap.readers.text import TextFile, open_text

CELLS = st.text(alphabet="ab ,;'\"\n=-1é", max_size=6)


def read_both(data, monkeypatch):
    """Read by pyarrow's blocks, and by pandas alone."""
    by_blocks = csv.read_csv(open_text(data, file="a.csv"), file="a.csv")
    with monkeypatch.context() as patch:
        patch.setattr(csv, "_parse_by_arrow", lambda *_: None)
        return by_blocks, csv.read_csv(
            open_text(data, file="a.csv"), file="a.csv"
        )


def quote(cell):
    return '"' + cell.replace('"', '""') + '"'


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)
def test_both_ways_give_the_same(rows, end):
    """Quotes, line ends within cells, empty lines, apostrophes before formulas."""
    pytest.importorskip("pyarrow", reason="compares with pandas alone")
    lines = [",".join(map(quote, row)) if any(row) else "" for row in rows]
    data = end.join(["place,date,note", *lines, ""]).encode()
    with pytest.MonkeyPatch.context() as patch:
        first, second = read_both(data, patch)
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert (list(first.numbers), first.left_off) == (
        list(second.numbers),
        second.left_off,
    )


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"]
)
def test_encodings_block_by_block(encoding):
    """A text is decoded piece by piece, and a mark at its beginning is no letter."""
    text = "місто,дата\n" + "Харків,2022-03-01\n" * 100_000
    data = text.encode(encoding)
    if encoding == "cp1251":
        with pytest.warns(DataWarning, match="cp1251"):
            found = open_text(data, file="a.csv")
    else:
        found = open_text(data, file="a.csv")
    assert found.read() == text
    rows = csv.read_csv(found, file="a.csv")
    assert (len(rows.frame), rows.frame.columns[0]) == (100_000, "місто")
    assert set(rows.frame["місто"]) == {"Харків"}


def test_a_quote_that_never_closes_is_told_with_its_line():
    """An odd number of quotes goes the slow way, which says where."""
    data = b'place,note\nA,"open, and on\nB,b\n'
    with pytest.raises(InputError, match="line 2 opens a quote"):
        csv.read_csv(TextFile(data, quotes=1), file="a.csv")


def test_numbers_of_rows_below_cells_of_several_lines():
    """A row's number counts rows as a spreadsheet does, not lines of the file."""
    data = b'"over\nthe table",\n\nplace,note\nA,"b\nc"\n\nD,e\n'
    rows = csv.read_csv(open_text(data, file="a.csv"), file="a.csv")
    assert list(rows.numbers) == [4, 6]
    assert rows.frame["place"].to_list() == ["A", "D"]


def test_a_row_longer_than_a_block():
    """Two million letters in one cell."""
    long = "x" * 2_000_000
    rows = csv.read_csv(
        open_text(f"place,note\nA,{long}\n".encode(), file="a"), file="a"
    )
    assert rows.frame["note"].str.len().to_list() == [2_000_000]


@pytest.mark.filterwarnings("ignore::sitmap.DataWarning")
def test_random_bytes_are_no_traceback():
    """Whatever a file holds: rows, or one line."""
    rng = random.Random(7)
    for _ in range(40):
        data = bytes(rng.choice(b'ab,;"\n\r\t|1') for _ in range(200))
        with contextlib.suppress(InputError):
            csv.read_csv(open_text(data, file="a.csv"), file="a.csv")


def test_empty_lines_are_told(tmp_path):
    """A line of delimiters is no incident; its number is listed, and the rows keep theirs."""
    table = read_quietly(tmp_path, "place,lat,lon\nA,42,20\n,,\nB,142,20\n")
    assert list_left_off(table).to_dict("records") == [
        {"row": 3, "why": "is an empty line"}
    ]
    assert table.loc[1, "problem"].startswith("row 4: latitude '142'")


def test_subtotals_between_the_rows_are_no_incidents(tmp_path):
    """Whatever follows them: the dead would be counted twice."""
    month = [f"2024-03-{day:02},Gao,1" for day in range(1, 20)]
    lines = [
        "Date,Place,Killed",
        "Total February,,7",
        *month,
        "Total March,,19",
    ]
    table = read_text(tmp_path, "\n".join(lines))
    assert len(table) == table["fatalities_best"].sum() == 19
    assert (
        list_left_off(table)["why"].to_list()
        == ["is a total, no incident"] * 2
    )


def test_headings_of_sections_are_no_incidents(tmp_path):
    """A region's name alone, where the others have a date; a place alone is a row."""
    lines = [
        "Date,Place,Killed",
        "GAO REGION,,",
        "2024-03-05,Gao,1",
        "KIDAL REGION,,",
    ]
    table = read_text(tmp_path, "\n".join([*lines, "2024-03-06,Kidal,2"]))
    assert table["place"].to_list() == ["Gao", "Kidal"]
    assert len(list_left_off(table)) == 2
    bare = read_text(
        tmp_path, "Place,Date,Killed\nGao,,\nKidal,2024-03-06,2\n"
    )
    assert bare["place"].to_list() == ["Gao", "Kidal"]


def test_quotes_that_are_letters(tmp_path):
    """Where every line has the names' fields, an open quote opens nothing; a whole one does."""
    path = tmp_path / "a.tsv"
    path.write_text(
        'date\tplace\tnotes\n2024-03-05\tGao\t"5 shells\n'
        '2024-03-06\tKidal\t"Big ""blast"""\n',
        encoding="utf-8",
    )
    with pytest.warns(DataWarning, match="quotes in it would join 1 lines"):
        table = sitmap.read(path)
    assert table["notes"].to_list() == ['"5 shells', 'Big "blast"']


def test_a_quote_that_is_a_letter_alone(tmp_path):
    """An odd one opens nothing either, where every line has the names' fields."""
    path = tmp_path / "a.tsv"
    path.write_text(
        'date\tplace\tnotes\n2024-03-05\tGao\tx\n2024-03-06\tKidal\t"5 shells\n',
        encoding="utf-8",
    )
    with pytest.warns(DataWarning, match="line 3 opens a quote"):
        table = sitmap.read(path)
    assert table["notes"].to_list() == ["x", '"5 shells']


def test_cells_of_several_lines_stay_whole(tmp_path):
    """A line within a cell hasn't the names' fields."""
    path = tmp_path / "a.csv"
    path.write_text(
        'date,place,notes\n2024-03-05,Gao,"one\ntwo"\n2024-03-06,Kidal,"a"\n',
        encoding="utf-8",
    )
    assert sitmap.read(path)["notes"].to_list() == ["one\ntwo", "a"]
