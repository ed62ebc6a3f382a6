"""GeoParquet, and Parquet without geometry, by way of pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from sitmap.errors import InputError
from sitmap.readers.formats.geometries import rows_of_shapes
from sitmap.readers.limits import check_size
from sitmap.readers.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

_ROW_BYTES: Final = 400  # of an incident table's own columns, null or not
# of memory that a cell takes, short texts
_CELL_BYTES: Final = 24


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
        raise InputError(
            f"{file}: reading Parquet needs pyarrow: pip install 'sitmap[parquet]'"
        ) from None
    try:
        metadata = pq.read_metadata(path)
        check_size(_size_of(metadata), file, per_byte=1)
        frame = _read(path, metadata.metadata or {})
        for name in frame.columns[
            [dtype.name in ("str", "string") for dtype in frame.dtypes]
        ]:
            pa.array(frame[name]).validate(
                full=True
            )  # that its texts are UTF-8
    except (
        pa.ArrowException,
        ValueError,
        KeyError,
        OSError,
        RuntimeError,
    ) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"{file}: can't be read as Parquet ({str(error).splitlines()[0][:120]}); export it"
            " again"
        ) from None
    ours = {"incident_id", "problem", "located_by"} <= set(frame.columns)
    numbers = range(1, len(frame) + 1)
    rows = frame.reset_index(drop=True)
    if not isinstance(rows, gpd.GeoDataFrame):
        return Rows(rows, "Parquet", numbers=numbers, ours=ours)
    return rows_of_shapes(rows, "GeoParquet", word="row", ours=ours)


def _size_of(metadata: Any) -> int:
    """Bytes that the table takes at least, by its own account.

    A dictionary makes a small file of a large table.
    """
    written = sum(
        metadata.row_group(at).total_byte_size
        for at in range(metadata.num_row_groups)
    )
    return int(
        max(
            4 * written,
            metadata.num_rows
            * (_ROW_BYTES + _CELL_BYTES * metadata.num_columns),
        )
    )


def _read(path: Path, metadata: dict[Any, Any]) -> Any:
    if b"geo" not in metadata:
        return pd.read_parquet(path)
    frame = gpd.read_parquet(path)
    degrees = (
        frame
        if frame.crs is None or frame.crs.to_epsg() == 4326  # noqa: PLR2004 - its EPSG code
        else frame.to_crs(4326)
    )
    return (
        degrees.rename_geometry("geometry")
        if degrees.geometry.name != "geometry"
        else degrees
    )
