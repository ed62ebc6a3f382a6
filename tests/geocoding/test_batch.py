"""Columns of names: alignment, distinct names, bad values."""

import pickle

import numpy as np
import pandas as pd
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.geocoding.batch import COLUMNS, resolve_columns


def test_the_index_of_the_series_is_kept():
    """Rows come back in order, under their labels, also when labels repeat."""
    names = pd.Series(["Prizren", "Peja", "Prizren"], index=["a", "b", "a"])
    found = sitmap.geocode(names, country="XK")
    assert found.index.tolist() == ["a", "b", "a"]
    assert tuple(found.columns) == COLUMNS
    assert found.crs.to_epsg() == 4326
    assert (
        found["place_id"].iloc[0]
        == found["place_id"].iloc[2]
        != found["place_id"].iloc[1]
    )


def test_a_country_for_each_row():
    """Mitrovica in Kosovo's row is Kosovo's, in Serbia's row Sremska Mitrovica."""
    found = sitmap.geocode(
        ["Mitrovica", "Mitrovica"], country=["Kosovë", "srb"]
    )
    assert found["country"].tolist() == ["XK", "RS"]


def test_bad_values_are_rows_with_a_status():
    """None, NaN, numbers, an empty string, a list and ten thousand letters find nothing and raise nothing."""
    names = [
        "Prizren",
        None,
        np.nan,
        3,
        4.5,
        "",
        "x" * 10_000,
        ["Prizren"],
        pd.NaT,
    ]
    found = sitmap.geocode(names)
    assert found["status"].tolist() == ["found"] + ["not_found"] * 8
    assert found.geometry.isna().tolist() == [False] + [True] * 8


def test_an_empty_list_gives_an_empty_table():
    """With the columns and the CRS of a full one."""
    found = sitmap.geocode([])
    assert len(found) == 0
    assert tuple(found.columns) == COLUMNS
    assert found.crs.to_epsg() == 4326


def test_a_missing_country_is_the_whole_world():
    """A null in the country column doesn't keep its row from being found."""
    found = sitmap.geocode(
        pd.Series(["Prizren", "Prizren"]), country=pd.Series(["XK", None])
    )
    assert found["country"].tolist() == ["XK", "XK"]


def test_columns_of_different_length_are_refused():
    """A silent recycling would shift countries against names."""
    with pytest.raises(InputError, match="country has 1 values for 2"):
        sitmap.geocode(["Prizren", "Peja"], country=["XK"])


def test_progress_counts_the_distinct_names():
    """Two distinct names out of three rows."""
    seen = []
    sitmap.geocode(
        ["Prizren", "Peja", "Prizren"],
        progress=lambda *step: seen.append(step),
    )
    assert seen[-1] == (2, 2)


def test_a_gazetteer_travels_to_another_process():
    """It is pickled by its folders, as process pools and Dask's map_partitions need."""
    copy = pickle.loads(pickle.dumps(sitmap.Gazetteer(folders=[])))  # noqa: S301
    assert copy.geocode("Prizren").raw["country"] == "XK"


def test_partitions_answer_as_the_whole_does():
    """A function of rows and nothing else, where the rows' own countries decide."""
    names = pd.Series(
        ["Prizren", "Peja", "Gjakova", "Mitrovica"], index=[3, 1, 4, 1]
    )
    whole = sitmap.geocode(names, country="XK")
    parts = pd.concat(
        [
            sitmap.geocode(names.iloc[:2], country="XK"),
            sitmap.geocode(names.iloc[2:], country="XK"),
        ]
    )
    columns = [
        "address",
        "geometry",
        "precision",
        "uncertainty_m",
        "status",
        "place_id",
    ]  # a score weighs the other rows
    pd.testing.assert_frame_equal(
        pd.DataFrame(parts)[columns], pd.DataFrame(whole)[columns]
    )


def test_another_geocoder_can_be_used():
    """Any object with geopy's geocode method; its failures are rows with the status error."""

    class Broken:
        def geocode(self, query):
            raise ConnectionError(query)

    assert sitmap.geocode(["Prizren"], geocoder=Broken())[
        "status"
    ].tolist() == ["error"]


def test_a_text_is_one_name():
    """Not eight letters."""
    found = sitmap.geocode("Pristina")
    assert found.index.tolist() == [0]
    assert found["country"].tolist() == ["XK"]


@pytest.mark.parametrize("country", ["ZZ", "Nowhereland"])
def test_an_unknown_country_of_all_rows_is_an_error(country):
    """One line that names it."""
    with pytest.raises(
        InputError, match=f"no country is called '{country}'"
    ):
        sitmap.geocode(["Prizren"], country=country)


def test_an_unknown_country_of_one_row_is_that_rows_fault():
    """The others are answered."""
    records = resolve_columns(
        ["Prizren", "Prizren"], country=["XK", "Nowhereland"]
    ).records
    assert records["status"].tolist() == ["found", "not_found"]
    assert "Nowhereland" in records["why"].iloc[1]


def test_what_is_not_found_says_what_helps():
    """The command with the country's code, where the country is known."""
    plain = sitmap.Gazetteer(folders=[])
    records = resolve_columns(
        ["Qwrtzplk", "Qwrtzplk"], country=["UA", None], geocoder=plain
    ).records
    assert "sitmap gazetteer add UA" in records["why"].iloc[0]
    assert "country" in records["why"].iloc[1]


def test_a_doubtful_row_outside_the_tables_country_is_no_answer():
    """Six sure places of Kosovo: the Sereda of Russia is a namesake, Kyiv is Kyiv."""
    names = [
        "Prizren",
        "Peja",
        "Pristina",
        "Gjakova",
        "Vushtrri",
        "Gjilan",
        "Sereda",
        "Kyiv",
    ]
    records = resolve_columns(
        names, geocoder=sitmap.Gazetteer(folders=[])
    ).records
    assert records["is_firm"].tolist() == [True] * 6 + [False, True]
    assert "the table's sure places are in XK" in records["why"].iloc[6]
    assert (
        resolve_columns(["Sereda"], geocoder=sitmap.Gazetteer(folders=[]))
        .records["is_firm"]
        .all()
    )


def test_a_doubtful_row_outside_the_tables_region_is_no_answer():
    """All others are Donetsk's; Ivanivka is the name of dozens of villages."""
    names = [
        "Sloviansk",
        "Kramatorsk",
        "Druzhkivka",
        "Kostiantynivka",
        "Bakhmut",
        "Toretsk",
        "Ivanivka",
    ]
    records = resolve_columns(
        names, country="UA", geocoder=sitmap.Gazetteer(folders=[])
    ).records
    far = records.iloc[6]
    assert not far["is_firm"] or abs(far["lon"] - 37.6) < 6
