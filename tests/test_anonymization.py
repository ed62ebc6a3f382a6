"""Blurring: coarse, the same every time, recorded, and without what would undo it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

import sitmap
from sitmap.anonymization import blur
from sitmap.errors import DataWarning, InputError
from sitmap.incidents import conform


def table(points, **columns):
    frame = pd.DataFrame({"place": ["Zvečan"] * len(points), **columns})
    return conform(
        gpd.GeoDataFrame(
            frame,
            geometry=[shapely.Point(point) for point in points],
            crs=4326,
        )
    )


@settings(deadline=None)
@given(
    st.floats(-180, 180),
    st.floats(-89.9, 89.9),
    st.floats(1, 200),
    st.floats(0, 5000),
)
def test_the_new_circle_holds_the_old_point(lon, lat, km, radius):
    """Wherever on Earth: uncertainty_m still reaches the true place, with what it had before."""
    hidden = blur(table([(lon, lat)], uncertainty_m=[radius]), km=km)
    point = hidden.geometry[0]
    moved = Geod(ellps="WGS84").inv(lon, lat, point.x, point.y)[2]
    assert moved + radius <= hidden.loc[0, "uncertainty_m"] * 1.01


def test_neighbours_fall_together_and_again_alike():
    """Two houses of a village give one point; asking twice tells no more."""
    once = blur(table([(20.8403, 42.907), (20.8411, 42.9075)]), km=10)
    again = blur(table([(20.8403, 42.907), (20.8411, 42.9075)]), km=10)
    assert once.geometry[0].equals(once.geometry[1])
    assert once.geometry.geom_equals(again.geometry).all()


def test_what_would_undo_it_is_gone():
    """Names, quotes and the source's own columns go.

    The row says that and how far it was blurred.
    """
    hidden = blur(
        table(
            [(20.84, 42.9)],
            quote=["in Zvečan"],
            geom_wkt=["POINT (20.84 42.9)"],
            precision=["exact"],
        ),
        km=5,
    )
    row = hidden.iloc[0]
    assert row[["place", "quote", "geom_wkt"]].isna().all()
    assert (row["precision"], row["located_by"], row["blurred_km"]) == (
        "near",
        "blurred",
        5,
    )


def test_only_the_chosen_rows():
    """The others keep point, place and precision."""
    two = table(
        [(20.84, 42.9), (21.16, 42.66)], precision=["exact", "exact"]
    )
    hidden = blur(two, km=5, where=pd.Series([True, False]))
    assert hidden["precision"].to_list() == ["near", "exact"]
    assert hidden.loc[1, "place"] == "Zvečan"
    assert hidden.geometry[1].equals(two.geometry[1])
    assert np.isnan(hidden.loc[1, "blurred_km"])


@pytest.mark.parametrize("km", [0, -1, float("nan"), float("inf")])
def test_no_side_of_a_cell(km):
    """A side is a positive number."""
    with pytest.raises(InputError, match="above 0"):
        blur(table([(20, 42)]), km=km)


def test_the_map_says_that_places_are_blurred():
    """A note on the page and in the figure, whatever the status note is.

    Two of three rows, 20 km.
    """
    frame = pd.DataFrame(
        {
            "title": ["a", "b", "c"],
            "place": ["Zvečan"] * 3,
            "country": ["XK"] * 3,
        }
    )
    table = sitmap.locate(sitmap.conform(frame))
    with pytest.warns(DataWarning, match="titles and notes are kept"):
        hidden = blur(table, km=20, where=pd.Series([True, True, False]))
    told = "To protect people, 2 of these places are blurred to cells of 20 km."
    for note in ("auto", None, "Ours."):
        assert sitmap.Map(hidden, note=note).settings()["notes"][-1] == told
    assert sitmap.Map(hidden, note=None, lang="de").settings()["notes"] == [
        "Zum Schutz von Menschen sind 2 dieser Orte auf Zellen von 20 km verwischt."
    ]
    assert "no status note" in set(
        sitmap.Map(hidden, note=None).check()["check"]
    )
    assert sitmap.Map(table, note=None).settings()["notes"] == []
