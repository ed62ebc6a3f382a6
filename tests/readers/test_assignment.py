"""Which column is used for what, told by names and values, and what is said of it."""

import warnings
from pathlib import Path

import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import describe_columns, list_columns
from sitmap.readers.assignment import assign_columns
from sitmap.readers.values import find_kind

TABLES = Path(__file__).parent.parent / "data" / "tables"


def read(name, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return sitmap.read(TABLES / name, **options)


def points(table):
    return [None if p is None else (p.y, p.x) for p in table.geometry]


def days(table):
    return [
        None if pd.isna(day) else f"{day:%Y-%m-%d}"
        for day in table["date_start"]
    ]


def test_coordinates_and_date_under_other_names():
    """Three points of the file, never the region; the day of the report where there is no other."""
    table = read("coordinates-under-another-name.csv")
    assert points(table) == [
        (38.305412, 26.210771),
        (14.9031, -92.2601),
        (31.22051, 16.58014),
    ]
    assert days(table) == ["2020-01-05", "2019-02-14", "2019-03-22"]
    assert table["place"].to_list()[0] == "Off Cesme, Turkey"
    assert table["fatalities_best"].to_list() == [6, 1, 2]


def test_a_date_in_columns_of_its_parts():
    """A month in figures and one in words."""
    assert days(read("date-in-parts.csv")) == ["2023-05-29", "2023-05-30"]


def test_parts_that_are_missing_leave_a_month_or_a_year():
    """As precise as the row is; a spreadsheet's 2023.0 is 2023."""
    frame = pd.DataFrame(
        {
            "Year": [2023.0, 2023.0, 1998.0],
            "Month": [5.0, 4.0, None],
            "Day": [29, None, None],
        }
    )
    table = sitmap.read(frame.assign(Town="Peja"))
    assert days(table) == ["2023-05-29", "2023-04-01", "1998-01-01"]
    assert table["date_precision"].to_list() == ["day", "month", "year"]


def test_a_date_under_another_name():
    """The column of moments, called datetime."""
    assert days(read("date-under-another-name.json")) == [
        "2004-01-07",
        "2004-01-09",
    ]


def test_kobo_labels():
    """Columns named after the question; an accuracy of 0 isn't stated."""
    table = read("kobo-labels.csv")
    assert points(table) == [(42.8914, 20.866), (42.6629, 21.1655), None]
    assert days(table) == ["2024-03-04", "2024-03-04", "2024-03-05"]
    assert table["uncertainty_m"].iloc[0] == 4.5
    assert table["uncertainty_m"].isna().to_list() == [False, True, True]
    assert table["date_end"].equals(table["date_start"])


def test_kobo_geopoint():
    """The halves go before the whole; a metre's accuracy is an exact spot."""
    table = read("kobo-geopoint.csv")
    assert points(table) == [(15.35, 44.2), (15.36, 44.21)]
    assert table["uncertainty_m"].to_list() == [4.8, 5.0]
    assert table["precision"].to_list() == ["exact", "exact"]
    assert table["fatalities_best"].to_list() == [3, 0]
    assert points(read("kobo-geopoint-plain.csv")) == [(15.35, 44.2)]


def test_actors_of_one_name():
    """Also where no row has a second one."""
    table = read("actors-one-name.csv")
    assert table["actor1"].to_list() == ["local Serbs", "Kosovo Police"]
    assert table["actor2"].to_list() == [pd.NA, "KFOR"]
    alone = sitmap.read(
        pd.DataFrame({"place": ["Zvecan"], "actors": ["local Serbs"]})
    )
    assert (alone["actor1"][0], alone["actor2"].isna()[0]) == (
        "local Serbs",
        True,
    )


def test_ukrainian_headings():
    """дата, місце, область, опис."""
    table = read("ukrainian-table.csv")
    assert days(table)[0] == "2024-03-01"
    assert table["place"][3] == "Херсон"
    assert table["admin1"][3] == "Херсонська"
    assert table["notes"][5] == "ракета"


def test_a_row_without_a_place_is_somewhere_in_its_region():
    """Row by row: district, else region, else country; "unknown" is no place."""
    table = read("region-only-rows.csv")
    assert table["place"].to_list() == [
        "Kharkiv Oblast",
        "Kupiansk Raion",
        "Kupiansk",
        "Ukraine",
        "Kharkiv Oblast",
    ]
    assert table["place_in_file"].to_list()[4] == "unknown"
    assert "where a row names no place" in describe_columns(table)


def test_nothing_coarser_where_the_row_has_a_point():
    """A region's name doesn't become the place of a point, nor of one that can't be read."""
    frame = pd.DataFrame(
        {
            "lat": [42.9, 142.0],
            "lon": [20.8, 20.8],
            "region": ["Mitrovica"] * 2,
            "date": "2023-05-29",
        }
    )
    with pytest.warns(DataWarning, match="not between"):
        table = sitmap.read(frame)
    assert table["place"].isna().all()
    assert points(table) == [(42.9, 20.8), None]


def test_a_country_by_its_code_is_looked_up_by_its_name():
    """UKR is no place's name."""
    table = sitmap.read(
        pd.DataFrame({"iso3": ["UKR", "XKX"], "date": ["2024-03-05"] * 2})
    )
    assert table["place"].to_list() == ["Ukraine", "Kosovo"]


def test_kinds_of_place_name_no_place():
    """The town beside them does."""
    frame = pd.DataFrame(
        {
            "Location": ["Road", "Home", "Public location"],
            "City": ["Pibor", "Windhoek", "Musanze"],
        }
    )
    table = sitmap.read(frame)
    assert table["place"].to_list() == ["Pibor", "Windhoek", "Musanze"]
    assert table["Location"].to_list() == [
        "Road",
        "Home",
        "Public location",
    ]


@pytest.mark.parametrize(
    ("values", "ours"),
    [
        (["38.305, 26.210", "14.903, -92.260"], "coordinates"),
        (["POINT (20.87 42.89)", "POINT (21.16 42.66)"], "coordinates"),
        (["January 05, 2020", "22 March 2019"], "date_start"),
        (["2020-01-05T10:00:00", "2020-01-06T11:00:00"], "date_start"),
        (["https://example.org/1", "www.example.org"], "source_url"),
    ],
)
def test_the_only_column_of_a_kind_is_used(values, ours):
    """Whatever it is called, and it is said that the values told it."""
    table = sitmap.read(
        pd.DataFrame({"Town": ["Peja", "Prizren"], "x17": values})
    )
    told = list_columns(table).set_index("column").loc["x17"]
    assert told.to_list() == [ours, "by its values"]
    assert f"{ours} from 'x17' (by its values)" in describe_columns(table)


def test_of_two_columns_of_a_kind_none_is_used_and_both_are_named():
    """Which date is the event's can't be told: say so, and leave it open."""
    frame = pd.DataFrame(
        {"Town": ["Peja"], "seen": ["5 May 2023"], "logged": ["6 May 2023"]}
    )
    table = sitmap.read(frame)
    assert days(table) == [None]
    assert (
        describe_columns(table)
        == "place from 'Town'; not used: 'seen' (looks like dates), 'logged' (looks like dates)"
    )


def test_counts_are_never_guessed():
    """A column of small numbers may count anything: it is no number of dead by its values alone."""
    table = sitmap.read(pd.DataFrame({"Town": ["Peja"], "x1": [7]}))
    assert table["fatalities_best"].isna().all()
    assert "not used: 'x1'" in describe_columns(table)


def test_a_name_that_the_values_contradict():
    """Coordinates in a column "location", hours of a day in "time" and dates in it."""
    frame = pd.DataFrame(
        {"location": ["(42.9, 20.8)"], "time": ["2023-05-29T10:00:00Z"]}
    )
    table = sitmap.read(frame)
    assert (points(table), days(table)) == ([(42.9, 20.8)], ["2023-05-29"])
    frame = pd.DataFrame(
        {"place": ["Peja"], "gps": ["yes"], "spot": ["42.66, 20.29"]}
    )
    assert points(sitmap.read(frame)) == [(42.66, 20.29)]


def test_the_users_word_goes_first():
    """Before names and values."""
    frame = pd.DataFrame(
        {"date": ["2023-05-29"], "other": ["2024-01-01"], "place": ["Peja"]}
    )
    assert days(sitmap.read(frame, columns={"date_start": "other"})) == [
        "2024-01-01"
    ]
    with pytest.raises(InputError, match="no column 'x' for date_start"):
        sitmap.read(frame, columns={"date_start": "x"})


@pytest.mark.parametrize(
    "name",
    ["row", "problem", "geometry", "date_in_file", "__index_level_0__"],
)
def test_a_users_own_column_may_have_our_names(name):
    """It is kept beside ours."""
    frame = pd.DataFrame(
        {"date": ["2023-05-29"], "place": ["Peja"], name: ["mine"]}
    )
    table = sitmap.read(frame)
    kept = [
        column
        for column in table.columns
        if (table[column].astype("string") == "mine").any()
    ]
    assert len(kept) == 1
    assert table["problem"].isna().all()


def test_both_coordinates_twice():
    """The whole fills in where the halves are missing."""
    frame = pd.DataFrame(
        {
            "GPS": ["1 2", "42.9, 20.8"],
            "lat": [42.8, None],
            "lon": [20.7, None],
            "date": "2023-05-29",
        }
    )
    assert points(sitmap.read(frame)) == [(42.8, 20.7), (42.9, 20.8)]


def test_a_second_column_of_places_fills_the_first():
    """Row by row: the village, else the town, and then the district."""
    frame = pd.DataFrame(
        {
            "Village": ["Banjska", None, None],
            "Town": ["Zvečan", "Peja", None],
            "District": "Gjakova",
        }
    )
    table = sitmap.read(frame)
    assert table["place"].to_list() == ["Banjska", "Peja", "Gjakova"]
    assert (
        "place from 'Town' (in rows without another)"
        in describe_columns(table)
    )


def test_a_list_of_names_with_a_country_is_one_of_places():
    """Nothing else says where; and never is all of it the middle of the country."""
    frame = pd.DataFrame(
        {"name": ["Prizren", "Peja"], "country": ["XK", "XK"]}
    )
    assert sitmap.read(frame)["place"].to_list() == ["Prizren", "Peja"]
    with_region = sitmap.read(frame.assign(region="Prizren"))
    assert with_region["title"].to_list() == ["Prizren", "Peja"]


def test_metres_are_no_degrees():
    """x and y of a grid that the table doesn't name are left alone, and that is said."""
    frame = pd.DataFrame(
        {"x": [7486123.5], "y": [4749000.1], "place": ["Peja"]}
    )
    table = sitmap.read(frame)
    assert table["problem"].isna().all()
    assert (
        "not used: 'x' (looks like coordinates that can't be read)"
        in describe_columns(table)
    )


def test_the_nearest_town_is_near():
    """The event wasn't in it."""
    table = sitmap.read(
        pd.DataFrame({"Nearest town": ["Peja", "near Prizren", None]})
    )
    assert table["place"].to_list() == ["near Peja", "near Prizren", pd.NA]


def test_the_order_that_a_heading_says():
    """Longitude first where the name has it first."""
    for name in ("Location (lon, lat)", "X,Y", "geometry.coordinates"):
        assert points(
            sitmap.read(pd.DataFrame({name: ["20.8, 42.9"], "n": "x"}))
        ) == [(42.9, 20.8)]
    assert points(
        sitmap.read(pd.DataFrame({"LatLng": ["42.9, 20.8"]}))
    ) == [(42.9, 20.8)]


def test_a_sample_is_enough():
    """A million values cost what sixty do."""
    column = pd.Series(["5 May 2023"] * 1_000_000, dtype="string")
    assigned = assign_columns(pd.DataFrame({"x": column, "place": "Peja"}))
    assert assigned.columns["x"] == "date_start"


def test_kinds_of_numbers():
    """Degrees have decimals; large numbers, years apart, count nobody."""
    assert find_kind(["42.8914", "-20.8660"]) == "degrees"
    assert find_kind(["0", "3", "12"]) == "counts"
    assert find_kind(["1200000"]) == "numbers"
    assert find_kind(["3", "many"]) == ""


def test_an_empty_column_hides_none_that_holds_the_dates():
    """A template's own column stays empty where a desk added another."""
    rows = {
        "date": ["2024-03-05"],
        "place": ["Peja"],
        "date_start": pd.array([None], dtype="string"),
    }
    table = sitmap.read(pd.DataFrame(rows))
    assert table["date_start"].dt.strftime("%Y-%m-%d").to_list() == [
        "2024-03-05"
    ]
