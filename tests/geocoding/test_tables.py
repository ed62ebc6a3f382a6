"""Incident tables: rows without a point get one."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

import sitmap
from sitmap.errors import InputError
from sitmap.geocoding.tables import locate_rows
from sitmap.geodesy import distance_m


def test_a_row_with_a_point_is_left_alone():
    """Its point, its precision and its provenance stay as they are."""
    table = sitmap.conform(
        gpd.GeoDataFrame(
            {"place": ["Prizren", "Prizren"], "precision": ["exact", None]},
            geometry=[Point(1, 2), None],
            crs=4326,
        )
    )
    located = sitmap.locate(table)
    assert located.geometry.iloc[0] == Point(1, 2)
    assert located["precision"].tolist() == ["exact", "place"]
    assert located["located_by"].iloc[1] == "gazetteer:exact"
    assert located["country"].iloc[1] == "XK"


def test_a_row_that_is_not_found_stays_and_says_why():
    """Null geometry, the source's own country, a problem in words."""
    table = sitmap.conform(
        pd.DataFrame({"place": ["Qwrtzplk"], "country": ["XK"]})
    )
    located = sitmap.locate(table)
    assert located.geometry.isna().all()
    assert located["country"].tolist() == ["XK"]
    assert "Qwrtzplk" in located["problem"].iloc[0]


def test_repeated_labels_are_no_obstacle():
    """Rows are filled by position."""
    table = sitmap.conform(
        pd.DataFrame({"place": ["Prizren", "Peja"]}, index=[7, 7])
    )
    assert sitmap.locate(table).geometry.notna().all()


def test_the_input_is_not_changed():
    """A step returns a new value."""
    table = sitmap.conform(pd.DataFrame({"place": ["Prizren"]}))
    sitmap.locate(table)
    assert table.geometry.isna().all()


def test_a_table_without_places_is_refused():
    """The error names the columns that are there."""
    with pytest.raises(InputError, match="place"):
        sitmap.locate(pd.DataFrame({"mood": ["calm"]}))


def test_an_empty_table_stays_empty():
    """Nothing to do is not a fault."""
    assert (
        len(sitmap.locate(sitmap.conform(pd.DataFrame({"place": []})))) == 0
    )


@pytest.mark.parametrize(
    "word",
    [
        "unknown",
        "N/A",
        "various",
        "near the border",
        "police station",
        "north",
        "Xyzzy",
    ],
)
@pytest.mark.parametrize(
    "others", [[], ["Prizren", "Peja", "Gjakova", "Vushtrri"]]
)
def test_a_word_that_is_no_place_gets_no_pin(word, others):
    """Alone, or in a table of Kosovo: a wrong pin misleads people who act on it."""
    located = sitmap.locate(
        sitmap.conform(pd.DataFrame({"place": [*others, word]}))
    )
    row = located.iloc[-1]
    assert row.geometry is None
    assert (
        row[
            [
                "place_name",
                "place_id",
                "country",
                "precision",
                "uncertainty_m",
                "match_score",
            ]
        ]
        .isna()
        .all()
    )
    assert repr(word) in row["problem"]
    assert located.geometry.notna().sum() == len(others)


def test_what_is_doubtful_is_told_with_a_remedy_and_not_drawn():
    """34 Springfields: the likeliest is a guess."""
    row = sitmap.locate(pd.DataFrame({"place": ["Springfield"]})).iloc[0]
    assert row.geometry is None
    for told in (
        "perhaps Springfield, Missouri",
        "give its country",
        "sitmap gazetteer add",
    ):
        assert told in row["problem"]


def test_a_row_without_a_place_is_the_area_of_its_unit():
    """District, region, country: the smallest that is named; "unknown" is no place."""
    rows = [
        (None, "Kharkiv Oblast", None, "UA"),
        (None, "Kharkiv Oblast", "Kupiansk Raion", "UA"),
        ("Kupiansk", "Kharkiv Oblast", None, "UA"),
        (None, None, None, "UA"),
        ("unknown", "Kharkiv Oblast", None, "UA"),
        ("unknown", None, None, "UA"),
        (None, None, None, None),
    ]
    table = pd.DataFrame(
        rows, columns=["place", "admin1", "admin2", "country"]
    )
    located = locate_rows(table)[0]
    precisions = [
        "admin1",
        "admin2",
        "place",
        "country",
        "admin1",
        "country",
        None,
    ]
    assert [
        each if isinstance(each, str) else None
        for each in located["precision"]
    ] == precisions
    assert located.geometry.notna().tolist() == [True] * 6 + [False]
    assert located["place"].isna().tolist() == [
        True,
        True,
        False,
        True,
        False,
        False,
        True,
    ]
    # Kupiansk's district holds Kupiansk, and the oblast the district
    seat, district, region = located.geometry.iloc[[2, 1, 0]]
    assert seat.distance(district) < 0.3
    assert (
        located["uncertainty_m"].iloc[0]
        > located["uncertainty_m"].iloc[1]
        > 10_000
    )
    away_m = distance_m(seat.y, seat.x, region.y, region.x)
    assert away_m < located["uncertainty_m"].iloc[0]


def test_the_tables_own_points_say_which_country_it_is_about():
    """Four villages of Lebanon: what only sounds like a fifth, in Pakistan, is no answer."""
    points = [(35.33, 33.24), (35.4, 33.29), (35.49, 33.67), (35.45, 33.73)]
    names = ["جويّا", "صريفا", "دبّية", "الدامور", "بخعدون", "Tyre"]
    geometry = [*(Point(*point) for point in points), None, None]
    table = gpd.GeoDataFrame({"place": names}, geometry=geometry, crs=4326)
    located = locate_rows(table)[0]
    assert located.geometry.iloc[4] is None
    assert "perhaps" in located["problem"].iloc[4]
    # Tyre of Lebanon, read from a map
    assert located.geometry.iloc[5].distance(Point(35.2, 33.27)) < 0.05


@pytest.mark.parametrize("country", ["PK", "Pakistan"])
def test_what_sounds_alike_in_the_same_country_is_no_answer(country):
    """Jafarabad is a district of Balochistan; Jauharabad lies 600 km away in Punjab."""
    table = pd.DataFrame({"place": ["Jafarabad"], "country": [country]})
    located = locate_rows(table)[0]
    point = located.geometry.iloc[0]
    assert point is None or point.distance(Point(68.3, 28.3)) < 1.5


def test_a_name_in_a_column_of_regions_is_the_region(tmp_path):
    """Kharkiv among oblasts is the oblast, and Kupiansk among raions its raion, not the towns."""
    path = tmp_path / "t.csv"
    path.write_text(
        "date,oblast,raion,country\n"
        "2024-01-01,Kharkiv,,Ukraine\n"
        "2024-01-02,Kharkiv,Kupiansk,Ukraine\n"
        "2024-01-03,Nowhere,,Ukraine\n",
        "utf-8",
    )
    found = sitmap.locate(sitmap.read(path))
    assert found["precision"].tolist() == ["admin1", "admin2", "country"]
    assert found["uncertainty_m"].ge(20_000).all()
    assert "'Nowhere' isn't listed" in found["problem"].iloc[2]


def test_a_town_that_is_called_as_its_region_stays_the_town(tmp_path):
    """Where a row names both, the town is the place: ACLED's location Kharkiv in admin1 Kharkiv."""
    path = tmp_path / "t.csv"
    path.write_text(
        "date,town,oblast,country\n2024-01-01,Kharkiv,Kharkiv,Ukraine\n",
        "utf-8",
    )
    assert sitmap.locate(sitmap.read(path))["precision"].tolist() == [
        "place"
    ]


def test_a_place_in_doubt_is_drawn_as_the_region_that_is_given():
    """Several villages of the name, or none that is sure: the region is, and the row says so."""
    rows = {
        "place": ["Mykolaivka", "Ivanivka", "Nowhereville"],
        "admin1": ["Kharkiv Oblast", "Kherson Oblast", "Donetsk Oblast"],
        "country": "UA",
    }
    gazetteer = sitmap.Gazetteer(folders=[])
    table = sitmap.locate(pd.DataFrame(rows), gazetteer)
    assert table["precision"].to_list() == ["admin1"] * 3
    assert table.geometry.notna().all()
    assert table["problem"].str.contains("so the area that holds it").all()
