"""Feeds of fires and earthquakes: plain points."""

import pytest
from tests.readers.made import FILES, days

import sitmap


def test_feeds_are_plain_points():
    """Fires carry the radius of their pixel, earthquakes their time; neither is a claim."""
    fires = sitmap.read(FILES / "firms.csv")
    assert fires.loc[0, ["event_type", "source"]].to_list() == [
        "Active fire",
        "NASA FIRMS",
    ]
    assert fires.loc[0, "uncertainty_m"] == pytest.approx(
        250
    )  # half of a 0.5 km diagonal
    assert fires["problem"].isna().all()
    quakes = sitmap.read(FILES / "usgs.csv")
    assert (days(quakes), quakes.loc[0, "incident_id"]) == (
        ["2024-01-01"],
        "us6000m0xl",
    )
    assert quakes["problem"].isna().all()
