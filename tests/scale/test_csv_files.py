"""CSV files in a stream: headers, marks between cells, quotes."""

import gzip

import pytest

from sitmap.errors import InputError
from sitmap.scale.csv_files import find_csv_roles, open_csv, read_header
from sitmap.scale.plan import Plan
from sitmap.scale.text_blocks import Skipped, read_rows


def written(tmp_path, data, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("data", "encoding", "told"),
    [
        ("a,b;c\n1,2\n", None, (["a", "b;c"], ",", "utf-8", 1)),
        ("a;b;c,d\n", None, (["a", "b", "c,d"], ";", "utf-8", 1)),
        ("a\tb\n", None, (["a", "b"], "\t", "utf-8", 1)),
        ("\n \na|b\n", None, (["a", "b"], "|", "utf-8", 3)),
        ("\ufeffa,b\n", None, (["a", "b"], ",", "utf-8", 1)),
        ("a,b\n".encode("utf-16"), None, (["a", "b"], ",", "utf-16", 1)),
        (
            "día,b\n".encode("cp1252"),
            "cp1252",
            (["día", "b"], ",", "cp1252", 1),
        ),
        ('"a, b", c \n', None, (["a, b", "c"], ",", "utf-8", 1)),
        ("x,x, x\n", None, (["x", "x.1", "x.2"], ",", "utf-8", 1)),
        ("", None, ([], ",", "utf-8", 1)),
    ],
)
def test_headers(tmp_path, data, encoding, told):
    """The mark that parts it into most names; names that stand twice have a number."""
    header = read_header(written(tmp_path, data), encoding)
    assert (
        header.names,
        header.delimiter,
        header.encoding,
        header.lines,
    ) == told


def test_another_encoding_is_told_with_its_remedy(tmp_path):
    path = written(tmp_path, "día,b\n".encode("cp1252"))
    with pytest.raises(
        InputError,
        match=r"is not UTF-8; name its encoding: .*--encoding cp1252",
    ):
        read_header(path, None)


def test_what_is_no_text_is_no_table(tmp_path):
    with pytest.raises(InputError, match="binary data of an unknown kind"):
        read_header(written(tmp_path, b"a,b\n1,\x00\x01\x02\n" * 9), None)


def rows_of(path, names):
    header, skipped = read_header(path, None), Skipped()
    batches = read_rows(
        lambda block: open_csv(path, header, names, skipped, block), skipped
    )
    return [row for batch in batches for row in batch.to_pylist()], skipped


def test_cells_are_the_texts_that_they_hold(tmp_path):
    """An empty one is null, and a line feed within quotes is one of its text."""
    path = written(tmp_path, 'a,b\n007,\n"x\ny",NA\n')
    told, _ = rows_of(path, ["a", "b"])
    assert told == [{"a": "007", "b": None}, {"a": "x\ny", "b": "NA"}]


def test_a_line_with_other_fields_is_counted_and_named(tmp_path):
    path = written(tmp_path, "a,b\n1,2\n3\n4,5,6\n7,8\n")
    told, skipped = rows_of(path, ["a"])
    assert [row["a"] for row in told] == ["1", "7"]
    assert skipped.rows == 2
    assert skipped.example == "1 fields, not 2"


def test_a_quote_that_is_never_closed_is_told(tmp_path):
    """It hides the rows behind it."""
    path = written(tmp_path, 'a,b\n1,"two\n3,4\n5,6\n')
    with pytest.raises(InputError, match="is opened and never closed"):
        rows_of(path, ["a", "b"])


def test_a_quote_within_a_word_opens_nothing(tmp_path):
    """Their number is odd all the same: 5\" of a calibre."""
    path = written(tmp_path, 'a,b\n1,5" gun\n3,4\n')
    told, _ = rows_of(path, ["a", "b"])
    assert [row["b"] for row in told] == ['5" gun', "4"]


@pytest.mark.parametrize(
    ("days", "dayfirst"),
    [
        (["03/04/2023", "13/04/2023"], True),
        (["03/04/2023", "04/13/2023"], False),
        (["2023-04-03"], None),
    ],
)
def test_the_order_of_days_is_decided_once_for_a_file(
    tmp_path, days, dayfirst
):
    """By the first day that can only be one; it holds for all parts of the file."""
    rows = "".join(f"{day},42.9,20.8\n" for day in days)
    path = written(tmp_path, f"date,lat,lon\n{rows}")
    roles = find_csv_roles(path, Plan())
    assert roles.columns["date_start"] == "date"
    assert roles.dayfirst is dayfirst


def test_a_packed_file_has_the_same_roles(tmp_path):
    data = "date,lat,lon\n2023-04-03,42.9,20.8\n"
    plain = find_csv_roles(written(tmp_path, data), Plan())
    packed = written(tmp_path, gzip.compress(data.encode()), "a.csv.gz")
    assert find_csv_roles(packed, Plan()) == plain
