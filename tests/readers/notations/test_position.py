"""One point with its radius."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.position import (
    half_diagonal_m,
    is_on_earth,
    precision_within,
)


def test_poles_and_the_date_line_are_on_earth() -> None:
    assert is_on_earth(180, 90)
    assert is_on_earth(-180, -90)
    assert not is_on_earth(180.1, 0)
    assert not is_on_earth(float("inf"), 0)


def test_half_a_diagonal_at_the_equator() -> None:
    # a square of one degree: 111.3 km a side, so 157 km across its corners
    assert half_diagonal_m(-0.5, 0, 0.5, 1) == pytest.approx(
        78_600, rel=0.01
    )


def test_a_wider_radius_is_never_a_finer_precision() -> None:
    order = ["exact", "near", "place", "area", "region", "country"]
    found = [
        precision_within(radius)
        for radius in (1, 500, 3_000, 20_000, 90_000)
    ]
    ranks = [order.index(each) if each in order else -1 for each in found]
    assert found[0] == "exact"
    assert found[1] == "near"
    assert ranks == sorted(ranks)
