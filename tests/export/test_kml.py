"""KML as XML: what stands where, what is drawn fainter, what never runs."""

import xml.etree.ElementTree as ET

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

import sitmap
from sitmap.export.kml import to_kml_text

NS = "{http://www.opengis.net/kml/2.2}"


NORTH = (Point(20.8665774, 42.8914),)


def placemarks(points=NORTH, **columns):
    frame = gpd.GeoDataFrame(columns, geometry=list(points), crs=4326)
    written = to_kml_text(sitmap.conform(frame))
    root = ET.fromstring(written)  # noqa: S314 - we wrote it
    return root, root.findall(f".//{NS}Placemark")


def text(element, path):
    return element.findtext(
        "/".join(f"{NS}{name}" for name in path.split("/"))
    )


def test_a_point_is_longitude_before_latitude():
    """To a centimetre; a row without one is a placemark all the same."""
    _, (one, two) = placemarks(
        [Point(20.86657741234, 42.8914), None], title=["a", "b"]
    )
    assert text(one, "Point/coordinates") == "20.8665774,42.8914"
    assert two.find(f"{NS}Point") is None
    assert text(two, "name") == "b"


@pytest.mark.parametrize(
    ("columns", "name"),
    [
        ({"title": ["Shots"], "place": ["Peja"]}, "Shots"),
        ({"title": [None], "place": ["Peja"]}, "Peja"),
        ({"incident_id": ["i-7"]}, "i-7"),
    ],
)
def test_a_placemark_is_called_by_the_best_that_there_is(columns, name):
    _, [one] = placemarks(**columns)
    assert text(one, "name") == name


def test_days_are_a_stamp_or_a_span():
    start = pd.to_datetime(["2023-05-29"] * 3 + [None])
    end = pd.to_datetime(["2023-05-29", "2023-05-31", None, None])
    _, marks = placemarks(
        [Point(20, 42)] * 4, date_start=start, date_end=end
    )
    assert text(marks[0], "TimeStamp/when") == "2023-05-29"
    assert text(marks[1], "TimeSpan/begin") == "2023-05-29"
    assert text(marks[1], "TimeSpan/end") == "2023-05-31"
    assert text(marks[2], "TimeStamp/when") == "2023-05-29"
    assert marks[3].find(f"{NS}TimeStamp") is None


def test_a_row_known_to_an_area_alone_is_fainter_and_says_so():
    root, (spot, area) = placemarks(
        [Point(20, 42)] * 2,
        event_type=["Riots"] * 2,
        precision=["exact", "admin1"],
        uncertainty_m=[10.0, 40_000.0],
    )
    assert text(spot, "styleUrl") == "#type0"
    assert text(area, "styleUrl") == "#type0-vague"
    assert spot.find(f"{NS}Snippet") is None
    assert "40 km" in text(area, "Snippet")
    styles = {one.get("id") for one in root.iter(f"{NS}Style")}
    assert styles == {"type0", "type0-vague", "other", "other-vague"}


def test_colours_are_written_from_blue_to_red():
    """KML's order is opacity, blue, green, red: the first type's #c8501b is ff1b50c8."""
    root, _ = placemarks(event_type=["Battles"])
    assert text(root.find(f".//{NS}Style"), "IconStyle/color") == "ff1b50c8"


def test_hostile_text_is_text():
    """A description is HTML to Google Earth, so that markup in it is escaped twice."""
    hostile = '<script>alert(1)</script> ]]> "&" \x07'
    _, [one] = placemarks(
        title=[hostile], notes=[hostile], **{'a"<b': [hostile]}
    )
    assert text(one, "name") == hostile.replace("\x07", "\ufffd")
    assert "&lt;script&gt;" in text(one, "description")
    fields = [each.get("name") for each in one.iter(f"{NS}SimpleData")]
    assert 'a"<b' in fields


def test_numbers_that_kml_has_no_room_for_are_texts():
    """Its int has 32 bits."""
    root, _ = placemarks(small=[7], large=[2**40], half=[0.5], yes=[True])
    types = {
        each.get("name"): each.get("type")
        for each in root.iter(f"{NS}SimpleField")
    }
    assert {
        name: types[name] for name in ("small", "large", "half", "yes")
    } == {
        "small": "int",
        "large": "string",
        "half": "double",
        "yes": "bool",
    }
