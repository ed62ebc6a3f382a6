"""Shapes as the ground keeps them."""

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from sitmap.ground.features import Features, Text
from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.ground.shapes import (
    is_usable,
    join_roads,
    split_shapes,
    thin_out,
)


def _features(*made):
    """Make features of (kind, shape, name)."""
    kinds = np.array([BY_NAME[kind] for kind, _, _ in made], dtype=np.uint8)
    shapes, texts = (np.empty(len(made), dtype=object) for _ in range(2))
    for at, (_, shape, name) in enumerate(made):
        shapes[at] = shape
        texts[at] = None if name is None else Text(name)
    return Features(kinds, shapes, texts)


def _names(features):
    return [KINDS[kind].name for kind in features.kinds]


@pytest.mark.parametrize(
    ("shape", "usable"),
    [
        (Point(20, 42), True),
        (Point(20, 86), False),
        (Point(181, 0), False),
        (LineString([(170, 0), (-170, 0)]), False),
        (LineString([(0, 0), (20, 0)]), True),
        (LineString([(0, 0), (20.1, 0)]), False),
        (LineString(), False),
        (LineString([(at / 1e5, 0) for at in range(10_000)]), False),
        (LineString([(at / 1e5, 0) for at in range(9_999)]), True),
    ],
)
def test_what_can_be_drawn(shape, usable):
    """Within the world of web maps, bounded, not across the antimeridian, not cut by GDAL."""
    assert is_usable(np.array([shape])).tolist() == [usable]


def test_outer_rings_run_against_the_clock_and_holes_with_it():
    """A lake with an isle is two rings of one name."""
    isle = box(1, 1, 2, 2).exterior.coords
    lake = Polygon(box(0, 0, 3, 3).exterior.coords, [isle])
    split = split_shapes(_features(("water", lake, "Gazivode")))
    turns = [shapely.is_ccw(ring) for ring in split.shapes]
    assert turns == [True, False]
    assert [text.name for text in split.texts] == ["Gazivode"] * 2


def test_parts_of_a_collection_are_features_of_their_own():
    """Two woods of one entry; a closed way is an area, an open one is none."""
    woods = MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)])
    closed = LineString([(5, 5), (6, 5), (6, 6), (5, 5)])
    opened = LineString([(5, 5), (6, 5), (6, 6)])
    split = split_shapes(
        _features(
            ("forest", woods, None),
            ("forest", closed, None),
            ("forest", opened, None),
        )
    )
    assert _names(split) == ["forest"] * 3


def test_a_border_that_is_an_area_is_its_outline():
    """Municipalities come as areas and are drawn as lines."""
    split = split_shapes(
        _features(("municipality", box(0, 0, 1, 1), "Zubin Potok"))
    )
    (line,) = split.shapes
    assert line.geom_type == "LineString"
    assert line.length == pytest.approx(4)


def test_a_road_cut_at_a_bridge_is_one_again():
    """Of its own name and kind; another name's stays apart."""
    joined = join_roads(
        _features(
            ("primary", LineString([(0, 0), (1, 0)]), "M2"),
            ("primary", LineString([(1, 0), (2, 0)]), "M2"),
            ("primary", LineString([(2, 0), (3, 0)]), "M25"),
            ("city", Point(0, 0), "Mitrovica"),
        )
    )
    lengths = {
        text.name: shape.length
        for text, shape in zip(joined.texts, joined.shapes, strict=True)
    }
    assert lengths == {"M2": 2, "M25": 1, "Mitrovica": 0}


def test_a_border_that_both_neighbours_tell_is_drawn_once():
    """And not again by the units below it."""
    shared = LineString([(0, 0), (1, 0)])
    joined = join_roads(
        _features(
            ("border", shared, "Kosovo"),
            ("border", shared.reverse(), "Serbia"),
            ("district", LineString([(0, 0), (1, 0), (1, 1)]), "Mitrovica"),
        )
    )
    lengths = dict.fromkeys(("border", "district"), 0.0)
    for name, shape in zip(_names(joined), joined.shapes, strict=True):
        lengths[name] += shape.length
    assert lengths == pytest.approx({"border": 1.0, "district": 1.0})


def test_what_would_be_a_dot_is_left_out():
    """At 1,000 m an area of some 300 m is one; a straight line loses its middle, a point stays."""
    straight = LineString([(0, 0), (0.5, 0.0001), (1, 0)])
    thin = thin_out(
        _features(
            ("water", box(0, 0, 0.003, 0.003).exterior, "Pond"),
            ("water", box(0, 0, 0.3, 0.3).exterior, "Lake"),
            ("river", straight, "Ibar"),
            ("city", Point(1, 1), "Zvečan"),
        ),
        1_000.0,
    )
    assert [text.name for text in thin.texts] == ["Lake", "Ibar", "Zvečan"]
    assert shapely.get_num_coordinates(thin.shapes[1]) == 2
