"""Text files as blocks of rows."""

import gzip
import zipfile
from contextlib import contextmanager

import pyarrow as pa
import pytest

from sitmap.errors import InputError
from sitmap.scale.text_blocks import (
    Skipped,
    open_stream,
    read_rows,
    regroup,
)


def batch(*numbers):
    return pa.RecordBatch.from_pydict({"n": list(numbers)})


def numbers(tables):
    return [table.column("n").to_pylist() for table in tables]


def test_batches_become_tables_of_so_many_rows():
    """Put together, or cut; the last has what is left."""
    batches = [batch(1), batch(2, 3, 4, 5, 6, 7), batch(8)]
    assert numbers(regroup(batches, 3)) == [[1, 2, 3], [4, 5, 6], [7, 8]]
    assert numbers(regroup(batches, 100)) == [[1, 2, 3, 4, 5, 6, 7, 8]]
    assert numbers(regroup([], 3)) == []


@pytest.mark.parametrize(
    ("start", "stop", "told"),
    [
        (0, 0, b"0123456789"),
        (3, 0, b"3456789"),
        (3, 7, b"3456"),
        (0, 2, b"01"),
    ],
)
def test_a_range_of_bytes(tmp_path, start, stop, told):
    """From one to before another; to the end where that is 0."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789")
    with open_stream(path, start=start, stop=stop) as stream:
        assert bytes(stream.read(-1)) == told


def test_packed_files_are_unpacked_by_their_first_bytes(tmp_path):
    """Whatever they are called."""
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_bytes(gzip.compress(b"a,b\n"))
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("__MACOSX/._b.csv", "x")
        archive.writestr("b.csv", "a,b\n")
    for path in (one, two):
        with open_stream(path) as stream:
            assert bytes(stream.read(100)) == b"a,b\n"


def test_a_zip_of_several_files_is_told(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "")
        archive.writestr("b.csv", "")
    with (
        pytest.raises(InputError, match="holds 2 files; unpack it first"),
        open_stream(path),
    ):
        pass


def test_a_row_longer_than_a_block_is_read_in_large_ones_from_there():
    """No row comes twice, and what was skipped is counted anew."""
    skipped, blocks = Skipped(), []

    @contextmanager
    def opened(block):
        blocks.append(block)

        def batches():
            yield batch(1, 2)
            if len(blocks) == 1:
                skipped.rows = 7
                raise pa.ArrowInvalid(
                    "straddling object straddles two block boundaries"
                )
            yield batch(3)

        yield batches()

    told = [
        n
        for each in read_rows(opened, skipped)
        for n in each["n"].to_pylist()
    ]
    assert told == [1, 2, 3]
    assert blocks[0] < blocks[1]
    assert skipped.rows == 0


def test_a_file_without_rows_has_none():
    @contextmanager
    def opened(_block):
        def batches():
            raise pa.ArrowInvalid("Empty CSV file")
            yield

        yield batches()

    assert list(read_rows(opened, Skipped())) == []
