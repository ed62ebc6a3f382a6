"""Insecurity Insight: its tables, each by its own record."""

import pytest
from tests.readers.made import FILES

import sitmap
from sitmap.errors import DataWarning


def test_insecurity_insight():
    """Its own scale of precision; a withheld point leaves the region, and says so."""
    with pytest.warns(
        DataWarning, match="row 5: the source withholds the point"
    ):
        table = sitmap.read(FILES / "insecurity-insight.csv")
    told = table["precision"].astype("string").fillna("-").to_list()
    assert told == ["near", "country", "admin1", "admin1"]
    assert table["uncertainty_m"].to_list()[:3] == [
        25_000,
        500_000,
        120_000,
    ]
    assert table["place"].fillna("-").to_list() == [
        "-",
        "-",
        "-",
        "Kharkiv Oblast",
    ]
    regions = table["admin1"].fillna("-").to_list()
    assert regions == [
        "Idleb Governorate",
        "-",
        "White Nile State",
        "Kharkiv Oblast",
    ]
    assert table.geometry.notna().to_list() == [True, True, True, False]
    assert table["fatalities_best"].to_list() == [0, 0, 0, 1]
    assert table["injured_best"].to_list() == [1, 0, 0, 0]
