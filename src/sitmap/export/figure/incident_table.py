"""The table of a figure's incidents: beside the map, or on pages of its own behind it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from sitmap.export.figure.furniture import page_axes, wrap_to, write
from sitmap.export.incident_rows import HEADS
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from sitmap.export.incident_rows import NumberedRow
    from sitmap.layers.words import Words

# of the list beside the map
_SIZE_PT: Final = 6.6
# for text of `_SIZE_PT`
_LINE_MM: Final = 2.9
_GAP_MM: Final = 1.1  # between rows
# of an incident
_MOST_LINES: Final = 3
_SHARES: Final = (0.07, 0.15, 0.2, 0.34, 0.08, 0.16)
"""Of the width: number, day, place, what, dead, source."""

_SHARES_NARROW: Final = (0.09, 0.21, 0.24, 0.37, 0.09, 0.0)
_NARROW_MM: Final = 130.0  # narrower tables have no room for sources


def draw_table(
    figure: Figure,
    box: tuple[float, float, float, float],
    rows: Sequence[NumberedRow],
    words: Words,
    *,
    rest: str = "",
    follows: bool = False,
) -> int:
    """Draw as many rows as have room in a box of the page (left, bottom, width, height in mm).

    Parameters
    ----------
    rest
        A line below the last row, as "2 outside the frame".
    follows
        Whether rows that have no room here stand on the next page; else their number is told.

    Returns
    -------
    int
        How many rows were drawn.
    """
    axes = page_axes(figure, box)
    width, y = box[2], box[3] - _LINE_MM
    shares = _SHARES if width >= _NARROW_MM else _SHARES_NARROW
    lefts = [width * sum(shares[:at]) for at in range(len(shares))]
    heads = ["", *(words.say(name) for name in HEADS)]
    _write_cells(axes, heads, lefts, shares, width, y, weight="bold")
    y -= _LINE_MM + _GAP_MM
    for at, each in enumerate(rows):
        cells = [
            str(each.number or ""),
            *(getattr(each.row, one.name) for one in fields(each.row)),
        ]
        lines = _lines_of(cells, shares, width)
        height = max(map(len, lines)) * _LINE_MM
        if y - height < _LINE_MM:  # the last line tells what is left
            left = (
                []
                if follows
                else [words.say("more_rows", n=len(rows) - at), rest]
            )
            write(
                axes,
                0,
                0.6,
                "; ".join(filter(None, left)),
                _SIZE_PT,
                color=COLOURS["muted"],
            )
            return at
        _write_lines(axes, lines, lefts, y)
        axes.plot(
            [0, width],
            [y + _LINE_MM, y + _LINE_MM],
            color=COLOURS["coast"],
            lw=0.3,
        )
        y -= height + _GAP_MM
    if rest:
        write(axes, 0, y, rest, _SIZE_PT, color=COLOURS["muted"])
    return len(rows)


def _write_cells(
    axes: Axes,
    cells: Sequence[str],
    lefts: Sequence[float],
    shares: Sequence[float],
    width: float,
    y: float,
    *,
    weight: str,
) -> None:
    for text, left, share in zip(cells, lefts, shares, strict=True):
        if share:
            line = wrap_to(text, width * share - 1.0, _SIZE_PT)[0]
            write(axes, left, y, line, _SIZE_PT, fontweight=weight)


def _lines_of(
    cells: Sequence[str], shares: Sequence[float], width: float
) -> list[list[str]]:
    """Break each cell into lines; what takes more than three ends in an ellipsis."""
    found = []
    for text, share in zip(cells, shares, strict=True):
        lines = (
            wrap_to(text, width * share - 1.2, _SIZE_PT) if share else [""]
        )
        if len(lines) > _MOST_LINES:
            lines = [
                *lines[: _MOST_LINES - 1],
                f"{lines[_MOST_LINES - 1][:-1]}\u2026",
            ]
        found.append(lines)
    return found


def _write_lines(
    axes: Axes, lines: list[list[str]], lefts: Sequence[float], y: float
) -> None:
    for at, (cell, left) in enumerate(zip(lines, lefts, strict=True)):
        for number, line in enumerate(cell):
            weight = "bold" if at == 0 else "normal"
            write(
                axes,
                left,
                y - number * _LINE_MM,
                line,
                _SIZE_PT,
                fontweight=weight,
            )
