"""The Social Conflict Analysis Database (https://www.strausscenter.org), codebook 3.3.

-77, -88 and -99 stand for "unknown". ``locnum`` says what kind of place the point stands for.
"""

from __future__ import annotations

from typing import Final

from sitmap.readers.layout import Codes, Layout

_UNKNOWN: Final = frozenset(
    {"-77", "-88", "-99", "-9", "-77.0", "-88.0", "-99.0"}
)

LAYOUTS: Final = (
    Layout(
        name="SCAD",
        told_by=(
            frozenset({"stday", "stmo", "styr", "etype"}),
            frozenset({"eventid", "etype", "npart", "ndeath"}),
        ),
        columns={
            "incident_id": "eventid",
            "date_start": "startdate",
            "date_end": "enddate",
            "longitude": "longitude",
            "latitude": "latitude",
            "place": "elocal",
            "country": "countryname",
            "actor1": "actor1",
            "actor2": "target1",
            "notes": ("issuenote", "notes"),
            "fatalities_best": "ndeath",
        },
        date_parts=("styr", "stmo", "stday"),
        end_parts=("eyr", "emo", "eday"),
        event_type=Codes(
            "etype",
            {
                "1": "Organized demonstration",
                "2": "Spontaneous demonstration",
                "3": "Organized violent riot",
                "4": "Spontaneous violent riot",
                "5": "General strike",
                "6": "Limited strike",
                "7": "Pro-government violence",
                "8": "Anti-government violence",
                "9": "Extra-government violence",
                "10": "Intra-government violence",
            },
        ),
        precision=Codes(
            "locnum",
            {
                "1": ("place", 10_000.0),  # the capital
                "2": ("place", 5_000.0),  # another large town
                "3": ("place", 5_000.0),  # a village
                "4": ("near", 75_000.0),  # several towns
                "5": ("near", 75_000.0),  # several villages
                "6": ("admin1", 100_000.0),  # a province
                "7": ("country", 500_000.0),  # nationwide
                "-99": ("country", 500_000.0),
            },
        ),
        missing=dict.fromkeys(
            ("counts", "longitude", "latitude", "place", "actor2"), _UNKNOWN
        ),
        credit="SCAD",
        title=True,
    ),
)
