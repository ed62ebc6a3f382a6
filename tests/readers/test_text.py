"""Bytes of a file to text."""

import os
import warnings

import pytest

from sitmap.errors import DataWarning, InputError
from sitmap.readers.text import check_path, decode, open_text, read_bytes

WORD = "Zvečan, Косово, 科索沃"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"]
)
def test_marked_and_plain_encodings_need_no_word(encoding):
    """And no mark of byte order is left in the text."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert decode(f"place\n{WORD}\n".encode(encoding), file="x") == (
            f"place\n{WORD}\n"
        )


def test_a_guess_is_told_with_its_line():
    """č is E8 in the code page of Central Europe."""
    data = "place\nLeposavić\nZvečan, Kraljevo, Niš, Čačak\n".encode(
        "cp1250"
    )
    with pytest.warns(DataWarning, match="line 2 is not UTF-8") as told:
        text = decode(data, file="x.csv")
    assert "Čačak" in text
    assert "give encoding=" in str(told[0].message)


def test_an_encoding_that_is_given_is_held_to():
    """Bytes that aren't in it are told by their line; a name that nobody knows as well."""
    with pytest.raises(InputError, match="line 2 is not ascii"):
        decode("a\nč\n".encode(), file="x", encoding="ascii")
    with pytest.raises(InputError, match="no encoding is called 'klingon'"):
        decode(b"a", file="x", encoding="klingon")


def test_binary_data_is_no_table():
    """Bytes of zero in no pattern of UTF-16."""
    with pytest.raises(InputError, match="binary data"):
        decode(b"\x89abc\x00\x01\x02\x00\x00\x00xyz", file="x")


def test_a_text_is_read_from_its_beginning_each_time():
    """As a whole, its head, and as a stream of UTF-8."""
    text = open_text(WORD.encode("utf-16"), file="x")
    assert text.read() == text.read() == WORD
    assert text.head(3) == "Zve"
    with text.open() as stream:
        assert stream.read().decode("utf-8") == WORD


def test_quotes_are_counted_and_silence_is_seen():
    """For the reader of CSV, which asks whether a quote is open."""
    assert open_text(b'a,"b"\n"', file="x").quotes == 3
    assert open_text(b" \n\t", file="x").blank
    assert not open_text(b"a", file="x").blank


def test_paths_that_are_no_file_are_told(tmp_path):
    """A folder, nothing, a link, a pipe, an empty file: each with what to do."""
    with pytest.raises(InputError, match="is a folder"):
        check_path(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        check_path(tmp_path / "no.csv")
    with pytest.raises(InputError, match="--allow-remote"):
        check_path("https://example.org/a.csv")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="is a pipe"):
        check_path(tmp_path / "pipe")
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b" \n")
    with pytest.raises(InputError, match="is empty"):
        read_bytes(empty)


def test_lines_of_another_encoding_among_utf8_are_read_as_their_own(
    tmp_path,
):
    """Tables put together by hand; the lines of UTF-8 stay right, and the others are told."""
    lines = ["place", "Gjakovë", "Pejë", "Zvečan", "Deçan"]
    data = [
        line.encode("cp1252" if line == "Pejë" else "utf-8")
        for line in lines
    ]
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n".join(data))
    with pytest.warns(
        DataWarning,
        match="line 3 is not UTF-8 as others are, one of 1 such",
    ):
        text = open_text(path, file="a.csv")
    assert text.read().split("\n") == lines
    with text.open() as stream:
        assert stream.read().decode().split("\n") == lines


def test_a_few_zero_bytes_are_left_out_and_told():
    """As broken disks leave them in a text; a file that is full of them stays binary data."""
    data = b"place,killed\nGao\x00,1\n" + b"Kidal,2\n" * 20
    with pytest.warns(DataWarning, match="1 zero bytes in it are no text"):
        assert (
            open_text(data, file="x")
            .read()
            .startswith("place,killed\nGao,1\n")
        )
