"""How precisely a place is known: in words, and whether anybody says it."""

import pandas as pd
import pytest

from sitmap.precision import (
    ACLED_PRECISION,
    AREAS,
    DEFAULT_RADIUS_M,
    GDELT_PRECISION,
    PRECISIONS,
    UCDP_PRECISION,
    describe_precision,
    is_stated,
)


@pytest.mark.parametrize(
    ("precision", "metres", "told"),
    [
        ("exact", 999.4, "exact spot, within 999 m"),
        ("near", 1_000, "near the named place, within 1 km"),
        ("admin1", 123_456, "somewhere in the region, within 123 km"),
        ("country", None, "somewhere in the country"),
    ],
)
def test_words_and_rounded_metres(precision, metres, told):
    """Metres below a kilometre, then three digits; no radius where none is known."""
    assert describe_precision(precision, metres) == told


def test_what_nobody_says_is_told_from_what_is_said():
    """A word, or a radius other than the guard's, is said; the guard's 25 km and nothing aren't."""
    rows = {
        "precision": ["unknown", None, None, "admin2", None],
        "uncertainty_m": [25_000.0, 25_000.0, None, 25_000.0, 400.0],
    }
    told = is_stated(pd.DataFrame(rows)).tolist()
    assert told == [False, False, False, True, True]


def test_every_precision_has_a_radius_and_the_tables_have_our_words():
    """The closer word has the smaller circle; a source's code is one of our words."""
    assert set(DEFAULT_RADIUS_M) == set(PRECISIONS) > AREAS
    known = [DEFAULT_RADIUS_M[each] for each in PRECISIONS[:-1]]
    assert known == sorted(known)
    for table in (ACLED_PRECISION, UCDP_PRECISION, GDELT_PRECISION):
        assert {word for word, _ in table.values()} <= set(PRECISIONS)
