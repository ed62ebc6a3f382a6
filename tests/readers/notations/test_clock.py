"""Hours of the day, zones and the military's letters for them."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.clock import (
    Clock,
    military_offset,
    read_clock,
    read_offset,
)


@pytest.mark.parametrize(
    ("text", "time", "offset"),
    [
        ("14:30", "14:30", None),
        ("2:30 PM", "14:30", None),
        ("12.15 am", "00:15", None),
        ("12.15 pm", "12:15", None),
        ("0600Z", "06:00", "+00:00"),
        ("9h", "09:00", None),
        ("14:30 +03:00", "14:30", "+03:00"),
    ],
)
def test_an_hour_is_read(text: str, time: str, offset: str | None) -> None:
    assert read_clock(text) == Clock(time, offset)


@pytest.mark.parametrize("text", ["24:61", "13 pm", "at dawn", "", "99"])
def test_no_hour_is_none(text: str) -> None:
    assert read_clock(text) is None


def test_a_name_that_several_zones_have_is_no_offset() -> None:
    assert read_offset("IST") is None  # India, Ireland, Israel
    assert read_offset("GMT+3") == "+03:00"


def test_letters_skip_j_and_turn_west_behind_m() -> None:
    hours = {
        letter: military_offset(letter) for letter in ("A", "I", "K", "M")
    }
    assert hours == {
        "A": "+01:00",
        "I": "+09:00",
        "K": "+10:00",
        "M": "+12:00",
    }
    assert (military_offset("N"), military_offset("Y")) == (
        "-01:00",
        "-12:00",
    )
    assert military_offset("J") is None
