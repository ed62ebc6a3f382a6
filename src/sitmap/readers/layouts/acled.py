"""ACLED exports of single events, in the layouts of 2017 to today.

Columns and codes as in the ACLED codebook (https://acleddata.com/knowledge-base/codebook/).
``geo_precision`` 1 is a named town and never an exact spot; 2 is near one, or part of a region; 3
is a region.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitmap.precision import ACLED_PRECISION
from sitmap.readers.layout import Codes, Layout

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

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

_NOBODY: Final = ["0", "9"]
_CODED: Final = [*_INTER, *_NOBODY]

# Event types of the codebook before 2019, with the sub-event type that they imply.
_OLD_TYPES: Final = {
    "battle-no change of territory": ("Battles", "Armed clash"),
    "battle-government regains territory": (
        "Battles",
        "Government regains territory",
    ),
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


def _name_type(text: str) -> str:
    new, _ = _OLD_TYPES.get(text.strip().lower(), (text, None))
    return new


def _bring_up_to_date(rows: Rows, _: Reading) -> Rows:
    """Write codes of actors as today's exports do, and what sub-event type an old type implies."""
    table = rows.frame.rename(columns=str.lower)
    if "event_type" in table:
        folded = (
            table["event_type"].astype("string").str.strip().str.lower()
        )
        implied = folded.map(
            {name: sub for name, (_, sub) in _OLD_TYPES.items() if sub}
        )
        if implied.notna().any():
            table["sub_event_type"] = table.get(
                "sub_event_type", implied
            ).fillna(implied)
    for name in ("inter1", "inter2"):
        if name in table:
            said = table[name].astype("string")
            if said.isin(_CODED).any():
                table[name] = said.map(_INTER).fillna(
                    said.where(~said.isin(_NOBODY))
                )
    return replace(rows, frame=table)


LAYOUTS: Final = (
    Layout(
        name="ACLED",
        told_by=(
            frozenset({"event_id_cnty", "event_date", "location"}),
            frozenset({"event_id_cnty", "event_date", "geo_precision"}),
        ),
        columns={
            "incident_id": "event_id_cnty",
            "event_type": "event_type",
            "sub_event_type": "sub_event_type",
            "notes": "notes",
            "date_start": "event_date",
            "longitude": "longitude",
            "latitude": "latitude",
            "place": "location",
            "country": "country",
            "admin1": ("admin1", "adm_level_1"),
            "admin2": ("admin2", "adm_level_2"),
            "actor1": "actor1",
            "actor2": "actor2",
            "fatalities_best": "fatalities",
            "source": "source",
        },
        event_type=Codes("event_type", look_up=_name_type),
        precision=Codes("geo_precision", ACLED_PRECISION),
        date_precision=Codes(
            "time_precision", {"1": "day", "2": "week", "3": "month"}
        ),
        credit="ACLED",
        adapt=_bring_up_to_date,
    ),
)
