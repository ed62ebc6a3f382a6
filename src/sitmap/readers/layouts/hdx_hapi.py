"""HDX HAPI: conflict events counted by month and district (https://hapi.humdata.org)."""

from __future__ import annotations

from typing import Final

from sitmap.readers.layout import COUNTS, Layout

LAYOUTS: Final = (
    Layout(
        name="HDX HAPI",
        told_by=(
            frozenset(
                {"location_code", "events", "reference_period_start"}
            ),
        ),
        refused=COUNTS,
    ),
)
