"""The Global Terrorism Database (https://www.start.umd.edu/gtd/), codebook of 2021.

A day or month of 0 isn't known; -9 and -99 stand for "unknown". ``specificity`` 1 is the town,
2 and 3 the centre of the smallest unit that is known, 4 of a province.
"""

from __future__ import annotations

from typing import Final

from sitmap.readers.layout import Codes, Layout

_UNKNOWN: Final = frozenset({"Unknown", "unknown", "-9", "-99"})

LAYOUTS: Final = (
    Layout(
        name="Global Terrorism Database",
        told_by=(
            frozenset({"iyear", "imonth", "iday"}),
            frozenset({"eventid", "iyear", "gname"}),
        ),
        columns={
            "incident_id": "eventid",
            "longitude": "longitude",
            "latitude": "latitude",
            "place": "city",
            "country": "country_txt",
            "admin1": "provstate",
            "actor1": "gname",
            "actor2": "target1",
            "notes": "summary",
            "fatalities_best": "nkill",
            "injured_best": "nwound",
        },
        date_parts=("iyear", "imonth", "iday"),
        event_type=Codes(
            "attacktype1_txt", {"Unknown": "Attack"}, keep=True
        ),
        precision=Codes(
            "specificity",
            {
                "1": ("place", 5_000.0),
                "2": ("admin2", 35_000.0),
                "3": ("admin2", 35_000.0),
                "4": ("admin1", 100_000.0),
                "5": ("country", 500_000.0),
            },
        ),
        missing=dict.fromkeys(
            ("place", "admin1", "actor1", "actor2", "notes", "counts"),
            _UNKNOWN,
        ),
        credit="Global Terrorism Database",
        title=True,
    ),
)
