"""KML for Google Earth and ATAK: a placemark per incident, every field in its ExtendedData."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from sitmap.export.gis import plain_frame
from sitmap.export.look import SYMBOL_COLOURS, assign_symbols
from sitmap.readers.formats.kml import WRITTEN_BY_SITMAP

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["to_kml_text"]

_UNHOLDABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 can't hold, not even escaped."""

_DIGITS: Final = 7


def to_kml_text(incidents: gpd.GeoDataFrame) -> str:
    """Return the table as KML; rows without a place are placemarks without a point.

    Notes are escaped twice, as a KML description is HTML: text from a report shows as text and
    nothing in it runs.
    """
    frame = plain_frame(incidents)
    types = (
        sorted(frame["event_type"].dropna().astype(str).unique()) if "event_type" in frame else []
    )
    styles = {name: f"type{at}" for at, name in enumerate(types)}
    symbols = assign_symbols(types)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
            f'<name>Incidents</name><Schema name="incidents" id="{WRITTEN_BY_SITMAP}">',
            *(f'<SimpleField type="string" name={_attribute(name)}/>' for name in frame.columns),
            "</Schema>",
            *(_style(styles[name], SYMBOL_COLOURS[symbols[name]]) for name in types),
            *(
                _placemark(row, point, styles)
                for row, point in zip(rows, incidents.geometry, strict=True)
            ),
            "</Document></kml>\n",
        ]
    )


def _style(name: str, colour: str) -> str:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f'<Style id="{name}"><IconStyle><color>ff{blue}{green}{red}</color><scale>0.9</scale></IconStyle></Style>'


def _placemark(row: dict[Any, Any], point: Any, styles: dict[str, str]) -> str:
    title = row.get("title") or row.get("place") or row.get("incident_id") or ""
    parts = [f"<name>{_text(title)}</name>"]
    if row.get("notes"):
        parts.append(f"<description>{_text(escape(str(row['notes'])))}</description>")
    parts.append(_time(row))
    if row.get("event_type"):
        parts.append(f"<styleUrl>#{styles[str(row['event_type'])]}</styleUrl>")
    said = [(name, value) for name, value in row.items() if value is not None]
    data = "".join(
        f"<Data name={_attribute(name)}><value>{_text(_plain(value))}</value></Data>"
        for name, value in said
    )
    parts.append(f"<ExtendedData>{data}</ExtendedData>")
    if point is not None and not point.is_empty:
        parts.append(
            f"<Point><coordinates>{round(point.x, _DIGITS)},{round(point.y, _DIGITS)}</coordinates></Point>"
        )
    return f"<Placemark>{''.join(parts)}</Placemark>"


def _time(row: dict[Any, Any]) -> str:
    start, end = row.get("date_start"), row.get("date_end")
    if start is None:
        return ""
    if end is None or end == start:
        return f"<TimeStamp><when>{_plain(start)}</when></TimeStamp>"
    return f"<TimeSpan><begin>{_plain(start)}</begin><end>{_plain(end)}</end></TimeSpan>"


def _plain(value: Any) -> str:
    return value.strftime("%Y-%m-%d") if isinstance(value, pd.Timestamp) else str(value)


def _text(value: object) -> str:
    return _UNHOLDABLE.sub("\ufffd", escape(str(value), {"\r": "&#13;"}))


def _attribute(name: object) -> str:
    return _UNHOLDABLE.sub("\ufffd", quoteattr(str(name)))
