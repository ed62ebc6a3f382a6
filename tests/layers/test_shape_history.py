"""Shapes of many days: every day's comes back to the point, in few bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.made_fronts import made_areas
from tests.read_shapes import read_shapes, units_of

from sitmap.layers.shape_history import EXACT, PackedShapes, pack_shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

WEB = Path(__file__).parents[2] / "src/sitmap/web/src"


def pack(shapes: Sequence[Any]) -> PackedShapes:
    return pack_shapes(shapes, [f"{at:04}" for at in range(len(shapes))])


def test_every_day_of_a_front_comes_back_to_the_point() -> None:
    """Vertices that move, one more, one less, and a day on which all are others."""
    front = made_areas(60, 200)
    shapes = front.geometry.to_list()
    assert read_shapes(pack(shapes)) == [
        units_of(shape) for shape in shapes
    ]


def test_a_front_costs_what_moves() -> None:
    """Of 200 points 4 move a day: 60 x 4, and the first day's and the wholesale's 200."""
    packed = pack(made_areas(60, 200).geometry.to_list())
    assert packed.layouts["points"] <= 60 * 4 + 2 * 200 + 6
    assert sum(map(len, packed.blobs.values())) < 6_000


def test_a_neighbours_border_is_written_once() -> None:
    """Two squares side by side: the second runs along the border the other way."""
    packed = pack(
        [shapely.box(20, 42, 21, 43), shapely.box(21, 42, 22, 43)]
    )
    assert packed.layouts["points"] == 6
    shifted = pack(
        [
            shapely.box(20, 42, 21, 43),
            shapely.Polygon([(20, 43), (21, 43), (21, 42), (20, 42)]),
        ]
    )
    assert (
        shifted.layouts["points"] == 4
    )  # the same corners from another one on


def test_shapes_come_back_whatever_they_are() -> None:
    """Holes, several parts, lines, the antimeridian, a point twice, and nothing at all."""
    hole = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 2, 2))
    both = shapely.MultiPolygon(
        [shapely.box(-180, -85, -179, -84), shapely.box(179, 0, 180, 1)]
    )
    eight = shapely.LineString(
        [(0, 0), (1, 1), (1, 0), (0, 1), (0, 0), (1, 1)]
    )
    shapes = [
        hole,
        both,
        eight,
        shapely.MultiPolygon(),
        hole.reverse(),
        eight.reverse(),
        both,
    ]
    assert read_shapes(pack(shapes)) == [
        units_of(shape) for shape in shapes
    ]


POINT = st.tuples(st.integers(-3, 3), st.integers(-3, 3))


@given(st.lists(st.lists(POINT, min_size=2, max_size=12), max_size=8))
def test_any_lines_come_back(lines: list[list[tuple[int, int]]]) -> None:
    """On a small grid, where points come again in every order."""
    shapes = [shapely.LineString(line) for line in lines]
    assert read_shapes(pack(shapes)) == [
        units_of(shape) for shape in shapes
    ]


def test_the_order_given_is_kept_whatever_the_days() -> None:
    """Packed by day, told by row."""
    shapes = [shapely.box(at, 0, at + 1, 1) for at in range(3)]
    packed = pack_shapes(shapes, ["2024", "2022", "2023"])
    assert packed.numbers == [2, 0, 1]
    assert [read_shapes(packed)[at] for at in packed.numbers] == [
        units_of(one) for one in shapes
    ]


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_pages_script_reads_the_same(tmp_path: Path) -> None:
    """What the page decodes of a front, hole and neighbour is what was given, to 1e-5 degrees."""
    hole = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 2, 2))
    shapes = [
        *made_areas(20, 60).geometry,
        hole,
        shapely.box(4, 0, 8, 4),
        hole,
    ]
    read = read_by_node(pack(shapes), tmp_path)
    assert read == [units_of(shape) for shape in shapes]


def read_by_node(
    packed: PackedShapes, folder: Path
) -> list[list[list[list[int]]]]:
    """Decode by the page's own module."""
    for name, data in packed.blobs.items():
        (folder / name).write_bytes(data)
    (folder / "told.json").write_text(json.dumps(packed.to_settings()))
    script = folder / "read.mjs"
    script.write_text(f"""import {{ readFileSync }} from "node:fs";
import {{ gunzipSync }} from "node:zlib";
import {{ Shapes }} from "{(WEB / "shape-history.js").as_uri()}";
const read = (name) => readFileSync(new URL(name, import.meta.url));
const told = JSON.parse(read("told.json"));
const blobs = {{}};
for (const name of Object.keys(told.layouts))
  blobs[name] = new Uint8Array(gunzipSync(read(name)));
const shapes = new Shapes(told, blobs);
const partsOf = (_, at) => shapes.partsOf(at).map((part) => [...part]);
console.log(JSON.stringify(told.parts.map(partsOf)));""")
    done = subprocess.run(
        ["node", script], capture_output=True, text=True, check=True
    )
    return [
        [
            np.rint(np.reshape(part, (-1, 2)) * EXACT).astype(int).tolist()
            for part in shape
        ]
        for shape in (
            [np.array(part) for part in each]
            for each in json.loads(done.stdout)
        )
    ]
