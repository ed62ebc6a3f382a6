"""UCDP GED exports: their columns and codes onto the incident table.

Codes as in the UCDP GED codebook (https://ucdp.uu.se/downloads/): ``where_prec`` and ``date_prec``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.precision import UCDP_PRECISION

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS_OF_UCDP", "VIOLENCE", "is_ucdp", "translate_ucdp"]

COLUMNS_OF_UCDP: Final = {
    "incident_id": "id",
    "title": "source_headline",
    "notes": "where_description",
    "place": "where_coordinates",
    "actor1": "side_a",
    "actor2": "side_b",
    "fatalities_best": "best",
    "fatalities_low": "low",
    "fatalities_high": "high",
    "source": "source_office",
}
_SIGNATURE: Final = frozenset(
    {"where_prec", "where_coordinates", "side_a", "type_of_violence", "dyad_name"}
)

VIOLENCE: Final = {
    "1": "State-based conflict",
    "2": "Non-state conflict",
    "3": "One-sided violence",
}
_DATE_PRECISION: Final = {"1": "day", "2": "day", "3": "week", "4": "month", "5": "year"}


def is_ucdp(frame: pd.DataFrame) -> bool:
    """Tell a UCDP GED export by its columns."""
    return set(frame.columns) >= _SIGNATURE


def translate_ucdp(frame: pd.DataFrame) -> pd.DataFrame:
    """Add our columns for what UCDP writes as codes; the codes stay beside them.

    ``date_prec`` 2 is a span of two to six days: ``date_start`` and ``date_end`` hold it.
    """
    radius = {code: metres for code, (_, metres) in UCDP_PRECISION.items()}
    precision = {code: name for code, (name, _) in UCDP_PRECISION.items()}
    return frame.assign(
        event_type=frame["type_of_violence"].map(VIOLENCE),
        precision=frame["where_prec"].map(precision),
        uncertainty_m=frame["where_prec"].map(radius),
        date_precision=frame["date_prec"].map(_DATE_PRECISION),
        source_date=frame["source_date"].str.split(";", n=1).str[0],
        source_office=frame["source_office"].fillna("UCDP GED"),
        status="reported",
    )
