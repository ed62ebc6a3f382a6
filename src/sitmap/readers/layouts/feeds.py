"""Feeds of fires and earthquakes, as plain points beside incidents: NASA FIRMS, USGS.

A fire's point is the centre of a pixel of ``scan`` by ``track`` kilometres
(https://firms.modaps.eosdis.nasa.gov); an earthquake's time is in UTC
(https://earthquake.usgs.gov/earthquakes/feed/v1.0/csv.php).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from sitmap.readers.layout import Layout

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

# metres: half of a side that is told in km
_HALF_KM_M: Final = 500.0


def _say_pixels(rows: Rows, _: Reading) -> Rows:
    """Give each fire the radius that holds its pixel."""
    frame = rows.frame.rename(columns=str.lower)
    sides = [
        pd.to_numeric(frame[name], errors="coerce")
        for name in ("scan", "track")
    ]
    radius = (sides[0] ** 2 + sides[1] ** 2) ** 0.5 * _HALF_KM_M
    return replace(
        rows,
        frame=frame.assign(
            radius_m=radius, kind="Active fire", title="Active fire"
        ),
    )


LAYOUTS: Final = (
    Layout(
        name="NASA FIRMS",
        told_by=(
            frozenset({"acq_date", "acq_time", "frp", "scan", "track"}),
        ),
        columns={
            "longitude": "longitude",
            "latitude": "latitude",
            "date_start": "acq_date",
            "event_type": "kind",
            "title": "title",
            "uncertainty_m": "radius_m",
        },
        credit="NASA FIRMS",
        adapt=_say_pixels,
    ),
    Layout(
        name="USGS earthquakes",
        told_by=(frozenset({"mag", "magType", "place", "time", "type"}),),
        columns={
            "incident_id": ("id", "code"),
            "longitude": "longitude",
            "latitude": "latitude",
            "date_start": "time",
            "event_type": "type",
            "title": ("title", "place"),
            "place": "place",
            "source_url": "url",
        },
        credit="USGS",
    ),
)
