"""Place names on paper: the most important first, each where it touches nothing that is already there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import Stroke
from matplotlib.textpath import text_to_path

from sitmap.export.figure.view import mercator
from sitmap.layers.looks import COLOURS
from sitmap.layers.words import JOINED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from sitmap.export.figure.view import View
    from sitmap.layers.content import PlaceLabel

__all__ = ["Room", "draw_labels", "text_size_mm"]

_PT_TO_MM: Final = 25.4 / 72
_GAP_MM: Final = 0.7


@dataclass
class Room:
    """What of the frame is taken: boxes (left, bottom, right, top) in millimetres from its lower left corner."""

    width: float
    height: float
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, box: tuple[float, float, float, float]) -> bool:
        """Take a box, if it is free and inside the frame."""
        if not self.is_free(box):
            return False
        self.taken.append(box)
        return True

    def block(self, x: float, y: float, radius: float) -> None:
        """Mark a square around a symbol as taken."""
        self.taken.append((x - radius, y - radius, x + radius, y + radius))

    def is_free(self, box: tuple[float, float, float, float]) -> bool:
        """Whether nothing is there."""
        left, bottom, right, top = box
        if left < 0.5 or bottom < 0.5 or right > self.width - 0.5 or top > self.height - 0.5:  # noqa: PLR2004
            return False
        if not self.taken:
            return True
        boxes = np.asarray(self.taken)
        apart = (
            (boxes[:, 0] >= right)
            | (boxes[:, 2] <= left)
            | (boxes[:, 1] >= top)
            | (boxes[:, 3] <= bottom)
        )
        return bool(apart.all())


def text_size_mm(text: str, font: FontProperties) -> tuple[float, float]:
    """Return width and height of a line of text in millimetres."""
    width, height, descent = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    del height, descent
    size = font.get_size_in_points()
    return width * _PT_TO_MM, size * 1.16 * _PT_TO_MM


def draw_labels(
    axes: Axes,
    view: View,
    room: Room,
    labels: Sequence[PlaceLabel],
    *,
    families: list[str],
    most: int,
    scale: float = 1.0,
) -> int:
    """Draw the names that have room; return how many."""
    drawn = 0
    west, south, east, north = view.limits
    for label in labels:
        if drawn >= most:
            break
        spots = [(lon, float(mercator(lat))) for lon, lat in _spots_of(label)]
        seen = [(x, y) for x, y in spots if west < x < east and south < y < north]
        if not seen:
            continue
        country = label.kind == "country"
        size = (8.2 if country else _size_of(label.rank)) * scale
        text = label.text
        shown = _spread(text.upper()) if country else text
        font = FontProperties(family=families, size=size, weight="bold" if country else "normal")
        extent = text_size_mm(shown, font)
        places = (_find_place(room, view, spot, extent, centred=country) for spot in seen)
        place = next((one for one in places if one is not None), None)
        if place is None:
            continue
        _write(axes, shown, place, font, country=country)
        if not country:
            axes.plot(*seen[0], marker="o", ms=1.5 * scale, color=COLOURS["label"], mew=0, zorder=5)
        drawn += 1
    return drawn


def _spots_of(label: PlaceLabel) -> list[tuple[float, float]]:
    return [(label.lon, label.lat), *label.others]


def _spread(text: str) -> str:
    """Space the letters of a country's name, but for scripts whose letters are joined."""
    return text if JOINED.search(text) else " ".join(text)


def _size_of(rank: int) -> float:
    return 7.4 if rank < 12 else 6.6 if rank < 40 else 6.0  # noqa: PLR2004


def _find_place(
    room: Room, view: View, spot: tuple[float, float], size: tuple[float, float], *, centred: bool
) -> tuple[float, float] | None:
    """Find where a text fits beside its dot; return its lower left corner in figure coordinates."""
    west, south, _, _ = view.limits
    x, y = (spot[0] - west) * view.mm_per_unit, (spot[1] - south) * view.mm_per_unit
    width, height = size
    beside = [
        (x + _GAP_MM, y - height / 2), (x - _GAP_MM - width, y - height / 2),
        (x - width / 2, y + _GAP_MM), (x - width / 2, y - _GAP_MM - height),
        (x + _GAP_MM, y + 0.3), (x - _GAP_MM - width, y + 0.3),
    ]  # fmt: skip
    for left, bottom in [(x - width / 2, y - height / 2)] if centred else beside:
        if room.take((left, bottom, left + width, bottom + height)):
            return west + left / view.mm_per_unit, south + (
                bottom + 0.22 * height
            ) / view.mm_per_unit
    return None


def _write(
    axes: Axes, text: str, place: tuple[float, float], font: FontProperties, *, country: bool
) -> None:
    """Write a name above a halo of its outline: text with an effect would become outlines, and no longer be text."""
    style: dict[str, Any] = {
        "fontproperties": font,
        "va": "baseline",
        "ha": "left",
        "parse_math": False,
        "clip_on": True,
    }
    halo = [Stroke(linewidth=1.6, foreground=COLOURS["land"], alpha=0.9)]
    axes.text(*place, text, color=COLOURS["land"], zorder=4.4, path_effects=halo, **style)
    colour = COLOURS["countryLabel" if country else "label"]
    axes.text(*place, text, color=colour, zorder=4.5 if country else 5, **style)
