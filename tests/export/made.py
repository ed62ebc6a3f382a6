"""Maps and tables that tests of figures and documents draw."""

import datetime as dt
import re

import geopandas as gpd
import numpy as np
import pandas as pd

import sitmap


def make_map(**options):
    """Four incidents: two at one place, one elsewhere, one known to its region alone."""
    rows = {
        "title": ["Third", "First", "Second", "Somewhere"],
        "date": ["2023-03-05", "2023-01-02", "2023-02-03", "2023-01-01"],
        "precision": ["place", "place", "place", "admin1"],
        "uncertainty_m": [2500.0, 2500.0, 2500.0, 60_000.0],
        "side": ["a", "b", None, "b"],
        "lat": [42.9, 42.9, 42.4, 42.6],
        "lon": [20.8, 20.8, 21.3, 21.0],
    }
    return sitmap.Map(
        sitmap.read(pd.DataFrame(rows)), title="Four", **options
    )


def many(count):
    """As many incidents in the east of Ukraine, of all kinds, the same in every run."""
    rng = np.random.default_rng(7)
    frame = pd.DataFrame(
        {
            "title": [f"Incident {at}" for at in range(count)],
            "event_type": rng.choice(
                [
                    "Battles",
                    "Riots",
                    "Protests",
                    "Explosions/Remote violence",
                ],
                count,
            ),
            "date_start": (
                pd.Timestamp(dt.date(2022, 1, 1))
                + pd.to_timedelta(rng.integers(0, 300, count), unit="D")
            ),
            "precision": rng.choice(["exact", "place", "near"], count),
            "status": rng.choice(
                ["reported", "confirmed", "claimed"], count
            ),
        }
    )
    points = gpd.points_from_xy(
        rng.uniform(33, 39, count), rng.uniform(46, 51, count), crs=4326
    )
    return sitmap.conform(gpd.GeoDataFrame(frame, geometry=points))


def read_pdf_pages(path):
    """Count the pages of a PDF by its own page objects."""
    return len(re.findall(rb"/Type /Page\b(?!s)", path.read_bytes()))
