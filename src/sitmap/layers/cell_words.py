"""The words of cells: numbers, days and truths as texts, each distinct value once."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from sitmap.layers.blobs import BLOCK_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


_HAS_ARROW: Final = importlib.util.find_spec("pyarrow") is not None


def as_objects(column: Any, null: str | None = None) -> NDArray[Any]:
    """Return the values as Python's own, `null` where there is none."""
    return np.asarray(column.to_numpy(dtype=object, na_value=null))


def say_cells(column: pd.Series[Any]) -> tuple[str, Any]:
    """Give a column's kind and its values as texts, empty for null.

    Kinds are ``s`` text, ``n`` number, ``b`` true or false.
    """
    types = pd.api.types
    if types.is_bool_dtype(column):
        return "b", _each_distinct(
            column, lambda value: "1" if value else "0"
        )
    if types.is_integer_dtype(column):
        return "n", _each_distinct(column, str)
    if types.is_float_dtype(column):
        numbers = pd.Series(column.to_numpy(dtype=float, na_value=np.nan))
        return "n", _each_distinct(
            numbers.where(np.isfinite(numbers)), _say_float
        )
    if types.is_datetime64_any_dtype(column):
        return "s", _each_distinct(column, _iso)
    if (
        not isinstance(column.dtype, pd.StringDtype)
        and types.infer_dtype(column, skipna=True) != "string"
    ):
        return "s", _each_distinct(column.map(str, na_action="ignore"), str)
    return "s", _texts_of(column)


def _texts_of(column: pd.Series[Any]) -> Any:
    """Return a column of texts as it is kept, in Arrow or as objects; empty for null."""
    if getattr(column.dtype, "storage", "") != "pyarrow":
        return as_objects(column, null="")
    import pyarrow as pa
    import pyarrow.compute as pc

    kept = column.array.__arrow_array__()
    if isinstance(kept, pa.ChunkedArray):
        kept = (
            kept.chunk(0) if kept.num_chunks == 1 else kept.combine_chunks()
        )
    whole = kept.cast(pa.large_string())
    return pc.fill_null(whole, "") if whole.null_count else whole


def _say_float(value: float) -> str:
    return (
        str(int(value))
        if value.is_integer() and abs(value) < 2**53
        else repr(value)
    )


def _each_distinct(
    column: pd.Series[Any], say: Callable[[Any], str]
) -> Any:
    numbers, distinct = pd.factorize(column)
    said = [*(say(value) for value in distinct), ""]
    if _HAS_ARROW and len(numbers) >= BLOCK_ROWS:
        import pyarrow as pa

        at = np.where(numbers < 0, len(distinct), numbers)
        return pa.array(said, pa.large_string()).take(pa.array(at))
    return np.array(said, dtype=object)[numbers]


def _iso(stamp: pd.Timestamp) -> str:
    text = stamp.isoformat()
    return text.removesuffix("T00:00:00")
