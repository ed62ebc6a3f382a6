"""The incident table to files that other tools read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import OutputError
from sitmap.export.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

__all__ = ["to_csv_text", "to_geojson_text", "write_table"]

_FORMULA: Final = re.compile(r"^(?='*[=+\-@\t\r])")
_DIGITS: Final = 7  # a centimetre


def write_table(incidents: gpd.GeoDataFrame, path: str | Path) -> Path:
    """Write an incident table in the format that the path's ending names: ``.csv`` or ``.geojson``.

    Parameters
    ----------
    incidents
        The incident table, EPSG:4326.
    path
        Where to write; an existing file is replaced at once or not at all.

    Raises
    ------
    OutputError
        The ending is not known, or the file can't be written.
    """
    ending = Path(path).suffix.lower()
    if ending not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise OutputError(f"{path}: sitmap writes {known}; choose one of these endings")
    return write_file(path, _WRITERS[ending](incidents).encode("utf-8", "replace"))


def to_csv_text(incidents: gpd.GeoDataFrame) -> str:
    """Return the table as CSV, points as ``longitude`` and ``latitude``.

    Text that a spreadsheet would run as a formula gets an apostrophe before it, which `sitmap.read` takes off again.

    Examples
    --------
    >>> from sitmap.incidents import conform
    >>> table = conform(pd.DataFrame({"title": ["=1+1"], "incident_id": ["a"]}))
    >>> to_csv_text(table[["incident_id", "title", "geometry"]])
    "incident_id,title,longitude,latitude\\na,'=1+1,,\\n"
    """
    frame = pd.DataFrame(incidents.drop(columns="geometry"))
    for name in frame.columns:
        if pd.api.types.is_string_dtype(frame[name].dtype) or frame[name].dtype == object:
            frame[name] = frame[name].astype("string").str.replace(_FORMULA, "'", regex=True)
        elif pd.api.types.is_datetime64_any_dtype(frame[name].dtype):
            frame[name] = frame[name].dt.strftime("%Y-%m-%d")
    frame["longitude"], frame["latitude"] = incidents.geometry.x, incidents.geometry.y
    return str(frame.to_csv(index=False, lineterminator="\n"))


def to_geojson_text(incidents: gpd.GeoDataFrame) -> str:
    """Return the table as a GeoJSON FeatureCollection (RFC 7946); rows without a place have a null geometry."""
    plain = incidents.drop(columns="geometry").astype(object)
    rows = plain.where(plain.notna(), None).to_dict("records")
    features = [
        {
            "type": "Feature",
            "properties": {key: _plain(value) for key, value in row.items()},
            "geometry": _point(point),
        }
        for row, point in zip(rows, incidents.geometry, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)


def _point(point: Any) -> dict[str, Any] | None:
    if point is None or point.is_empty:
        return None
    return {"type": "Point", "coordinates": [round(point.x, _DIGITS), round(point.y, _DIGITS)]}


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    return value.item() if hasattr(value, "item") else value


_WRITERS: Final[dict[str, Callable[[gpd.GeoDataFrame], str]]] = {
    ".csv": to_csv_text,
    ".geojson": to_geojson_text,
    ".json": to_geojson_text,
}
