"""Country packs: what goes in comes out, and what a stranger may send is one line."""

import json
import zipfile
from hashlib import sha256

import pytest
from tests.gazetteer.test_country_files import ROWS, line

from sitmap import Gazetteer
from sitmap.errors import GazetteerError, OutputError
from sitmap.gazetteer.country_files import (
    add_country_file,
    list_country_files,
)
from sitmap.gazetteer.packs import add_pack, is_pack, write_pack


@pytest.fixture
def desk(tmp_path):
    """A folder to which Kosovo and Serbia were added."""
    folder = tmp_path / "desk"
    for code, rows in (
        ("XK", ROWS),
        ("RS", [line(900000011, "Packovac", 43.3, 21.9, country="RS")]),
    ):
        path = tmp_path / f"{code}.txt"
        path.write_text("\n".join(rows), encoding="utf-8")
        add_country_file(path, folder=folder)
    return folder


@pytest.fixture
def pack(desk, tmp_path):
    path = tmp_path / "balkans.sitmap"
    write_pack(["xk", "RS"], path, folder=desk)
    return path


def test_a_pack_brings_its_villages_to_another_desk(pack, tmp_path):
    """Both countries are there, and the pack is named as where they are from."""
    assert is_pack(pack)
    other = tmp_path / "other"
    assert [file.country for file in add_pack(pack, folder=other)] == [
        "XK",
        "RS",
    ]
    assert "balkans.sitmap" in list_country_files(folder=other)[0].source
    gazetteer = Gazetteer(folders=[other])
    assert (
        gazetteer.geocode("Тестовац", country_codes="XK").raw["id"]
        == "geonames:900000001"
    )
    assert (
        gazetteer.geocode("Packovac", country_codes="RS").raw["id"]
        == "geonames:900000011"
    )


def test_a_pack_holds_rows_and_is_the_same_each_time(pack, desk, tmp_path):
    """No index, no trie; the same bytes, so that a hash can be told on the telephone."""
    assert zipfile.ZipFile(pack).namelist() == [
        "pack.json",
        "XK.txt",
        "RS.txt",
    ]
    write_pack(["XK", "RS"], tmp_path / "again.sitmap", folder=desk)
    assert (tmp_path / "again.sitmap").read_bytes() == pack.read_bytes()


def test_a_pack_doesnt_tell_where_files_lay(pack, tmp_path):
    """The name of the file that was added, without the folders of the desk."""
    manifest = zipfile.ZipFile(pack).read("pack.json").decode()
    assert "XK.txt" in manifest
    assert str(tmp_path) not in manifest


def test_what_was_never_added_cant_be_packed(desk, tmp_path):
    """The remedy is told; learnt places are no country."""
    for code in ("UA", "learned", "../XK"):
        with pytest.raises(GazetteerError, match="first"):
            write_pack([code], tmp_path / "x.sitmap", folder=desk)
    with pytest.raises(OutputError, match="can't be written"):
        write_pack(["XK"], tmp_path / "no" / "x.sitmap", folder=desk)


def forge(path, rows=b"", **changes):
    """Write a pack of one country by hand, with some of its parts exchanged."""
    listed = {
        "country": "XK",
        "sha256": sha256(rows).hexdigest(),
        "source": "x",
        "added": "x",
    }
    listed |= changes.pop("listed", {})
    manifest = {
        "kind": "sitmap country pack",
        "version": 1,
        "countries": [listed],
    }
    manifest |= changes.pop("manifest", {})
    files = {"pack.json": json.dumps(manifest).encode(), "XK.txt": rows}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (files | changes.pop("files", {})).items():
            archive.writestr(name, data)
    return path


GOOD = "\n".join(ROWS).encode()


@pytest.mark.parametrize(
    ("rows", "changes"),
    [
        (GOOD, {"files": {"../../evil.txt": b"x"}}),
        (GOOD, {"files": {"names.trie": b"We love Marisa."}}),
        (GOOD, {"files": {"pack.json": b"[" * 100_000}}),
        (GOOD, {"files": {"pack.json": b"\xff\xfe"}}),
        (GOOD, {"listed": {"country": "../XK"}}),
        (GOOD, {"listed": {"country": "xk"}}),
        (GOOD, {"listed": {"country": ["XK"]}}),
        (GOOD, {"listed": {"sha256": "0" * 64}}),
        (GOOD, {"listed": {"sha256": 7}}),
        (GOOD, {"manifest": {"countries": {"XK": 1}}}),
        (GOOD, {"manifest": {"countries": []}}),
        (GOOD, {"manifest": {"kind": "something else"}}),
        (b"", {}),
        (b"a\tb\n", {}),
        (GOOD + b"\n" + line(1, "X", "1e999", 20).encode(), {}),
        (
            GOOD + b"\n" + line(1, "X", 42, 20, population="many").encode(),
            {},
        ),
        (b"\xff" * 100, {}),
    ],
)
def test_a_hostile_pack_is_one_line_and_changes_nothing(
    tmp_path, rows, changes
):
    """Paths, an index, broken JSON, wrong types and hashes, no rows, rows that are none."""
    path = forge(tmp_path / "bad.sitmap", rows, **changes)
    with pytest.raises(GazetteerError) as error:
        add_pack(path, folder=tmp_path / "desk")
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 300
    assert list_country_files(folder=tmp_path / "desk") == []
    assert not (tmp_path.parent / "evil.txt").exists()


def test_a_bomb_is_refused_before_it_fills_the_memory(
    tmp_path, monkeypatch
):
    """A table that unpacks to more than any country's is left where it is."""
    monkeypatch.setattr(
        "sitmap.gazetteer.packs._MAX_TABLE_BYTES", 1_000_000
    )
    path = forge(tmp_path / "bomb.sitmap", b"0" * 50_000_000)
    with pytest.raises(GazetteerError, match="larger than any country"):
        add_pack(path, folder=tmp_path / "desk")


def test_half_a_pack_is_one_line(pack, tmp_path):
    """The end of the file is missing, or its middle is."""
    data = pack.read_bytes()
    for number, broken in enumerate(
        (data[:-30], data[:200] + b"\0" * 50 + data[250:])
    ):
        path = tmp_path / f"{number}.sitmap"
        path.write_bytes(broken)
        with pytest.raises(GazetteerError):
            add_pack(path, folder=tmp_path / "desk")


def test_another_countrys_rows_under_a_countrys_name_are_refused(tmp_path):
    """A pack that says Kosovo and holds Serbia would hide what it changes."""
    rows = line(900000011, "Packovac", 43.3, 21.9, country="RS").encode()
    path = forge(tmp_path / "bad.sitmap", rows)
    with pytest.raises(GazetteerError, match="RS"):
        add_pack(path, folder=tmp_path / "desk")
