"""A reader of the page's shapes that knows nothing of what wrote them but their description."""

from __future__ import annotations

import gzip
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from sitmap.layers.shape_history import PackedShapes

Points = list[list[int]]


def read_shapes(packed: PackedShapes) -> list[list[Points]]:
    """Return each shape's parts in whole units, as src/sitmap/web/README.md says they are kept."""
    widths = {"parts": 1, "runs": 3, "points": 2}
    read = {
        name: _columns(packed, name, width)
        for name, width in widths.items()
    }
    sizes, runs, fresh = (
        read["parts"][:, 0].tolist(),
        iter(read["runs"]),
        iter(read["points"]),
    )
    flat: list[Points] = []
    shapes: list[list[Points]] = []
    for count in packed.parts:
        mine = [sizes.pop(0) for _ in range(count)]
        points: Points = []
        while len(points) < sum(mine):
            back, first, many = map(int, next(runs))
            for i in range(abs(many)):
                if back:
                    points.append(
                        flat[len(flat) - back][
                            first + (i if many > 0 else -i)
                        ]
                    )
                else:
                    last = points[-1] if points else [0, 0]
                    step = next(fresh)
                    points.append(
                        [last[0] + int(step[0]), last[1] + int(step[1])]
                    )
        flat.append(points)
        ends = [0, *np.cumsum(mine).tolist()]
        shapes.append([points[a:b] for a, b in pairwise(ends)])
    return shapes


def _columns(packed: PackedShapes, name: str, width: int) -> Any:
    """Undo planes of bytes: least significant first, a column after the other, the sign lowest."""
    rows = packed.layouts[name]
    planes = np.frombuffer(
        gzip.decompress(packed.blobs[name]), np.uint8
    ).reshape(width, 4, rows)
    whole = sum(
        planes[:, at].astype(np.int64) << (8 * at) for at in range(4)
    )
    return ((whole >> 1) ^ -(whole & 1)).T


def units_of(shape: Any, scale: int = 100_000) -> list[Points]:
    """Return a shape's rings (their last point, the first again, left out) or lines in units."""
    found = []
    for part in shapely.get_parts(shape):
        is_area = part.geom_type == "Polygon"
        for line in (
            (part.exterior, *part.interiors) if is_area else (part,)
        ):
            units = [
                [round(x * scale), round(y * scale)] for x, y in line.coords
            ]
            kept = [
                one
                for at, one in enumerate(units)
                if not at or one != units[at - 1]
            ]
            found.append(
                kept[:-1]
                if is_area and len(kept) > 1 and kept[0] == kept[-1]
                else kept
            )
    return found
