"""CAMEO's codes of conflict, with ACLED's types beside them."""

import pytest

from sitmap.readers.cameo import _CODES, CONFLICT_ROOTS, find_cameo
from sitmap.vocabulary import EVENT_TYPES


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("1411", "Demonstration or rally"),
        ("1412", "Demonstration or rally"),
        ("1833", "Bombing by non-military means"),
        ("190", "Fighting"),
        ("1951", "Air attack"),
        ("20", "Unconventional mass violence"),
    ],
)
def test_a_code_takes_the_nearest_entry_above_it(code, label):
    """A demand behind a rally is still a rally; 190 is fighting not told further."""
    assert find_cameo(code).label == label


@pytest.mark.parametrize("code", ["043", "01", "1", "2", "16", "", "x"])
def test_other_codes_are_no_conflict(code):
    """Statements, aid, half a root and no code."""
    assert find_cameo(code) is None


def test_every_type_is_one_of_acleds():
    """Or a map would colour by a word that no key has."""
    for code, entry in _CODES.items():
        assert entry.event_type in EVENT_TYPES, code
        known = (None, *EVENT_TYPES[entry.event_type])
        assert entry.sub_event_type in known, code


def test_every_code_is_below_a_conflict_root():
    """And every root has an entry of its own."""
    assert all(code.startswith(CONFLICT_ROOTS) for code in _CODES)
    assert set(CONFLICT_ROOTS) <= set(_CODES)
