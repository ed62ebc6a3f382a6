"""Date-time groups of the military."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.date_time_groups import read_date_time_group


@pytest.mark.parametrize(
    ("text", "start", "time", "offset"),
    [
        ("071420ZNOV24", "2024-11-07", "14:20", "+00:00"),
        ("07 1420Z NOV 24", "2024-11-07", "14:20", "+00:00"),
        ("292359CFEB24", "2024-02-29", "23:59", "+03:00"),
        ("010000RJAN25", "2025-01-01", "00:00", "-05:00"),
    ],
)
def test_a_group_is_read(
    text: str, start: str, time: str, offset: str
) -> None:
    found = read_date_time_group(text)
    assert found is not None
    assert (found.start, found.time, found.offset) == (start, time, offset)


@pytest.mark.parametrize(
    "text", ["300000ZFEB24", "072520ZNOV24", "071420ZXXX24", "1420Z", ""]
)
def test_no_such_moment_is_none(text: str) -> None:
    assert read_date_time_group(text) is None
