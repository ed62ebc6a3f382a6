"""How many incidents are somewhere in an area, written where the area is seen."""

from types import SimpleNamespace

import pytest

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

# a frame of 100 by 100 mm, one unit a millimetre, its south-west corner at 0, 0
VIEW = SimpleNamespace(
    limits=(0.0, 0.0, 100.0, 100.0),
    mm_per_unit=1.0,
    width_mm=100.0,
    height_mm=100.0,
)
SIZE = (20.0, 4.0)


def _area(x=50.0, y=50.0, span=(30.0, 70.0)):
    return SimpleNamespace(x=x, y=y, span=span, name="North", rows=(0, 1))


def _settle(area, *taken):
    from sitmap.export.figure.area_labels import _settle_area
    from sitmap.export.figure.labels import Room

    room = Room(100.0, 100.0)
    room.taken.extend(taken)
    return _settle_area(area, SIZE, VIEW, room)


def test_words_stand_at_the_top_of_the_area_in_its_middle():
    """20 mm wide around 50, 4 mm high below 50."""
    assert _settle(_area()) == (40.0, 46.0)


def test_a_line_further_where_something_stands_there():
    """First above, then below: a line is its height and .6 mm."""
    spot = _settle(_area(), (30.0, 45.0, 70.0, 50.2))
    assert spot == pytest.approx((40.0, 50.6))


def test_words_stay_inside_the_frame():
    """Of an area at its edge, and of one that goes on beyond its top."""
    left, low = _settle(_area(x=1.0, y=200.0, span=(0.0, 2.0)))
    assert (left, low) == (1.0, 95.0)
    left, _ = _settle(_area(x=99.0, span=(98.0, 100.0)))
    assert left == 79.0


def test_no_room_is_no_words():
    """They are never written over marks."""
    assert _settle(_area(), (0.0, 0.0, 100.0, 100.0)) is None


def test_two_areas_of_one_spot_stand_above_each_other():
    """The room that the first takes is taken."""
    from sitmap.export.figure.area_labels import _settle_area
    from sitmap.export.figure.labels import Room

    room = Room(100.0, 100.0)
    first = _settle_area(_area(), SIZE, VIEW, room)
    second = _settle_area(_area(), SIZE, VIEW, room)
    assert abs(first[1] - second[1]) >= SIZE[1]
