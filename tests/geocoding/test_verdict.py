"""Found, or in doubt.

A degree of latitude is 111 km: places .1 degrees apart are 11 km apart, within the 15 km in which
a town and its unit are one; places a degree apart are not.
"""

import pytest
from tests.geocoding.made_places import make_match, make_place

from sitmap.geocoding.context import Context
from sitmap.geocoding.verdict import joined, judge

WORLD = Context()
KOSOVO = Context(countries=frozenset({"XK"}))


def _rival(rank, lat=43.0, **told):
    return make_match(make_place(lat=lat, **told), rank=rank)


def test_a_sure_match_without_a_rival_is_found():
    """And nothing is said of it."""
    outcome = judge([make_match(score=0.6)], WORLD)
    assert (outcome.status, outcome.reason) == ("found", "")


def test_a_match_that_is_not_sure_is_in_doubt():
    """Another place of the name, in no list, may as well be meant."""
    outcome = judge([make_match(score=0.59)], WORLD)
    assert outcome.status == "ambiguous"
    assert "not listed, is as likely" in outcome.reason


@pytest.mark.parametrize(
    ("rank", "status"), [(401.0, "ambiguous"), (400.0, "found")]
)
def test_a_rival_has_a_tenth_of_the_people_or_more(rank, status):
    """A hundred points below the first's 500 is the line."""
    outcome = judge([make_match(), _rival(rank)], WORLD)
    assert outcome.status == status


def test_rivals_are_counted_with_the_first():
    """Three towns of a name."""
    matches = [make_match(), _rival(490, 43.0), _rival(480, 44.0)]
    assert judge(matches, WORLD).reason == "3 places are about as likely"


def test_a_town_and_its_unit_are_one_answer():
    """Within 15 km, or around it."""
    near = judge([make_match(), _rival(499, lat=42.1)], WORLD)
    assert near.status == "found"
    unit = _rival(499, 42.3, kind="admin2", uncertainty_m=50_000.0)
    assert judge([make_match(), unit], WORLD).status == "found"
    abroad = unit._replace(place=unit.place._replace(country="RS"))
    assert judge([make_match(), abroad], WORLD).status == "ambiguous"


def test_a_city_of_the_same_name_is_meant_more_often():
    """185 points below, a seventieth of the people; a world city leaves 130."""
    city = make_match(make_place(kind="city"))
    other = _rival(330, kind="city")
    assert judge([city, other], WORLD).status == "ambiguous"
    world = make_match(make_place(kind="city", rank=700))
    assert judge([world, other], WORLD).status == "found"


def test_a_name_that_is_only_like_it_needs_a_country():
    """Somewhere in the world there is a place that any word resembles."""
    like = make_match(score=0.9, resembles=True, match="fuzzy")
    assert judge([like], KOSOVO).status == "found"
    anywhere = judge([like], WORLD)
    assert (anywhere.status, anywhere.is_suggestion) == ("ambiguous", False)
    weak = judge([like._replace(score=0.5)], WORLD)
    assert weak.is_suggestion
    sound = judge([like._replace(score=0.7, match="sound")], WORLD)
    assert sound.is_suggestion


def test_a_region_that_nobody_knows_raises_the_bar():
    """Without a country .9 is asked for, and the region is named unless it is the town's own."""
    unknown = Context(unknown=("Nowhere",))
    assert judge([make_match(score=0.89)], unknown).status == "ambiguous"
    found = judge([make_match(score=0.9)], unknown)
    assert found.reason == "no region 'Nowhere' is known"
    own = judge([make_match(score=0.95)], Context(unknown=("TOWN",)))
    assert own.reason == ""


def test_what_only_holds_the_place_is_drawn_if_it_is_one():
    """Two areas of a name are a suggestion; one of less than .5 isn't drawn."""
    area = make_match(match="area", score=0.5)
    told = judge([area], WORLD)
    assert (told.status, told.is_firm) == ("ambiguous", True)
    assert told.reason == "only the area is known"
    assert not judge([area._replace(score=0.49)], WORLD).is_firm
    two = judge([area, _rival(499)], WORLD)
    assert two.is_suggestion
    assert two.reason == "2 areas of that name may hold it"


def test_a_sure_area_stands_in_for_a_place_in_doubt():
    """A sure one only."""
    doubt = [make_match(), _rival(499)]
    area = make_match(match="area", score=0.8)
    assert judge(doubt, WORLD, [area]).instead is area
    unsure = area._replace(score=0.4)
    assert judge(doubt, WORLD, [unsure]).instead is None


def test_reasons_that_are_none_are_not_joined():
    """No stray semicolon."""
    assert joined("a", "", "b") == "a; b"
    assert joined("", "") == ""
