"""Files written whole or not at all."""

import io
import zipfile

import pytest

from sitmap.errors import OutputError
from sitmap.export.files import (
    check_file,
    move_file,
    save_zip,
    write_file,
)


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    """The part that it is written to has gone."""
    target = tmp_path / "a.html"
    target.write_bytes(b"old and longer")
    assert write_file(target, b"new") == target
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_what_cannot_be_written_leaves_the_old_file(tmp_path, monkeypatch):
    """A full disk ends in one line, with the old file as it was."""
    target = tmp_path / "a.html"
    target.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_links_target_is_written(tmp_path):
    """The link stays one."""
    target, link = tmp_path / "a.html", tmp_path / "link.html"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_places_where_no_file_can_be_are_told(tmp_path):
    """Before any long work: a folder, a missing one, a loop of links, a name too long."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path, told in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "a.html", "doesn't exist; make it first"),
        (loop, "name another file|can't be written"),
        (tmp_path / ("x" * 300), "can't be written|name another"),
        ("a\0b", "can't be written"),
    ):
        with pytest.raises(OutputError, match=told):
            write_file(check_file(path), b"")


def test_a_written_file_is_moved_in_place(tmp_path):
    """Its old place keeps it, as it may lie on another disk."""
    source, target = tmp_path / "part", tmp_path / "a.gpkg"
    source.write_bytes(b"data")
    move_file(source, target)
    assert target.read_bytes() == b"data"


def test_a_zip_has_no_hour():
    """Two documents made at different hours are the same bytes; the day in their core is 1980's."""

    def save(buffer, hour):
        with zipfile.ZipFile(buffer, "w") as one:
            told = zipfile.ZipInfo(
                "docProps/core.xml", (2024, 3, 5, hour, 0, 0)
            )
            one.writestr(
                told, f"<created>2024-03-05T{hour:02}:00:00Z</created>"
            )
            one.writestr("text.xml", "<t>2024-03-05T10:00:00Z</t>")

    one, two = (
        save_zip(lambda buffer, hour=hour: save(buffer, hour))
        for hour in (9, 10)
    )
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as read:
        assert b"1980-01-01" in read.read("docProps/core.xml")
        assert b"2024-03-05" in read.read("text.xml")
        assert read.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_a_clock_before_1980_is_told():
    """A machine whose battery is empty begins at 1970; other faults stay what they are."""

    def early(_):
        raise ValueError("ZIP does not support timestamps before 1980")

    with pytest.raises(OutputError, match="clock stands before 1980"):
        save_zip(early)
    with pytest.raises(ValueError, match="else"):
        save_zip(lambda _: (_ for _ in ()).throw(ValueError("else")))
