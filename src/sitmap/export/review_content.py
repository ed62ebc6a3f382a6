"""What a review page holds: the draft's cells, the report's words, places that they may name."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitmap.errors import InputError
from sitmap.export.gis import to_csv_text
from sitmap.formulas import free_text
from sitmap.gazetteer.text import fold
from sitmap.incidents import conform
from sitmap.precision import DEFAULT_RADIUS_M, PRECISIONS
from sitmap.reports.review import order_draft
from sitmap.vocabulary import DATE_PRECISIONS, EVENT_TYPES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from geopy.location import Location

    from sitmap.geocoding import Gazetteer
    from sitmap.outlines import Box
    from sitmap.reports.report import Report

Plain = dict[str, Any]
"""Values as JSON has them."""

_CANDIDATES: Final = 6
"""Places that a name is offered for, in its country and anywhere; nobody reads more."""

# around a single point, so that the map has an extent
_MARGIN_DEG: Final = 0.25
_NOWHERE: Final[Box] = (-170.0, -60.0, 170.0, 75.0)
_NAMED: Final = ("place", "facility", "region", "metonym")
"""Kinds of mentions that an incident can lie at."""


def review_content(
    draft: gpd.GeoDataFrame, reports: Sequence[Report], gazetteer: Gazetteer
) -> Plain:
    """Return what the page needs of a draft and its reports, as plain JSON values.

    Returns
    -------
    dict
        head and rows (the cells of the draft's CSV), hash (of those), passages (of each row:
        report, start, end, in code points), reports, places (each once), candidates (of each row,
        numbers of places), known (folded names and their places), mentioned, codes and radius_m.
    """
    table = order_draft(conform(draft))
    text = to_csv_text(table)
    head, *rows = (
        [free_text(cell) for cell in row]
        for row in csv.reader(io.StringIO(text))
    )
    places = _Places(gazetteer)
    names = [
        (str(row["place"] or ""), str(row["country"] or ""))
        for row in _texts(table)
    ]
    candidates = [places.find(name, country) for name, country in names]
    told = [_report_content(report, places) for report in reports]
    return {
        "head": head,
        "rows": rows,
        "hash": hashlib.sha256(text.encode()).hexdigest(),
        "passages": [_passages(row, reports) for row in _texts(table)],
        "reports": told,
        "places": places.content,
        "candidates": candidates,
        "known": [
            [name, found] for name, found in places.by_name().items()
        ],
        "mentioned": _mentioned(told),
        "codes": {
            "event_type": [
                [name, list(subs)] for name, subs in EVENT_TYPES.items()
            ],
            "status": list(STATUSES),
            "precision": list(PRECISIONS),
            "date_precision": list(DATE_PRECISIONS),
        },
        "radius_m": dict(DEFAULT_RADIUS_M),
    }


def find_box(draft: gpd.GeoDataFrame, reports: Iterable[Report]) -> Box:
    """Return west, south, east, north of the draft's points, or of what its reports name.

    Examples
    --------
    >>> import pandas as pd, sitmap
    >>> find_box(sitmap.conform(pd.DataFrame({"title": ["a fire"]})), [])
    (-170.0, -60.0, 170.0, 75.0)
    """
    points = [
        point
        for point in draft.geometry
        if point is not None and not point.is_empty
    ]
    if not points:
        points = [
            point
            for one in reports
            for point in one.mentions.geometry
            if point is not None
        ]
    if not points:
        return _NOWHERE
    xs, ys = (
        np.array([point.x for point in points]),
        np.array([point.y for point in points]),
    )
    west, east = (
        float(xs.min()) - _MARGIN_DEG,
        float(xs.max()) + _MARGIN_DEG,
    )
    south, north = (
        float(ys.min()) - _MARGIN_DEG,
        float(ys.max()) + _MARGIN_DEG,
    )
    return (
        max(west, -180.0),
        max(south, -85.0),
        min(east, 180.0),
        min(north, 85.0),
    )


def _texts(table: gpd.GeoDataFrame) -> list[Mapping[Any, Any]]:
    """Return the rows with None for null."""
    plain = table.drop(columns="geometry").astype(object)
    rows: list[Mapping[Any, Any]] = plain.where(
        plain.notna(), None
    ).to_dict("records")
    return rows


def _passages(
    row: Mapping[Any, Any], reports: Sequence[Report]
) -> list[list[int]]:
    """Find the report that a row was drafted from, by its quote, and its passages there."""
    quote, start = str(row["quote"] or ""), row["quote_start"]
    for number, report in enumerate(reports):
        if (
            quote
            and start is not None
            and report.text[int(start) :].startswith(quote)
        ):
            own = (int(start), int(start) + len(quote))
            return [
                [number, *span]
                for span in _spans(row, own, len(report.text))
            ]
    for number, report in enumerate(reports):
        at = report.text.find(quote) if quote else -1
        if at >= 0:
            return [[number, at, at + len(quote)]]
    return []


def _spans(
    row: Mapping[Any, Any], own: tuple[int, int], length: int
) -> list[tuple[int, int]]:
    """Read every passage of a row, ``quotes`` as start-end pairs; what leaves the text is none."""
    found = [own]
    for pair in str(row.get("quotes") or "").split():
        start, dash, end = pair.partition("-")
        if (
            dash
            and start.isdecimal()
            and end.isdecimal()
            and int(start) < int(end) <= length
        ):
            found.append((int(start), int(end)))
    return sorted(set(found))


def _report_content(report: Report, places: _Places) -> Plain:
    return {
        "title": report.title,
        "source": report.source,
        "published": report.published.isoformat()
        if report.published
        else None,
        "url": report.url,
        "text": report.text,
        "sentences": [
            {"start": each.start, "end": each.end}
            for each in report.sentences
        ],
        "mentions": [
            _mention(each, places)
            for each in report.mentions.to_dict("records")
        ],
    }


def _mention(mention: Mapping[Any, Any], places: _Places) -> Plain:
    told = {
        name: mention[name] for name in ("start", "end", "surface", "kind")
    }
    point = mention["geometry"]
    if point is None or point.is_empty or mention["kind"] not in _NAMED:
        return told
    place = {
        "name": mention["name"],
        "kind": "",
        "admin1": "",
        "country": mention["country"] or "",
        "lat": round(point.y, 5),
        "lon": round(point.x, 5),
        "precision": mention["precision"],
        "uncertainty_m": mention["uncertainty_m"],
        "place_id": mention["place_id"] or "",
        "score": mention["score"],
    }
    places.find(str(mention["surface"]), str(mention["country"] or ""))
    return {**told, "candidate": places.add(place)}


def _mentioned(reports: Sequence[Plain]) -> list[int]:
    """List the places that the reports name, each once."""
    named = (each for report in reports for each in report["mentions"])
    return list(
        dict.fromkeys(
            each["candidate"] for each in named if "candidate" in each
        )
    )


@dataclass
class _Places:
    """The places of a page, each once, and the names that lead to them."""

    gazetteer: Gazetteer
    content: list[Plain] = field(default_factory=list)
    numbers: dict[object, int] = field(default_factory=dict)
    asked: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def find(self, name: str, country: str) -> list[int]:
        """Return the places that a name may stand for: those of its country first."""
        asked = (name, country)
        if name and asked not in self.asked:
            here = self._geocode(name, country) if country else []
            found = [
                self.add(_place_of(one))
                for one in [*here, *self._geocode(name, "")]
            ]
            self.asked[asked] = list(dict.fromkeys(found))[:_CANDIDATES]
        return self.asked.get(asked, [])

    def _geocode(self, name: str, country: str) -> list[Location]:
        try:
            found = self.gazetteer.geocode(
                name,
                exactly_one=False,
                limit=_CANDIDATES,
                country_codes=country or None,
            )
        except InputError:  # a country of the draft's own that isn't known
            return []
        return found if isinstance(found, list) else []

    def add(self, place: Plain) -> int:
        """Return the number of a place, a new one if it isn't there yet."""
        key = place["place_id"] or (
            place["name"],
            place["lat"],
            place["lon"],
        )
        if key not in self.numbers:
            self.numbers[key] = len(self.content)
            self.content.append(place)
        return self.numbers[key]

    def by_name(self) -> dict[str, list[int]]:
        """Return the places by folded name; of one asked for in two countries, the first."""
        known: dict[str, list[int]] = {}
        for (name, _), found in self.asked.items():
            if found:
                known.setdefault(fold(name), found)
        return known


def _place_of(location: Location) -> Plain:
    raw = location.raw
    told = {
        name: raw[name]
        for name in ("name", "kind", "admin1", "country", "precision")
    }
    return {
        **{name: value or "" for name, value in told.items()},
        "lat": round(location.latitude, 5),
        "lon": round(location.longitude, 5),
        "uncertainty_m": raw["uncertainty_m"],
        "place_id": raw["id"] or "",
        "score": raw["score"],
    }
