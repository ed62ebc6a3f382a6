"""Small maps on one sheet: a period, a type or any column's value each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.export.figure.basemap import load_land
from sitmap.export.figure.furniture import (
    map_axes,
    page_axes,
    write,
)
from sitmap.export.figure.labels import Room
from sitmap.export.figure.map_frame import fill_frame
from sitmap.export.figure.panels import split_scene
from sitmap.export.figure.view import View, fit_view
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sitmap.export.figure.scene import Scene


Facet = str
"""A period (week, month, year), ``event_type``, or a column of the table."""

# small maps on a sheet, six by six
_MOST_PANELS: Final = 36


def draw_facets(
    figure: Figure,
    scene: Scene,
    box: tuple[float, float, float, float],
    facet: Facet,
) -> View:
    """Draw a small map for each value of a facet; the first alone names its places."""
    panels = split_scene(scene, facet, _MOST_PANELS)
    columns, rows = _grid(len(panels), box[2] / box[3])
    wide, tall = (
        (box[2] - 4 * (columns - 1)) / columns,
        (box[3] - 6.0 * rows) / rows,
    )
    view = fit_view(scene.bounds, wide, tall)
    content = scene.content
    land = load_land(
        view.box, ground=content.ground, is_detailed=content.has_relief
    )
    scale = max(0.55, min(1.0, wide / 110))
    for at, (name, part) in enumerate(panels):
        row, column = divmod(at, columns)
        left, bottom = (
            box[0] + column * (wide + 4),
            box[1] + box[3] - (row + 1) * (tall + 6.0),
        )
        head = page_axes(figure, (left, bottom + tall, wide, 6.0))
        write(head, 0, 1.4, name, 8.0, fontweight="bold")
        count = scene.words.number(len(part.incidents))
        write(
            head, wide, 1.4, count, 8.0, ha="right", color=COLOURS["muted"]
        )
        axes = map_axes(
            figure, (left, bottom, wide, tall), view, line_pt=0.7
        )
        fill_frame(
            axes,
            part,
            view,
            land,
            Room(wide, tall),
            scale=scale,
            most=8 if at == 0 else 0,
        )
    return view


def _grid(count: int, aspect: float) -> tuple[int, int]:
    """Choose columns and rows so that panels are about square."""
    columns = min(count, max(1, round((count * aspect) ** 0.5)))
    return columns, -(-count // columns)
