"""Spans of days in one cell, halved into two dates."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.ranges import halve_range


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("5-7 March 2024", ("5 March 2024", "7 March 2024")),
        ("March 5-7, 2024", ("March 5 2024", "March 7 2024")),
        ("29.-31.5.2023", ("29.5.2023", "31.5.2023")),
        (
            "from 29 Feb to 2 March 2024",
            ("29 Feb 2024", "2 March 2024"),
        ),
        ("2024-03-05/2024-03-07", ("2024-03-05", "2024-03-07")),
    ],
)
def test_a_span_is_halved(text: str, pair: tuple[str, str]) -> None:
    assert pair in list(halve_range(text))


def test_a_text_is_no_span() -> None:
    assert list(halve_range("Zvečan")) == []
    assert list(halve_range("5-7 March 2024" + " " * 90)) == []
