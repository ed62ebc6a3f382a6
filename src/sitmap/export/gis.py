"""The incident table to files that other tools read.

These are CSV, GeoJSON, GeoPackage, GeoParquet, KML and Excel.
"""

from __future__ import annotations

import io
import json
import math
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import OutputError
from sitmap.export.files import check_file, write_file
from sitmap.formulas import guard_text, guard_texts
from sitmap.incidents import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

__all__ = [
    "check_table_path",
    "plain_frame",
    "table_bytes",
    "to_csv_text",
    "to_geojson_text",
    "to_parquet_bytes",
    "write_table",
]

_DIGITS: Final = 7  # a centimetre


def write_table(incidents: gpd.GeoDataFrame, path: str | Path) -> Path:
    """Write an incident table in the format that the path's ending names.

    Parameters
    ----------
    incidents
        The incident table, EPSG:4326.
    path
        Where to write: ``.csv``, ``.geojson``, ``.gpkg`` (opens styled in QGIS), ``.parquet``,
        ``.kml`` or ``.xlsx``. An existing file is replaced at once or not at all. What is written
        is read again by `sitmap.read` with nothing lost, but for coordinates beyond a centimetre
        (CSV, GeoJSON, KML), characters that a format can't hold, and the difference between an
        empty text and none (CSV, Excel). In CSV, KML and Excel your own columns come back as texts.

    Raises
    ------
    OutputError
        The ending is not known, or the file can't be written.
    """
    return write_file(path, table_bytes(incidents, path))


def table_bytes(incidents: gpd.GeoDataFrame, path: str | Path) -> bytes:
    """Return what `write_table` writes.

    Raises
    ------
    OutputError
        As for `write_table`.
    """
    check_table_path(path)
    try:
        return _WRITERS[Path(path).suffix.lower()](incidents)
    except Exception as error:
        if (
            isinstance(error, OSError)
            or type(error).__module__.partition(".")[0]
            in _BY_TEMPORARY_FILE
        ):
            reason = str(error).splitlines()[0][-80:]
            told = (
                f"{path}: can't be made ({reason}); check space and permissions of"
                f" {tempfile.gettempdir()}"
            )
            raise OutputError(told) from error
        raise


def check_table_path(path: str | Path) -> Path:
    """Return the path if a table can be written there, by its ending and its folder.

    Raises
    ------
    OutputError
        It can't.
    """
    if Path(path).suffix.lower() not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise OutputError(
            f"{path}: sitmap writes {known}; choose one of these endings"
        )
    return check_file(path)


_BY_TEMPORARY_FILE: Final = frozenset({"pyogrio", "sqlite3", "lxml"})
"""What makes a format by way of a file of its own, and says in its own errors that it couldn't."""


def plain_frame(
    incidents: gpd.GeoDataFrame, *, keep_times: bool = False
) -> pd.DataFrame:
    """Return the columns without geometry, and values of rarer kinds as texts.

    What every format can hold.

    Parameters
    ----------
    incidents
        The incident table.
    keep_times
        Whether the format holds times of day; otherwise a user's own column of times becomes ISO
        texts.
    """
    frame = pd.DataFrame(incidents.drop(columns=incidents.geometry.name))
    frame.attrs = {}
    frame.columns = [str(name) for name in frame.columns]
    for name in frame.columns:
        if _is_rare(frame[name].dtype) or (
            not keep_times
            and name not in COLUMNS
            and _has_times(frame[name])
        ):
            frame[name] = (
                frame[name]
                .map(_as_text, na_action="ignore")
                .astype("string")
            )
    return frame


def _is_rare(dtype: Any) -> bool:
    plain = (
        pd.api.types.is_string_dtype(dtype)
        and not pd.api.types.is_object_dtype(dtype),
        pd.api.types.is_numeric_dtype(dtype)
        and not pd.api.types.is_complex_dtype(dtype),
        pd.api.types.is_datetime64_any_dtype(dtype),
        isinstance(dtype, pd.CategoricalDtype),
    )
    return not any(plain)


def _has_times(column: pd.Series[Any]) -> bool:
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        return False
    return column.dt.tz is not None or bool(
        (column.dropna() != column.dropna().dt.normalize()).any()
    )


def _as_text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict | list)
        else str(value)
    )


def to_csv_text(incidents: gpd.GeoDataFrame) -> str:
    """Return the table as CSV, points as ``longitude`` and ``latitude``.

    Text that a spreadsheet would run as a formula gets an apostrophe before it, which `sitmap.read`
    takes off again; so do names of columns. Numbers stay numbers.

    Examples
    --------
    >>> from sitmap.incidents import conform
    >>> table = conform(pd.DataFrame({"title": ["=1+1"], "incident_id": ["a"]}))
    >>> to_csv_text(table[["incident_id", "title", "geometry"]])
    "incident_id,title,longitude,latitude\\na,'=1+1,,\\n"
    """
    frame = plain_frame(incidents)
    for name in frame.columns:
        if isinstance(
            frame[name].dtype, pd.CategoricalDtype
        ) or pd.api.types.is_string_dtype(frame[name].dtype):
            frame[name] = guard_texts(
                frame[name].astype("string").str.replace("\x00", "\ufffd")
            )
        elif pd.api.types.is_datetime64_any_dtype(frame[name].dtype):
            frame[name] = frame[name].dt.strftime("%Y-%m-%d")
    frame["longitude"], frame["latitude"] = (
        incidents.geometry.x,
        incidents.geometry.y,
    )
    frame.columns = [guard_text(str(name)) for name in frame.columns]
    buffer = _Lines()
    frame.to_csv(buffer, index=False, lineterminator="\r\n")
    return buffer.getvalue()


class _Lines(io.StringIO):
    r"""Takes lines that end with CR LF, and ends them with LF.

    csv quotes a cell for the characters of its line end alone: a lone CR would part a row.
    """

    def write(self, line: str) -> int:
        return super().write(f"{line.removesuffix(chr(13) + chr(10))}\n")


def to_geojson_text(incidents: gpd.GeoDataFrame) -> str:
    """Return the table as a GeoJSON FeatureCollection (RFC 7946).

    Rows without a place have a null geometry.
    """
    plain = plain_frame(incidents).astype(object)
    rows = plain.where(plain.notna(), None).to_dict("records")
    features = [
        {
            "type": "Feature",
            "properties": {
                key: _plain(value) for key, value in row.items()
            },
            "geometry": _point(point),
        }
        for row, point in zip(rows, incidents.geometry, strict=True)
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features},
        ensure_ascii=False,
        indent=1,
    )


def _point(point: Any) -> dict[str, Any] | None:
    if point is None or point.is_empty:
        return None
    return {
        "type": "Point",
        "coordinates": [round(point.x, _DIGITS), round(point.y, _DIGITS)],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    plain = value.item() if hasattr(value, "item") else value
    return (
        str(plain)
        if isinstance(plain, float) and not math.isfinite(plain)
        else plain
    )  # JSON has no infinity


def to_parquet_bytes(incidents: gpd.GeoDataFrame) -> bytes:
    """Return the table as GeoParquet.

    Raises
    ------
    OutputError
        pyarrow isn't installed.
    """
    try:
        import pyarrow  # noqa: F401, ICN001 - is it there?
    except ModuleNotFoundError:
        raise OutputError(
            "writing Parquet needs pyarrow: pip install 'sitmap[parquet]'"
        ) from None
    import geopandas as gpd

    buffer = io.BytesIO()
    gpd.GeoDataFrame(
        plain_frame(incidents, keep_times=True), geometry=incidents.geometry
    ).to_parquet(buffer, index=False)
    return buffer.getvalue()


def _encoded(
    to_text: Callable[[gpd.GeoDataFrame], str],
) -> Callable[[gpd.GeoDataFrame], bytes]:
    return lambda incidents: to_text(incidents).encode("utf-8", "replace")


def _to_gpkg(incidents: gpd.GeoDataFrame) -> bytes:
    from sitmap.export.gpkg import to_gpkg_bytes

    return to_gpkg_bytes(incidents)


def _to_kml(incidents: gpd.GeoDataFrame) -> bytes:
    from sitmap.export.kml import to_kml_text

    return to_kml_text(incidents).encode("utf-8", "replace")


def _to_xlsx(incidents: gpd.GeoDataFrame) -> bytes:
    from sitmap.export.xlsx import to_xlsx_bytes

    return to_xlsx_bytes(incidents)


_WRITERS: Final[dict[str, Callable[[gpd.GeoDataFrame], bytes]]] = {
    ".csv": _encoded(to_csv_text),
    ".geojson": _encoded(to_geojson_text),
    ".json": _encoded(to_geojson_text),
    ".gpkg": _to_gpkg,
    ".parquet": to_parquet_bytes,
    ".kml": _to_kml,
    ".xlsx": _to_xlsx,
}
