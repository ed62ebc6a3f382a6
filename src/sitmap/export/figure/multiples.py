"""Several maps of one ground on a sheet, each with its own head and key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matplotlib.patches import Rectangle

from sitmap.errors import OutputError
from sitmap.export.figure.basemap import load_land
from sitmap.export.figure.figure_file import (
    ENDINGS,
    figure_settings,
    new_page,
    render_pages,
)
from sitmap.export.figure.furniture import (
    MAP,
    draw_scale_bar,
    map_axes,
    page_axes,
    width_mm,
    wrap_to,
    write,
)
from sitmap.export.figure.labels import Room
from sitmap.export.figure.map_frame import fill_frame
from sitmap.export.figure.scene import read_scene
from sitmap.export.figure.sheet import (
    MARGIN_MM,
    check_pixels,
    page_size,
    write_foot,
    write_head,
)
from sitmap.export.figure.view import fit_view
from sitmap.export.files import write_file
from sitmap.layers.content import FillPicture
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from sitmap.export.figure.page import Size
    from sitmap.maps.content import MapContent

_MOST: Final = 36  # maps on a sheet: on A4 each has then 45 by 25 mm
# between maps
_GAP_MM: Final = 5.0
_HEAD_PT, _TOLD_PT, _KEY_PT = 8.5, 6.8, 6.6
_HEAD_MM: Final = 8.2  # a head, and what it is of below it
_LINE_MM: Final = 3.4  # of a key
# of a colour in the key
_SWATCH_MM: Final = 3.4
_LEAST_MM: Final = 20.0  # of a map, either way
# as wide, a map's names and lines have their full size
_WHOLE_MM: Final = 110.0
_WIDE_AS_TALL: Final = 1.2  # a map that is as good as one that is as tall
_NAMES: Final = 14  # on each map

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Panel:
    """One of the maps, and the lines of its key: texts with their colours."""

    content: MapContent
    key: tuple[tuple[tuple[str, str], ...], ...]


def write_multiples(
    maps: Sequence[MapContent],
    path: str | Path,
    *,
    title: str,
    subtitle: str,
    notes: Sequence[str],
    size: Size,
    dpi: float,
) -> Path:
    """Draw maps of one ground side by side and write the sheet (see `draw_multiples`)."""
    ending = ENDINGS.get(Path(path).suffix.lower())
    if ending is None:
        raise OutputError(
            f"{path}: figures are written as {', '.join(ENDINGS)}; choose one"
        )
    if len(maps) > _MOST:
        raise OutputError(
            f"{len(maps)} maps are too many for a sheet; {_MOST} are the most"
        )
    page = page_size(size)
    check_pixels(page, dpi)
    first = maps[0]
    whole = replace(
        first,
        title=title,
        subtitle=subtitle,
        notes=(*notes, *first.notes),
        is_titled=True,
    )
    scene = read_scene(whole)
    with figure_settings():
        figure = new_page(page)
        sheet = page_axes(figure, (0, 0, *page))
        top, bottom = (
            write_head(sheet, scene, page),
            write_foot(sheet, scene, page),
        )
        _draw_panels(
            figure,
            maps,
            (MARGIN_MM, bottom, page[0] - 2 * MARGIN_MM, top - bottom),
        )
        return write_file(path, render_pages([figure], ending, dpi, scene))


def _draw_panels(
    figure: Figure, maps: Sequence[MapContent], box: _Box
) -> None:
    columns, rows = _choose_grid(len(maps), box)
    wide = (box[2] - _GAP_MM * (columns - 1)) / columns
    tall = (box[3] - _GAP_MM * (rows - 1)) / rows
    panels = [Panel(one, _wrap_key(one, wide)) for one in maps]
    below = max(len(one.key) for one in panels) * _LINE_MM + 1.0
    frame = (wide, tall - _HEAD_MM - below)
    if min(frame) < _LEAST_MM:
        raise OutputError(
            "the page leaves no room for so many maps; choose a larger size"
        )
    for at, panel in enumerate(panels):
        row, column = divmod(at, columns)
        left = box[0] + column * (wide + _GAP_MM)
        bottom = box[1] + box[3] - (row + 1) * tall - row * _GAP_MM
        _draw_panel(
            figure, panel, (left, bottom + below, *frame), is_first=at == 0
        )
        _draw_key(figure, panel, (left, bottom, wide, below))


def _choose_grid(count: int, box: _Box) -> tuple[int, int]:
    """Choose columns and rows so that the maps are large, and few places stay empty."""

    def rate(columns: int) -> tuple[float, int]:
        rows = -(-count // columns)
        wide, tall = (
            box[2] / columns,
            box[3] / rows - _HEAD_MM - 2 * _LINE_MM,
        )
        return round(
            min(wide / _WIDE_AS_TALL, tall)
        ), count - rows * columns

    columns = max(range(1, count + 1), key=rate)
    return columns, -(-count // columns)


def _draw_panel(
    figure: Figure, panel: Panel, box: _Box, *, is_first: bool
) -> None:
    """Write the head of a map and draw it."""
    left, bottom, wide, tall = box
    head = page_axes(figure, (left, bottom + tall, wide, _HEAD_MM))
    name = wrap_to(panel.content.title, wide, _HEAD_PT, weight="bold")
    more = "\u2026" if len(name) > 1 else ""
    write(head, 0, 4.4, f"{name[0]}{more}", _HEAD_PT, fontweight="bold")
    told = wrap_to(panel.content.subtitle or "", wide, _TOLD_PT)
    write(head, 0, 1.3, told[0], _TOLD_PT, color=COLOURS["muted"])
    scene = read_scene(panel.content)
    view = fit_view(scene.bounds, wide, tall)
    axes = map_axes(figure, (left, bottom, wide, tall), view, line_pt=0.6)
    room = Room(wide, tall)
    if is_first:
        room.taken.append(
            draw_scale_bar(
                page_axes(figure, box, gid=MAP),
                view,
                scene.marks_in(view),
            )
        )
    scale = max(0.55, min(1.0, wide / _WHOLE_MM))
    fill_frame(
        axes,
        scene,
        view,
        load_land(view.box),
        room,
        scale=scale,
        most=_NAMES,
    )


def _wrap_key(
    content: MapContent, wide: float
) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Put the entries of a key into lines that are no wider than the map."""
    entries = [
        (text, one.picture.colour)
        for _, groups in content.key
        for group in groups
        for one in group.entries
        if isinstance(one.picture, FillPicture)
        for text in wrap_to(one.text, wide - _SWATCH_MM - 1.5, _KEY_PT)[:1]
    ]
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0.0
    for entry in entries:
        needed = _width_of(entry[0])
        if lines[-1] and used + needed > wide:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += needed
    return tuple(tuple(line) for line in lines)


def _width_of(text: str) -> float:
    return _SWATCH_MM + 1.2 + width_mm(text, _KEY_PT) + 3.0


def _draw_key(figure: Figure, panel: Panel, box: _Box) -> None:
    axes = page_axes(figure, box)
    for number, line in enumerate(panel.key):
        x, y = 0.0, box[3] - (number + 1) * _LINE_MM
        for text, colour in line:
            edge = COLOURS["border"]
            swatch = Rectangle(
                (x, y),
                _SWATCH_MM,
                2.2,
                facecolor=colour,
                edgecolor=edge,
                lw=0.4,
            )
            axes.add_patch(swatch)
            write(axes, x + _SWATCH_MM + 1.2, y + 0.3, text, _KEY_PT)
            x += _width_of(text)
