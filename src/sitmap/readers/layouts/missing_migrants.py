"""IOM's Missing Migrants Project (https://missingmigrants.iom.int), of 2020 and of today."""

from __future__ import annotations

from typing import Final

from sitmap.readers.layout import Codes, Layout

LAYOUTS: Final = (
    Layout(
        name="Missing Migrants",
        told_by=(
            frozenset(
                {
                    "Region of Incident",
                    "Minimum Estimated Number of Missing",
                }
            ),
            frozenset({"Cause of Death", "Migration Route", "Coordinates"}),
            frozenset(
                {
                    "Cause of Death",
                    "Migration Route",
                    "Location Coordinates",
                }
            ),
        ),
        columns={
            "incident_id": ("Incident ID", "Main ID", "Web ID"),
            "date_start": ("Incident Date", "Reported Date"),
            "coordinates": ("Coordinates", "Location Coordinates"),
            "longitude": "Longitude",
            "latitude": "Latitude",
            "place": (
                "Location of Incident",
                "Location of Death",
                "Location Description",
            ),
            "country": "Country of Incident",
            "fatalities_best": ("Number of Dead", "Number Dead"),
            "missing_best": "Minimum Estimated Number of Missing",
            "source": "Information Source",
            "source_url": "URL",
        },
        event_type=Codes(
            "Cause of Death", {"Unknown": "Dead or missing"}, keep=True
        ),
        credit="IOM Missing Migrants Project",
        title=True,
    ),
)
