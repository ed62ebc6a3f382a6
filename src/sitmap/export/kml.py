"""KML for Google Earth and ATAK: a placemark per incident, every field in its ExtendedData."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from sitmap.export.gis import plain_frame
from sitmap.export.office import UNHOLDABLE
from sitmap.layers.looks import SYMBOL_COLOURS, assign_symbols
from sitmap.precision import AREAS, VAGUE_M, describe_precision
from sitmap.readers.formats.kml import WRITTEN_BY_SITMAP

if TYPE_CHECKING:
    import geopandas as gpd

# of a degree: 1 cm
_DIGITS: Final = 7
_INT_END: Final = 2**31  # KML's int has 32 bits
_NO_TYPE: Final = "other"
_VAGUE: Final = "-vague"


def to_kml_text(incidents: gpd.GeoDataFrame) -> str:
    """Return the table as KML; rows without a place are placemarks without a point.

    Notes are escaped twice, as a KML description is HTML: text from a report shows as text and
    nothing in it runs.
    """
    frame = plain_frame(incidents)
    types = (
        sorted(frame["event_type"].dropna().astype(str).unique())
        if "event_type" in frame
        else []
    )
    styles = {name: f"type{at}" for at, name in enumerate(types)}
    symbols = assign_symbols(types)
    rows = (
        frame.astype(object).where(frame.notna(), None).to_dict("records")
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
            f'<name>Incidents</name><Schema name="incidents" id="{WRITTEN_BY_SITMAP}">',
            *(
                f'<SimpleField type="{_type(frame[name])}" name={_attribute(name)}/>'
                for name in frame.columns
            ),
            "</Schema>",
            *(
                _styles(styles[name], SYMBOL_COLOURS[symbols[name]])
                for name in types
            ),
            _styles(_NO_TYPE, SYMBOL_COLOURS[-1]),
            *(
                _placemark(row, point, styles)
                for row, point in zip(rows, incidents.geometry, strict=True)
            ),
            "</Document></kml>\n",
        ]
    )


def _type(column: pd.Series[Any]) -> str:
    """Return what KML calls a column's type; what has no like there is a text."""
    if pd.api.types.is_bool_dtype(column):
        return "bool"
    if pd.api.types.is_integer_dtype(column):
        return (
            "int"
            if bool((column.dropna().abs() < _INT_END).all())
            else "string"
        )
    return "double" if pd.api.types.is_float_dtype(column) else "string"


def _styles(name: str, colour: str) -> str:
    """Write a type's style, and the fainter, smaller one of its rows that are no spot."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return "".join(
        f'<Style id="{name}{kind}"><IconStyle><color>{opacity}{blue}{green}{red}</color>'
        f"<scale>{scale}</scale></IconStyle></Style>"
        for kind, opacity, scale in (("", "ff", 0.9), (_VAGUE, "80", 0.6))
    )


def _placemark(
    row: dict[Any, Any], point: Any, styles: dict[str, str]
) -> str:
    title = (
        row.get("title") or row.get("place") or row.get("incident_id") or ""
    )
    parts = [f"<name>{_text(title)}</name>"]
    if _is_vague(row):
        parts.append(f"<Snippet>{_text(_describe_place(row))}</Snippet>")
    if row.get("notes"):
        parts.append(
            f"<description>{_text(escape(str(row['notes'])))}</description>"
        )
    parts.append(_time(row))
    style = styles.get(str(row.get("event_type")), _NO_TYPE)
    parts.append(
        f"<styleUrl>#{style}{_VAGUE if _is_vague(row) else ''}</styleUrl>"
    )
    data = "".join(
        f"<SimpleData name={_attribute(name)}>{_text(_plain(value))}</SimpleData>"
        for name, value in row.items()
        if value is not None
    )
    parts.append(
        f'<ExtendedData><SchemaData schemaUrl="#{WRITTEN_BY_SITMAP}">{data}</SchemaData>'
        "</ExtendedData>"
    )
    if point is not None and not point.is_empty:
        at = f"{round(point.x, _DIGITS)},{round(point.y, _DIGITS)}"
        parts.append(f"<Point><coordinates>{at}</coordinates></Point>")
    return f"<Placemark>{''.join(parts)}</Placemark>"


def _is_vague(row: dict[Any, Any]) -> bool:
    """Tell a row that is known only to an area: its point is no place of it."""
    return (
        row.get("precision") in AREAS
        or (row.get("uncertainty_m") or 0) > VAGUE_M
    )


def _describe_place(row: dict[Any, Any]) -> str:
    return describe_precision(
        row.get("precision") or "unknown", row.get("uncertainty_m")
    )


def _time(row: dict[Any, Any]) -> str:
    start, end = row.get("date_start"), row.get("date_end")
    if start is None:
        return ""
    if end is None or end == start:
        return f"<TimeStamp><when>{_plain(start)}</when></TimeStamp>"
    return f"<TimeSpan><begin>{_plain(start)}</begin><end>{_plain(end)}</end></TimeSpan>"


def _plain(value: Any) -> str:
    return (
        value.strftime("%Y-%m-%d")
        if isinstance(value, pd.Timestamp)
        else str(value)
    )


def _text(value: object) -> str:
    return UNHOLDABLE.sub("\ufffd", escape(str(value), {"\r": "&#13;"}))


def _attribute(name: object) -> str:
    return UNHOLDABLE.sub("\ufffd", quoteattr(str(name)))
