"""Temporary files: gone when their work is done, and only those that nobody holds are swept."""

import tempfile

import pytest

from sitmap.scratch import part_beside, scratch_folder


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The system's temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_run_left_goes_and_what_is_held_stays(folder):
    """What others call alike in part is theirs."""
    (folder / "sitmap-left.scratch").mkdir()
    (folder / "sitmap-theirs").mkdir()
    with scratch_folder() as held, scratch_folder():
        assert held.is_dir()
        assert not (folder / "sitmap-left.scratch").exists()
    assert [path.name for path in folder.iterdir()] == ["sitmap-theirs"]


def test_a_file_that_fails_leaves_the_old_one(folder):
    """And no part beside it."""
    target = folder / "a.txt"
    target.write_text("old", "utf-8")

    def fail():
        with part_beside(target) as part:
            part.write_text("new", "utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert target.read_text("utf-8") == "old"


def test_a_new_file_keeps_the_permissions_of_the_old(folder):
    """What was for its owner alone stays so."""
    target = folder / "a.txt"
    target.write_text("old", "utf-8")
    target.chmod(0o600)
    with part_beside(target) as part:
        part.write_text("new", "utf-8")
    assert target.stat().st_mode & 0o777 == 0o600
