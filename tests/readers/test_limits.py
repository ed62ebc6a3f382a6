"""What is too large to read is told before any of it is read."""

import pytest

from sitmap.errors import InputError
from sitmap.readers import limits


@pytest.fixture
def free(monkeypatch):
    """A machine with seven gigabytes free."""
    monkeypatch.setattr(limits, "available_memory", lambda: 7_000_000_000)


@pytest.mark.usefixtures("free")
def test_a_file_may_take_four_fifths_of_the_memory():
    """7 GB free, 7 bytes of memory for each of a file: 800 MB and not a byte more."""
    limits.check_size(800_000_000, "x.csv")
    with pytest.raises(InputError, match="800 MB is the most") as told:
        limits.check_size(800_000_001, "x.csv")
    assert "--max-mb" in str(told.value)


def test_more_than_ten_gigabytes_are_never_taken(monkeypatch):
    """On a great machine a table is worked on in parts as well."""
    monkeypatch.setattr(limits, "available_memory", lambda: 10**12)
    with pytest.raises(InputError, match="1,429 MB is the most"):
        limits.check_size(1_500_000_000, "x.csv")
    limits.check_size(1_500_000_000, "x.csv", per_byte=2)


@pytest.mark.usefixtures("free")
def test_the_user_may_allow_more_or_less_within_a_block():
    """Whatever memory there is; behind the block the rule is the usual one."""
    with limits.allow_size(1):
        with pytest.raises(InputError, match=" 1 MB is the most"):
            limits.check_size(1_000_001, "x.csv")
        with limits.allow_size(10_000):
            limits.check_size(9_000_000_000, "x.csv")
    limits.check_size(800_000_000, "x.csv")


@pytest.mark.parametrize("given", [0, -1, float("nan")])
def test_no_size_at_all_is_no_limit(given):
    """Nothing could be read: the option is told."""
    with (
        pytest.raises(InputError, match="give a number of megabytes"),
        limits.allow_size(given),
    ):
        pass


def test_a_group_without_a_limit_is_none(tmp_path):
    """A container's limit less what it uses; "max" and a file that isn't there say nothing."""
    limit, used = tmp_path / "max", tmp_path / "current"
    limit.write_text("1000\n")
    used.write_text("400\n")
    assert limits._left_in_group(str(limit), str(used)) == 600
    limit.write_text("max\n")
    assert limits._left_in_group(str(limit), str(used)) is None
    assert limits._left_in_group(str(tmp_path / "no"), str(used)) is None
