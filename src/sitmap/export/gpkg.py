"""GeoPackage with the style inside: QGIS opens it with the page's symbols and colours."""

from __future__ import annotations

import sqlite3
import tempfile
import warnings
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from sitmap.errors import DataWarning
from sitmap.export.files import FIRST_DAY
from sitmap.export.gis import plain_frame
from sitmap.export.look import SHAPES, SYMBOL_COLOURS, assign_symbols

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd
    import pandas as pd

__all__ = ["to_gpkg_bytes"]

_LAYER: Final = "incidents"
_CLOCK: Final = "OGR_CURRENT_DATE"
_LARGEST: Final = 2**53
_RESERVED: Final = frozenset({"fid", "geom", "geometry", "ogc_fid"})
# What QGIS calls its simple markers (https://docs.qgis.org, Simple marker).
_MARKERS: Final = {
    "burst": "star_diamond", "triangle-down": "triangle", "bar": "rectangle", "star": "star", "octagon": "octagon",
    "dot": "circle",
}  # fmt: skip

# The table that QGIS looks for styles in (QGIS, QgsOgrProviderMetadata::saveStyle).
_STYLES: Final = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles');
"""
_INSERT: Final = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
  styleQML, styleSLD, useAsDefault, description, owner, update_time) VALUES
  ('', '', ?, 'geom', 'sitmap', ?, '', 1, 'Symbols by event type', '', ?)
"""


def to_gpkg_bytes(incidents: gpd.GeoDataFrame) -> bytes:
    """Return the table as a GeoPackage with one layer, ``incidents``, and its style.

    Warns
    -----
    DataWarning
        Columns had names that a GeoPackage can't hold beside each other, and got others.
    """
    import geopandas as gpd
    import pyogrio

    frame = _with_own_names(plain_frame(incidents, keep_times=True))
    for name in frame.columns:
        if frame[name].dtype.name == "category" or _needs_text(frame[name]):
            frame[name] = frame[name].astype("string")
    table = gpd.GeoDataFrame(frame, geometry=incidents.geometry.to_numpy(), crs=incidents.crs)
    with tempfile.TemporaryDirectory(prefix="sitmap-") as folder:
        path = Path(folder) / "incidents.gpkg"
        with _settled_clock():
            pyogrio.write_dataframe(
                table, path, layer=_LAYER, driver="GPKG", geometry_type="Point", spatial_index=True
            )
        _add_style(
            path, incidents["event_type"].dropna().unique() if "event_type" in incidents else []
        )
        return path.read_bytes()


@contextmanager
def _settled_clock() -> Iterator[None]:
    """Let GDAL write a fixed hour (https://gdal.org/en/stable/drivers/vector/gpkg.html)."""
    import pyogrio

    before = pyogrio.get_gdal_config_option(_CLOCK)
    pyogrio.set_gdal_config_options({_CLOCK: FIRST_DAY})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_CLOCK: before})


def _needs_text(column: pd.Series[Any]) -> bool:
    """Tell what GDAL reads as a float where some are null: true and false, and whole numbers beyond a float's."""
    if not column.isna().any():
        return False
    whole = column.dtype.name in ("Int64", "UInt64")
    return column.dtype.name == "boolean" or (whole and bool((column.abs() > _LARGEST).any()))


def _with_own_names(frame: pd.DataFrame) -> pd.DataFrame:
    """SQLite knows no difference of case, and the format's own columns come first."""
    taken = set(_RESERVED)
    names: list[str] = []
    for name in map(str, frame.columns):
        own = name
        while own.lower() in taken:
            own = f"{own}_"
        taken.add(own.lower())
        names.append(own)
    changed = [
        f"{old} is {new}" for old, new in zip(frame.columns, names, strict=True) if old != new
    ]
    if changed:
        warnings.warn(
            f"GeoPackage: columns renamed: {', '.join(changed)}", DataWarning, stacklevel=6
        )
    return frame.set_axis(names, axis=1)


def _add_style(path: Path, types: Iterable[Any]) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.executescript(_STYLES)
        base.execute(_INSERT, (_LAYER, _qml(sorted(map(str, types))), FIRST_DAY))
        base.execute("UPDATE gpkg_contents SET last_change = ?", (FIRST_DAY,))


def _qml(types: list[str]) -> str:
    """Write a QGIS style: a symbol for each event type, by its category."""
    symbols = [*assign_symbols(types).items(), ("", len(SHAPES) - 1)]
    categories = "".join(
        f'<category symbol="{at}" value={quoteattr(name)} label={quoteattr(name or "other")} '
        'render="true" type="string"/>'
        for at, (name, _) in enumerate(symbols)
    )
    drawn = "".join(_symbol(at, number) for at, (_, number) in enumerate(symbols))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.28" styleCategories="Symbology">'
        '<renderer-v2 type="categorizedSymbol" attr="event_type" enableorderby="0" symbollevels="0" forceraster="0">'
        f"<categories>{categories}</categories><symbols>{drawn}</symbols></renderer-v2></qgis>"
    )


def _symbol(name: int, number: int) -> str:
    colour = SYMBOL_COLOURS[number]
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    shape = SHAPES[number]
    options = {
        "name": _MARKERS.get(shape, shape),
        "angle": "180" if shape == "triangle-down" else "0",
        "color": f"{red},{green},{blue},255",
        "outline_color": "255,255,255,255",
        "outline_width": "0.4",
        "size": "3.2",
        "size_unit": "MM",
    }
    rows = "".join(
        f'<Option type="QString" name="{key}" value="{value}"/>' for key, value in options.items()
    )
    return (
        f'<symbol type="marker" name="{name}" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="SimpleMarker" enabled="1" locked="0" pass="0">'
        f'<Option type="Map">{rows}</Option></layer></symbol>'
    )
