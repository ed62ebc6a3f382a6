"""Which of the places of a name is meant.

Points are a place's prominence and what speaks for it; 60 points are odds of e. A place that isn't
listed weighs 330 points for a settlement of the embedded index. So a town of 330 points by its
exact name (60 more) is meant in 1 / (1 + e ** ((330 - 390) / 60)) = .731 of the cases, and 99 of
100 such matches are right: .724.
"""

import math

import pytest
from tests.geocoding.made_places import make_place

from sitmap.geocoding.context import Context
from sitmap.geocoding.disambiguation import Candidate, rank_candidates

WORLD = Context()


def _town(rank=330, match="exact", lat=42.0, **told):
    about = {
        name: told.pop(name)
        for name in (
            "edits",
            "is_own",
            "is_main",
            "bonus",
            "outside_by_code",
        )
        if name in told
    }
    return Candidate(make_place(lat=lat, rank=rank, **told), match, **about)


def _scores(*candidates, context=WORLD, kinds=(), **options):
    found = rank_candidates(candidates, context, kinds, **options)
    return [(one.lat, one.score) for one in found]


def test_nothing_is_nothing():
    """No candidate, no match."""
    assert rank_candidates([], WORLD) == []


def test_a_single_town_is_weighed_against_one_that_is_not_listed():
    """By hand: .731 of the cases, .99 of such matches."""
    ((_, score),) = _scores(_town())
    assert score == pytest.approx(0.99 / (1 + math.exp(-1)), abs=6e-4)


def test_where_every_village_is_listed_a_match_is_surer():
    """A country file takes 180 points from the place that isn't there: e ** -4."""
    ((_, score),) = _scores(_town(), covered=True)
    assert score == pytest.approx(0.99 / (1 + math.exp(-4)), abs=6e-4)


def test_two_alike_share_what_is_likely():
    """Each half of it, and the likelier stands first whatever the order."""
    scores = dict(_scores(_town(lat=42.0), _town(lat=45.0)))
    each = 0.99 / (2 + math.exp(-1))
    assert scores == pytest.approx({42.0: each, 45.0: each}, abs=6e-4)
    order = _scores(_town(330, lat=45.0), _town(400, lat=42.0))
    assert [lat for lat, _ in order] == [42.0, 45.0]


def test_what_lies_at_the_same_spot_is_no_rival():
    """Eleven kilometres apart, two entries are one answer."""
    ((_, alone),) = _scores(_town())
    (_, first), (_, second) = _scores(_town(lat=42.0), _town(lat=42.1))
    assert first == second > alone


def test_a_village_that_nobody_counted_weighs_as_one_of_500_people():
    """270 points, not none."""
    ((_, none),) = _scores(_town(rank=0))
    ((_, some),) = _scores(_town(rank=270))
    assert none == some


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"match": "exact"}, {"match": "alternate"}),
        ({"match": "alternate"}, {"match": "fuzzy", "edits": 1}),
        ({"match": "fuzzy", "edits": 1}, {"match": "fuzzy", "edits": 2}),
        (
            {"match": "fuzzy", "edits": 1, "is_main": True},
            {"match": "fuzzy", "edits": 1},
        ),
        ({"match": "sound", "edits": 1}, {"match": "fuzzy", "edits": 1}),
        ({}, {"outside_by_code": True}),
        ({"bonus": 10}, {}),
        ({"source": "supplement"}, {}),
        (
            {"rank": 700},
            {"rank": 700, "match": "alternate", "is_own": False},
        ),
    ],
)
def test_what_speaks_for_a_place(better, worse):
    """An exact name, few edits, a main name, the unit's own code, a list of what reports name."""
    order = _scores(_town(**worse, lat=45.0), _town(**better, lat=42.0))
    assert [lat for lat, _ in order] == [42.0, 45.0]


def test_a_bare_name_is_the_town_before_its_district():
    """And what is called a district is it."""
    district = _town(kind="admin2", uncertainty_m=20_000.0, lat=45.0)
    town = _town(lat=42.0)
    assert _scores(district, town)[0][0] == 42.0
    assert _scores(district, town, kinds={"admin2"})[0][0] == 45.0


def test_a_city_weighs_what_the_unit_around_it_does():
    """Odessa is the city, although the oblast has more people; a state elsewhere stays itself."""
    unit = _town(700, kind="admin1", uncertainty_m=90_000.0, lat=42.3)
    city = _town(500, kind="city", lat=42.0)
    assert _scores(unit, city)[0][0] == 42.0
    far = _town(700, kind="admin1", uncertainty_m=90_000.0, lat=50.0)
    assert _scores(far, city)[0][0] == 50.0


def test_the_region_that_was_named_is_not_what_is_in_it():
    """Kherson in the oblast of Kherson is the city, unless it is called an oblast."""
    unit = _town(900, kind="admin1", uncertainty_m=90_000.0, lat=45.0)
    city = _town(400, kind="city", lat=42.0)
    inside = Context(regions=((unit.place,),))
    assert [lat for lat, _ in _scores(unit, city, context=inside)] == [42.0]
    called = _scores(unit, city, context=inside, kinds={"admin1"})
    assert called[0][0] == 45.0


def test_a_village_is_rarely_the_city_of_its_name():
    """400 points against it; a town may well be a village."""
    city, village = (
        _town(700, kind="city", lat=45.0),
        _town(300, kind="village", lat=42.0),
    )
    assert _scores(city, village)[0][0] == 45.0
    assert _scores(city, village, kinds={"village"})[0][0] == 42.0


def test_what_lies_near_is_meant():
    """Some 500 points on the spot, so that a hamlet there goes before a city elsewhere."""
    near = Context(near=(42.0, 20.0))
    order = _scores(
        _town(600, lat=60.0), _town(270, lat=42.0), context=near
    )
    assert order[0][0] == 42.0


def test_a_resemblance_is_never_nearly_sure():
    """However well everything else fits: such matches are right in nine of ten at most."""
    ((_, score),) = _scores(
        _town(900, match="fuzzy", edits=1), covered=True, length=20
    )
    assert score <= 0.9
    (short,) = rank_candidates(
        [_town(900, "fuzzy", edits=1)], WORLD, length=4
    )
    assert short.score < score
    assert short.resembles
