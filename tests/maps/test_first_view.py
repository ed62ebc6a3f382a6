"""What a map shows at first."""

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString

import sitmap
from sitmap.maps.first_view import bounds_of_counted, widen_view


def _layer(*points):
    table = pd.DataFrame(
        {
            "title": ["x"] * len(points),
            "latitude": [lat for lat, _ in points],
            "longitude": [lon for _, lon in points],
        }
    )
    return sitmap.Incidents(table)


def _line(*lonlats):
    shape = LineString(lonlats)
    return sitmap.Lines(gpd.GeoDataFrame(geometry=[shape], crs=4326))


def test_the_box_of_all_layers_of_incidents():
    """Two layers, one in the north-west, one in the south-east: the box holds both."""
    layers = [_layer((43.0, 20.0)), _layer((42.0, 21.0), (42.5, 20.5))]
    assert bounds_of_counted(layers) == [[42.0, 20.0], [43.0, 21.0]]


def test_without_incidents_there_is_no_box():
    """No layer, and a layer all of whose rows have no point."""
    assert bounds_of_counted([]) is None
    assert bounds_of_counted([_layer()]) is None


def test_a_map_of_plans_alone_opens_at_their_places():
    """They aren't drawn, but the world is no place to look for them; with incidents they don't count."""
    plan = pd.DataFrame(
        {"title": ["March"], "latitude": [42.9], "longitude": [20.8]}
    )
    plans = sitmap.Incidents(plan.assign(status="planned"))
    assert bounds_of_counted([plans]) == [[42.9, 20.8], [42.9, 20.8]]
    both = [plans, _layer((50.0, 30.0))]
    assert bounds_of_counted(both) == [[50.0, 30.0], [50.0, 30.0]]


def test_a_single_point_is_shown_with_what_lies_around_it():
    """.15 degrees on each side."""
    (south, west), (north, east) = widen_view([[42.0, 20.0]] * 2, [])
    assert (round(north - south, 9), round(east - west, 9)) == (0.3, 0.3)
    assert (round(south, 9), round(west, 9)) == (41.85, 19.85)


def test_a_box_that_is_wide_one_way_is_kept():
    """Incidents along a road from west to east need no more room."""
    box = [[42.0, 20.0], [42.0, 20.5]]
    assert widen_view(box, []) == box


def test_no_point_at_all_shows_the_world():
    """What folium says where nothing is: no numbers."""
    assert widen_view([[None, None], [None, None]], []) == [
        [-55.0, -150.0],
        [72.0, 170.0],
    ]


def test_a_line_beside_the_incidents_is_in_the_view():
    """A front three degrees to the east would not be seen otherwise."""
    front = _line((23.0, 42.0), (23.0, 43.0))
    box = [[42.0, 20.0], [43.0, 21.0]]
    assert widen_view(box, [front]) == [[42.0, 20.0], [43.0, 23.0]]


def test_a_line_that_is_seen_or_too_far_changes_nothing():
    """One that crosses the box, and one 30 degrees off, which would hide the incidents."""
    box = [[42.0, 20.0], [43.0, 21.0]]
    crossing = _line((19.0, 42.5), (25.0, 42.5))
    far = _line((50.0, 42.0), (51.0, 43.0))
    assert widen_view(box, [crossing]) == box
    assert widen_view(box, [far]) == box
