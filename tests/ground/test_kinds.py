"""What of the ground a map draws."""

from sitmap.ground.kinds import BY_NAME, KINDS


def test_a_name_is_of_one_kind_and_leads_to_it():
    """Prepared files name their kinds."""
    assert len(BY_NAME) == len(KINDS)
    assert all(KINDS[at].name == name for name, at in BY_NAME.items())


def test_areas_are_drawn_below_lines_and_lines_below_points():
    """Else a forest would hide a road through it."""
    order = ["area", "line", "point"]
    drawn = [order.index(kind.shape) for kind in KINDS]
    assert drawn == sorted(drawn)


def test_greater_roads_and_places_are_drawn_from_further_off():
    """A motorway before a track, a city before a hamlet."""
    for names in (
        ("motorway", "trunk", "primary", "secondary", "tertiary", "street"),
        ("city", "town", "village", "suburb", "locality"),
        ("border", "district", "municipality"),
    ):
        zooms = [KINDS[BY_NAME[name]].zoom for name in names]
        assert zooms == sorted(zooms)
