"""Rows of a table that teach the gazetteer places."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, Point

from sitmap.errors import InputError
from sitmap.geocoding.learned_rows import read_lesson

TESTOVAC = Point(20.70, 42.91)


def _lesson(point=TESTOVAC, **told):
    columns = {"place": "Testovac", "country": "XK", "precision": "place"}
    columns |= told
    table = gpd.GeoDataFrame(
        {name: [value] for name, value in columns.items()},
        geometry=[point],
        crs=4326,
    )
    return read_lesson(table)


def test_a_row_that_an_analyst_has_located_is_learnt():
    """With its own radius and day; the country by its name or its code."""
    lesson = _lesson(
        country="Kosovo",
        uncertainty_m=300.0,
        date_start=pd.Timestamp("2024-03-05"),
        source="patrol",
    )
    (row,) = lesson.rows
    assert (row.name, row.country, row.lat, row.lon) == (
        "Testovac",
        "XK",
        42.91,
        20.70,
    )
    assert (row.uncertainty_m, row.date) == (300.0, "2024-03-05")
    assert row.source == "patrol"
    assert not lesson.refused


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"point": None}, "has no point"),
        ({"point": Point()}, "has no point"),
        ({"point": LineString([(20, 42), (21, 42)])}, "has no point"),
        ({"blurred_km": 5.0}, "was blurred"),
        ({"located_by": "blurred"}, "was blurred"),
        (
            {"located_by": "gazetteer:exact"},
            "was located by sitmap or a service",
        ),
        ({"precision": "near"}, "isn't located exactly or at a place"),
        ({"precision": None}, "isn't located exactly or at a place"),
        ({"place": "5 km north of Bara"}, "tells a spot by another place"),
        ({"place": ""}, "names no place"),
        ({"place": None}, "names no place"),
    ],
)
def test_what_teaches_nothing_has_its_reason(told, why):
    """What sitmap guessed once must never come back as known."""
    lesson = _lesson(**told)
    assert (lesson.rows, dict(lesson.refused)) == ([], {why: 1})


def test_the_region_is_as_told_or_that_of_the_nearest_settlement():
    """Within the same country."""
    assert _lesson(admin1="My region").rows[0].region == "My region"
    assert _lesson(point=Point(20.87, 42.89)).rows[0].region
    assert _lesson(country="FJ").rows[0].region == ""


def test_a_table_without_places_or_points_is_refused():
    """With what is needed."""
    for table in (
        pd.DataFrame({"place": ["x"]}),
        gpd.GeoDataFrame(geometry=[Point(1, 1)]),
    ):
        with pytest.raises(InputError, match="needs a column 'place'"):
            read_lesson(table)
