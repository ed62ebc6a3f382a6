"""Which drafts are as sitmap wrote them."""

import pytest

from sitmap.export import written


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A folder of nobody's for what is remembered."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(written, "_home", lambda: folder)
    return folder


def test_nobodys_work_is_replaced(tmp_path):
    """A file that isn't there, an empty one, the same words, and a draft as it was written."""
    path = tmp_path / "draft.md"
    assert written.find_free(path, b"new") == path
    path.write_bytes(b"")
    assert written.find_free(path, b"new") == path
    path.write_bytes(b"new")
    assert written.find_free(path, b"new") == path
    written.remember_written(b"old draft")
    path.write_bytes(b"old draft")
    assert written.find_free(path, b"new") == path


def test_what_somebody_changed_is_left_and_the_next_number_taken(tmp_path):
    """The second is somebody's, too."""
    for name in ("draft.md", "draft-2.md"):
        (tmp_path / name).write_bytes(b"my own words")
    free = written.find_free(tmp_path / "draft.md", b"new")
    assert free == tmp_path / "draft-3.md"


def test_a_folder_of_that_name_is_somebodys(tmp_path):
    """Nothing is lost in it."""
    (tmp_path / "draft.md").mkdir()
    assert written.find_free(tmp_path / "draft.md", b"new").name in (
        "draft.md",
        "draft-2.md",
    )


def test_the_oldest_is_forgotten_first(monkeypatch):
    """It then counts as changed, which loses nothing."""
    monkeypatch.setattr(written, "_MOST", 2)
    for data in (b"1", b"2", b"1", b"3"):
        written.remember_written(data)
    known = written._read_known()
    assert len(known) == 2
    assert written._digest(b"3") in known


def test_where_nothing_can_be_kept_drafts_count_as_changed(home, tmp_path):
    """A file in the folder's place is no error."""
    home.write_text("")
    written.remember_written(b"x")
    path = tmp_path / "draft.md"
    path.write_bytes(b"x")
    assert written.find_free(path, b"y").name == "draft-2.md"
