"""What two reports tell is linked: every pair, and in about as many steps as there are rows."""

from itertools import combinations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from sitmap.geodesy import distance_m
from sitmap.incidents import conform
from sitmap.reports import duplicates as module
from sitmap.reports import link_reports

DAY = "2023-05-29"


def make_table(rows):
    """Make a table of (report, type, day, lat, lon)."""
    names = ["report", "event_type", "date_start", "lat", "lon"]
    frame = pd.DataFrame(rows, columns=names)
    points = gpd.points_from_xy(
        frame.pop("lon"), frame.pop("lat"), crs=4326
    )
    frame["incident_id"] = [f"i-{at:04}" for at in range(len(frame))]
    return conform(gpd.GeoDataFrame(frame, geometry=points))


def links_of(table):
    """Return the pairs of positions that name each other."""
    also = link_reports(table)["also_in"].fillna("")
    return {
        (at, int(other.removeprefix("i-")))
        for at, named in enumerate(also)
        for other in named.split(", ")
        if other
    }


def is_same(one, two):
    """Tell the same as a reader of the rule would: type, day or the next, within 5 km."""
    apart = abs((one.date_start - two.date_start).days)
    away_m = distance_m(
        one.geometry.y, one.geometry.x, two.geometry.y, two.geometry.x
    )
    return (
        one.report != two.report
        and one.event_type == two.event_type
        and apart <= 1
        and away_m <= 5_000
    )


@pytest.mark.parametrize(
    "at", [(0.0, 0.0), (48.6, 38.0), (-17.0, 179.99), (89.98, 0.0)]
)
def test_blocks_lose_no_pair_and_add_none(at):
    """As where each row is compared with each: at null island, the date line and a pole, too."""
    rng = np.random.default_rng(5)
    lat, lon = at
    rows = [
        (
            f"{rng.integers(40)}.txt",
            rng.choice(["Battles", "Riots"]),
            f"2023-05-{rng.integers(10, 16)}",
            min(lat + rng.integers(0, 9) / 50, 90.0),
            (lon + rng.integers(0, 9) / 50 + 180) % 360 - 180,
        )
        for _ in range(150)
    ]
    table = make_table(rows)
    told = list(table.itertuples())
    pairs = {
        (one, two)
        for one, two in combinations(range(len(told)), 2)
        if is_same(told[one], told[two])
    }
    assert len(pairs) > 50
    assert links_of(table) == pairs | {(two, one) for one, two in pairs}


def test_rows_without_a_day_a_type_or_a_point_are_linked_with_none():
    """Nobody knows whether they are the same."""
    table = make_table(
        [(f"{n}.txt", "Battles", DAY, 48.0, 38.0) for n in range(6)]
    )
    table.loc[0, "date_start"] = pd.NaT
    table.loc[1, "event_type"] = None
    table.loc[2, "geometry"] = None
    assert links_of(table) == {
        (a, b) for a in (3, 4, 5) for b in (3, 4, 5) if a != b
    }


def test_what_five_hundred_agencies_tell_is_named_and_counted():
    """A hundred ids of the 499 others, the same for all, and how many more there are."""
    table = make_table(
        [(f"{n}.txt", "Battles", DAY, 48.0, 38.0) for n in range(500)]
    )
    also = link_reports(table)["also_in"]
    named = [f"i-{at:04}" for at in range(101)]
    assert also[499] == ", ".join([*named[:100], "and 399 more"])
    assert also[7] == ", ".join(
        [*(each for each in named if each != "i-0007"), "and 399 more"]
    )


def test_as_many_as_are_named_are_not_counted():
    """A hundred others are all named; of 101 one is left."""
    rows = [(f"{n}.txt", "Battles", DAY, 48.0, 38.0) for n in range(102)]
    assert "more" not in link_reports(make_table(rows[:101]))["also_in"][0]
    assert link_reports(make_table(rows))["also_in"][0].endswith(
        ", and 1 more"
    )


def test_rows_of_ones_own_report_are_not_counted():
    """A list of 300 incidents in one report is told by one other report, once."""
    rows = [("list.txt", "Battles", DAY, 48.0, 38.0)] * 300
    also = link_reports(
        make_table([*rows, ("other.txt", "Battles", DAY, 48.0, 38.0)])
    )["also_in"]
    assert set(also[:300]) == {"i-0300"}
    assert also[300].endswith(", and 200 more")


def test_a_row_is_compared_with_its_neighbours_alone(monkeypatch):
    """Ten times as many rows, of as many more days, are ten times as many comparisons."""
    compared = []
    measure = module.distances_m

    def count(lat, lon, lats, lons):
        compared.append(len(lats))
        return measure(lat, lon, lats, lons)

    monkeypatch.setattr(module, "distances_m", count)

    def total(rows):
        compared.clear()
        link_reports(make_table(rows))
        return sum(compared)

    days = pd.date_range("2020-01-01", periods=500).strftime("%Y-%m-%d")
    rows = [
        (f"{n}.txt", "Battles", days[n // 2], 40 + n % 7 / 2, 30.0)
        for n in range(1_000)
    ]
    assert total(rows) <= 10 * total(rows[:100]) * 1.1
    alike = [(f"{n}.txt", "Battles", DAY, 48.0, 38.0) for n in range(1_000)]
    assert total(alike) == 1
