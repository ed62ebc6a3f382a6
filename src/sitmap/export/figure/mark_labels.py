"""The words at single marks of a figure (`label_by`): beside each, where there is room."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import Stroke

from sitmap.errors import DataWarning
from sitmap.export.figure.crowds import DRAWN_REACH_PT
from sitmap.export.figure.labels import text_size_mm
from sitmap.export.figure.marks import POINTS_PER_MM, ROOM_PT
from sitmap.export.figure.scene import LABEL
from sitmap.export.figure.view import mercator
from sitmap.layers.looks import COLOURS
from sitmap.sanitize import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from sitmap.export.figure.crowds import Crowd
    from sitmap.export.figure.labels import Room
    from sitmap.export.figure.scene import Scene
    from sitmap.export.figure.view import View
    from sitmap.layers.content import Site

# as the numbers of marks, a little larger
_SIZE_PT: Final = 6.4
# between a mark and its words
_GAP_MM: Final = 0.4
# of a site's name, as the names of villages
_SITE_PT: Final = 6.0
# half of what a site's symbol takes
SITE_MM: Final = 2.0
# width of the light line around letters
_HALO_PT: Final = 1.6


def spots_beside(
    x: float, y: float, width: float, height: float, reach: float
) -> list[tuple[float, float]]:
    """Return where words may stand beside a mark, best first: the lower left corner of each."""
    return [
        (x + reach, y - height / 2),
        (x - reach - width, y - height / 2),
        (x - width / 2, y + reach),
        (x - width / 2, y - reach - height),
        (x + reach, y + reach / 2),
        (x - reach - width, y + reach / 2),
    ]


def draw_mark_labels(
    axes: Axes,
    view: View,
    room: Room,
    scene: Scene,
    crowds: Sequence[Crowd],
    *,
    families: list[str],
    scale: float,
) -> None:
    """Write each single mark's words beside it; those without room are left off, and counted.

    Warns
    -----
    DataWarning
        Some are: how many, and what helps.
    """
    points = scene.points
    if LABEL not in points:
        return
    font = FontProperties(
        family=families, size=_SIZE_PT * scale, weight="bold"
    )
    west, south = view.limits[0], view.limits[1]
    labels = points[LABEL].tolist()
    radius = DRAWN_REACH_PT if scene.has_drawings else ROOM_PT
    reach = radius * scale / POINTS_PER_MM + _GAP_MM
    written = 0
    for crowd in crowds:
        text = labels[crowd.rows[0]] if len(crowd.rows) == 1 else ""
        if not isinstance(text, str) or not text:
            continue
        x, y = (
            (crowd.x - west) * view.mm_per_unit,
            (crowd.y - south) * view.mm_per_unit,
        )
        width, height = text_size_mm(text, font)
        beside = spots_beside(x, y, width, height, reach)
        boxes = [
            (left, low, left + width, low + height) for left, low in beside
        ]
        box = next((one for one in boxes if room.take(one)), None)
        if box is not None:
            spot = (
                west + box[0] / view.mm_per_unit,
                south + (box[1] + 0.5) / view.mm_per_unit,
            )
            _write(axes, spot, text, font)
            written += 1
    total = sum(isinstance(text, str) and bool(text) for text in labels)
    if written < total:
        told = f"label_by: {total - written:,} of {total:,} labels left off: several incidents"
        warnings.warn(
            f"{told} at one mark, or no room; a larger size has room for more",
            DataWarning,
            stacklevel=4,
        )


def label_sites(
    axes: Axes,
    view: View,
    room: Room,
    sites: Sequence[Site],
    *,
    families: list[str],
    scale: float,
) -> None:
    """Write the name of each of a mission's sites beside it, where there is room."""
    font = FontProperties(family=families, size=_SITE_PT * scale)
    west, south = view.limits[0], view.limits[1]
    for site in sites:
        name = one_line(site.name)
        x = (site.lon - west) * view.mm_per_unit
        y = (float(mercator(site.lat)) - south) * view.mm_per_unit
        if not name or not (0 < x < room.width and 0 < y < room.height):
            continue
        width, height = text_size_mm(name, font)
        reach = SITE_MM * scale + _GAP_MM
        boxes = [
            (left, low, left + width, low + height)
            for left, low in spots_beside(x, y, width, height, reach)
        ]
        box = next((one for one in boxes if room.take(one)), None)
        if box is not None:
            spot = (
                west + box[0] / view.mm_per_unit,
                south + (box[1] + 0.5) / view.mm_per_unit,
            )
            _write(axes, spot, name, font, COLOURS["presence"])


def _write(
    axes: Axes,
    spot: tuple[float, float],
    text: str,
    font: FontProperties,
    colour: str = COLOURS["ink"],
) -> None:
    """Write words above a halo of their outline, so that they stay text in a PDF."""
    style: dict[str, Any] = {
        "fontproperties": font,
        "parse_math": False,
        "clip_on": True,
    }
    halo = [
        Stroke(linewidth=_HALO_PT, foreground=COLOURS["land"], alpha=0.9)
    ]
    axes.text(
        *spot,
        text,
        color=COLOURS["land"],
        zorder=8.8,
        path_effects=halo,
        **style,
    )
    axes.text(*spot, text, color=colour, zorder=9, **style)
