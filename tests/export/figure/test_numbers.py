"""Numbered marks: mark by mark, what lies outside counted."""

import pytest
from tests.export.made import make_map

from sitmap.export.figure import draw_numbered

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def test_numbers_go_mark_by_mark_the_earliest_first():
    """A mark's incidents have numbers that follow each other; those of a region come last."""
    picture, rows, outside = draw_numbered(
        make_map(), size=(160, 150), dpi=60, most=10
    )
    assert picture.startswith(b"\x89PNG")
    assert [(each.number, each.row.what) for each in rows] == [
        (1, "First"),
        (2, "Third"),
        (3, "Second"),
        (4, "Somewhere"),
    ]
    assert outside == 0


def test_what_lies_outside_the_frame_is_counted():
    """A map that opens elsewhere numbers what it shows, and tells of the rest."""
    one = make_map(location=(42.9, 20.8), zoom_start=12)
    _, rows, outside = draw_numbered(one, size=(160, 150), dpi=60, most=10)
    assert [each.row.what for each in rows] == [
        "First",
        "Third",
        "Somewhere",
    ]
    assert outside == 1
