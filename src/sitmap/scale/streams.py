"""Parts to chunks: row groups, CSV, GDELT's lines, reports, each a stream of Arrow tables."""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from sitmap.errors import InputError
from sitmap.readers.layouts.gdelt import EVENT_COLUMNS
from sitmap.readers.recognition import find_layout
from sitmap.scale.csv_files import (
    HEAD_ROWS,
    SAMPLE_ROWS,
    find_dayfirst,
    open_csv,
    read_header,
)
from sitmap.scale.encoded import is_text
from sitmap.scale.roles import Roles, find_roles
from sitmap.scale.text_blocks import (
    Skipped,
    as_texts,
    open_stream,
    read_rows,
    regroup,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitmap.scale.inputs import Part
    from sitmap.scale.plan import Plan

# rows read at a time: some 200 MB
CHUNK_ROWS: Final = 500_000


def read_chunks(
    part: Part, plan: Plan, skipped: Skipped, failed: dict[str, str]
) -> Iterator[pa.Table]:
    """Read a part as chunks of some hundred thousand rows.

    Parameters
    ----------
    part, plan
        What to read, and how.
    skipped
        Counts lines that are no rows.
    failed
        Takes the reports that can't be read, with the reason.

    Raises
    ------
    InputError
        The file can't be read further.
    """
    if part.format == "reports":
        yield from _read_reports(part, plan, failed)
    elif part.format == "parquet":
        yield from _read_parquet(part)
    else:
        yield from _read_text(part, plan, skipped)


def _wanted(part: Part) -> list[str]:
    if part.roles is None:
        raise InputError(f"{part.file}: no roles is known for it")
    return part.roles.wanted


def find_parquet_roles(
    parquet: pq.ParquetFile, plan: Plan, *, file: str
) -> Roles:
    """Find which column is which, and the CRS of the geometry."""
    schema = parquet.schema_arrow
    geometry, crs = _geo(schema.metadata or {}, file)
    plain = [
        name
        for name in schema.names
        if name != geometry
        and not pa.types.is_nested(schema.field(name).type)
    ]
    head = None
    if find_layout(schema.names) is None:  # else its record tells
        first = next(
            parquet.iter_batches(batch_size=HEAD_ROWS, columns=plain), None
        )
        head = None if first is None else first.to_pandas()
    roles = find_roles(
        schema.names, plan, file=file, geometry=geometry, crs=crs, head=head
    )
    column = roles.columns["date_start"]
    if not is_text(schema.field(column).type):
        return roles
    sample = next(
        parquet.iter_batches(batch_size=SAMPLE_ROWS, columns=[column]), None
    )
    return (
        roles
        if sample is None
        else roles.with_dayfirst(
            find_dayfirst(pa.chunked_array([sample.column(0)]))
        )
    )


def _geo(metadata: dict[bytes, bytes], file: str) -> tuple[str | None, Any]:
    """Read GeoParquet's metadata: the column of points, and its CRS if that isn't degrees."""
    if b"geo" not in metadata:
        return None, None
    geo = json.loads(metadata[b"geo"])
    name = geo["primary_column"]
    about = geo["columns"][name]
    if about.get("encoding", "WKB") != "WKB":
        raise InputError(
            f"{file}: its points are stored as {about['encoding']}; write them as WKB (geopandas'"
            " default)"
        )
    crs = about.get("crs")
    degrees = crs is None or str(crs.get("id", {}).get("code")) in (
        "4326",
        "CRS84",
    )
    return name, None if degrees else crs


def _read_parquet(part: Part) -> Iterator[pa.Table]:
    wanted = _wanted(part)
    with pq.ParquetFile(part.file) as parquet:
        texts = [
            name
            for name in wanted
            if is_text(parquet.schema_arrow.field(name).type)
        ]
    with pq.ParquetFile(
        part.file,
        read_dictionary=texts,
        pre_buffer=False,
        buffer_size=1 << 20,
    ) as parquet:
        batches = parquet.iter_batches(
            CHUNK_ROWS,
            row_groups=list(part.groups),
            columns=wanted,
            use_threads=False,
        )
        for batch in batches:
            yield pa.Table.from_batches([batch]).select(wanted)


def gdelt_roles(plan: Plan) -> Roles:
    """Return the roles of GDELT's raw Events files, which have no header."""
    return find_roles(EVENT_COLUMNS, plan)


def _read_text(
    part: Part, plan: Plan, skipped: Skipped
) -> Iterator[pa.Table]:
    path, wanted = Path(part.file), _wanted(part)
    opened = (
        partial(_open_gdelt, part, skipped)
        if part.format == "gdelt"
        else partial(
            open_csv,
            path,
            read_header(path, plan.encoding),
            wanted,
            skipped,
        )
    )
    for table in regroup(read_rows(opened, skipped), CHUNK_ROWS):
        yield table.select(wanted)


@contextmanager
def _open_gdelt(part: Part, skipped: Skipped, block: int) -> Iterator[Any]:
    with open_stream(part.file, start=part.start, stop=part.stop) as stream:
        yield pacsv.open_csv(
            stream,
            read_options=pacsv.ReadOptions(
                block_size=block,
                column_names=list(EVENT_COLUMNS),
                use_threads=False,
            ),
            parse_options=pacsv.ParseOptions(
                delimiter="\t",
                quote_char=False,
                newlines_in_values=False,
                invalid_row_handler=skipped,
            ),
            convert_options=as_texts(_wanted(part)),
        )


def _read_reports(
    part: Part, plan: Plan, failed: dict[str, str]
) -> Iterator[pa.Table]:
    """Draft the incidents of some reports, and give them as rows."""
    from sitmap.scale.extraction import draft_chunk

    drafted = draft_chunk(
        part.files, published=plan.published, near=plan.country
    )
    failed.update(drafted.failed)
    points = drafted.incidents.geometry
    flat = drafted.incidents.assign(longitude=points.x, latitude=points.y)
    yield pa.Table.from_pandas(flat[list(_OF_DRAFTS)], preserve_index=False)


_OF_DRAFTS: Final = (
    "longitude",
    "latitude",
    "date_start",
    "event_type",
    "fatalities_best",
    "precision",
    "status",
    "place",
    "country",
)
