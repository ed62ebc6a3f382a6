"""What marks are drawn from."""

import geopandas as gpd
import numpy as np
import pandas as pd

from sitmap.incidents import conform
from sitmap.layers.core_columns import encode_core, summarize_core
from sitmap.layers.number_columns import NO_VALUE, Codes


def _core(points, order=None, **columns):
    frame = pd.DataFrame({"title": ["x"] * len(points), **columns})
    geometry = gpd.points_from_xy(*zip(*points, strict=True))
    table = conform(gpd.GeoDataFrame(frame, geometry=geometry, crs=4326))
    rows = np.arange(len(points)) if order is None else np.array(order)
    codes = Codes(rows)
    core = encode_core(table, rows, codes)
    return {one.name: one.numbers.tolist() for one in core}, codes, core


def test_degrees_are_whole_numbers_of_hundred_thousandths():
    """20.123456 E is 2,012,346 of them, a metre at most from where it was."""
    told, _, _ = _core([(20.123456, -42.5)])
    assert (told["lon"], told["lat"]) == ([2_012_346], [-4_250_000])


def test_lengths_are_days_from_the_first_and_never_negative():
    """From 28 February to 2 March 2024 it is three days on; a reversed span and no day are none."""
    days = ["2024-02-28", "2024-05-10", None]
    ends = ["2024-03-02", "2024-05-01", None]
    told, _, _ = _core(
        [(20, 42)] * 3,
        date_start=pd.to_datetime(days),
        date_end=pd.to_datetime(ends),
    )
    assert told["length"] == [3, 0, 0]
    assert told["day"][2] == NO_VALUE


def test_a_length_that_16_bits_hold_not_is_the_longest_they_do():
    """Two centuries are 73,049 days; 65,535 is shown."""
    told, _, _ = _core(
        [(20, 42)],
        date_start=pd.to_datetime(["1824-03-05"]),
        date_end=pd.to_datetime(["2024-03-05"]),
    )
    assert told["length"] == [65_535]


def test_only_coarse_rows_name_their_area():
    """A district does, a village has its own mark; the area's id comes from its first row."""
    told, codes, _ = _core(
        [(20, 42), (21, 43)],
        precision=["admin1", "exact"],
        place_name=["Prizren", "Rudare"],
        place_id=["p1", "p2"],
        country=["XK", "XK"],
    )
    assert told["area"] == [1, 0]
    assert codes.lists["area"] == ["Prizren"]
    assert codes.lists["area_id"] == ["p1"]
    assert codes.lists["area_country"] == ["XK"]


def test_a_summary_counts_only_what_is_on_the_map():
    """The third row is left off: neither its point nor its day widens the map's."""
    days = ["2024-03-05", None, "1999-01-01"]
    _, _, core = _core(
        [(20.0, 42.0), (21.0, 43.0), (-70.0, -10.0)],
        date_start=pd.to_datetime(days),
    )
    told = summarize_core(core, 2)
    assert told["bounds"] == [[42.0, 20.0], [43.0, 21.0]]
    assert told["days"] == ["2024-03-05", "2024-03-05"]
    assert (told["rows"], told["located"], told["undated"]) == (3, 2, 1)


def test_nothing_on_the_map_has_no_bounds_and_no_days():
    """None, never a box around nowhere."""
    _, _, core = _core([(20.0, 42.0)])
    told = summarize_core(core, 0)
    assert (told["bounds"], told["days"], told["undated"]) == (
        None,
        None,
        0,
    )
