"""Place names on paper: the most important first, each where it touches nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from matplotlib.font_manager import FontProperties
from matplotlib.patheffects import Stroke
from matplotlib.textpath import text_to_path

from sitmap.export.figure.view import latitude, mercator
from sitmap.layers.looks import COLOURS
from sitmap.layers.words import JOINED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from sitmap.export.figure.view import View
    from sitmap.layers.content import PlaceLabel

_PT_TO_MM: Final = 25.4 / 72
# between a dot or a mark and its name
_GAP_MM: Final = 0.7
_DOT_MM: Final = 0.35  # kept free around a place's dot
# ranks that a place gains by an incident on it, as on the page
_WITH_INCIDENT: Final = 100
# below the names of towns, which it may stand between
_DISTRICT_PT: Final = 5.6
_ROUGH_DEG: Final = 0.018  # 2 km, by which outlines drawn for 1:10 million may leave a border
_SPREAD: Final = (
    "country",
    "admin1",
)  # written over what they name, without a dot

Box = tuple[float, float, float, float]
Country = tuple[str, str, shapely.Geometry]


@dataclass
class Room:
    """What of the frame is taken, as boxes in millimetres from its lower left corner.

    A box is left, bottom, right, top; `marks` are those that are incidents and sites.
    """

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> bool:
        """Take a box, if it is free and inside the frame."""
        if not self.is_free(box):
            return False
        self.taken.append(box)
        return True

    def block(self, x: float, y: float, radius: float) -> None:
        """Mark a square around a symbol as taken."""
        box = (x - radius, y - radius, x + radius, y + radius)
        self.taken.append(box)
        self.marks.append(box)

    def mark_at(self, x: float, y: float) -> Box | None:
        """Return the smallest mark that covers a spot."""
        if not self.marks:
            return None
        left, bottom, right, top = np.asarray(self.marks).T
        over = np.flatnonzero(
            (left < x) & (x < right) & (bottom < y) & (y < top)
        )
        return (
            self.marks[min(over, key=lambda at: right[at] - left[at])]
            if len(over)
            else None
        )

    def is_free(self, box: Box) -> bool:
        """Whether nothing is there."""
        left, bottom, right, top = box
        if (
            left < 0.5  # noqa: PLR2004 - mm
            or bottom < 0.5  # noqa: PLR2004 - mm
            or right > self.width - 0.5
            or top > self.height - 0.5
        ):
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
    width, height, descent = text_to_path.get_text_width_height_descent(
        text, font, ismath=False
    )
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
    countries: Sequence[Country] = (),
) -> int:
    """Draw the names that have room, those of places with incidents first; return how many.

    A country's name stands on no other of the `countries` (code, name, outline in degrees).
    """
    named: set[Box] = set()
    drawn = 0
    for label in _ordered(labels, view, room):
        if drawn >= most:
            break
        is_spread = label.kind in _SPREAD
        weight = "bold" if label.kind == "country" else "normal"
        shown = _spread(label.text.upper()) if is_spread else label.text
        font = FontProperties(
            family=families, size=_size_of(label) * scale, weight=weight
        )
        extent = text_size_mm(shown, font)
        home = _at_home(label, extent, view, countries)
        found = (
            None
            if home is None
            else _settle(home, extent, view, room, named)
        )
        if found is None:
            continue
        place, dot = found
        _write(axes, shown, place, font, country=is_spread)
        if dot is not None:
            axes.plot(
                *dot,
                marker="o",
                ms=1.5 * scale,
                color=COLOURS["label"],
                mew=0,
                zorder=5,
            )
        drawn += 1
    return drawn


def _ordered(
    labels: Sequence[PlaceLabel], view: View, room: Room
) -> list[PlaceLabel]:
    """Order the labels that are due: as the page does, a place with an incident on it sooner."""
    due = [label for label in labels if label.zoom <= view.zoom]
    gain = [
        _WITH_INCIDENT if _mark_of(one, view, room) else 0 for one in due
    ]
    order = sorted(range(len(due)), key=lambda at: due[at].rank - gain[at])
    return [due[at] for at in order]


def _mark_of(label: PlaceLabel, view: View, room: Room) -> Box | None:
    if label.kind in _SPREAD:
        return None
    return room.mark_at(
        *_to_mm(view, label.lon, float(mercator(label.lat)))
    )


def _to_mm(view: View, x: float, y: float) -> tuple[float, float]:
    west, south, _, _ = view.limits
    return (x - west) * view.mm_per_unit, (y - south) * view.mm_per_unit


def _settle(
    label: PlaceLabel,
    size: tuple[float, float],
    view: View,
    room: Room,
    named: set[Box],
) -> tuple[tuple[float, float], tuple[float, float] | None] | None:
    """Find where a name goes, and its dot: none where a mark covers it, which then has the name."""
    west, south, east, north = view.limits
    spots = [(lon, float(mercator(lat))) for lon, lat in _spots_of(label)]
    seen = [
        (x, y) for x, y in spots if west < x < east and south < y < north
    ]
    if label.kind in _SPREAD:
        places = (
            _find_place(room, view, spot, size, centred=True)
            for spot in seen
        )
        place = next((one for one in places if one is not None), None)
        return None if place is None else (place, None)
    mark = _mark_of(label, view, room)
    if not seen or (mark is not None and mark in named):
        return (
            None  # the name of a lesser place would be read as the mark's
        )
    x, y = _to_mm(view, *seen[0])
    dot = (x - _DOT_MM, y - _DOT_MM, x + _DOT_MM, y + _DOT_MM)
    if mark is None and not room.is_free(dot):
        return None
    place = _find_place(room, view, seen[0], size, around=mark)
    if place is None:
        return None
    if mark is None:
        room.taken.append(dot)
        return place, seen[0]
    named.add(mark)
    return place, None


def _at_home(
    label: PlaceLabel,
    size: tuple[float, float],
    view: View,
    countries: Sequence[Country],
) -> PlaceLabel | None:
    """Leave a country's label those spots where it stands on no other country; None without any."""
    if label.kind != "country" or not countries:
        return label
    wide, tall = (
        0.5 * side / view.mm_per_unit + _ROUGH_DEG for side in size
    )
    kept = []
    for lon, lat in _spots_of(label):
        y = float(mercator(lat))
        text = shapely.box(
            lon - wide, latitude(y - tall), lon + wide, latitude(y + tall)
        )
        spot = shapely.Point(lon, lat)
        own = {code for code, _, cut in countries if cut.contains(spot)}
        if {
            code for code, _, cut in countries if cut.intersects(text)
        } <= own:
            kept.append((lon, lat))
    if not kept:
        return None
    return replace(
        label, lon=kept[0][0], lat=kept[0][1], others=tuple(kept[1:])
    )


def _spots_of(label: PlaceLabel) -> list[tuple[float, float]]:
    return [(label.lon, label.lat), *label.others]


def _spread(text: str) -> str:
    """Space the letters of a country's name, but for scripts whose letters are joined."""
    return text if JOINED.search(text) else " ".join(text)


def _size_of(label: PlaceLabel) -> float:
    if label.kind in _SPREAD:
        return 8.2 if label.kind == "country" else _DISTRICT_PT
    return 7.4 if label.rank < 12 else 6.6 if label.rank < 40 else 6.0  # noqa: PLR2004 - ranks


def _find_place(
    room: Room,
    view: View,
    spot: tuple[float, float],
    size: tuple[float, float],
    *,
    centred: bool = False,
    around: Box | None = None,
) -> tuple[float, float] | None:
    """Find where a text fits beside its dot or mark; return its lower left corner."""
    west, south, _, _ = view.limits
    x, y = _to_mm(view, *spot)
    width, height = size
    x0, y0, x1, y1 = (x, y, x, y) if around is None else around
    middle, centre = (y0 + y1 - height) / 2, (x0 + x1 - width) / 2
    right, left = x1 + _GAP_MM, x0 - _GAP_MM - width
    beside = [
        (right, middle),
        (left, middle),
        (centre, y1 + _GAP_MM),
        (centre, y0 - _GAP_MM - height),
        (right, y1 + 0.3),
        (left, y1 + 0.3),
    ]
    for left, bottom in (
        [(x - width / 2, y - height / 2)] if centred else beside
    ):
        if room.take((left, bottom, left + width, bottom + height)):
            return (
                west + left / view.mm_per_unit,
                south + (bottom + 0.22 * height) / view.mm_per_unit,
            )
    return None


def _write(
    axes: Axes,
    text: str,
    place: tuple[float, float],
    font: FontProperties,
    *,
    country: bool,
) -> None:
    """Write a name above a halo of its outline.

    Text with an effect would become outlines, and no longer be text.
    """
    style: dict[str, Any] = {
        "fontproperties": font,
        "va": "baseline",
        "ha": "left",
        "parse_math": False,
        "clip_on": True,
    }
    halo = [Stroke(linewidth=1.6, foreground=COLOURS["land"], alpha=0.9)]
    axes.text(
        *place,
        text,
        color=COLOURS["land"],
        zorder=4.4,
        path_effects=halo,
        **style,
    )
    colour = COLOURS["countryLabel" if country else "label"]
    axes.text(
        *place, text, color=colour, zorder=4.5 if country else 5, **style
    )
