"""Ushahidi: its exports, old and new."""

from tests.readers.made import FILES, days

import sitmap


def test_ushahidi():
    """Version 2 by its capitals, version 3 by its posts; verified is confirmed."""
    two = sitmap.read(FILES / "ushahidi-2.csv")
    assert two.loc[0, ["incident_id", "place", "status"]].to_list() == [
        "7",
        "Accra",
        "confirmed",
    ]
    assert (days(two), two.geometry.x[0]) == (["2009-05-15"], -0.2)
    three = sitmap.read(FILES / "ushahidi.csv")
    assert (days(three), three.geometry.x[0]) == (["2018-12-05"], 36.82)
    assert three.loc[0, "title"] == "Road block"
