"""What the last run kept: read as it was, or told in one line."""

import pytest

import sitmap
from sitmap.desk.state import read_state, write_state
from sitmap.errors import InputError


def test_a_state_is_read_as_it_was_written(tmp_path):
    """Its digest, its day, and each incident with its point."""
    table = tmp_path / "a.csv"
    table.write_text(
        "title,lat,lon,date\nPeć,42.66,20.29,2024-03-05\n", "utf-8"
    )
    write_state(
        tmp_path / "s", sitmap.read(table), digest="d", as_of="2024-03-06"
    )
    kept = read_state(tmp_path / "s")
    assert kept is not None
    assert (kept.digest, kept.as_of) == ("d", "2024-03-06")
    (row,) = kept.read_incidents().to_dict("records")
    assert row["title"] == "Peć"
    assert (row["geometry"].x, row["geometry"].y) == (20.29, 42.66)


def test_a_run_of_nothing_keeps_no_rows(tmp_path):
    """And none before it kept nothing at all."""
    assert read_state(tmp_path / "s") is None
    write_state(tmp_path / "s", None, digest="d", as_of=None)
    kept = read_state(tmp_path / "s")
    assert kept is not None
    assert kept.read_incidents() is None


@pytest.mark.parametrize("said", ["", "{", "[]", '{"digest": "d"}', "1"])
def test_what_is_no_state_is_told(tmp_path, said):
    """With the remedy."""
    (tmp_path / "s").write_text(said, "utf-8")
    with pytest.raises(InputError, match="remove it to begin anew"):
        read_state(tmp_path / "s")
