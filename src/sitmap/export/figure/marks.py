"""Symbols on paper: shapes, drawings and signs of sites, as the page has them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from sitmap.export.figure.basemap import path_of
from sitmap.export.figure.drawings import draw_drawing
from sitmap.layers.looks import COLOURS, HOLLOW

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sitmap.layers.looks import Look

# of a single mark
RADIUS_PT: Final = 4.6
ROOM_PT: Final = 5.0  # that names keep clear of around a mark
POINTS_PER_MM: Final = 72 / 25.4
_DOT: Final = 0.27  # of a symbol's radius: as the page's


def _polygon(
    sides: int, turn: float = 0.0, reach: float = 1.0
) -> NDArray[np.float64]:
    angles = turn + np.arange(sides) * 2 * math.pi / sides
    return reach * np.column_stack([np.sin(angles), np.cos(angles)])


def _star(points: int, inner: float) -> NDArray[np.float64]:
    angles = np.arange(points * 2) * math.pi / points
    reach = np.where(np.arange(points * 2) % 2 == 1, inner, 1.18)
    return (
        np.column_stack([np.sin(angles), np.cos(angles)]) * reach[:, None]
    )


# As in src/sitmap/web/src/shapes.js, with y upwards.
_CORNERS: Final = {
    "diamond": _polygon(4, 0, 1.18),
    "burst": _star(8, 0.62),
    "triangle": _polygon(3, 0, 1.22),
    "circle": _polygon(48, 0, 0.94),
    "square": _polygon(4, math.pi / 4, 1.22),
    "hexagon": _polygon(6, math.pi / 2, 1.06),
    "triangle-down": _polygon(3, math.pi, 1.22),
    "pentagon": _polygon(5, 0, 1.12),
    "bar": np.array(
        [[-1.15, -0.6], [1.15, -0.6], [1.15, 0.6], [-1.15, 0.6]]
    ),
    "star": _star(5, 0.5),
    "octagon": _polygon(8, math.pi / 8, 1.04),
    "dash": np.array(
        [[-0.9, -0.26], [0.9, -0.26], [0.9, 0.26], [-0.9, 0.26]]
    ),
    "dot": _polygon(48, 0, 0.7),
}
_SITES: Final = {
    "headquarters": [[-1, -1], [-1, 0.35], [0, 1.15], [1, 0.35], [1, -1]],
    "camp": [[-1.15, -0.9], [0, 1.05], [1.15, -0.9]],
    "post": [[-0.75, 0.75], [0.75, 0.75], [0.75, -0.75], [-0.75, -0.75]],
    "crossing": [
        [-1.15, 0.62],
        [1.15, 0.62],
        [1.15, 0.05],
        [0.72, 0.05],
        [0.72, -0.95],
        [0.28, -0.95],
        [0.28, 0.05],
        [-0.28, 0.05],
        [-0.28, -0.95],
        [-0.72, -0.95],
        [-0.72, 0.05],
        [-1.15, 0.05],
    ],
}
_DASHES: Final = {
    "planned": (0, (2, 2)),
    "threatened": (0, (2, 2)),
    "denied": (0, (1, 2)),
    "historical": (0, (3, 2)),
}


def _closed(corners: Any) -> Path:
    return Path(np.vstack([corners, corners[:1]]), closed=True)


_PATHS: Final = {
    name: _closed(corners) for name, corners in _CORNERS.items()
}


def site_path(kind: str) -> Path:
    """Return the outline of a kind of site."""
    return _closed(np.array(_SITES[kind], dtype=float))


def _half(shape: str) -> Path:
    left = shapely.clip_by_rect(
        shapely.Polygon(_CORNERS[shape]), -2, -2, 0, 2
    )
    return path_of([left])


def draw_symbol(
    axes: Axes,
    places: Any,
    *,
    look: Look,
    status: str | None,
    stated: bool = True,
    radius_pt: float = RADIUS_PT,
    transform: Any = None,
    order: float = 8,
) -> None:
    """Draw one kind of symbol at places (figure coordinates).

    Filled, hollow (claimed) or half filled (disputed).

    Hollow with a dot in its middle is one of which nobody states how exactly its place is known;
    one from paths has such a mark at its corner.
    """
    hollow = status in HOLLOW
    dashes: Any = _DASHES.get(str(status), "solid")
    if look.drawing is not None:
        draw_drawing(
            axes,
            places,
            look.drawing,
            colour=look.colour,
            status=status,
            is_hollow=hollow,
            dashes=dashes,
            order=order,
            radius_pt=radius_pt,
            transform=transform,
            is_stated=stated,
        )
        return
    marks = _Marks(axes, places, transform, order)
    shape, colour = _PATHS[look.shape], look.colour
    hollow = hollow or not stated
    is_confirmed = status == "confirmed"
    edge = COLOURS["ink"] if is_confirmed else colour
    width = 1.3 if hollow else 0.7 if is_confirmed else 0.0
    face = COLOURS["paper"] if hollow else colour
    outline = COLOURS["outline"]
    marks.add(shape, outline, outline, width=1.6, radius=radius_pt)
    marks.add(
        shape, face, edge, width=width, radius=radius_pt, style=dashes
    )
    if status == "disputed":
        marks.add(_half(look.shape), colour, "none", radius=radius_pt)
    if not stated:
        dot = _DOT * radius_pt
        marks.add(Path.unit_circle(), colour, "none", radius=dot)


@dataclass(frozen=True)
class _Marks:
    """Where one path after the other is drawn."""

    axes: Axes
    places: Any
    transform: Any
    order: float

    def add(
        self,
        path: Path,
        face: str,
        line: str,
        *,
        radius: float,
        width: float = 0.0,
        style: Any = "solid",
    ) -> None:
        where = self.transform
        marks = PathCollection(
            [path],
            sizes=[radius**2],
            offsets=self.places,
            offset_transform=self.axes.transData
            if where is None
            else where,
            facecolors=face,
            edgecolors=line,
            linewidths=width,
            linestyles=style,
            zorder=self.order,
            clip_on=where is None,
            transform=IdentityTransform(),
        )
        self.axes.add_collection(marks, autolim=False)
