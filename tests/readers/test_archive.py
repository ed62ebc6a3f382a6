"""Zip files from strangers: looked at before a byte is unpacked."""

import io
import struct
import zipfile

import pytest

from sitmap.errors import InputError
from sitmap.readers.archive import (
    open_archive,
    parse_xml,
    read_member,
    refuse_entities,
    unpack_to,
)


def packed(path, members, **options):
    with zipfile.ZipFile(
        path, "w", zipfile.ZIP_DEFLATED, **options
    ) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_a_member_is_read_whole_or_its_start_alone(tmp_path):
    archive = open_archive(
        packed(tmp_path / "a.zip", {"a.csv": b"a,b\n1,2\n"})
    )
    assert read_member(archive, "a.csv", "a.zip") == b"a,b\n1,2\n"
    assert read_member(archive, "a.csv", "a.zip", most=3) == b"a,b"


def test_no_member_leaves_the_folder(tmp_path):
    """Whatever system's paths its names are written in."""
    names = [
        "../up.shp",
        "/etc/root.shp",
        "C:\\in\\win.shp",
        "..\\back.shp",
    ]
    path = packed(tmp_path / "a.zip", dict.fromkeys(names, b"x"))
    folder = tmp_path / "out"
    folder.mkdir()
    written = unpack_to(open_archive(path), names, folder, "a.zip")
    assert [each.name for each in written] == [
        "up.shp",
        "root.shp",
        "win.shp",
        "back.shp",
    ]
    assert sorted(folder.iterdir()) == sorted(written)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "a.zip",
        "out",
    ]


def test_a_bomb_is_not_opened(tmp_path):
    """30 MB of one letter pack into 30 kB, a thousand to one."""
    path = packed(tmp_path / "a.zip", {"a.csv": bytes(30_000_000)})
    with pytest.raises(InputError, match="as a zip bomb does; not opened"):
        open_archive(path)


def test_ten_thousand_files_are_a_bomb_too(tmp_path):
    path = packed(
        tmp_path / "a.zip", {f"{at}": b"" for at in range(10_001)}
    )
    with pytest.raises(InputError, match="in 10,001 files"):
        open_archive(path)


def test_a_small_file_may_pack_well(tmp_path):
    """An empty sheet is no bomb."""
    path = packed(tmp_path / "a.zip", {"a.csv": bytes(1_000_000)})
    assert (
        len(read_member(open_archive(path), "a.csv", "a.zip")) == 1_000_000
    )


def test_what_is_no_zip_file_is_one_line(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(
        InputError,
        match=r"is no zip file that can be read \(.*\); fetch it again",
    ):
        open_archive(path)


def test_an_encrypted_file_is_told_with_its_remedy(tmp_path):
    """The first bit of a member's flags says so, in the directory at the end."""
    path = packed(tmp_path / "a.zip", {"a.csv": b"a"})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 8
    struct.pack_into("<H", data, at, 1)
    path.write_bytes(data)
    with pytest.raises(InputError, match="is encrypted; unpack it first"):
        open_archive(path)


def test_a_damaged_member_is_told_by_name(tmp_path):
    """Its checksum doesn't hold."""
    path = packed(tmp_path / "a.zip", {"a.csv": b"abcdefgh" * 50})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(
        InputError, match=r"a\.zip: a\.csv in it is damaged"
    ):
        read_member(open_archive(path), "a.csv", "a.zip")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_xml_with_entities_is_refused(encoding):
    """However its letters are written; XML without them is read."""
    told = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode(encoding)
    with pytest.raises(InputError, match="declares entities"):
        refuse_entities(told, "a.kml")
    refuse_entities("<a>plain &amp; simple</a>".encode(encoding), "a.kml")


def test_an_archive_in_memory_is_read_alike():
    buffer = io.BytesIO()
    packed(buffer, {"a": b"1"})
    assert read_member(zipfile.ZipFile(buffer), "a", "a.zip") == b"1"


def test_xml_of_a_stranger_is_parsed_or_told():
    """What can't be parsed is one line with the problem and the remedy that were given."""
    assert parse_xml(b"<a><b/></a>", "a.kml")[0].tag == "b"
    with pytest.raises(
        InputError, match=r"^a\.kml: is no valid XML .*export"
    ):
        parse_xml(b"<a>", "a.kml")
    with pytest.raises(InputError, match=r"is cut short .*; save it again"):
        parse_xml(b"<a>", "a.docx", "is cut short", "save it again")
    with pytest.raises(InputError, match="declares entities"):
        parse_xml(b"<!DOCTYPE a><a/>", "a.kml")
