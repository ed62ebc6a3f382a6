"""Kinds of place."""

import pytest

from sitmap.gazetteer.kinds import (
    AREAS,
    KINDS,
    SETTLEMENTS,
    precision_of,
    prominence_of,
    settlement_kind,
    settlement_radius_m,
)
from sitmap.precision import PRECISIONS


@pytest.mark.parametrize(
    ("people", "kind"),
    [
        (0, "village"),
        (4_999, "village"),
        (5_000, "town"),
        (49_999, "town"),
        (50_000, "city"),
    ],
)
def test_a_settlement_is_named_by_its_people(people, kind):
    """By the thresholds of the UN's degree of urbanisation."""
    assert settlement_kind(people) == kind


def test_every_kind_has_a_precision_and_a_radius():
    """Of the vocabulary's, above nothing; no kind is both a settlement and an area."""
    for kind, (_, precision, radius_m) in KINDS.items():
        assert precision in PRECISIONS, kind
        assert radius_m > 0
    assert not SETTLEMENTS & AREAS
    assert precision_of("no such kind") == "place"


def test_radii_grow_with_people_from_what_sources_differ_by():
    """9 times the root of 10,000 is 900 m beyond 2.5 km; a count below nothing is nothing."""
    assert settlement_radius_m(0) == 2_500
    assert settlement_radius_m(10_000) == 3_400
    assert settlement_radius_m(-5) == 2_500


def test_a_bare_name_means_the_greater_first():
    """A country before any city; Ontario's province before its city; an island before none."""
    assert prominence_of("country", 0) < prominence_of("country", 10**6)
    assert prominence_of("city", 10**6 - 1) == 600
    assert prominence_of("village", 0) == 0
    assert prominence_of("country", 10**9) <= 1_000
    assert prominence_of("city", -5) == 0
    assert prominence_of("admin1", 0) == 250
    assert prominence_of("bridge") == 150
