"""GeoPackage with the style inside: QGIS opens it with the page's symbols and colours."""

from __future__ import annotations

import sqlite3
import warnings
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import DataWarning
from sitmap.export.files import FIRST_DAY
from sitmap.export.gis import plain_frame
from sitmap.export.qgis_style import write_qml
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

_LAYER: Final = "incidents"
_CLOCK: Final = "OGR_CURRENT_DATE"
_LARGEST: Final = 2**53
_RESERVED: Final = frozenset({"fid", "geom", "geometry", "ogc_fid"})
# The table that QGIS looks for styles in (QGIS, QgsOgrProviderMetadata::saveStyle).
_STYLES: Final = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
INSERT INTO gpkg_contents (table_name, data_type, identifier)
  VALUES ('layer_styles', 'attributes', 'layer_styles');
"""
_INSERT: Final = """
INSERT INTO layer_styles (
  f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
  styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time
) VALUES (
  '', '', ?, 'geom', 'sitmap', ?, '', 1, 'Symbols by event type and precision', '', ?
)
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
    table = gpd.GeoDataFrame(
        frame, geometry=incidents.geometry.to_numpy(), crs=incidents.crs
    )
    with scratch_folder() as folder:
        path = folder / "incidents.gpkg"
        with _settled_clock():
            pyogrio.write_dataframe(
                table,
                path,
                layer=_LAYER,
                driver="GPKG",
                geometry_type="Point",
                spatial_index=True,
            )
        types = (
            incidents["event_type"].dropna().unique()
            if "event_type" in incidents
            else []
        )
        _add_style(path, write_qml(map(str, types), frame.columns))
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
    """Tell what GDAL reads as a float where some are null.

    True and false, and whole numbers beyond a float's.
    """
    if not column.isna().any():
        return False
    whole = column.dtype.name in ("Int64", "UInt64")
    return column.dtype.name == "boolean" or (
        whole and bool((column.abs() > _LARGEST).any())
    )


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
        f"{old} is {new}"
        for old, new in zip(frame.columns, names, strict=True)
        if old != new
    ]
    if changed:
        warnings.warn(
            f"GeoPackage: columns renamed: {', '.join(changed)}",
            DataWarning,
            stacklevel=6,
        )
    return frame.set_axis(names, axis=1)


def _add_style(path: Path, qml: str) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.executescript(_STYLES)
        base.execute(_INSERT, (_LAYER, qml, FIRST_DAY))
        base.execute(
            "UPDATE gpkg_contents SET last_change = ?", (FIRST_DAY,)
        )
