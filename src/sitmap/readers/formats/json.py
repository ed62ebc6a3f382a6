"""JSON of events: TimeMap's (Forensic Architecture, Bellingcat) and plain lists of objects, to a frame.

TimeMap's events have ``id``, ``date``, ``latitude``, ``longitude``, ``location``, ``description``,
``sources`` (ids of a table, or objects with ``path`` and ``description``), ``filters`` or
``associations`` (https://github.com/forensic-architecture/timemap).
"""

from __future__ import annotations

import json
from typing import Any, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.readers.rows import Rows

__all__ = ["read_events_json"]

_LISTS: Final = ("events", "data", "results", "incidents", "items", "features")
_URLS: Final = ("path", "url", "href", "paths", "link")
_TITLE: Final = 100


def read_events_json(data: Any, *, file: str) -> Rows:
    """Read a list of events, or an object that holds one.

    Raises
    ------
    InputError
        There is no list of objects.
    """
    events = _find_events(data)
    if events is None:
        raise InputError(
            f"{file}: is JSON but neither GeoJSON nor a list of events; a FeatureCollection is needed"
        )
    known = _source_table(data)
    faults = {
        at: "is no object; left empty"
        for at, event in enumerate(events)
        if not isinstance(event, dict)
    }
    frame = pd.DataFrame(
        [_row(event, known) if isinstance(event, dict) else {} for event in events]
    )
    timemap = {"latitude", "longitude", "description"} <= set(frame.columns)
    columns = {"notes": "description", "place": "location", "incident_id": "id"} if timemap else {}
    return Rows(
        _with_titles(frame) if timemap else frame,
        "TimeMap JSON" if timemap else "JSON list",
        columns={ours: theirs for ours, theirs in columns.items() if theirs in frame},
        numbers=range(1, len(events) + 1),
        word="event",
        faults=faults,
    )


def _find_events(data: Any) -> list[Any] | None:
    if isinstance(data, list):
        return data if any(isinstance(event, dict) for event in data) else None
    lists = (
        [data[key] for key in _LISTS if isinstance(data.get(key), list)]
        if isinstance(data, dict)
        else []
    )
    return next((found for found in lists if any(isinstance(event, dict) for event in found)), None)


def _source_table(data: Any) -> dict[str, Any]:
    table = data.get("sources") if isinstance(data, dict) else None
    if isinstance(table, dict):
        return table
    rows = table if isinstance(table, list) else []
    return {str(row["id"]): row for row in rows if isinstance(row, dict) and "id" in row}


def _row(event: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    row = {
        str(key): _plain(value) for key, value in event.items() if key not in ("sources", "filters")
    }
    if "sources" in event:
        row |= _sources(event["sources"], known)
    filters = event.get("filters")
    for given in filters if isinstance(filters, list) else []:
        if isinstance(given, dict) and "key" in given:
            row[str(given["key"])] = _plain(given.get("value"))
    return row


def _sources(given: Any, known: dict[str, Any]) -> dict[str, str | None]:
    entries = given if isinstance(given, list) else [given] if given else []
    found = [known.get(str(entry), entry) if isinstance(entry, str) else entry for entry in entries]
    urls = [url for entry in found if (url := _url(entry))]
    names = [
        str(entry.get("description") or entry.get("id") or "")
        for entry in found
        if isinstance(entry, dict)
    ]
    first = next(filter(None, names), None) or (str(found[0]) if found and not urls else None)
    return {
        "source": first,
        "source_url": next(iter(urls), None),
        "all_sources": _plain(given) if given else None,
    }


def _url(entry: Any) -> str | None:
    if isinstance(entry, str):
        return entry if entry.startswith(("http://", "https://")) else None
    for key in _URLS if isinstance(entry, dict) else ():
        value = entry.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value


def _with_titles(frame: pd.DataFrame) -> pd.DataFrame:
    """Make a title of the description's first sentence: TimeMap has none."""
    if "title" in frame:
        return frame
    said = frame["description"].astype("string")
    first = said.str.extract(r"^\s*(.+?)(?:[.!?](?:\s|$)|\n|$)", expand=False)
    return frame.assign(
        title=first.where(first.str.len() <= _TITLE, first.str.slice(0, _TITLE - 1) + "…")
    )
