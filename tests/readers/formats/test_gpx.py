"""GPX: waypoints, routes and tracks."""

import pytest
from tests.readers.made import days, write

import sitmap
from sitmap.errors import DataWarning, InputError
from sitmap.readers import list_left_off


def test_gpx(tmp_path):
    """Waypoints are incidents, a track is a way and listed as left out."""
    body = """<gpx xmlns="http://www.topografix.com/GPX/1/1">
    <wpt lat="42.9" lon="20.8"><name>Bridge</name>
    <time>2024-03-05T10:00:00Z</time><desc>Stones</desc></wpt><trk><name>way</name></trk>
    <wpt lat="x" lon="20.8"/></gpx>"""
    with pytest.warns(DataWarning, match="has no longitude and latitude"):
        table = sitmap.read(write(tmp_path, body, "a.gpx"))
    assert table["title"].fillna("-").to_list() == ["Bridge", "-"]
    assert days(table)[0] == "2024-03-05"
    assert list_left_off(table)["row"].to_list() == [2]
    with pytest.raises(
        InputError, match="1 tracks or routes and no waypoint"
    ):
        sitmap.read(write(tmp_path, "<gpx><trk/></gpx>", "b.gpx"))
