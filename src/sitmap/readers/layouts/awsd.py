"""The Aid Worker Security Database (https://aidworkersecurity.org): attacks on aid workers.

``Location`` is a kind of place (Road, Home), no name. The point is of what the row names: a city, a
district, a region; which of them says how precise it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.precision import DEFAULT_RADIUS_M
from sitmap.readers.layout import Codes, Layout

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

_UNKNOWN: Final = frozenset({"Unknown", "unknown", "None", "-"})
_NAMED: Final = {
    "place": "City",
    "admin2": "District",
    "admin1": "Region",
    "country": "Country",
}


def _say_precision(rows: Rows, _: Reading) -> Rows:
    """Tell from the finest name of a row what its point stands for."""
    frame = rows.frame
    level: pd.Series[Any] = pd.Series(
        pd.NA, index=frame.index, dtype="string"
    )
    for word, name in _NAMED.items():
        if name in frame:
            said = frame[name].astype("string").str.strip()
            level = level.mask(
                level.isna() & said.notna() & ~said.isin(list(_UNKNOWN)),
                word,
            )
    return replace(rows, frame=frame.assign(Named=level))


LAYOUTS: Final = (
    Layout(
        name="Aid Worker Security Database",
        told_by=(
            frozenset({"Incident ID", "Means of attack", "Attack context"}),
            frozenset(
                {"Means of attack", "Total killed", "Total affected"}
            ),
        ),
        columns={
            "incident_id": "Incident ID",
            "longitude": "Longitude",
            "latitude": "Latitude",
            "place": "City",
            "country": ("Country Code", "Country"),
            "admin1": "Region",
            "admin2": "District",
            "actor1": ("Actor name", "Actor type"),
            "notes": "Details",
            "fatalities_best": "Total killed",
            "injured_best": "Total wounded",
            "abducted_best": "Total kidnapped",
        },
        date_parts=("Year", "Month", "Day"),
        event_type=Codes(
            "Means of attack",
            {"Unknown": "Attack on aid workers"},
            keep=True,
        ),
        precision=Codes(
            "Named",
            {
                word: (word, DEFAULT_RADIUS_M[word])
                for word in DEFAULT_RADIUS_M
            },
        ),
        status=Codes(
            "Verified", {"Yes": "confirmed"}, otherwise="reported"
        ),
        missing=dict.fromkeys(
            ("place", "admin1", "admin2", "actor1"), _UNKNOWN
        ),
        credit="Aid Worker Security Database",
        title=True,
        adapt=_say_precision,
    ),
)
