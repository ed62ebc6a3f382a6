"""The key of what a map stands on."""

import numpy as np

from sitmap.ground.features import Features
from sitmap.ground.kinds import BY_NAME
from sitmap.layers.ground_key import make_ground_key
from sitmap.layers.words import load_words


def _key(*kinds):
    numbers = np.array([BY_NAME[kind] for kind in kinds], dtype=np.uint8)
    nothing = np.empty(len(kinds), dtype=object)
    return make_ground_key(
        Features(numbers, nothing, nothing), load_words("en")
    )


def test_only_what_the_ground_has_is_in_the_key():
    """In the key's order, whatever the ground's; folded, as the incidents matter more."""
    (group,) = _key("rail", "primary", "primary")
    assert len(group.entries) == 2
    assert group.is_folded
    assert [entry.picture.name for entry in group.entries] == [
        "primary",
        "rail",
    ]


def test_two_kinds_of_a_row_are_one_entry():
    """A trunk road alone shows its own picture, from the zoom that it is drawn from."""
    (both,) = _key("trunk", "motorway")
    (entry,) = both.entries
    assert (entry.picture.name, entry.picture.zoom) == ("motorway", 6)
    (trunk,) = _key("trunk")
    assert (
        trunk.entries[0].picture.name,
        trunk.entries[0].picture.zoom,
    ) == (
        "trunk",
        7,
    )


def test_a_ground_without_signs_has_no_key():
    """Water and buildings need no word."""
    assert _key("water", "building") == ()
    assert _key() == ()
