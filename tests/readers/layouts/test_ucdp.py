"""UCDP: with and without its names, as a file and of the API; its titles and precision."""

import json
import warnings

import geopandas as gpd
import pandas as pd
import pytest
from tests.readers.made import FILES, days, read_quietly

import sitmap
from sitmap.errors import DataWarning
from sitmap.readers import describe_reading, list_left_off


def test_ucdp_without_its_line_of_names():
    """Candidate 24.0.1 came without it: the values tell the layout."""
    table = sitmap.read(FILES / "ucdp-no-header.csv")
    assert "UCDP GED (CSV without column names" in describe_reading(table)
    assert table["incident_id"].to_list() == ["500001", "500002"]
    assert table["place"].to_list() == ["Kupiansk town", "Kherson oblast"]
    assert table["precision"].to_list() == ["place", "admin1"]
    assert days(table) == ["2024-01-04", "2024-01-05"]
    assert str(table.loc[1, "date_end"].date()) == "2024-01-07"
    assert table.loc[
        1, ["fatalities_best", "fatalities_high"]
    ].to_list() == [5, 9]
    assert [(p.x, p.y) for p in table.geometry] == [
        (37.6152, 49.7106),
        (33.5, 46.5),
    ]


def test_titles_of_ucdp_say_what_happened():
    """Type, place and dead; the headline and what else the source says stay in their columns."""
    table = sitmap.read(FILES / "ucdp-no-header.csv")
    assert table["title"].to_list() == [
        "State-based conflict: Kupiansk town, 2 dead",
        "State-based conflict: Kherson oblast, 5 dead",
    ]
    assert table.loc[0, "source_headline"] == "Example"


def test_empty_texts_of_json_are_none():
    """An empty text says nothing: the credit and the gaps are those of the same rows in a CSV."""
    table = sitmap.read(FILES / "ucdp-empty-texts.geojson")
    assert table.loc[0, "source"] == "UCDP GED"
    assert pd.isna(table.loc[0, "notes"])
    assert table["problem"].isna().all()


def test_ucdp_of_the_api():
    """A page of the API is a list under another key, and the same layout."""
    table = sitmap.read(FILES / "list-b.json")
    assert table.loc[
        0, ["place", "precision", "fatalities_best"]
    ].to_list() == [
        "Kharkiv city",
        "place",
        3,
    ]


def test_ucdp_is_ucdp_in_every_file(tmp_path, shared):
    """The same events as CSV, Excel and GeoJSON give the same precision and days."""
    pytest.importorskip("openpyxl", reason="needs the extra sitmap[excel]")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        whole = pd.read_csv(
            shared / "incidents/ucdp-ged-ukraine.csv", encoding="cp1252"
        ).head(60)
    whole.to_csv(tmp_path / "a.csv", index=False)
    whole.to_excel(tmp_path / "a.xlsx", index=False)
    points = gpd.GeoDataFrame(
        whole,
        geometry=gpd.points_from_xy(whole["longitude"], whole["latitude"]),
        crs=4326,
    )
    points.to_file(tmp_path / "a.geojson", driver="GeoJSON")
    tables = [
        sitmap.read(tmp_path / name)
        for name in ("a.csv", "a.xlsx", "a.geojson")
    ]
    for table in tables:
        assert "UCDP GED" in describe_reading(table)
        for column in (
            "incident_id",
            "precision",
            "date_start",
            "date_precision",
            "country",
            "fatalities_best",
        ):
            assert table[column].to_list() == tables[0][column].to_list(), (
                column
            )
        assert table.geometry.x.to_list() == tables[0].geometry.x.to_list()


def test_ucdp_ukraine_maps_precision_as_the_file_has_it(shared):
    """3,883 of 3,883; where_prec 1/2/3/4/5/6/7 is 1055/1841/38/568/343/37/1, and ours follow from it."""
    with pytest.warns(DataWarning, match="cp1252"):
        table = sitmap.read(shared / "incidents/ucdp-ged-ukraine.csv")
    counts = table["precision"].value_counts()
    assert len(table) == 3883
    assert list_left_off(table).empty
    assert counts.to_dict() == {
        "place": 1055,
        "near": 1841 + 343,
        "admin2": 38,
        "admin1": 568,
        "country": 37,
        "unknown": 1,
        "exact": 0,
    }
    assert (table["country"] == "UA").all()


def test_json_of_the_same_fields_in_a_list(tmp_path):
    """A list of flat objects is a table."""
    table = read_quietly(
        tmp_path,
        json.dumps(
            [
                {"place": "Zvečan", "date": "2023-05-29"},
                {"place": "NA", "date": None},
            ]
        ),
    )
    assert table["place"].to_list() == ["Zvečan", "NA"]
    assert "all_sources" not in table
    assert (
        read_quietly(tmp_path, '[{"place": "a", "source": "KFOR"}]').loc[
            0, "source"
        ]
        == "KFOR"
    )
