"""Which column of a file is which, for counting."""

import pandas as pd
import pytest

from sitmap.errors import InputError
from sitmap.scale.plan import Plan
from sitmap.scale.roles import Roles, find_roles

PLAN = Plan(resolution=5)


def test_the_users_word_goes_first():
    """Another column is the date because the user says so."""
    plan = Plan(resolution=5, columns={"date_start": "seen"})
    found = find_roles(["lat", "lon", "date", "seen"], plan)
    assert found.columns["date_start"] == "seen"


def test_points_of_the_file_go_before_its_columns():
    """Unless the user names a column of longitudes."""
    names = ["lat", "lon", "date"]
    found = find_roles(names, PLAN, geometry="geom", crs=32634)
    assert found.columns == {"geometry": "geom", "date_start": "date"}
    assert found.crs == 32634


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["date", "colour"], "no column with a coordinate or a place"),
        (["lat", "date"], "no column with a coordinate or a place"),
        (["lat", "lon", "colour"], "no column with a date"),
    ],
)
def test_what_lacks_is_told_with_the_option_that_names_it(names, told):
    """And with the columns that there are."""
    with pytest.raises(InputError, match=told) as error:
        find_roles(names, PLAN, file="x.csv")
    assert str(error.value).startswith("x.csv: ")
    assert names[0] in str(error.value)


def test_hemispheres_in_columns_of_their_own_are_refused():
    """Counted without them, every incident would be north and east."""
    head = pd.DataFrame(
        {
            "date": ["2024-03-05"] * 2,
            "lat": ["42.5", "1.5"],
            "ns": ["N", "S"],
            "lon": ["20.5", "30.5"],
            "ew": ["E", "W"],
        }
    )
    with pytest.raises(InputError, match="sitmap read FILE -o joined"):
        find_roles(list(head.columns), PLAN, head=head)


def test_roles_are_said_in_one_line_and_read_once():
    """Where one column has two roles it is read once."""
    roles = Roles({"longitude": "x", "latitude": "x", "place": "place"})
    assert (
        roles.describe() == "longitude from 'x', latitude from 'x', place"
    )
    assert roles.wanted == ["x", "place"]
    assert roles.with_dayfirst(True).dayfirst is True
    assert roles.dayfirst is None


def test_a_place_is_enough_where_places_are_looked_up():
    """And not where they aren't."""
    found = find_roles(["place", "date"], PLAN)
    assert found.columns["place"] == "place"
    with pytest.raises(InputError, match="no column with a coordinate"):
        find_roles(["place", "date"], Plan(resolution=5, locate=False))
