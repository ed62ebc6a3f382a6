"""Mentions and events as tables."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from sitmap.incidents import conform
from sitmap.reports.events.event_types import event_type_of
from sitmap.reports.events.titles import title_event
from sitmap.reports.places.coordinates import COORDINATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitmap.reports.events.casualty_counts import Count
    from sitmap.reports.events.event import Event
    from sitmap.reports.places.mentions import Mention
    from sitmap.reports.report import Report

_MENTION_COLUMNS: Final = (
    "start",
    "end",
    "surface",
    "kind",
    "name",
    "country",
    "place_id",
    "precision",
    "uncertainty_m",
    "score",
    "why",
)
SURE: Final = 0.45
"""A place whose reading is less sure than this gets no point: a namesake would be a wrong pin."""
# rows; as plain values one takes 5 kB, in a table less than one
_BLOCK: Final = 1_000
# metres: what "near" a town reaches beyond it (sitmap.geocoding.offsets)
_NEAR_M: Final = 7_500.0


def tabulate_mentions(mentions: Sequence[Mention]) -> gpd.GeoDataFrame:
    """Return mentions as a GeoDataFrame in EPSG:4326, one row each, in the order of the text."""
    rows = [
        {name: getattr(each, name) for name in _MENTION_COLUMNS}
        for each in mentions
    ]
    frame = pd.DataFrame(rows, columns=list(_MENTION_COLUMNS))
    points = gpd.points_from_xy(
        [_number(each.lon) for each in mentions],
        [_number(each.lat) for each in mentions],
        crs=4326,
    )
    geometry = gpd.GeoSeries(points, index=frame.index).where(
        pd.Series([each.lat is not None for each in mentions], dtype=bool),
        None,
    )
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=4326)


def _number(value: float | None) -> float:
    return 0.0 if value is None else value


def draft_rows(report: Report) -> list[dict[str, Any]]:
    """Return a report's events as rows of the incident table, in plain values that JSON can hold.

    Beyond the schema: ``keep``, ``quotes`` (``start-end`` pairs), ``longitude`` and ``latitude``.
    """
    rows = [_row(event, report) for event in report.events]
    seen: Counter[str] = Counter()
    for row in rows:
        key = _key(row)
        seen[key] += 1
        row["incident_id"] = key if seen[key] == 1 else f"{key}-{seen[key]}"
    return rows


def tabulate_incidents(
    rows: Iterable[Mapping[str, Any]],
) -> gpd.GeoDataFrame:
    """Return drafted rows as an incident table.

    ``keep`` and ``quotes`` stand behind the schema's columns. Rows are taken one after the other:
    few of them stand as plain values at a time.
    """
    waiting = iter(rows)
    blocks = iter(lambda: list(islice(waiting, _BLOCK)), [])
    tables = [_tabulate_block(block) for block in blocks]
    if not tables:
        return conform(
            pd.DataFrame(
                {
                    "keep": pd.Series(dtype=bool),
                    "quotes": pd.Series(dtype="string"),
                }
            )
        )
    if len(tables) == 1:
        return tables[0]
    return conform(pd.concat(tables, ignore_index=True))


def _tabulate_block(rows: Sequence[Mapping[str, Any]]) -> gpd.GeoDataFrame:
    frame = pd.DataFrame(rows)
    x, y = frame.pop("longitude"), frame.pop("latitude")
    points = gpd.points_from_xy(
        x.fillna(0.0).astype(float), y.fillna(0.0).astype(float), crs=4326
    )
    geometry = gpd.GeoSeries(points, index=frame.index).where(
        x.notna(), None
    )
    days = {
        name: pd.to_datetime(frame[name])
        for name in ("date_start", "date_end", "source_date")
    }
    return conform(
        gpd.GeoDataFrame(frame.assign(**days), geometry=geometry, crs=4326)
    )


def _key(row: Mapping[str, Any]) -> str:
    """Make an id from what a row says and whose report it is in.

    Drafted again, the incident keeps it.
    """
    said = [
        row[name]
        for name in (
            "source",
            "source_url",
            "sub_event_type",
            "notes",
            "date_start",
            "place",
        )
    ]
    return "i-" + hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _is_located(event: Event) -> bool:
    return (
        event.place is not None
        and event.place.lat is not None
        and event.place.score >= SURE
    )


def _row(event: Event, report: Report) -> dict[str, Any]:
    start, end = event.quotes[0]
    return {
        "event_type": event_type_of(event.sub_event_type),
        "sub_event_type": event.sub_event_type,
        "title": title_event(
            event,
            report.text[start:end],
            _title_language(report, start),
            report.passages.language_at(start),
        ),
        "notes": " ".join(
            " ".join(report.text[first:last].split())
            for first, last in event.quotes
        ),
        "date_start": event.first.isoformat() if event.first else None,
        "date_end": event.last.isoformat() if event.last else None,
        "date_precision": event.date_precision,
        **_place_columns(event),
        "actor1": event.actor1,
        "actor2": event.actor2,
        **_counts("fatalities", event.casualties.fatalities),
        **_counts("injured", event.casualties.injured),
        "missing_best": event.casualties.missing.best,
        "abducted_best": event.casualties.abducted.best,
        "arrested_best": event.casualties.arrested.best,
        "counts_told": event.casualties.counts_told or None,
        "status": event.status,
        "confidence": event.confidence,
        "confidence_reasons": "; ".join(event.reasons),
        "source": report.source or report.title,
        "source_url": report.url,
        "source_date": report.published.isoformat()
        if report.published
        else None,
        "quote": report.text[start:end],
        "quote_start": start,
        "quote_end": end,
        "problem": _problem(event),
        "keep": True,
        "quotes": " ".join(
            f"{first}-{last}" for first, last in event.quotes
        ),
    }


def _title_language(report: Report, at: int) -> str:
    return (
        report.passages.language_at(at)
        if report.titles == "report"
        else report.titles
    )


def _place_columns(event: Event) -> dict[str, Any]:
    place = event.place
    if place is None or not _is_located(event):
        return {"place": event.words, "longitude": None, "latitude": None}
    near = bool(event.words) and event.words != place.surface
    return {
        "place": event.words,
        "place_name": place.name,
        "place_id": place.place_id,
        "country": place.country or None,
        "precision": "near"
        if near and place.precision in ("exact", "place")
        else place.precision,
        "uncertainty_m": (place.uncertainty_m or 0.0)
        + (_NEAR_M if near else 0.0),
        "located_by": "report",
        "match_score": place.score,
        "longitude": place.lon,
        "latitude": place.lat,
    }


def _counts(name: str, count: Count) -> dict[str, int | None]:
    return {
        f"{name}_low": count.low,
        f"{name}_best": count.best,
        f"{name}_high": count.high,
    }


def _problem(event: Event) -> str | None:
    if event.place is None:
        return "no place is told for it"
    if event.place.why.startswith(COORDINATES):
        return (
            None
            if _is_located(event)
            else f"{event.place.why}; correct the one that is wrong"
        )
    if event.place.place is None:
        return (
            f"'{event.place.surface}' isn't in the gazetteer; "
            "add the country's villages (sitmap gazetteer add XX)"
        )
    if not _is_located(event):
        return (
            f"'{event.place.surface}' may be several places; "
            "say where the report is from (near=, --near)"
        )
    return None
