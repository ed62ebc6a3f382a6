"""Incidents of one spot: none is lost, none stands twice."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import sitmap
from sitmap.export.figure.crowds import find_crowds
from sitmap.export.figure.view import fit_view

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def many(count):
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
    import geopandas as gpd

    points = gpd.points_from_xy(
        rng.uniform(33, 39, count), rng.uniform(46, 51, count), crs=4326
    )
    return sitmap.conform(gpd.GeoDataFrame(frame, geometry=points))


def test_crowds_hold_every_incident_once():
    """Whatever is drawn together, the numbers add up and no two marks lie on each other."""
    table = many(500)
    view = fit_view((33, 46, 39, 51), 200, 150)
    crowds = find_crowds(table, view, apart_mm=5)
    assert sorted(np.concatenate([crowd.rows for crowd in crowds])) == list(
        range(500)
    )
