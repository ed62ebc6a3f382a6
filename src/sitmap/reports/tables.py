"""Mentions and events as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from sitmap.incidents import conform
from sitmap.reports.triggers import event_type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitmap.reports.casualties import Count
    from sitmap.reports.events import Event
    from sitmap.reports.report import Report
    from sitmap.reports.toponyms import Mention

__all__ = ["SURE", "draft_incidents", "tabulate_mentions"]

_MENTION_COLUMNS: Final = (
    "start", "end", "surface", "kind", "name", "country", "place_id", "precision", "uncertainty_m", "score", "why",
)  # fmt: skip
SURE: Final = 0.45
"""A place whose reading is less sure than this gets no point: a namesake would be a wrong pin."""
_NEAR_M: Final = 7_500.0
_TITLE: Final = 90


def tabulate_mentions(mentions: Sequence[Mention]) -> gpd.GeoDataFrame:
    """Return mentions as a GeoDataFrame in EPSG:4326, one row each, in the order of the text."""
    rows = [{name: getattr(each, name) for name in _MENTION_COLUMNS} for each in mentions]
    frame = pd.DataFrame(rows, columns=list(_MENTION_COLUMNS))
    points = gpd.points_from_xy(
        [_number(each.lon) for each in mentions], [_number(each.lat) for each in mentions], crs=4326
    )
    geometry = gpd.GeoSeries(points, index=frame.index).where(
        pd.Series([each.lat is not None for each in mentions], dtype=bool), None
    )
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=4326)


def _number(value: float | None) -> float:
    return 0.0 if value is None else value


def draft_incidents(report: Report) -> gpd.GeoDataFrame:
    """Return a report's events as an incident table with ``keep`` and ``quotes`` behind the schema's columns."""
    rows = [_row(event, report) for event in report.events]
    frame = (
        pd.DataFrame(rows)
        if rows
        else pd.DataFrame({"keep": pd.Series(dtype=bool), "quotes": pd.Series(dtype="string")})
    )
    located = [_is_located(event) for event in report.events]
    points = gpd.points_from_xy(
        [_number(event.place.lon) if event.place else 0.0 for event in report.events],
        [_number(event.place.lat) if event.place else 0.0 for event in report.events],
        crs=4326,
    )
    geometry = gpd.GeoSeries(points, index=frame.index, crs=4326).where(
        pd.Series(located, index=frame.index, dtype=bool), None
    )
    return conform(gpd.GeoDataFrame(frame, geometry=geometry, crs=4326))


def _is_located(event: Event) -> bool:
    return event.place is not None and event.place.lat is not None and event.place.score >= SURE


def _row(event: Event, report: Report) -> dict[str, Any]:
    start, end = event.quotes[0]
    return {
        "event_type": event_type_of(event.sub_event_type),
        "sub_event_type": event.sub_event_type,
        "title": _title(event),
        "notes": " ".join(" ".join(report.text[first:last].split()) for first, last in event.quotes),
        "date_start": pd.Timestamp(event.first) if event.first else pd.NaT,
        "date_end": pd.Timestamp(event.last) if event.last else pd.NaT,
        "date_precision": event.date_precision,
        **_place_columns(event),
        "actor1": event.actor1,
        "actor2": event.actor2,
        **_counts("fatalities", event.casualties.fatalities),
        **_counts("injured", event.casualties.injured),
        "status": event.status,
        "confidence": event.confidence,
        "confidence_reasons": "; ".join(event.reasons),
        "source": report.source or report.title,
        "source_url": report.url,
        "source_date": pd.Timestamp(report.published) if report.published else pd.NaT,
        "quote": report.text[start:end],
        "quote_start": start,
        "quote_end": end,
        "problem": _problem(event),
        "keep": True,
        "quotes": " ".join(f"{first}-{last}" for first, last in event.quotes),
    }


def _title(event: Event) -> str:
    where = f" in {event.place.name or event.place.surface}" if event.place else ""
    return f"{event.sub_event_type}{where}"[:_TITLE]


def _place_columns(event: Event) -> dict[str, Any]:
    place = event.place
    if place is None or not _is_located(event):
        return {"place": event.words, "precision": None, "uncertainty_m": None}
    near = bool(event.words) and event.words != place.surface
    return {
        "place": event.words,
        "place_name": place.name,
        "place_id": place.place_id,
        "country": place.country or None,
        "precision": "near" if near and place.precision in ("exact", "place") else place.precision,
        "uncertainty_m": (place.uncertainty_m or 0.0) + (_NEAR_M if near else 0.0),
        "located_by": "report",
        "match_score": place.score,
    }


def _counts(name: str, count: Count) -> dict[str, int | None]:
    return {f"{name}_low": count.low, f"{name}_best": count.best, f"{name}_high": count.high}


def _problem(event: Event) -> str | None:
    if event.place is None:
        return "no place is told for it"
    if not _is_located(event):
        return f"'{event.place.surface}' may be several places; say where the report is from (near=, --near)"
    return None
