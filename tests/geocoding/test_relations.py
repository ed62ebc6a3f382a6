"""What is told relative to another place; distances by the definitions of their units."""

import pytest

from sitmap.geocoding.relations import bearing_of, read_part, read_relation


@pytest.mark.parametrize(
    ("text", "rest", "bearing", "metres"),
    [
        ("15 km NE of Bakhmut", "Bakhmut", 45.0, 15_000),
        (
            "about 3,5 km south of the village of Zubče",
            "Zubče",
            180.0,
            3_500,
        ),
        ("57 nautical miles south of Aden", "Aden", 180.0, 57 * 1_852),
        ("10 nm off Hodeidah", "Hodeidah", None, 18_520),
        ("some 20 miles to the south-west of Gao", "Gao", 225.0, 32_186.88),
        ("300 m from the border", "border", None, 300),
        ("7 km due west of Mitrovica", "Mitrovica", 270.0, 7_000),
    ],
)
def test_distances(text, rest, bearing, metres):
    """Figure, unit, direction and the place that it is counted from."""
    found = read_relation(text)
    assert found.rest == rest
    assert found.offset.relation == "distance"
    assert found.offset.bearing == bearing
    assert found.offset.distance_m == pytest.approx(metres)


@pytest.mark.parametrize(
    ("text", "relation", "rest", "bearing"),
    [
        ("near Zvečan", "near", "Zvečan", None),
        ("outskirts of Homs", "near", "Homs", None),
        ("Homs countryside", "near", "Homs", None),
        ("the road to Peja", "near", "Peja", None),
        ("біля Бахмута", "near", "Бахмута", None),
        ("north of Goma", "towards", "Goma", 0.0),
        ("the eastern part of Mitrovica", "part", "Mitrovica", 90.0),
        ("southern outskirts of Aleppo", "part", "Aleppo", 180.0),
    ],
)
def test_nearness_and_parts(text, relation, rest, bearing):
    found = read_relation(text)
    assert (found.offset.relation, found.rest, found.offset.bearing) == (
        relation,
        rest,
        bearing,
    )


@pytest.mark.parametrize(
    "text",
    [
        "between Peja and Gjakova",
        "Peja - Gjakova road",
        "Peja–Gjakova highway",
        "road from Peja to Gjakova",
        "M9 road linking Peja and Gjakova",
    ],
)
def test_a_road_has_two_ends(text):
    """Nothing says where on it."""
    found = read_relation(text)
    assert (found.offset.relation, found.rest, found.other) == (
        "between",
        "Peja",
        "Gjakova",
    )
    assert found.offset.distance_m is None


@pytest.mark.parametrize(
    "text", ["Goma", "Nordstadt", "Newcastle upon Tyne", "", "15 km"]
)
def test_a_place_that_is_named_itself_is_relative_to_none(text):
    assert read_relation(text) is None


@pytest.mark.parametrize(
    ("text", "rest", "bearing"),
    [
        ("northern Aleppo", "Aleppo", 0.0),
        ("Mitrovica (north)", "Mitrovica", 0.0),
        ("South-East Homs", "Homs", 135.0),
        ("downtown Beirut", "Beirut", None),
    ],
)
def test_parts_of_a_place(text, rest, bearing):
    found = read_part(text)
    assert (found.offset.relation, found.rest, found.offset.bearing) == (
        "part",
        rest,
        bearing,
    )


def test_the_compass_has_sixteen_points():
    """A sixteenth of a circle between each and the next, clockwise from north."""
    points = [
        "n",
        "nne",
        "ne",
        "ene",
        "e",
        "ese",
        "se",
        "sse",
        "s",
        "ssw",
        "sw",
        "wsw",
        "w",
        "wnw",
        "nw",
        "nnw",
    ]
    assert [bearing_of(each) for each in points] == [
        22.5 * at for at in range(16)
    ]
    assert bearing_of("North West") == bearing_of("northwest") == 315.0
    assert bearing_of(None) is None
