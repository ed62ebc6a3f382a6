"""ACLED exports, in the layouts of 2017 to today, onto the incident table.

Columns and codes as in the ACLED codebook (https://acleddata.com/knowledge-base/codebook/).
``geo_precision`` 1 is a named town and never an exact spot; 2 is near one, or part of a region; 3
is a region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.precision import ACLED_PRECISION

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS_OF_ACLED", "is_acled", "translate_acled"]

COLUMNS_OF_ACLED: Final = {
    "incident_id": "event_id_cnty",
    "event_type": "event_type",
    "sub_event_type": "sub_event_type",
    "notes": "notes",
    "date_start": "event_date",
    "place": "location",
    "country": "country",
    "admin1": "admin1",
    "actor1": "actor1",
    "actor2": "actor2",
    "fatalities_best": "fatalities",
    "source": "source",
}
_SIGNATURE: Final = frozenset(
    {"event_id_cnty", "event_date", "geo_precision", "inter1", "location"}
)
_DATE_PRECISION: Final = {"1": "day", "2": "week", "3": "month"}
_INTER: Final = {
    "1": "State forces",
    "2": "Rebel group",
    "3": "Political militia",
    "4": "Identity militia",
    "5": "Rioters",
    "6": "Protesters",
    "7": "Civilians",
    "8": "External/Other forces",
}
"""``inter1`` and ``inter2`` as exports wrote them until 2024; 0 and 9 stand for nobody."""

# Event types of the codebook before 2019, with the sub-event type that they imply.
_OLD_TYPES: Final = {
    "battle-no change of territory": ("Battles", "Armed clash"),
    "battle-government regains territory": ("Battles", "Government regains territory"),
    "battle-non-state actor overtakes territory": (
        "Battles",
        "Non-state actor overtakes territory",
    ),
    "remote violence": ("Explosions/Remote violence", None),
    "riots/protests": ("Protests", None),
    "strategic development": ("Strategic developments", None),
    "headquarters or base established": (
        "Strategic developments",
        "Headquarters or base established",
    ),
    "non-violent transfer of territory": (
        "Strategic developments",
        "Non-violent transfer of territory",
    ),
}


def is_acled(frame: pd.DataFrame) -> bool:
    """Tell an ACLED export by its columns, in any order and case."""
    return {str(name).lower() for name in frame.columns} >= _SIGNATURE


def translate_acled(frame: pd.DataFrame) -> pd.DataFrame:
    """Add our columns for what ACLED writes as codes; the codes stay beside them.

    Examples
    --------
    >>> import pandas as pd
    >>> codes = {"event_type": ["Riots/Protests"], "geo_precision": ["1"], "time_precision": ["2"], "inter1": ["6"]}
    >>> table = translate_acled(pd.DataFrame(codes))
    >>> table[["event_type", "precision", "date_precision", "inter1"]].iloc[0].to_list()
    ['Protests', 'place', 'week', 'Protesters']
    """
    table = frame.rename(columns=str.lower)
    if "event_type" in table:
        table = _translate_types(table)
    for name in ("inter1", "inter2"):
        if name in table:
            table[name] = (
                table[name].map(_INTER).fillna(table[name].where(~table[name].isin(["0", "9"])))
            )
    precision = table["geo_precision"].map(
        {code: name for code, (name, _) in ACLED_PRECISION.items()}
    )
    radius = table["geo_precision"].map(
        {code: metres for code, (_, metres) in ACLED_PRECISION.items()}
    )
    weeks = table["time_precision"].map(_DATE_PRECISION) if "time_precision" in table else None
    return table.assign(
        precision=precision,
        uncertainty_m=radius.astype("float64"),
        date_precision=weeks,
        status="reported",
    )


def _translate_types(table: pd.DataFrame) -> pd.DataFrame:
    folded = table["event_type"].str.strip().str.lower()
    old = folded.isin(list(_OLD_TYPES))
    if not old.any():
        return table
    types = folded.map({name: new for name, (new, _) in _OLD_TYPES.items()})
    subs = folded.map({name: sub for name, (_, sub) in _OLD_TYPES.items() if sub})
    given = table.get("sub_event_type", subs)
    return table.assign(
        event_type=types.fillna(table["event_type"]),
        sub_event_type=given.fillna(subs),
        event_type_in_file=table["event_type"],
    )
