"""GeoParquet, and Parquet without geometry, by way of pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from sitmap.errors import InputError
from sitmap.readers.geojson import to_points
from sitmap.readers.rows import Rows
from sitmap.readers.text import check_size

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_parquet"]


def read_parquet(path: Path, *, file: str) -> Rows:
    """Read a Parquet file; its geometry, if it has one, in EPSG:4326.

    Raises
    ------
    InputError
        The file is broken or too large, or pyarrow isn't installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise InputError(f"{file}: reading Parquet needs pyarrow: pip install 'sitmap[parquet]'") from None
    try:
        metadata = pq.read_metadata(path)
        check_size(sum(metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups)) // 2, file)
        frame = _read(path, metadata.metadata or {})
    except (pa.ArrowException, ValueError, KeyError, OSError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"{file}: can't be read as Parquet ({str(error).splitlines()[0][:120]}); export it again"
        ) from None
    ours = {"incident_id", "problem", "located_by"} <= set(frame.columns)
    reader = "GeoParquet" if isinstance(frame, gpd.GeoDataFrame) else "Parquet"
    return Rows(frame.reset_index(drop=True), reader, numbers=range(1, len(frame) + 1), ours=ours)


def _read(path: Path, metadata: dict[Any, Any]) -> Any:
    if b"geo" not in metadata:
        return pd.read_parquet(path)
    frame = gpd.read_parquet(path)
    degrees = frame if frame.crs is None or frame.crs.to_epsg() == 4326 else frame.to_crs(4326)  # noqa: PLR2004
    return to_points(degrees.rename_geometry("geometry") if degrees.geometry.name != "geometry" else degrees)
