"""The page of a figure: frames, margins and furniture, and the file that it becomes."""

from __future__ import annotations

import datetime as dt
import io
import logging
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager

from sitmap.errors import DataWarning, OutputError
from sitmap.export.figure.basemap import Land, draw_land, load_land
from sitmap.export.figure.counts import draw_counts
from sitmap.export.figure.furniture import draw_locator, draw_scale_bar, map_axes, page_axes, write
from sitmap.export.figure.labels import Room, draw_labels, text_size_mm
from sitmap.export.figure.legend import draw_legend, read_legend
from sitmap.export.figure.marks import (
    POINTS_PER_MM,
    draw_areas,
    draw_crowds,
    draw_discs,
    draw_sites,
    find_crowds,
    move_sites,
    ring_radius_pt,
)
from sitmap.export.figure.scene import Scene, read_scene
from sitmap.export.figure.sheet import (
    INSET_MM,
    check_pixels,
    page_size,
    plan_sheet,
    write_foot,
    write_head,
)
from sitmap.export.figure.view import View, fit_view, mercator
from sitmap.export.files import write_file
from sitmap.export.look import COLOURS
from sitmap.layers.labels import find_labels

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from sitmap.layers.words import Words

__all__ = ["Facet", "Size", "write_figure"]

Facet = Literal["month", "year", "event_type"]
Size = str | tuple[float, float]

_ENDINGS: Final = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
_FAMILIES: Final = ("Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans", "DejaVu Sans")
_WIDEST_LOCATED: Final = 60.0  # degrees: a map of half the world needs no locator
_MOST_PANELS: Final = 36


def write_figure(
    one: Any, path: str | Path, *, size: Size, dpi: float, facet: Facet | None, is_inset: bool
) -> Path:
    """Draw a `sitmap.Map` and write it (see `sitmap.export.figure.draw_figure`)."""
    ending = _ENDINGS.get(Path(path).suffix.lower())
    if ending is None:
        raise OutputError(
            f"{path}: figures are written as {', '.join(_ENDINGS)}; choose one of these endings"
        )
    page = page_size(size)
    check_pixels(page, dpi)
    scene, not_drawn = read_scene(one)
    if not_drawn:
        told = f"the figure shows sitmap's own layers only; left out: {', '.join(not_drawn)}"
        warnings.warn(told, DataWarning, stacklevel=4)
    families: list[str] = [
        name for name in _FAMILIES if name in {font.name for font in fontManager.ttflist}
    ]
    settings: Any = {
        "font.family": families, "svg.fonttype": "none", "pdf.fonttype": 42, "svg.hashsalt": "sitmap",
        "hatch.linewidth": 0.5,
        "path.simplify": True,
        # letters as wide as the font says at any number of pixels, so that lines fit as measured
        "text.hinting": "no_hinting",
    }  # fmt: skip
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    with mpl.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message="Glyph"
        )  # a font without the letter shows a box, as everywhere
        figure = Figure(figsize=(page[0] / 25.4, page[1] / 25.4), facecolor=COLOURS["paper"])
        _lay_out(figure, scene, page, families, facet, is_inset=is_inset)
        return write_file(path, _rendered(figure, ending, dpi, scene.title))


def _rendered(figure: Figure, ending: str, dpi: float, title: str) -> bytes:
    """Write without the time of day, so that the same map gives the same file."""
    metadata: dict[str, dict[str, Any]] = {
        "png": {"Software": None, "Title": title},
        "svg": {"Date": None, "Title": title},
        "pdf": {"CreationDate": None, "Title": title},
    }
    buffer = io.BytesIO()
    figure.savefig(buffer, format=ending, dpi=dpi, metadata=metadata[ending])
    return buffer.getvalue()


def _lay_out(
    figure: Figure,
    scene: Scene,
    page: tuple[float, float],
    families: list[str],
    facet: Facet | None,
    *,
    is_inset: bool,
) -> None:
    sheet = page_axes(figure, (0, 0, *page))
    if is_inset:  # title, sources and notes stand in the document around it
        top, bottom = page[1] - INSET_MM, INSET_MM
    else:
        top, bottom = write_head(sheet, scene, page), write_foot(sheet, scene, page)
    plan = plan_sheet(page, top, bottom, read_legend(scene), is_inset=is_inset)
    if facet is None:
        view = _draw_map(figure, scene, plan.frame, families)
    else:
        view = _draw_facets(figure, scene, plan.frame, families, facet)
    draw_legend(figure, plan.legend, *plan.legend_at)
    if plan.locator is not None and view.box[2] - view.box[0] < _WIDEST_LOCATED:
        draw_locator(figure, scene, view, plan.locator)


def _draw_map(
    figure: Figure, scene: Scene, box: tuple[float, float, float, float], families: list[str]
) -> View:
    view = fit_view(scene.bounds, box[2], box[3])
    land = load_land(view.box)
    axes = map_axes(figure, box, view, line_pt=0.7)
    room = Room(box[2], box[3])
    overlay = page_axes(figure, box)
    room.taken.append(draw_scale_bar(overlay, view))
    _fill(axes, scene, view, land, room, families, scale=1.0, most=80)
    return view


def _fill(
    axes: Axes,
    scene: Scene,
    view: View,
    land: Land,
    room: Room,
    families: list[str],
    *,
    scale: float,
    most: int,
) -> None:
    """Draw everything inside a frame, what matters most taking its room first."""
    if scene.has_basemap:
        draw_land(axes, land, kosovo_outline=scene.kosovo_outline, scale=scale)
    if scene.counts is not None:
        draw_counts(axes, scene.counts)
    wide = draw_areas(axes, scene, view)
    crowds = find_crowds(scene.points, view, apart_mm=5.4 * scale)
    draw_discs(axes, scene, view, crowds)
    sites = move_sites(scene.sites, crowds, view, scale)
    draw_sites(axes, sites, scale=scale)
    draw_crowds(axes, scene, crowds, scale=scale)
    west, south = view.limits[0], view.limits[1]
    for crowd in crowds:
        radius = ring_radius_pt(len(crowd.rows)) if len(crowd.rows) > 1 else 5.0
        room.block(
            (crowd.x - west) * view.mm_per_unit,
            (crowd.y - south) * view.mm_per_unit,
            radius * scale / POINTS_PER_MM,
        )
    for site in sites:
        x, y = (
            (site.lon - west) * view.mm_per_unit,
            (float(mercator(site.lat)) - south) * view.mm_per_unit,
        )
        room.block(x, y, 2.0 * scale)
    _label_areas(axes, view, room, wide, families, scale, scene.words)
    if most and scene.has_basemap:
        labels = find_labels(view.box, view.box, land.countries, limit=most * 2)
        draw_labels(
            axes, view, room, labels, families=families, names=scene.names, most=most, scale=scale
        )


def _label_areas(
    axes: Axes,
    view: View,
    room: Room,
    wide: list[tuple[float, float, int, str]],
    families: list[str],
    scale: float,
    words: Words,
) -> None:
    # the fonts that come with Matplotlib have no slanted Arabic
    style = "normal" if words.is_right_to_left else "italic"
    font = FontProperties(family=families, size=6.8 * scale, style=style)
    west, south = view.limits[0], view.limits[1]
    for x, y, count, name in wide:
        told = words.say("somewhere", area=name) if name else words.say("area")
        text = f"{words.number(count)} {told}"
        width, height = text_size_mm(text, font)
        left, bottom = (
            (x - west) * view.mm_per_unit - width / 2,
            (y - south) * view.mm_per_unit - height,
        )
        left = min(max(left, 1.0), view.width_mm - width - 1.0)
        for step in range(8):
            low = min(bottom, view.height_mm - height - 1.0) - step * (height + 0.6)
            if room.take((left, low, left + width, low + height)):
                place = (west + left / view.mm_per_unit, south + (low + 0.8) / view.mm_per_unit)
                box = {"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1.0}
                axes.text(
                    *place,
                    text,
                    fontproperties=font,
                    color=COLOURS["muted"],
                    zorder=6,
                    parse_math=False,
                    bbox=box,
                )
                break


def _draw_facets(
    figure: Figure,
    scene: Scene,
    box: tuple[float, float, float, float],
    families: list[str],
    facet: Facet,
) -> View:
    panels = _split(scene, facet)
    columns, rows = _grid(len(panels), box[2] / box[3])
    wide, tall = (box[2] - 4 * (columns - 1)) / columns, (box[3] - 6.0 * rows) / rows
    view = fit_view(scene.bounds, wide, tall)
    land = load_land(view.box)
    scale = max(0.55, min(1.0, wide / 110))
    for at, (name, part) in enumerate(panels):
        row, column = divmod(at, columns)
        left, bottom = box[0] + column * (wide + 4), box[1] + box[3] - (row + 1) * (tall + 6.0)
        head = page_axes(figure, (left, bottom + tall, wide, 6.0))
        write(head, 0, 1.4, name, 8.0, fontweight="bold")
        count = scene.words.number(len(part.incidents))
        write(head, wide, 1.4, count, 8.0, ha="right", color=COLOURS["muted"])
        axes = map_axes(figure, (left, bottom, wide, tall), view, line_pt=0.7)
        _fill(
            axes,
            part,
            view,
            land,
            Room(wide, tall),
            families,
            scale=scale,
            most=8 if at == 0 else 0,
        )
    return view


def _split(scene: Scene, facet: Facet) -> list[tuple[str, Scene]]:
    """Part the incidents; rows without a date come last, under their own head."""
    keys = _keys(scene.incidents, facet)
    names = sorted(keys.dropna().unique())
    if len(names) > _MOST_PANELS:
        raise OutputError(
            f"facet={facet!r} gives {len(names)} maps; {_MOST_PANELS} is the most that a page holds: filter first"
        )
    if not names and not len(keys):
        raise OutputError(f"facet={facet!r}: there are no incidents to part")
    words = scene.words
    panels = [(_heading(str(name), facet, words), scene.only(keys == name)) for name in names]
    if keys.isna().any():
        unknown = words.say("no_event_type" if facet == "event_type" else "date_unknown")
        panels.append((unknown, scene.only(keys.isna())))
    return panels


def _keys(incidents: pd.DataFrame, facet: Facet) -> Any:
    if facet == "event_type":
        return incidents["event_type"].astype("string")
    if facet not in ("month", "year"):
        raise OutputError(f"facet={facet!r} isn't known; choose month, year or event_type")
    return incidents["date_start"].dt.strftime("%Y-%m" if facet == "month" else "%Y")


def _heading(name: str, facet: Facet, words: Words) -> str:
    if facet == "event_type":
        return words.code("event_type", name)
    return words.month(dt.date(int(name[:4]), int(name[5:]), 1)) if facet == "month" else name


def _grid(count: int, aspect: float) -> tuple[int, int]:
    """Choose columns and rows so that panels are about square."""
    columns = min(count, max(1, round((count * aspect) ** 0.5)))
    return columns, -(-count // columns)
