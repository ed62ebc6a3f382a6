"""The user's own parts of the gazetteer: whatever breaks, the old state is there."""

import pytest

from sitmap.errors import GazetteerError
from sitmap.gazetteer import parts

INFO = {"country": "XK"}


def _put(folder, rows=b"1\n", info=INFO):
    parts.put_part(folder, "XK", rows, [], info)


def test_a_part_is_put_and_read_back(tmp_path):
    """Its rows as they were given."""
    _put(tmp_path, "Zvečan\n".encode())
    (part,) = parts.list_parts(tmp_path)
    assert (part.name, part.info) == ("XK", INFO)
    assert part.rows() == "Zvečan\n".encode()


def test_a_newer_one_takes_its_place_and_the_old_goes(tmp_path):
    """One folder is left."""
    _put(tmp_path, b"old\n")
    _put(tmp_path, b"new\n")
    (part,) = parts.list_parts(tmp_path)
    assert part.rows() == b"new\n"
    assert (
        len([one for one in (tmp_path / "XK").iterdir() if one.is_dir()])
        == 1
    )


def test_what_breaks_on_the_way_leaves_the_old_state(tmp_path, monkeypatch):
    """A full disk while the index is written."""
    _put(tmp_path, b"old\n")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts, "write_index", full)
    with pytest.raises(GazetteerError, match="nothing was changed"):
        _put(tmp_path, b"new\n")
    (part,) = parts.list_parts(tmp_path)
    assert part.rows() == b"old\n"
    assert (
        len([one for one in (tmp_path / "XK").iterdir() if one.is_dir()])
        == 1
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("info.json", "{"),
        ("info.json", "[]"),
        ("info.json", None),
    ],
)
def test_what_is_not_whole_is_not_there(tmp_path, name, content):
    """A part whose words are damaged or gone is passed over."""
    _put(tmp_path)
    (part,) = parts.list_parts(tmp_path)
    if content is None:
        (part.folder / name).unlink()
    else:
        (part.folder / name).write_text(content)
    assert parts.list_parts(tmp_path) == []


def test_damaged_rows_are_told_with_the_remedy(tmp_path):
    """Cut in the middle."""
    _put(tmp_path, b"1\n" * 1000)
    (part,) = parts.list_parts(tmp_path)
    path = part.folder / "rows.txt.gz"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(GazetteerError, match="add XK again"):
        part.rows()


def test_a_damaged_index_is_made_anew_from_the_rows(tmp_path):
    """Without the internet, and then it is there again."""
    _put(tmp_path, b"1\n")
    (part,) = parts.list_parts(tmp_path)
    (told,) = part.folder.glob("index-*/meta.json")
    told.write_bytes(b"x")
    asked = []

    def rebuild(name, path):
        asked.append((name, path.read_bytes()))
        return []

    parts.open_part(part, rebuild)
    parts.open_part(part, rebuild)
    assert asked == [("XK", b"1\n")]


def test_a_part_is_dropped_and_dropping_none_is_no_error(tmp_path):
    """Its folder has gone."""
    _put(tmp_path)
    parts.drop_part(tmp_path, "XK")
    parts.drop_part(tmp_path, "AL")
    assert parts.list_parts(tmp_path) == []
    assert not (tmp_path / "XK").exists()
