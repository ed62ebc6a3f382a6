"""Pick the reader by what a file holds, not by its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitmap.readers.csv import read_csv_text
from sitmap.readers.geojson import read_geojson_text
from sitmap.readers.table import make_incidents, warn_of_problems
from sitmap.readers.text import decode, read_bytes
from sitmap.readers.ucdp import COLUMNS_OF_UCDP, is_ucdp, translate_ucdp

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

__all__ = ["read"]


def read(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    dayfirst: bool | None = None,
) -> gpd.GeoDataFrame:
    """Read a file of incidents into the incident table.

    CSV (comma, semicolon, tab or bar), UCDP GED exports and GeoJSON are told apart by their content.

    Parameters
    ----------
    path
        A local file.
    columns
        Which of the file's columns is which of ours, where the names aren't recognised:
        ``{"place": "Ort", "date_start": "Tag"}``.
    encoding
        The file's encoding; by default a byte-order mark, UTF-8, or cp1252 with a warning.
    dayfirst
        The order of ``03/04/2023``, where the column doesn't show it.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table (`sitmap.incidents.COLUMNS`) in EPSG:4326. Every row of the file is in it; what is wrong
        with a row stands in ``problem``. ``country`` and ``admin1`` help `sitmap.locate` where rows have no point.

    Raises
    ------
    InputError
        The file is missing, empty or no table, or has no column with a place or a coordinate.

    Warns
    -----
    DataWarning
        Rows have problems: how many, and the first few.
    """
    file = Path(path).name
    text = decode(read_bytes(path), file=file, encoding=encoding)
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        incidents = _from_geojson(text, file, columns, dayfirst)
    else:
        incidents = _from_csv(text, file, columns, dayfirst)
    warn_of_problems(incidents, file)
    return incidents


def _from_csv(text: str, file: str, columns: Mapping[str, str] | None, dayfirst: bool | None) -> gpd.GeoDataFrame:
    frame = read_csv_text(text, file=file)
    if is_ucdp(frame):
        frame, columns = translate_ucdp(frame), {**COLUMNS_OF_UCDP, **(columns or {})}
    return make_incidents(frame.reset_index(drop=True), file=file, columns=columns, dayfirst=dayfirst)


def _from_geojson(text: str, file: str, columns: Mapping[str, str] | None, dayfirst: bool | None) -> gpd.GeoDataFrame:
    frame, faults = read_geojson_text(text.lstrip("\ufeff"), file=file)
    incidents = make_incidents(frame, file=file, columns=columns, dayfirst=dayfirst, row_word="feature", first_row=1)
    told = {label: f"feature {label + 1}: {fault}" for label, fault in faults.items()}
    incidents["problem"] = incidents["problem"].fillna(incidents.index.to_series().map(told).astype("string"))
    return incidents
