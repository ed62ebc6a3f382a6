"""GeoParquet, Parquet and Feather without geometry, by way of pyarrow."""

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

FEATHER: Final = b"ARROW1"
"""The first bytes of a Feather file (version 2), which is Arrow's table as it lies in memory."""

_ROW_BYTES: Final = 400  # of an incident table's own columns, null or not
# of memory that a cell takes, short texts
_CELL_BYTES: Final = 24


def read_parquet(path: Path, *, file: str) -> Rows:
    """Read a Parquet or Feather file; its geometry, if it has one, in EPSG:4326.

    Raises
    ------
    InputError
        The file is broken or too large, or pyarrow isn't installed.
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise InputError(
            f"{file}: reading Parquet needs pyarrow: pip install 'sitmap[parquet]'"
        ) from None
    try:
        kind, frame = _read_table(path, file)
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
            f"{file}: can't be read as Parquet or Feather"
            f" ({str(error).splitlines()[0][:120]}); export it again"
        ) from None
    ours = {"incident_id", "problem", "located_by"} <= set(frame.columns)
    numbers = range(1, len(frame) + 1)
    rows = frame.reset_index(drop=True)
    if not isinstance(rows, gpd.GeoDataFrame):
        return Rows(rows, kind, numbers=numbers, ours=ours)
    return rows_of_shapes(rows, f"Geo{kind}", word="row", ours=ours)


def _read_table(path: Path, file: str) -> tuple[str, Any]:
    """Read a Parquet or Feather file that fits into memory, and say which it is."""
    import pyarrow.parquet as pq
    from pyarrow import ipc

    with path.open("rb") as stream:
        start = stream.read(len(FEATHER))
    is_feather = start == FEATHER
    if not is_feather:
        metadata = pq.read_metadata(path)
        size = _size_of(metadata)
        check_size(size, file, per_byte=1)
        said = metadata.metadata or {}
        return "Parquet", _read(path, said)
    size = path.stat().st_size
    check_size(size, file)
    with ipc.open_file(path) as opened:
        said = opened.schema.metadata or {}
    return "Feather", _read(path, said, of="feather")


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


def _read(path: Path, metadata: dict[Any, Any], of: str = "parquet") -> Any:
    library = gpd if b"geo" in metadata else pd
    frame = getattr(library, f"read_{of}")(path)
    if library is pd:
        return frame
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
