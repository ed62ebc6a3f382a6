"""ICEWS coded event data (https://dataverse.harvard.edu/dataverse/icews), files by year and day.

Codes are CAMEO's. A point stands for the finest name of its row: a city, or the middle of a
district, a province or a country.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.readers.cameo import find_cameo
from sitmap.readers.layout import Codes, Layout

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

_FINEST: Final = ("City", "District", "Province", "Country")
_LEVEL: Final = "finest name"
_UNKNOWN: Final = frozenset({"NULL", "null", "None", ""})


def _keep_roots(rows: Rows, reading: Reading) -> Rows:
    """Leave out what is no conflict by its CAMEO root, and say what a point stands for."""
    frame = rows.frame
    codes = frame["CAMEO Code"].astype("string").str.strip()
    # "010" is a statement, and written 10 where a spreadsheet saw a number
    codes = codes.str.zfill(3).where(codes.str.len() < _LEAST, codes)
    roots = codes.str[:2]
    kept = (
        roots.isin(list(reading.roots))
        if reading.roots is not None
        else roots.notna()
    )
    why = "CAMEO root " + roots.fillna("none")
    told = why + " is no conflict event; roots=None keeps it"
    numbers = list(rows.numbers)
    off = (~kept).to_numpy()
    left_off = {numbers[at]: str(told.iloc[at]) for at in off.nonzero()[0]}
    frame = frame.assign(
        **{"CAMEO Code": codes, _LEVEL: _find_levels(frame)}
    )
    return replace(
        rows,
        frame=frame[kept.to_numpy()].reset_index(drop=True),
        numbers=[
            number
            for number, no in zip(numbers, off, strict=True)
            if not no
        ],
        left_off={**rows.left_off, **left_off},
    )


_LEAST: Final = 3  # figures of a CAMEO code with its zero


def _find_levels(frame: pd.DataFrame) -> pd.Series[Any]:
    levels = pd.Series(pd.NA, index=frame.index, dtype="string")
    for name in _FINEST:
        if name in frame:
            said = frame[name].astype("string").str.strip()
            levels = levels.mask(
                levels.isna() & said.notna() & ~said.isin(_UNKNOWN), name
            )
    return levels


def _type_of(code: str) -> str | None:
    found = find_cameo(code)
    return found.event_type if found else None


def _sub_type_of(code: str) -> str | None:
    found = find_cameo(code)
    return found.sub_event_type if found else None


LAYOUTS: Final = (
    Layout(
        name="ICEWS",
        told_by=(
            frozenset({"Event ID", "CAMEO Code", "Event Text", "Story ID"}),
        ),
        columns={
            "incident_id": "Event ID",
            "date_start": "Event Date",
            "longitude": "Longitude",
            "latitude": "Latitude",
            "place": "City",
            "admin2": "District",
            "admin1": "Province",
            "country": "Country",
            "actor1": "Source Name",
            "actor2": "Target Name",
            "notes": "Event Text",
            "source": "Publisher",
        },
        event_type=Codes("CAMEO Code", look_up=_type_of),
        sub_event_type=Codes("CAMEO Code", look_up=_sub_type_of),
        precision=Codes(
            _LEVEL,
            {
                "City": ("place", 5_000.0),
                "District": ("admin2", 35_000.0),
                "Province": ("admin1", 100_000.0),
                "Country": ("country", 500_000.0),
            },
        ),
        missing=dict.fromkeys(
            ("place", "admin1", "admin2", "actor1", "actor2", "source"),
            _UNKNOWN,
        ),
        credit="ICEWS",
        title=True,
        adapt=_keep_roots,
    ),
)
