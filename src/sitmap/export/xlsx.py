"""Excel workbook: one sheet, days as days, numbers as numbers, and no text that is a formula."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import DataWarning, OutputError
from sitmap.export.files import save_zip
from sitmap.export.gis import plain_frame
from sitmap.export.office import UNHOLDABLE

if TYPE_CHECKING:
    import geopandas as gpd

# a sheet's 1,048,576 less the head
_MOST_ROWS: Final = 1_048_575
_LARGEST: Final = 2**53
_LONGEST: Final = 32_767  # characters in a cell
_WIDTHS: Final = {
    "title": 48,
    "notes": 60,
    "place": 24,
    "source_url": 32,
    "problem": 32,
}


def to_xlsx_bytes(incidents: gpd.GeoDataFrame) -> bytes:
    """Return the table as a workbook, points as ``longitude`` and ``latitude``.

    Raises
    ------
    OutputError
        There are more rows than a sheet holds, or openpyxl isn't installed.

    Warns
    -----
    DataWarning
        Texts were longer than a cell holds and are cut.
    """
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise OutputError(
            "writing Excel needs openpyxl: pip install 'sitmap[excel]'"
        ) from None
    if len(incidents) > _MOST_ROWS:
        raise OutputError(
            f"{len(incidents):,} rows are more than the {_MOST_ROWS:,} of a sheet; write CSV or"
            " GeoParquet"
        )
    frame = plain_frame(incidents)
    frame["longitude"], frame["latitude"] = (
        incidents.geometry.x,
        incidents.geometry.y,
    )
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("incidents")
    _set_up(sheet, list(frame.columns))
    sheet.append([make_cell(sheet, name) for name in frame.columns])
    cut = 0
    for row in (
        frame.astype(object)
        .where(frame.notna(), None)
        .itertuples(index=False)
    ):
        cut += sum(
            isinstance(value, str) and len(value) > _LONGEST
            for value in row
        )
        sheet.append([make_cell(sheet, value) for value in row])
    if cut:
        told = (
            f"Excel: {cut} texts are longer than the {_LONGEST:,} characters of a cell"
            " and are cut"
        )
        warnings.warn(told, DataWarning, stacklevel=5)
    return save_zip(book.save)


def _set_up(sheet: Any, names: list[str]) -> None:
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for at, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(
            name, max(10, len(name) + 2)
        )


def make_cell(sheet: Any, value: Any) -> Any:
    """Make a cell; a text is a text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if (
        isinstance(value, int | float) and not abs(value) <= _LARGEST
    ):  # what a cell can't hold as a number
        value = str(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, pd.Timestamp):
        cell = WriteOnlyCell(sheet, value.to_pydatetime().date())
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not isinstance(value, str):
        return value.item() if hasattr(value, "item") else str(value)
    cell = WriteOnlyCell(sheet, "")
    cell.value = UNHOLDABLE.sub(
        "\ufffd", value.replace("\r\n", "\n").replace("\r", "\n")
    )[:_LONGEST]
    cell.data_type = "s"
    return cell
