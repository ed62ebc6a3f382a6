"""How incidents look."""

import pytest

from sitmap.layers import looks
from sitmap.vocabulary import EVENT_TYPES, STATUSES


def _luminance(colour):
    """Return relative luminance by WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return sum(
        w * one
        for w, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def test_acleds_types_look_the_same_on_every_map():
    """Whatever else stands beside them and in whatever order."""
    alone = looks.assign_looks(["Riots"])["Riots"]
    beside = looks.assign_looks(["Flood", "Battles", "Riots"])["Riots"]
    assert alone is beside
    assert tuple(EVENT_TYPES) == looks.KNOWN_TYPES


def test_ones_own_types_all_differ_as_long_as_there_are_looks():
    """Eleven without any of ACLED's; the twelfth is the grey dot."""
    own = [f"own {at}" for at in range(13)]
    given = looks.assign_symbols(own)
    assert len({given[name] for name in own[:11]}) == 11
    assert [given[name] for name in own[11:]] == [11, 11]
    assert looks.LOOKS[11] is looks.NO_LOOK


def test_ucdps_types_have_the_looks_of_the_nearest_of_acleds():
    """But not where both stand on one map, and two would be alike."""
    ucdp = looks.assign_symbols(["State-based conflict"])
    assert ucdp["State-based conflict"] == 0
    both = looks.assign_symbols(["State-based conflict", "Battles"])
    assert both["State-based conflict"] != both["Battles"] == 0


def test_shapes_and_colours_are_as_many_and_all_differ():
    """A look is told by shape as well as by colour."""
    for told in (
        looks.SHAPES,
        looks.SYMBOL_COLOURS,
        looks.SYMBOL_COLOURS_DARK,
    ):
        assert len(set(told)) == len(told) == 12


def test_counts_get_darker_with_each_class():
    """So that a print without colour reads them in the same order."""
    light = [_luminance(colour) for colour in looks.RAMP]
    assert light == sorted(light, reverse=True)


@pytest.mark.parametrize("status", sorted(looks.HOLLOW))
def test_hollow_statuses_are_statuses(status):
    """A code that the table hasn't would never be drawn so."""
    assert status in STATUSES
