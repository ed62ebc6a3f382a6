"""Discs on paper: how far an incident may lie from its symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd
import shapely
from matplotlib.patches import PathPatch

from sitmap.export.figure.basemap import path_of
from sitmap.export.figure.marks import POINTS_PER_MM, RADIUS_PT
from sitmap.export.figure.scene import LOOK
from sitmap.export.figure.view import corners_of, mercator
from sitmap.precision import is_stated

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sitmap.export.figure.crowds import Crowd
    from sitmap.export.figure.scene import Scene
    from sitmap.export.figure.view import View

_PLAIN: Final = 2.5  # a disc smaller than this many symbol radii is hidden below its symbol


class _DiscLook(NamedTuple):
    """How opaque discs and their edges are.

    A few, and many, below which the ground must be read.
    """

    fill: float
    fill_many: float
    edge: float
    edge_many: float
    width: float
    dashes: Any


# As in src/sitmap/web/src/radii.js.
_FEW: Final = 8
_SMALL: Final = 0.15  # of the map
_SOFT: Final = _DiscLook(0.16, 0.07, 0.35, 0.35, 0.5, "solid")
_OPEN: Final = _DiscLook(0.06, 0.03, 0.85, 0.45, 0.9, (0, (4, 3)))


def draw_discs(
    axes: Axes, scene: Scene, view: View, crowds: list[Crowd]
) -> None:
    """Draw the circle that holds the true place: soft for a named place, dashed for near one.

    A crowd of several places has none, as on the page: its circles would be a thicket. Nor has a
    place of which nobody states how exactly it is known: its symbol says that.
    """
    places = scene.points.geometry
    lone = [
        crowd.rows
        for crowd in crowds
        if len(places.iloc[crowd.rows].unique()) == 1
    ]
    rows = (
        scene.points.iloc[np.concatenate(lone)]
        if lone
        else scene.points.iloc[:0]
    )
    if rows.empty:
        return
    discs = pd.DataFrame(
        {
            "x": rows.geometry.x.to_numpy(),
            "y": mercator(rows.geometry.y.to_numpy()),
            "radius": radii_of(rows, view).round(4),
            "soft": (rows["precision"] == "place").to_numpy(),
            "symbol": [scene.looks[number] for number in rows[LOOK]],
        }
    )
    seen = (
        discs["radius"] * view.mm_per_unit * POINTS_PER_MM
        >= _PLAIN * RADIUS_PT
    )
    wanted = (
        seen & (rows["precision"] != "exact").to_numpy() & is_stated(rows)
    )
    shown = discs[wanted].drop_duplicates(["x", "y", "radius", "soft"])
    groups = shown.groupby(["symbol", "soft"], sort=False)
    wholes = {key: _union(group) for key, group in groups}
    covered = (
        sum(whole.area for whole in wholes.values()) * view.mm_per_unit**2
    )
    many = (
        len(shown) > _FEW
        or covered > _SMALL * view.width_mm * view.height_mm
    )
    frame = shapely.box(*corners_of(view))
    for (symbol, soft), whole in wholes.items():
        if not whole.contains(frame):  # its tint would say nothing
            _add_discs(
                axes,
                whole,
                symbol.colour,
                _SOFT if soft else _OPEN,
                many=many,
            )


def _union(discs: pd.DataFrame) -> shapely.Geometry:
    """Return discs as one shape: their tints don't add up, and only the outer edge is drawn."""
    points = shapely.points(discs["x"], discs["y"])
    return shapely.union_all(
        shapely.buffer(points, discs["radius"], quad_segs=16)
    )


def _add_discs(
    axes: Axes,
    whole: shapely.Geometry,
    colour: str,
    look: _DiscLook,
    *,
    many: bool,
) -> None:
    path = path_of([whole])
    tint = look.fill_many if many else look.fill
    edge = look.edge_many if many else look.edge
    line: dict[str, Any] = {
        "lw": look.width,
        "linestyle": look.dashes,
        "alpha": edge,
    }
    axes.add_patch(
        PathPatch(path, facecolor=colour, alpha=tint, lw=0, zorder=4)
    )
    axes.add_patch(
        PathPatch(path, fill=False, edgecolor=colour, zorder=4, **line)
    )


def radii_of(rows: Any, view: View) -> NDArray[np.float64]:
    """Return the radii of the rows' discs, in units of the map."""
    from sitmap.precision import DEFAULT_RADIUS_M

    given = rows["uncertainty_m"].to_numpy(dtype=float)
    usual = (
        rows["precision"]
        .astype(object)
        .map(DEFAULT_RADIUS_M)
        .fillna(DEFAULT_RADIUS_M["unknown"])
        .to_numpy(dtype=float)
    )
    return view.metres_to_units(
        np.where(np.isnan(given), usual, given), rows.geometry.y.to_numpy()
    )
