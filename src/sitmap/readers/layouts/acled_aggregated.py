"""ACLED's aggregated files: events and deaths counted by week (or month, or year) and region.

Columns as in the files at https://acleddata.com/aggregated and at https://data.humdata.org.
"""

from __future__ import annotations

from typing import Final

from sitmap.readers.layout import COUNTS, Layout

LAYOUTS: Final = (
    Layout(
        name="ACLED, aggregated",
        told_by=(
            frozenset({"week", "country", "events"}),
            frozenset({"week", "admin1", "events"}),
            frozenset({"country", "month", "year", "events"}),
            frozenset({"country", "year", "events"}),
        ),
        unless=frozenset({"event_id_cnty", "event_date", "notes"}),
        refused=COUNTS,
    ),
)
