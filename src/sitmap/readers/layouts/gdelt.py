"""GDELT 2.0: Events (61 columns) and Mentions (16), parted by tabs, mostly without names.

Layout: GDELT Event Database codebook 2.0. Only the place of the action is read; the actors' own
places are where their countries or offices are, and no event happened there. Codes stay text: "010"
is not 10.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.precision import GDELT_PRECISION
from sitmap.readers.cameo import find_cameo
from sitmap.readers.columns import TARGETS
from sitmap.readers.fips import country_of_fips
from sitmap.readers.layout import Codes, Layout

if TYPE_CHECKING:
    from sitmap.readers.layout import Reading
    from sitmap.readers.rows import Rows

_GEO: Final = (
    "Type",
    "FullName",
    "CountryCode",
    "ADM1Code",
    "ADM2Code",
    "Lat",
    "Long",
    "FeatureID",
)
_ACTOR: Final = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
EVENT_COLUMNS: Final = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *(
        f"{who}Geo_{name}"
        for who in ("Actor1", "Actor2", "Action")
        for name in _GEO
    ),
    "DATEADDED",
    "SOURCEURL",
)
MENTION_COLUMNS: Final = (
    "GlobalEventID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
)
_KEPT: Final = (
    "EventCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
)
# of a hundred
_PERCENT: Final = 100.0
_SPELT: Final = {name.lower(): name for name in EVENT_COLUMNS}


def _keep_roots(rows: Rows, reading: Reading) -> Rows:
    """Leave out events that are no conflict by their CAMEO root; each is listed with its code."""
    events, roots = rows.frame, reading.roots
    events = events.rename(
        columns=lambda name: _SPELT.get(str(name).lower(), name)
    )
    left_off, numbers = dict(rows.left_off), list(rows.numbers)
    if roots is not None and "EventRootCode" in events:
        padded = events["EventRootCode"].astype("string").str.zfill(2)
        off = (~padded.isin(list(roots))).to_numpy()
        why = (
            "CAMEO root "
            + padded.fillna("none")
            + " is no conflict event; roots=None keeps it"
        )
        left_off |= {numbers[at]: why.iloc[at] for at in off.nonzero()[0]}
        numbers = [
            number
            for number, left in zip(numbers, off, strict=True)
            if not left
        ]
        events = events[~off].reset_index(drop=True)
    whole = events.reindex(columns=list(EVENT_COLUMNS)).astype("string")
    frame = _translate(whole.assign(EventCode=_with_zeros(whole)))
    ours = {name: name for name in frame.columns if name in TARGETS}
    return replace(
        rows, frame=frame, numbers=numbers, left_off=left_off, columns=ours
    )


def _with_zeros(events: pd.DataFrame) -> pd.Series[Any]:
    """Give codes that were stored as numbers their zero back: the root shows that it lacks."""
    codes, roots = events["EventCode"], events["EventRootCode"].str.zfill(2)
    short = (codes.str[:2] != roots) & (("0" + codes).str[:2] == roots)
    return codes.mask(short.fillna(value=False), "0" + codes)


def _name_type(code: str) -> str:
    found = find_cameo(code)
    return found.event_type if found is not None else f"CAMEO {code}"


def _translate(events: pd.DataFrame) -> pd.DataFrame:
    codes = {
        code: found
        for code in events["EventCode"].dropna().unique()
        if (found := find_cameo(code))
    }
    kind = events["ActionGeo_Type"]
    title = events["EventCode"].map(
        {code: found.label for code, found in codes.items()}
    )
    types = events["EventCode"].map(
        {code: found.event_type for code, found in codes.items()}
    )
    root = "CAMEO " + events["EventCode"].astype("string")
    return pd.DataFrame(
        {
            "incident_id": events["GLOBALEVENTID"],
            "event_type": types.fillna(root),
            "sub_event_type": (
                events["EventCode"].map(
                    {
                        code: found.sub_event_type
                        for code, found in codes.items()
                    }
                )
            ),
            "title": title.fillna(root),
            "date_start": events["SQLDATE"],
            "place": events["ActionGeo_FullName"],
            "country": events["ActionGeo_CountryCode"].map(country_of_fips),
            "longitude": events["ActionGeo_Long"],
            "latitude": events["ActionGeo_Lat"],
            "precision": kind.map(
                {code: name for code, (name, _) in GDELT_PRECISION.items()}
            ),
            "uncertainty_m": kind.map(
                {
                    code: metres
                    for code, (_, metres) in GDELT_PRECISION.items()
                }
            ),
            "actor1": events["Actor1Name"],
            "actor2": events["Actor2Name"],
            "status": pd.Series("reported", index=events.index),
            "source": pd.Series("GDELT 2.0", index=events.index),
            "source_url": (
                events["SOURCEURL"].where(
                    events["SOURCEURL"].str.startswith("http", na=False)
                )
            ),
            "source_date": events["DATEADDED"].str[:8],
            **{name: events[name] for name in _KEPT},
        }
    )


def _take_mentions(rows: Rows, _: Reading) -> Rows:
    """Bring mentions onto our columns: one row per article, without a place of its own."""
    told = "a mention names no place; read its Events file and add_mentions() to it"
    spelt = {name.lower(): name for name in MENTION_COLUMNS}
    mentions = rows.frame.rename(
        columns=lambda name: spelt.get(name.lower(), name)
    )
    frame = _translate_mentions(mentions)
    ours = {name: name for name in frame.columns if name in TARGETS}
    faults = {**dict.fromkeys(range(len(frame)), told), **rows.faults}
    return replace(rows, frame=frame, faults=faults, columns=ours)


def _translate_mentions(mentions: pd.DataFrame) -> pd.DataFrame:
    url = mentions["MentionIdentifier"]
    twin = mentions.groupby("GlobalEventID").cumcount().astype("string")
    return pd.DataFrame(
        {
            "incident_id": mentions["GlobalEventID"] + "-" + twin,
            "event_id": mentions["GlobalEventID"],
            "title": (
                "Event "
                + mentions["GlobalEventID"]
                + " in "
                + mentions["MentionSourceName"].fillna("a source")
            ),
            "date_start": mentions["EventTimeDate"].str[:8],
            "place": pd.Series([None] * len(mentions), dtype="string"),
            "confidence": pd.to_numeric(
                mentions["Confidence"], errors="coerce"
            )
            / _PERCENT,
            "status": pd.Series("reported", index=mentions.index),
            "source": mentions["MentionSourceName"],
            "source_url": url.where(url.str.startswith("http", na=False)),
            "source_date": mentions["MentionTimeDate"].str[:8],
        }
    )


def add_mentions(
    events: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Add to each event what its mentions tell.

    How many there are, by how many sources, the highest confidence.

    Parameters
    ----------
    events, mentions
        Incident tables that `sitmap.read` made of an Events and of a Mentions export.

    Returns
    -------
    pandas.DataFrame
        `events` with ``mentions``, ``mention_sources`` (numbers) and ``confidence`` (0 to 1)
        filled.
    """
    grouped = mentions.groupby("event_id")
    told: dict[str, Any] = {
        "mentions": grouped.size(),
        "mention_sources": grouped["source"].nunique(),
        "confidence": grouped["confidence"].max(),
    }
    return events.assign(
        **{
            name: events["incident_id"].map(values)
            for name, values in told.items()
        }
    )


LAYOUTS: Final = (
    Layout(
        name="GDELT 2.0 Events",
        told_by=(
            frozenset({"SQLDATE", "ActionGeo_Lat", "ActionGeo_Long"}),
        ),
        columns={
            "incident_id": "GLOBALEVENTID",
            "longitude": "ActionGeo_Long",
            "latitude": "ActionGeo_Lat",
            "date_start": "SQLDATE",
        },
        event_type=Codes("EventCode", look_up=_name_type),
        precision=Codes("ActionGeo_Type", GDELT_PRECISION),
        status=None,
        header=EVENT_COLUMNS,
        looks={0: r"\d+", 1: r"\d{8}"},
        root="EventRootCode",
        quoted=False,
        adapt=_keep_roots,
    ),
    Layout(
        name="GDELT 2.0 Mentions",
        told_by=(
            frozenset(
                {"GlobalEventID", "EventTimeDate", "MentionTimeDate"}
            ),
        ),
        status=None,
        header=MENTION_COLUMNS,
        looks={0: r"\d+", 1: r"\d{14}", 2: r"\d{14}"},
        quoted=False,
        adapt=_take_mentions,
    ),
)
