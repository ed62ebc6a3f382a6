"""Casualties: numbers in words with their bounds, clause by clause."""

import pytest

from sitmap.reports.events.casualties import find_casualties
from sitmap.reports.events.casualty_counts import Count


@pytest.mark.parametrize(
    ("words", "killed", "injured"),
    [
        (
            "Three soldiers were killed and at least 12 wounded.",
            Count(3, 3, 3),
            Count(12, 12, None),
        ),
        (
            "There were no casualties or injuries.",
            Count(0, 0, 0),
            Count(0, 0, 0),
        ),
        ("No one was killed.", Count(0, 0, 0), Count()),
        (
            "The blast killed up to twenty people.",
            Count(None, None, 20),
            Count(),
        ),
        ("Police said a woman was killed.", Count(1, 1, 1), Count()),
        ("The death toll rose to 41.", Count(41, 41, 41), Count()),
        ("The road was closed for 12 hours.", Count(), Count()),
    ],
)
def test_numbers_are_read_with_their_bounds(words, killed, injured):
    """What the words leave open stays open; "no casualties" is a zero, not a gap."""
    found = find_casualties(words)
    assert (found.fatalities, found.injured) == (killed, injured)


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        ("Armed men took two passengers from a bus near Kutum.", 2),
        ("They took three women; their fate is unknown.", 3),
        ("Medics took two people from a house to the hospital.", None),
        ("The bus took two passengers to Kutum.", None),
    ],
)
def test_who_is_taken_from_a_bus_is_abducted(told, taken):
    """Taking is an abduction where somebody is taken from a bus, or is gone."""
    assert find_casualties(told).abducted.best == taken
