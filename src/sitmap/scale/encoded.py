"""A column as codes and distinct values.

What is worked out once per value is then spread over the rows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from sitmap.scale.counts import Ints


_TEXTS_KNOWN: Final = 50_000
"""Texts remembered in a process, about 10 MB: the days and codes of a table come in each chunk."""


class Encoded(NamedTuple):
    """Codes (-1 for null) and the values that they count."""

    codes: Ints
    distinct: list[Any]

    def spread(
        self, per_value: Any, dtype: Any, null: Any
    ) -> npt.NDArray[Any]:
        """Give each row what its value has, and `null` to rows without a value."""
        return np.array([*per_value, null], dtype)[self.codes]

    def first_of(self, rows: npt.NDArray[np.bool_]) -> str:
        """Return the first in the alphabet of the values that some rows have."""
        return min(
            str(self.distinct[code])
            for code in np.unique(self.codes[rows]).tolist()
            if code >= 0
        )


def encode(column: pa.ChunkedArray) -> Encoded:
    """Count off a column's values, in the order in which they occur.

    Examples
    --------
    >>> encode(pa.chunked_array([["b", None], ["a", "b"]]))
    Encoded(codes=array([ 0, -1,  1,  0]), distinct=['b', 'a'])
    """
    if pa.types.is_integer(column.type) and column.null_count == 0:
        codes, values = pd.factorize(column.to_numpy())
        return Encoded(codes.astype(np.int64, copy=False), values.tolist())
    if len(column) == 0:
        return Encoded(np.empty(0, np.int64), [])
    coded = (
        column
        if pa.types.is_dictionary(column.type)
        else column.dictionary_encode()
    )
    array = coded.unify_dictionaries().combine_chunks()
    array = array.chunk(0) if isinstance(array, pa.ChunkedArray) else array
    indices = array.indices
    if indices.null_count:
        indices = pc.fill_null(indices.cast(pa.int32()), -1)
    codes = indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return _without_null_values(codes, array.dictionary.to_pylist())


def _without_null_values(codes: Ints, values: list[Any]) -> Encoded:
    """Treat a null in the dictionary, which some writers leave there, as no value."""
    null = [at for at, value in enumerate(values) if value is None]
    return Encoded(
        np.where(np.isin(codes, null), -1, codes) if null else codes, values
    )


def is_text(kind: pa.DataType) -> bool:
    """Tell texts, also as a dictionary."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
    )


def texts_of(values: list[Any]) -> list[str | None]:
    """Return values as stripped texts, empty ones as None.

    Whole numbers are written without a decimal point.
    """
    return [_text_of(value) for value in values]


@lru_cache(maxsize=_TEXTS_KNOWN, typed=True)
def _text_of(value: Any) -> str | None:
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None


def numbers_of(
    column: pa.ChunkedArray,
    read: Callable[[str], float | None] | None = None,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_], Encoded | None]:
    """Read numbers, also from texts with a decimal comma.

    Parameters
    ----------
    column
        Numbers or texts.
    read
        What reads a text that is no plain number.

    Returns
    -------
    numbers, unread, texts
        NaN where there is none, which rows say something else, and what they say.
    """
    if not is_text(column.type):
        numbers = np.asarray(
            column.cast(pa.float64(), safe=False).to_numpy(), np.float64
        )
        return numbers, np.zeros(len(numbers), bool), None
    plain = _plain_numbers(column)
    if plain is not None:
        return plain, np.zeros(len(plain), bool), None
    coded = encode(column)
    values = [_number_of(value, read) for value in coded.distinct]
    wrong = [
        value != value and bool(text)  # noqa: PLR0124 - only NaN differs from itself
        for value, text in zip(
            values, texts_of(coded.distinct), strict=True
        )
    ]
    return (
        coded.spread(values, np.float64, np.nan),
        coded.spread(wrong, bool, null=False),
        coded,
    )


def _plain_numbers(
    column: pa.ChunkedArray,
) -> npt.NDArray[np.float64] | None:
    """Read a column of nothing but plain numbers at once; None where any text is something else."""
    if pa.types.is_dictionary(column.type):
        return None
    try:
        numbers = column.cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    values = np.asarray(numbers.to_numpy(), np.float64)
    unread = np.count_nonzero(np.isnan(values)) != numbers.null_count
    if unread:
        return None
    return values


def _number_of(
    value: str | None, read: Callable[[str], float | None] | None
) -> float:
    text = (
        (value or "").strip().removeprefix("'")
    )  # the apostrophe that keeps -5 from being a formula
    for attempt in (
        text,
        text.replace(",", ".") if text.count(",") == 1 else text,
    ):
        try:
            return float(attempt) if "_" not in attempt else np.nan
        except ValueError:
            continue
    found = read(text) if read is not None and text else None
    return float("nan") if found is None else found
