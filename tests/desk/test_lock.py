"""One run at a time: a second is told, the next after it is let in."""

import pytest

from sitmap.desk.lock import BusyError, hold_lock
from sitmap.errors import OutputError


def test_a_second_is_told_and_a_later_one_let_in(tmp_path):
    """The lock goes with the first; the file stays."""
    path = tmp_path / "lock"
    with (
        hold_lock(path),
        pytest.raises(BusyError, match="another run is at work"),
        hold_lock(path),
    ):
        pass
    with hold_lock(path):
        assert path.exists()


def test_a_folder_that_is_not_there_is_one_line(tmp_path):
    """With what to look at."""
    with (
        pytest.raises(OutputError, match=r"can't be written.*check space"),
        hold_lock(tmp_path / "nothing" / "lock"),
    ):
        pass
