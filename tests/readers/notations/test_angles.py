"""Degrees in the ways that people write them, and what is no angle."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.angles import (
    fold_angles,
    letters_of,
    read_angle,
)
from sitmap.readers.notations.directions import decide_letters

_ENGLISH, _ = decide_letters(["n", "s", "e", "w"])


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("42.89", 42.89, None),
        ("-12,5", -12.5, None),
        ("42°53'24\"N", 42.89, "NS"),
        ("S 12 30", -12.5, "NS"),
        ("20 52.2 E", 20.87, "EW"),
        ("70:30:00W", -70.5, "EW"),
        ("4253N", 42 + 53 / 60, "NS"),
        ("425324N", 42.89, "NS"),
        ("02052E", 20 + 52 / 60, "EW"),
        ("12N33", 12.55, "NS"),
        ("12.33.00 S", -12.55, "NS"),
    ],
)
def test_an_angle_is_read(
    text: str, degrees: float, axis: str | None
) -> None:
    found = read_angle(fold_angles(text), _ENGLISH)
    assert found is not None
    assert found.degrees == pytest.approx(degrees)
    assert found.axis == axis


@pytest.mark.parametrize(
    "text",
    [
        "12-33",  # a range as likely
        "42°60'N",  # sixty minutes are a degree
        "42°10'75\"N",
        "-42 N",  # sign and letter may contradict each other
        "42.89 Q",
        "north of Zvečan",
        "4" * 61,
    ],
)
def test_what_is_no_angle_is_none(text: str) -> None:
    assert read_angle(fold_angles(text), _ENGLISH) is None


def test_a_letter_is_asked_for_only_where_it_is_not_a_word() -> None:
    assert letters_of("20 52 12 o") == {"o"}
    assert letters_of("20.87 Ost") == frozenset()
