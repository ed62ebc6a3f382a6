"""The desk's week at size: ``python -m tests.benchmarks.week [diff|near]``.

A million incidents compared with a million, and a million by a hundred sites; seconds, and the
most memory that the process held.
"""

from __future__ import annotations

import resource
import sys
import time

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.desk.diff import find_changes
from sitmap.desk.near import find_near
from sitmap.incidents import conform

ROWS = 1_000_000
SITES = 100
BOX = (22.0, 44.0, 40.0, 52.0)  # Ukraine and around
RADII_M = (
    100,
    2_500,
    5_000,
    25_000,
    35_000,
    120_000,
)  # as UCDP's precisions have them
SHARES = (0.3, 0.3, 0.2, 0.1, 0.07, 0.03)


def make_incidents(rows: int = ROWS) -> gpd.GeoDataFrame:
    """Make incidents with words, days, points and radii."""
    numbers = np.random.default_rng(3)
    west, south, east, north = BOX
    days = pd.to_timedelta(numbers.integers(0, 1200, rows), unit="D")
    return conform(
        pd.DataFrame(
            {
                "incident_id": [f"UKR{at:07d}" for at in range(rows)],
                "title": [
                    f"Shelling of position {at}" for at in range(rows)
                ],
                "place": [
                    f"Town {at}" for at in numbers.integers(0, 20_000, rows)
                ],
                "date_start": pd.Timestamp("2022-01-01") + days,
                "event_type": numbers.choice(
                    ["Battles", "Protests", "Riots"], rows
                ),
                "longitude": numbers.uniform(west, east, rows).round(4),
                "latitude": numbers.uniform(south, north, rows).round(4),
                "uncertainty_m": numbers.choice(
                    RADII_M, rows, p=SHARES
                ).astype(float),
                "fatalities_best": numbers.integers(0, 9, rows),
            }
        )
    )


def time_diff() -> str:
    """Compare tables of which one row in a hundred changed and one in two hundred went."""
    old = make_incidents()
    new = old.copy()
    new.loc[new.index[::100], "fatalities_best"] += 1
    new = new.drop(index=new.index[50::200]).sample(
        frac=1, random_state=1, ignore_index=True
    )
    began = time.perf_counter()
    changes = find_changes(old, new)
    took = time.perf_counter() - began
    expected = (0, ROWS // 100, ROWS // 200)
    found = (len(changes.new), len(changes.changed), len(changes.gone))
    assert found == expected, found
    return f"diff of {ROWS:,} rows × 2: {took:.1f} s; {changes.describe()}"


def time_near() -> str:
    """Compare incidents with sites within 5 km."""
    numbers = np.random.default_rng(5)
    west, south, east, north = BOX
    points = shapely.points(
        numbers.uniform(west, east, SITES),
        numbers.uniform(south, north, SITES),
    )
    names = [f"site {at}" for at in range(SITES)]
    sites = gpd.GeoDataFrame({"name": names}, geometry=points, crs=4326)
    table = make_incidents()
    began = time.perf_counter()
    found = find_near(table, sites, 5)
    took = time.perf_counter() - began
    return f"near of {ROWS:,} × {SITES}: {took:.1f} s; {len(found.pairs):,} pairs"


if __name__ == "__main__":
    for name in sys.argv[1:] or ["near", "diff"]:
        print({"diff": time_diff, "near": time_near}[name]())
        # ru_maxrss is in kilobytes on Linux (getrusage(2))
        print(
            f"  at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
        )
