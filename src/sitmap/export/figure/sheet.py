"""The sheet of paper: words at its head and foot, and where map, legend and locator go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from sitmap.errors import OutputError
from sitmap.export.figure.furniture import width_mm, wrap_to, write
from sitmap.export.figure.legend import COLUMN_MM, fit_below, fit_beside
from sitmap.export.incident_rows import say_left_off
from sitmap.layers.looks import COLOURS
from sitmap.sanitize import one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sitmap.export.figure.legend import Block, Legend
    from sitmap.export.figure.scene import Scene

# what office printers leave white, and a little
MARGIN_MM: Final = 9.0
INSET_MM: Final = 1.0  # above and below a picture that stands in a document
_SIZES: Final = {
    "A4 landscape": (297.0, 210.0),
    "A4 portrait": (210.0, 297.0),
    "A3 landscape": (420.0, 297.0),
    "16:9": (338.67, 190.5),
    "4:3": (254.0, 190.5),
    "square": (200.0, 200.0),
}
# of the day beside the title
_DATE_PT: Final = 8.5
_APART_MM: Final = 4.0  # between the title and the date
# by definition
_INCH_MM: Final = 25.4
# dots an inch; below, letters can't be read
_COARSEST: Final = 20.0
_FINEST: Final = 2_400.0
"""Pixels per inch of the coarsest screen and of the finest print."""

_MOST_PIXELS: Final = 400e6
"""Of a picture: matplotlib takes four bytes for each, and PNG as much again."""

# millimetres of a side that title and key fit on
_SMALLEST: Final = 80.0
# millimetres of a side: wider than the widest plotters
_LARGEST: Final = 2000.0
# millimetres: less of a map says nothing
_LEAST_MAP: Final = 34.0
# of the height between head and foot, for a legend below the map
_BELOW_SHARE: Final = 0.5
_LOCATOR: Final = (60.0, 44.0)
# millimetres
_LEAST_LOCATOR: Final = 22.0

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Plan:
    """Boxes on the page (left, bottom, width, height in mm) and the legend's upper left corner."""

    frame: _Box
    legend: Legend
    legend_at: tuple[float, float]
    locator: _Box | None


def check_pixels(page: tuple[float, float], dpi: float) -> None:
    """Refuse a picture of more pixels than memory holds, or of no number of them.

    Raises
    ------
    OutputError
        Says what fits on such a page.
    """
    inches = page[0] / _INCH_MM * page[1] / _INCH_MM
    if not _COARSEST <= dpi <= _FINEST or inches * dpi**2 > _MOST_PIXELS:
        most = min(_FINEST, (_MOST_PIXELS / inches) ** 0.5)
        raise OutputError(
            f"dpi is {dpi}; from {_COARSEST:.0f} to {most:.0f} fits on this page"
        )


def page_size(size: str | tuple[float, float]) -> tuple[float, float]:
    """Return width and height in millimetres.

    Raises
    ------
    OutputError
        The name isn't known, or the page is too small or too large.

    Examples
    --------
    >>> page_size("A4 landscape")
    (297.0, 210.0)
    """
    if isinstance(size, str):
        if size not in _SIZES:
            raise OutputError(
                f"size {size!r} isn't known; choose {', '.join(_SIZES)}, or (width, height) in mm"
            )
        return _SIZES[size]
    width, height = (float(side) for side in size)
    if not (
        _SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST
    ):
        raise OutputError(
            f"size {tuple(size)} is no width and height between {_SMALLEST:.0f} and"
            f" {_LARGEST:.0f} mm"
        )
    return width, height


def plan_sheet(
    page: tuple[float, float],
    top: float,
    bottom: float,
    blocks: list[Block],
    *,
    is_inset: bool = False,
) -> Plan:
    """Find room for map, legend and locator.

    The legend beside the map on a wide page, else below it.

    In a document the map takes the whole width, as a column of text is narrow already.

    Raises
    ------
    OutputError
        There is none left for the map.
    """
    wide = page[0] > page[1] * 1.15
    below = partial(_below, has_locator=not is_inset)
    ways = (_beside, below) if wide and not is_inset else (below, _beside)
    plans = (way(page, top, bottom, blocks) for way in ways)
    found = next((plan for plan in plans if plan is not None), None)
    if found is None:
        told = (
            "leaves no room for a map beside its title, legend and sources; choose a larger one, as"
            " (160, 120)"
        )
        raise OutputError(f"size ({page[0]:g}, {page[1]:g}) {told}")
    return found


def _beside(
    page: tuple[float, float],
    top: float,
    bottom: float,
    blocks: list[Block],
) -> Plan | None:
    tall = top - bottom
    legend = fit_beside(blocks, tall)
    if legend is None:
        return None
    panel = COLUMN_MM * legend.scale
    left = page[0] - MARGIN_MM - panel
    frame = (MARGIN_MM, bottom, left - 5 - MARGIN_MM, tall)
    rest = min(40.0, tall - legend.height - 4)
    locator = (
        (left + 3, bottom, panel - 3, rest)
        if rest >= _LEAST_LOCATOR
        else None
    )
    return (
        Plan(frame, legend, (left, top), locator)
        if min(frame[2:]) >= _LEAST_MAP
        else None
    )


def _below(
    page: tuple[float, float],
    top: float,
    bottom: float,
    blocks: list[Block],
    *,
    has_locator: bool,
) -> Plan | None:
    wide, most = page[0] - 2 * MARGIN_MM, (top - bottom) * _BELOW_SHARE
    room = wide - _LOCATOR[0] - 6
    legend = (
        fit_below(blocks, room, most)
        if has_locator and room >= COLUMN_MM
        else None
    )
    beside = legend is not None
    legend = legend or fit_below(blocks, wide, most)
    if legend is None:
        return None
    below = max(legend.height, _LEAST_LOCATOR if beside else 0.0) + 4
    frame = (MARGIN_MM, bottom + below, wide, top - bottom - below)
    place = (
        page[0] - MARGIN_MM - _LOCATOR[0],
        bottom,
        _LOCATOR[0],
        min(_LOCATOR[1], below - 4),
    )
    plan = Plan(
        frame,
        legend,
        (MARGIN_MM, bottom + below - 2),
        place if beside else None,
    )
    return plan if min(frame[2:]) >= _LEAST_MAP else None


def _words_scale(page: tuple[float, float]) -> float:
    """Small figures stand in the text of a page, and their words are smaller."""
    return min(1.0, max(0.78, min(page) / 130))


def write_head(
    sheet: Axes, scene: Scene, page: tuple[float, float]
) -> float:
    """Write title, subtitle and date; return where the map's frame may begin."""
    y, scale = page[1] - MARGIN_MM, _words_scale(page)
    date = (
        scene.words.say("as_of_day", date=_say_day(scene))
        if scene.content.date
        else ""
    )
    size = (15.0 if page[0] > 150 else 12.0) * scale  # noqa: PLR2004 - mm
    beside = width_mm(date, _DATE_PT * scale) + _APART_MM if date else 0.0
    width = page[0] - 2 * MARGIN_MM - beside
    for line in wrap_to(scene.title, width, size, weight="bold")[:2]:
        y -= size * 0.36
        write(sheet, MARGIN_MM, y, line, size, fontweight="bold")
        y -= size * 0.1
    at = page[1] - MARGIN_MM - 5.2 * scale
    right, subtitle = page[0] - MARGIN_MM, scene.content.subtitle
    write(
        sheet,
        right,
        at,
        date,
        _DATE_PT * scale,
        ha="right",
        color=COLOURS["muted"],
    )
    for line in (
        wrap_to(subtitle, page[0] - 2 * MARGIN_MM, 9.0 * scale)[:2]
        if subtitle
        else []
    ):
        y -= 3.6 * scale
        write(
            sheet, MARGIN_MM, y, line, 9.0 * scale, color=COLOURS["muted"]
        )
        y -= 0.8
    return y - 2.8


def _say_day(scene: Scene) -> str:
    return scene.words.day(dt.date.fromisoformat(str(scene.content.date)))


def write_foot(
    sheet: Axes, scene: Scene, page: tuple[float, float]
) -> float:
    """Write sources, credits and notes; return where the map's frame may end."""
    scale = _words_scale(page)
    parts = []
    say = scene.words.say
    content = scene.content
    sources = [one_line(one.text) for one in content.sources]
    if sources:
        parts.append(f"{say('sources')}: {'; '.join(sources)}.")
    named = [one.text for one in content.paper_credits]
    parts.append(
        f"{say('attribution')}: {', '.join(named)}. Web Mercator, sitmap."
    )
    told = (*say_left_off(content), *content.notes)
    texts = [" ".join(parts), *map(one_line, told)]
    lines = [
        line
        for text in texts
        for line in wrap_to(text, page[0] - 2 * MARGIN_MM, 6.2 * scale)
    ]
    y = MARGIN_MM - 2
    for line in reversed(lines):
        write(
            sheet, MARGIN_MM, y, line, 6.2 * scale, color=COLOURS["muted"]
        )
        y += 2.75 * scale
    return y + 1.5
