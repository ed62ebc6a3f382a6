"""The flat tables of an index."""

import pytest

from sitmap.gazetteer import tables


@pytest.mark.parametrize(
    ("code", "values", "packed"),
    [
        ("H", [1, 258], b"\x01\x00\x02\x01"),
        ("I", [1], b"\x01\x00\x00\x00"),
        ("H", [], b""),
    ],
)
def test_numbers_are_little_endian(code, values, packed):
    """Least significant byte first, on every machine."""
    assert tables.pack_numbers(code, values) == packed
    assert list(tables.numbers_of(packed, code)) == values


def test_a_machine_of_the_other_order_reads_the_same(monkeypatch):
    """Bytes are turned around there."""
    monkeypatch.setattr("sys.byteorder", "big")
    assert tables.pack_numbers("H", [1]) == b"\x00\x01"
    assert list(tables.numbers_of(b"\x00\x01", "H")) == [1]


def test_a_folder_is_mapped_file_by_file(tmp_path):
    """An empty file, which can't be mapped, is empty; folders are none."""
    (tmp_path / "a").write_bytes(b"xyz")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    found = tables.read_tables(tmp_path)
    assert {name: bytes(data) for name, data in found.items()} == {
        "a": b"xyz",
        "empty": b"",
    }


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_dictionary_of_keys_with_none_one_and_many_numbers(
    tmp_path, on_disk
):
    """Mapped or in memory; a key that isn't there has none."""
    packed = tables.pack_dictionary("n", {"b": [1, 2], "a": [], "č": [9]})
    for name, data in packed.items():
        (tmp_path / name).write_bytes(data)
    found = tables.Dictionary(packed, "n", tmp_path if on_disk else None)
    assert [list(found.get(key)) for key in ("a", "b", "č", "c", "")] == [
        [],
        [1, 2],
        [9],
        [],
        [],
    ]
