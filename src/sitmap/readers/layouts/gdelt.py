"""GDELT 2.0: Events (61 columns) and Mentions (16), tab-separated and without a header line.

Layout: GDELT Event Database codebook 2.0. Only the place of the action is read; the actors' own
places are where their countries or offices are, and no event happened there. Codes stay text: "010"
is not 10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.precision import GDELT_PRECISION
from sitmap.readers.cameo import CONFLICT_ROOTS, find_cameo
from sitmap.readers.fips import country_of_fips
from sitmap.readers.formats.csv import read_headless
from sitmap.readers.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "add_mentions",
    "is_gdelt_events",
    "is_gdelt_mentions",
    "read_gdelt_events",
    "read_gdelt_mentions",
]

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
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
EVENT_COLUMNS: Final = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS: Final = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
_KEPT: Final = (
    "EventCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
)
_PERCENT: Final = 100.0


def is_gdelt_events(line: str) -> bool:
    """Tell an Events export by its first line: 61 fields, a number and a day before the rest."""
    fields = line.rstrip("\r\n").split("\t")
    return (
        len(fields) == len(EVENT_COLUMNS)
        and fields[0].isdigit()
        and len(fields[1]) == len("20220731")
    )


def is_gdelt_mentions(line: str) -> bool:
    """Tell a Mentions export by its first line: 16 fields, a number and two times, or the names of BigQuery's table."""
    fields = line.rstrip("\r\n").split("\t")
    times = len(fields) == len(MENTION_COLUMNS) and all(field.isdigit() for field in fields[:3])
    return times or line.lower().startswith("globaleventid,eventtimedate,mentiontimedate")


def read_gdelt_events(
    text: str, *, file: str, roots: Sequence[str] | None = CONFLICT_ROOTS
) -> Rows:
    """Read an Events export.

    Parameters
    ----------
    text
        The file's text.
    file
        What messages call the file.
    roots
        CAMEO root codes to keep: by default protest, force posture, coercion, assault, fighting,
        mass violence; None keeps all. What is left out is listed with its code.

    Returns
    -------
    Rows
        One row per event kept.
    """
    events, dropped = read_headless(text, EVENT_COLUMNS, file=file)
    if roots is not None:
        off = events[~events["EventRootCode"].isin(list(roots))]
        why = (
            "CAMEO root "
            + off["EventRootCode"].fillna("none")
            + " is no conflict event; roots=None keeps it"
        )
        dropped |= dict(zip(off.index, why, strict=True))
        events = events.drop(index=off.index)
    numbers = [int(label) for label in events.index]
    return Rows(
        _translate(events.reset_index(drop=True)),
        "GDELT 2.0 Events",
        numbers=numbers,
        dropped=dropped,
    )


def _translate(events: pd.DataFrame) -> pd.DataFrame:
    codes = {
        code: found for code in events["EventCode"].dropna().unique() if (found := find_cameo(code))
    }
    kind = events["ActionGeo_Type"]
    title = events["EventCode"].map({code: found.label for code, found in codes.items()})
    types = events["EventCode"].map({code: found.event_type for code, found in codes.items()})
    root = "CAMEO " + events["EventCode"].astype("string")
    return pd.DataFrame(
        {
            "incident_id": events["GLOBALEVENTID"],
            "event_type": types.fillna(root),
            "sub_event_type": events["EventCode"].map({code: found.sub_event_type for code, found in codes.items()}),
            "title": title.fillna(root),
            "date_start": events["SQLDATE"],
            "place": events["ActionGeo_FullName"],
            "country": events["ActionGeo_CountryCode"].map(country_of_fips),
            "longitude": events["ActionGeo_Long"],
            "latitude": events["ActionGeo_Lat"],
            "precision": kind.map({code: name for code, (name, _) in GDELT_PRECISION.items()}),
            "uncertainty_m": kind.map({code: metres for code, (_, metres) in GDELT_PRECISION.items()}),
            "actor1": events["Actor1Name"],
            "actor2": events["Actor2Name"],
            "status": pd.Series("reported", index=events.index),
            "source": pd.Series("GDELT 2.0", index=events.index),
            "source_url": events["SOURCEURL"].where(events["SOURCEURL"].str.startswith("http", na=False)),
            "source_date": events["DATEADDED"].str[:8],
            **{name: events[name] for name in _KEPT},
        }
    )  # fmt: skip


def read_gdelt_mentions(text: str, *, file: str) -> Rows:
    """Read a Mentions export: one row per article that tells of an event; it names no place of its own."""
    if text[:13].lower() == "globaleventid":
        from sitmap.readers.formats.csv import read_csv_text

        mentions = read_csv_text(text, file=file).set_axis(list(MENTION_COLUMNS), axis=1)
        dropped: dict[int, str] = {}
    else:
        mentions, dropped = read_headless(text, MENTION_COLUMNS, file=file)
    numbers = [int(label) for label in mentions.index]
    faults = dict.fromkeys(
        range(len(mentions)),
        "a mention names no place; read its Events file and add_mentions() to it",
    )
    frame = _translate_mentions(mentions.reset_index(drop=True))
    return Rows(frame, "GDELT 2.0 Mentions", numbers=numbers, faults=faults, dropped=dropped)


def _translate_mentions(mentions: pd.DataFrame) -> pd.DataFrame:
    url = mentions["MentionIdentifier"]
    twin = mentions.groupby("GlobalEventID").cumcount().astype("string")
    return pd.DataFrame(
        {
            "incident_id": mentions["GlobalEventID"] + "-" + twin,
            "event_id": mentions["GlobalEventID"],
            "title": "Event "
            + mentions["GlobalEventID"]
            + " in "
            + mentions["MentionSourceName"].fillna("a source"),
            "date_start": mentions["EventTimeDate"].str[:8],
            "place": pd.Series([None] * len(mentions), dtype="string"),
            "confidence": pd.to_numeric(mentions["Confidence"], errors="coerce") / _PERCENT,
            "status": pd.Series("reported", index=mentions.index),
            "source": mentions["MentionSourceName"],
            "source_url": url.where(url.str.startswith("http", na=False)),
            "source_date": mentions["MentionTimeDate"].str[:8],
        }
    )


def add_mentions(events: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Add to each event what its mentions tell: how many there are, by how many sources, the highest confidence.

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
        **{name: events["incident_id"].map(values) for name, values in told.items()}
    )
