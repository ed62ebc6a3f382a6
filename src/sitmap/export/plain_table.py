"""Tables of counts and of differences: any frame as CSV, Excel or JSON, with no text that runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import OutputError
from sitmap.export.files import check_file, save_zip, write_file
from sitmap.export.xlsx import make_cell
from sitmap.formulas import guard_text, guard_texts

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_ROWS: Final = 1_048_575  # of a sheet, below its head


def write_plain(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write a table that is none of incidents, in the format that the path's ending names.

    Parameters
    ----------
    frame
        Any table; its index isn't written.
    path
        A ``.csv``, ``.xlsx`` or ``.json`` file (a list with an object for each row), replaced at
        once or not at all.

    Raises
    ------
    OutputError
        The ending isn't known, a sheet hasn't room for the rows, or the file can't be written.
    """
    check_plain_path(path)
    return write_file(path, _WRITERS[Path(path).suffix.lower()](frame))


def check_plain_path(path: str | Path) -> Path:
    """Return the path if a table of counts can be written there.

    Raises
    ------
    OutputError
        It can't.
    """
    if Path(path).suffix.lower() not in _WRITERS:
        raise OutputError(
            f"{path}: is written as {', '.join(_WRITERS)}; choose one of these"
        )
    return check_file(path)


def _plain(column: pd.Series[Any]) -> Any:
    """Days as texts, categories as what they stand for."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return column.dt.strftime("%Y-%m-%d")
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.astype("string")
    return column


def _to_csv(frame: pd.DataFrame) -> bytes:
    plain = frame.apply(_plain) if len(frame.columns) else frame
    for name in plain.columns:
        if not pd.api.types.is_numeric_dtype(plain[name].dtype):
            texts = (
                plain[name].astype("string").str.replace("\x00", "\ufffd")
            )
            plain[name] = guard_texts(texts)
    plain = plain.set_axis(
        [guard_text(str(name)) for name in plain.columns], axis=1
    )
    return plain.to_csv(index=False, lineterminator="\n").encode(
        "utf-8", "replace"
    )


def _to_json(frame: pd.DataFrame) -> bytes:
    plain = (frame.apply(_plain) if len(frame.columns) else frame).astype(
        object
    )
    rows = plain.where(plain.notna(), None).to_dict("records")
    told = json.dumps(rows, ensure_ascii=False, indent=1, default=_as_json)
    return f"{told}\n".encode("utf-8", "replace")


def _as_json(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


def _to_xlsx(frame: pd.DataFrame) -> bytes:
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise OutputError(
            "writing Excel needs openpyxl: pip install 'sitmap[excel]'"
        ) from None
    if len(frame) > _MOST_ROWS:
        raise OutputError(
            f"{len(frame):,} rows are more than a sheet holds; write CSV"
        )
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("table")
    sheet.freeze_panes = "A2"
    sheet.append([make_cell(sheet, str(name)) for name in frame.columns])
    plain = frame.astype(object)
    for row in plain.where(plain.notna(), None).itertuples(
        index=False, name=None
    ):
        sheet.append([make_cell(sheet, value) for value in row])
    return save_zip(book.save)


_WRITERS: Final[dict[str, Callable[[pd.DataFrame], bytes]]] = {
    ".csv": _to_csv,
    ".xlsx": _to_xlsx,
    ".json": _to_json,
}
