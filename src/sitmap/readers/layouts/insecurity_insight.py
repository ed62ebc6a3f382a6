"""Insecurity Insight's tables on HDX: attacks on aid, health care, education, food.

``Location of Incident`` is a kind of place, no name. ``Geo Precision`` is UCDP's scale in words,
and "censored by HDX" says that the point of a row is withheld.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.precision import UCDP_PRECISION
from sitmap.readers.layout import Codes, Layout

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

_UNKNOWN: Final = frozenset(
    {"No Information", "No information", "Unknown", "censored by HDX"}
)
_PLACED: Final = ("Geo Precision", "Latitude", "Longitude")


def _tell_withheld(rows: Rows, _: Reading) -> Rows:
    """Say of rows whose point is withheld that it is."""
    frame = rows.frame
    there = [name for name in _PLACED if name in frame]
    said = [
        frame[name].astype("string").str.contains("censored", case=False)
        for name in there
    ]
    hidden = {
        at for one in said for at in one[one.fillna(value=False)].index
    }
    told = dict.fromkeys(
        sorted(hidden), "the source withholds the point (censored)"
    )
    return replace(rows, faults={**told, **rows.faults})


LAYOUTS: Final = (
    Layout(
        name="Insecurity Insight",
        told_by=(
            frozenset(
                {"Event Description", "Country ISO", "Geo Precision"}
            ),
            frozenset(
                {"Event Description", "Country ISO", "Admin 1", "Latitude"}
            ),
            frozenset(
                {"Event Description", "Country ISO", "SiND Event ID"}
            ),
        ),
        columns={
            "incident_id": ("SiND Event ID", "Event ID"),
            "date_start": "Date",
            "notes": "Event Description",
            "longitude": "Longitude",
            "latitude": "Latitude",
            "country": ("Country", "Country ISO"),
            "admin1": ("Admin 1", "Admin1"),
            "admin2": ("Admin 2", "Admin2"),
            "actor1": ("Reported Perpetrator Name", "Reported Perpetrator"),
            "actor2": "Organisation Affected",
            "fatalities_best": (
                "Aid Workers Killed",
                "Health Workers Killed",
                "Educators Killed",
                "Deaths",
                "Killed",
            ),
            "injured_best": (
                "Aid Workers Injured",
                "Health Workers Injured",
                "Injured",
            ),
            "abducted_best": (
                "Aid Workers Kidnapped",
                "Health Workers Kidnapped",
                "Kidnapped",
            ),
            "arrested_best": (
                "Aid Workers Arrested",
                "Health Workers Arrested",
                "Arrested",
            ),
        },
        precision=Codes(
            "Geo Precision", UCDP_PRECISION, pattern=r"\((\d)\)"
        ),
        missing=dict.fromkeys(
            (
                "longitude",
                "latitude",
                "admin1",
                "admin2",
                "actor1",
                "actor2",
                "counts",
            ),
            _UNKNOWN,
        ),
        credit="Insecurity Insight",
        adapt=_tell_withheld,
    ),
)
