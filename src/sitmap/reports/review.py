# ruff: noqa: E501  - patterns and word lists are kept whole
"""The review loop: a draft goes out as a table with ``keep`` and the quotes; edited, it wins over the draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from sitmap.errors import InputError, OutputError
from sitmap.incidents import conform

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["apply_review", "read_draft", "write_draft"]

_NO: Final = frozenset({"false", "0", "no", "n", "x", "drop", "-"})
_FIRST: Final = (
    "keep", "title", "event_type", "sub_event_type", "date_start", "date_end", "place", "place_name", "precision", "status",
    "fatalities_best", "injured_best", "confidence", "quote",
)  # fmt: skip


def write_draft(incidents: gpd.GeoDataFrame, path: str | Path) -> None:
    """Write a draft for review: .csv, .xlsx, .geojson or .gpkg, with ``keep`` first.

    Parameters
    ----------
    incidents
        The drafted incident table.
    path
        Where to; the ending tells the format. A CSV has longitude and latitude as columns, and no cell that a spreadsheet would
        take for a formula.

    Raises
    ------
    OutputError
        The ending isn't known, or the file can't be written.
    """
    path = Path(path)
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise OutputError(f"{path}: a draft is written as {', '.join(_WRITERS)}; choose one of these endings")
    try:
        write(_ordered(incidents), path)
    except OSError as error:
        raise OutputError(f"{path}: can't be written ({error.strerror or error})") from error


def _ordered(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    table = incidents if "keep" in incidents else incidents.assign(keep=True)
    rest = [name for name in table.columns if name not in _FIRST and name != "geometry"]
    return table[[*_FIRST, *rest, "geometry"]]


def _flat(table: gpd.GeoDataFrame) -> pd.DataFrame:
    points = table.geometry
    flat = pd.DataFrame(table.drop(columns="geometry")).assign(longitude=points.x.round(6), latitude=points.y.round(6))
    texts = [name for name in flat.columns if pd.api.types.is_string_dtype(flat[name]) and name != "keep"]
    return flat.assign(**{name: flat[name].map(_harmless, na_action="ignore") for name in texts})


def _harmless(value: Any) -> Any:
    """Put an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _write_csv(table: gpd.GeoDataFrame, path: Path) -> None:
    _flat(table).to_csv(path, index=False, date_format="%Y-%m-%d", encoding="utf-8-sig")


def _write_xlsx(table: gpd.GeoDataFrame, path: Path) -> None:
    try:
        _flat(table).to_excel(path, index=False)
    except ImportError as error:
        raise OutputError(f"{path}: writing .xlsx needs openpyxl; install it, or write .csv") from error


def _write_gis(table: gpd.GeoDataFrame, path: Path) -> None:
    plain = table.assign(
        **{name: table[name].astype("string") for name in table.columns if table[name].dtype == "category"}
    )
    plain.to_file(path, driver="GeoJSON" if path.suffix.lower() in (".geojson", ".json") else "GPKG")


_WRITERS: Final[dict[str, Callable[[gpd.GeoDataFrame, Path], None]]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".geojson": _write_gis,
    ".json": _write_gis,
    ".gpkg": _write_gis,
}


def read_draft(path: str | Path) -> gpd.GeoDataFrame:
    """Read a reviewed draft: rows whose ``keep`` says no are left out, the others stand as edited.

    Parameters
    ----------
    path
        A file that `write_draft` wrote.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table, in the order of the file.

    Raises
    ------
    InputError
        The file can't be read, or has no column ``keep``.
    """
    path = Path(path)
    table = _read(path)
    if "keep" not in table:
        raise InputError(f"{path}: no column 'keep', so this is no reviewed draft; read it with sitmap.read")
    kept = table[~table["keep"].astype("string").str.strip().str.lower().isin(_NO)]
    return conform(kept.reset_index(drop=True))


def _read(path: Path) -> pd.DataFrame:
    if not path.exists():
        raise InputError(f"{path}: no such file")
    suffix = path.suffix.lower()
    if suffix in (".geojson", ".json", ".gpkg"):
        table: pd.DataFrame = gpd.read_file(path)
        return table
    flat = (
        pd.read_excel(path, dtype=object)
        if suffix == ".xlsx"
        else pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""])
    )
    points = gpd.points_from_xy(pd.to_numeric(flat.pop("longitude")), pd.to_numeric(flat.pop("latitude")), crs=4326)
    known = ~gpd.GeoSeries(points).is_empty
    texts = {name: flat[name].map(_unguarded, na_action="ignore") for name in flat.columns}
    geometry = gpd.GeoSeries(points, crs=4326).where(known, None)
    drafted: pd.DataFrame = gpd.GeoDataFrame(flat.assign(**texts), geometry=geometry)
    return drafted


def _unguarded(value: Any) -> Any:
    return value[1:] if isinstance(value, str) and value[:1] == "'" and value[1:2] in ("=", "+", "-", "@") else value


def apply_review(draft: gpd.GeoDataFrame, reviewed: gpd.GeoDataFrame | str | Path) -> gpd.GeoDataFrame:
    """Let a review win over a draft: rows of the review replace those of the same incident, dropped ones go, new ones stay.

    Parameters
    ----------
    draft
        The drafted incident table.
    reviewed
        The reviewed table, or its file. A row of the draft that the review doesn't hold at all (the report was drafted again and
        more was found) is kept.
    """
    if isinstance(reviewed, gpd.GeoDataFrame):
        seen = set(reviewed["incident_id"].dropna())
        kept = conform(reviewed[~reviewed["keep"].astype("string").str.lower().isin(_NO)])
    else:
        seen = set(_read(Path(reviewed))["incident_id"].dropna())
        kept = read_draft(reviewed)
    fresh = draft[~draft["incident_id"].isin(seen)]
    return conform(pd.concat([kept, fresh], ignore_index=True)) if len(fresh) else kept
