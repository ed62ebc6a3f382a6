"""A front of 770 days: what a page of it weighs, whether each day is exact, and how long it takes.

    PYTHONPATH=src python -m tests.benchmarks.fronts [DAYS] [VERTICES]

2 % of the vertices move from a day to the next, and on one day all do. The size asked for is 5 MB;
as GeoJSON the same front takes about 60 MB.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.made_fronts import made_areas
from tests.read_shapes import read_shapes, units_of

import sitmap
from sitmap.layers.shape_history import PackedShapes


def main(days: int = 770, vertices: int = 2_000) -> None:
    """Print sizes and times."""
    front = made_areas(days, vertices)
    with tempfile.TemporaryDirectory() as name:
        source, page = (
            Path(name) / "front.geojson",
            Path(name) / "front.html",
        )
        front.to_file(source, COORDINATE_PRECISION=7)
        started = time.process_time()
        areas = sitmap.read_areas(source)
        read = time.process_time()
        made = sitmap.Map(areas=areas, title="Front")
        made.save(page)
        saved = time.process_time()
        layer = next(
            one
            for one in made._children.values()
            if isinstance(one, sitmap.Areas)
        )
        blobs = layer.blobs()
        told = json.loads(gzip.decompress(blobs["core"]))["shapes"]
        packed = PackedShapes(**told, blobs=blobs)
        shapes = read_shapes(packed)
        exact = sum(
            shapes[number] == units_of(shape)
            for number, shape in zip(
                packed.numbers, areas.geometry, strict=True
            )
        )
        sizes = {key: len(data) // 1000 for key, data in blobs.items()}
        print(
            f"{days} days, {vertices:,} vertices; GeoJSON {source.stat().st_size / 1e6:.1f} MB"
        )
        print(
            f"page {page.stat().st_size / 1e6:.2f} MB; blobs in kB {sizes}"
        )
        print(f"days exact {exact} of {days}")
        print(
            f"CPU: read {read - started:.1f} s, map and save {saved - read:.1f} s"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
