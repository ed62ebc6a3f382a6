"""From a source to a prepared file: batches go to a file by cell, so that memory is bounded."""

from __future__ import annotations

import shutil
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np
import shapely

from sitmap.checksums import hash_file
from sitmap.errors import DataWarning, InputError
from sitmap.ground.cells import cells_of, split_levels
from sitmap.ground.codec import decode_block, encode_block
from sitmap.ground.features import Features, join_features
from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.ground.prepared import (
    Block,
    copy_checked,
    pack_block,
    write_head,
)
from sitmap.ground.shapes import (
    is_usable,
    join_roads,
    split_shapes,
    thin_out,
)
from sitmap.ground.sources import open_source
from sitmap.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TOLERANCE_M: Final = 2.0
"""A line may leave its course by this: a pixel at zoom 16."""

_BUILDING_M: Final = 1.0
"""Corners of houses are seen."""

Spill = dict[int, list[tuple[int, int]]]
"""Where in a file the features of each cell are: start and size."""


def prepare_ground(
    source: str | Path,
    output: str | Path,
    *,
    progress: Callable[[str, int], None] | None = None,
) -> Path:
    """Prepare the ground of a region: read it once, generalised and sorted by cell.

    Parameters
    ----------
    source
        An OpenStreetMap extract (.osm.pbf, .osm), a GeoPackage of its layers, or a PMTiles archive
        in Protomaps' layout.
    output
        The file to write; an existing one is replaced at once or not at all.
    progress
        Is told what is read, and how much of it.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    InputError
        `source` can't be read, or holds nothing that a map draws.
    OutputError
        `output` can't be written.
    """
    path, target = Path(source), Path(output)
    opened = open_source(path)
    with scratch_folder() as folder:
        spilt = folder / "batches"
        cells = _spill(opened.read(progress), spilt)
        if not cells:
            raise InputError(
                f"{path}: holds no roads, waters or places that a map could draw"
            )
        body = folder / "blocks"
        blocks, counts = _pack_cells(spilt, cells, body, progress)
        head = write_head(
            blocks,
            name=path.name,
            credit=opened.credit,
            source_sha256=hash_file(path),
            features=counts,
        )
        _write(target, head, body)
    return target


def _spill(batches: Iterable[Features], path: Path) -> Spill:
    cells: Spill = {}
    unusable = 0
    with path.open("wb") as file:
        for batch in batches:
            usable = is_usable(batch.shapes)
            unusable += int((~usable).sum())
            features = split_shapes(batch.only(usable))
            owners = cells_of(features)
            for cell in np.unique(owners).tolist():
                data = encode_block(features.only(owners == cell))
                cells.setdefault(cell, []).append((file.tell(), len(data)))
                file.write(data)
    if unusable:
        told = f"ground: {unusable:,} features left off: without a shape, across the antimeridian, "
        warnings.warn(
            f"{told}or of more points than a real one has",
            DataWarning,
            stacklevel=3,
        )
    return cells


def _pack_cells(
    spilt: Path,
    cells: Spill,
    body: Path,
    progress: Callable[[str, int], None] | None,
) -> tuple[list[Block], dict[str, int]]:
    blocks: list[Block] = []
    counts: Counter[str] = Counter()
    with spilt.open("rb") as batches, body.open("wb") as file:
        for done, cell in enumerate(sorted(cells), start=1):
            features = _read_cell(batches, cells[cell])
            counts.update(
                KINDS[kind].name for kind in features.kinds.tolist()
            )
            for level, part in split_levels(features):
                west, south, east, north = shapely.total_bounds(
                    part.shapes
                ).tolist()
                box = (west, south, east, north)
                block, packed = pack_block(
                    level, box, encode_block(part), file.tell()
                )
                file.write(packed)
                blocks.append(block)
            if progress is not None:
                progress("cells", done)
    return blocks, dict(counts)


def _read_cell(file: BinaryIO, places: list[tuple[int, int]]) -> Features:
    parts = []
    for start, size in places:
        file.seek(start)
        parts.append(decode_block(file.read(size)))
    joined = join_roads(join_features(parts))
    is_house = joined.kinds == BY_NAME["building"]
    return thin_out(joined, np.where(is_house, _BUILDING_M, _TOLERANCE_M))


def _write(target: Path, head: bytes, body: Path) -> None:
    whole = body.with_name("whole")
    with whole.open("wb") as file, body.open("rb") as blocks:
        file.write(head)
        shutil.copyfileobj(blocks, file)
    copy_checked(whole, target)
