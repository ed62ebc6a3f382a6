"""A regular CSV block by block by way of pyarrow: its texts, and little beside them, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv
from pandas.arrays import ArrowStringArray

from sitmap.formulas import free_texts
from sitmap.readers.limits import give_back_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BLOCK: Final = 1 << 20  # bytes; no row may be longer
_TIDY: Final = 4  # blocks, or columns, after which memory is given back
_POOL: Final = pa.system_memory_pool()
"""The C library's, which can be asked to give back what is freed; the usual pool keeps it."""


def read_blocks(
    stream: BinaryIO,
    delimiter: str,
    names: Sequence[str],
    *,
    skip: int = 0,
    wrong: dict[int, int] | None = None,
) -> pd.DataFrame | None:
    """Read lines of as many fields as there are names; None where one has more or fewer.

    Parameters
    ----------
    stream
        UTF-8.
    delimiter
        One character.
    names
        The columns' names.
    skip
        Lines before the first row.
    wrong
        For texts without quotes: takes the numbers of lines that have more or fewer fields, with
        how many they have, and they are left off.
    """
    try:
        table = _read(stream, delimiter, names, skip, wrong)
    except pa.ArrowInvalid:  # a line is ragged, or longer than a block
        return None
    columns: dict[str, Any] = {}
    for at, name in enumerate(names):
        column = table[name]
        table = table.drop_columns(name)
        columns[name] = ArrowStringArray(
            pa.chunked_array([column.combine_chunks(memory_pool=_POOL)])
        )
        del column
        if at % _TIDY == 0:
            give_back_memory()
    frame = pd.DataFrame(columns, copy=False)
    for name in (
        names if wrong is None else ()
    ):  # apostrophes before what would run as a formula
        if frame[name].str.startswith("'").any():
            frame[name] = free_texts(frame[name])
    return frame


def _read(
    stream: BinaryIO,
    delimiter: str,
    names: Sequence[str],
    skip: int,
    wrong: dict[int, int] | None,
) -> pa.Table:
    def note(row: Any) -> str:
        if wrong is None:
            return "error"
        wrong[row.number] = row.actual_columns
        return "skip"

    reader = pacsv.open_csv(
        stream,
        read_options=pacsv.ReadOptions(
            block_size=_BLOCK,
            column_names=list(names),
            skip_rows=skip,
            use_threads=False,
        ),
        parse_options=pacsv.ParseOptions(
            delimiter=delimiter,
            quote_char='"' if wrong is None else False,
            newlines_in_values=wrong is None,
            ignore_empty_lines=False,
            invalid_row_handler=note,
        ),
        convert_options=pacsv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.large_string()),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
        memory_pool=_POOL,
    )
    with reader:
        return pa.Table.from_batches(_released(reader), reader.schema)


def _released(
    batches: Iterable[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    """Give back to the system, after each block, what its parsing took."""
    for at, batch in enumerate(batches):
        yield batch
        if at % _TIDY == 0:
            give_back_memory()
