"""Incidents of one spot on paper: a symbol, or a ring with their number."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from sitmap.export.figure.marks import RADIUS_PT, draw_symbol
from sitmap.export.figure.scene import LOOK
from sitmap.export.figure.view import mercator
from sitmap.layers.changed import CHANGE, CHANGED, NEW, RING
from sitmap.layers.looks import COLOURS
from sitmap.precision import is_stated

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sitmap.export.figure.scene import Scene
    from sitmap.export.figure.view import View
    from sitmap.layers.looks import Look

_NEWS_PT: Final = 2.4  # beyond a mark, that its ring shows
_DRAWN_PT: Final = 7.6  # of a symbol from paths, which has more to show
DRAWN_REACH_PT: Final = 9.7  # from its middle to its corners
_NUMBER_PT: Final = (6.6, 5.4)


@dataclass(frozen=True)
class Crowd:
    """Incidents so near to each other on paper that they are drawn as one.

    Rows by position, and where.
    """

    rows: NDArray[np.int64]
    x: float
    y: float


def find_crowds(points: Any, view: View, *, apart_mm: float) -> list[Crowd]:
    """Group points that would lie on each other: greedily, the place with most incidents first."""
    if points.empty:
        return []
    xy = np.column_stack(
        [points.geometry.x, mercator(points.geometry.y.to_numpy())]
    )
    apart = apart_mm / view.mm_per_unit
    cells, of_row, counts = np.unique(
        np.round(xy / (apart / 4)),
        axis=0,
        return_inverse=True,
        return_counts=True,
    )
    of_row = of_row.ravel()
    centres = np.column_stack(
        [np.bincount(of_row, xy[:, axis]) / counts for axis in (0, 1)]
    )
    free = np.ones(len(cells), dtype=bool)
    crowds = []
    for cell in np.argsort(-counts, kind="stable"):
        if not free[cell]:
            continue
        near = free & (np.hypot(*(centres - centres[cell]).T) < apart)
        free &= ~near
        rows = np.flatnonzero(near[of_row])
        x, y = xy[rows].mean(axis=0)
        crowds.append(Crowd(rows, float(x), float(y)))
    return crowds


def draw_crowds(
    axes: Axes, scene: Scene, crowds: list[Crowd], *, scale: float = 1.0
) -> None:
    """Draw single incidents as symbols, crowds as rings of shares by type around their number."""
    points = scene.points
    kinds = [scene.looks[number] for number in points[LOOK]]
    statuses = (
        points["status"]
        .astype("string")
        .to_numpy(dtype=object, na_value=None)
    )
    _draw_news(axes, scene, crowds, scale)
    stated = is_stated(points)
    singles: dict[tuple[Look, Any, bool], list[tuple[float, float]]] = {}
    for crowd in crowds:
        if len(crowd.rows) == 1:
            row = crowd.rows[0]
            key = (kinds[row], statuses[row], bool(stated[row]))
            singles.setdefault(key, []).append((crowd.x, crowd.y))
    for (look, status, is_told), places in singles.items():
        size = (RADIUS_PT if look.drawing is None else _DRAWN_PT) * scale
        draw_symbol(
            axes,
            places,
            look=look,
            status=status,
            stated=is_told,
            radius_pt=size,
        )
    _draw_rings(
        axes,
        [crowd for crowd in crowds if len(crowd.rows) > 1],
        kinds,
        scale,
    )


_BROKEN: Final = {
    "facecolors": "none",
    "linestyles": [(0, (2.5, 2.0))],
    "linewidths": 1.4,
}
"""A ring around what changed: dashes in widths of its line, the width in points."""


def _draw_news(
    axes: Axes, scene: Scene, crowds: list[Crowd], scale: float
) -> None:
    """Ring what holds a new incident, with dashes what holds a changed one."""
    points = scene.points
    if CHANGE not in points:
        return
    told = points[CHANGE].fillna("").to_numpy(object)
    held = [(one, set(told[one.rows])) for one in crowds]
    new = [one for one, said in held if NEW in said]
    changed = [
        one for one, said in held if CHANGED in said and NEW not in said
    ]
    single = DRAWN_REACH_PT if scene.has_drawings else RADIUS_PT
    for ringed, colours in (
        (new, {"facecolors": RING.colour}),
        (changed, {**_BROKEN, "edgecolors": RING.colour}),
    ):
        counts = [len(crowd.rows) for crowd in ringed]
        sizes = [
            (ring_radius_pt(n) if n > 1 else single) * scale + _NEWS_PT
            for n in counts
        ]
        places = [(crowd.x, crowd.y) for crowd in ringed]
        if places:
            _add_rings(axes, places, np.array(sizes) ** 2, **colours)


def _add_rings(
    axes: Axes, places: Any, sizes: NDArray[np.float64], **colours: Any
) -> None:
    drawn = {"linewidths": 0.3, "edgecolors": COLOURS["outline"]} | colours
    rings = PathCollection(
        [Path.unit_circle()],
        sizes=sizes,
        offsets=places,
        offset_transform=axes.transData,
        zorder=7,
        transform=IdentityTransform(),
        **drawn,
    )
    axes.add_collection(rings, autolim=False)


def ring_radius_pt(count: int) -> float:
    """Return the radius of a crowd's ring on paper."""
    return 6.2 + 2.6 * math.log10(count)


def _draw_rings(
    axes: Axes, crowds: list[Crowd], kinds: list[Look], scale: float
) -> None:
    """Draw all rings in three strokes of the brush.

    Halo, shares, and the middle with the number.
    """
    if not crowds:
        return
    places = [(crowd.x, crowd.y) for crowd in crowds]
    radii = np.array(
        [ring_radius_pt(len(crowd.rows)) * scale for crowd in crowds]
    )
    disc = [Path.unit_circle()]
    _add_paths(
        axes, disc, places, COLOURS["outline"], sizes=(radii + 1) ** 2
    )
    wedges = [
        (_wedge(start, end, radius), place, symbol.colour)
        for crowd, radius, place in zip(crowds, radii, places, strict=True)
        for symbol, start, end in _shares(
            [kinds[row] for row in crowd.rows]
        )
    ]
    paths, spots, colours = (
        list(part) for part in zip(*wedges, strict=True)
    )
    _add_paths(axes, paths, spots, colours)
    _add_paths(
        axes,
        disc,
        places,
        COLOURS["paper"],
        sizes=(radii - 2.3 * scale) ** 2,
    )
    _write_numbers(axes, crowds, scale)


def _write_numbers(axes: Axes, crowds: list[Crowd], scale: float) -> None:
    """Write how many incidents each ring holds."""
    for crowd in crowds:
        size = _NUMBER_PT[len(crowd.rows) > 999] * scale  # noqa: PLR2004 - three digits
        axes.text(
            crowd.x,
            crowd.y,
            f"{len(crowd.rows):,}",
            ha="center",
            va="center_baseline",
            fontsize=size,
            fontweight="bold",
            color=COLOURS["ink"],
            zorder=7.5,
            parse_math=False,
            clip_on=True,
        )


def _shares(symbols: list[Look]) -> list[tuple[Look, float, float]]:
    """Return (symbol, start, end) of each part of a ring, in degrees clockwise from the top."""
    counts = Counter(symbol.colour for symbol in symbols)
    firsts = {
        symbol.colour: symbol
        for symbol in sorted(set(symbols), reverse=True)
    }
    shares, start = [], 90.0
    for symbol in sorted(firsts.values()):
        end = start - 360 * counts[symbol.colour] / len(symbols)
        shares.append((symbol, start, end))
        start = end
    return shares


def _wedge(start: float, end: float, radius: float) -> Path:
    wedge = (
        Path.unit_circle() if start - end >= 360 else Path.wedge(end, start)  # noqa: PLR2004
    )
    return Path(np.asarray(wedge.vertices) * radius, wedge.codes)


def _add_paths(
    axes: Axes,
    paths: list[Path],
    places: Any,
    colours: Any,
    *,
    sizes: Any = (1.0,),
) -> None:
    marks = PathCollection(
        paths,
        sizes=sizes,
        offsets=places,
        offset_transform=axes.transData,
        facecolors=colours,
        linewidths=0.3,
        edgecolors=COLOURS["outline"],
        zorder=7,
        transform=IdentityTransform(),
    )
    axes.add_collection(marks, autolim=False)
