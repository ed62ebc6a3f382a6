"""A draft of incidents as a file to review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitmap.errors import OutputError
from sitmap.export.files import write_file
from sitmap.export.gis import table_bytes
from sitmap.export.written import find_free, remember_written
from sitmap.reports.review import order_draft

if TYPE_CHECKING:
    import geopandas as gpd

_ENDINGS: Final = (".csv", ".xlsx", ".geojson", ".json", ".gpkg")


def write_draft(
    incidents: gpd.GeoDataFrame, path: str | Path, *, force: bool = False
) -> Path:
    """Write a draft for review, with ``keep`` first.

    .csv, .xlsx, .geojson or .gpkg, as the ending says.

    A file there that isn't as sitmap wrote it holds somebody's review; it stays, and the draft goes
    beside it, as ``draft-2.csv``.

    Parameters
    ----------
    incidents
        The drafted incident table.
    path
        Where to. Set ``keep`` to no, correct, add; then `sitmap.reports.apply_review`, or ``sitmap
        map PATH``.
    force
        Whether to replace a reviewed draft, too.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    OutputError
        The ending isn't known, or the file can't be written.
    """
    check_output(path)
    data = table_bytes(order_draft(incidents), path)
    free = Path(path) if force else find_free(Path(path), data)
    written = write_file(free, data)
    remember_written(data)
    return written


def check_output(path: str | Path) -> None:
    """Refuse, before a report is read, what no reviewer could edit or no file could be.

    Raises
    ------
    OutputError
        The ending isn't known, or there is no such folder.
    """
    if Path(path).suffix.lower() not in _ENDINGS:
        raise OutputError(
            f"{path}: a draft is written as {', '.join(_ENDINGS)}; choose one of these endings"
        )
    if not Path(path).parent.is_dir():
        raise OutputError(
            f"{path}: the folder {Path(path).parent} doesn't exist; make it first"
        )
