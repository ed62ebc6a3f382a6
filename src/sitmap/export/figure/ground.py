"""The ground on paper: what the page draws at the zoom that a frame has, and its names."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from matplotlib.collections import LineCollection
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Stroke

from sitmap.export.figure.labels import text_size_mm
from sitmap.export.figure.view import mercator, project
from sitmap.export.ground_look import (
    BARE,
    CASED,
    CASING,
    COLOURS,
    DASHES,
    EDGE,
    WORDS,
    WORDS_FROM,
    width_of,
)
from sitmap.ground.kinds import BY_NAME, KINDS
from sitmap.layers.labels import choose_name
from sitmap.layers.looks import COLOURS as PAGE_COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sitmap.export.figure.labels import Room
    from sitmap.export.figure.view import View
    from sitmap.ground.features import Features, Text
    from sitmap.ground.sheet import Sheet
    from sitmap.outlines import Box

_PX_PER_MM: Final = 96 / 25.4
"""CSS pixels are a ninety-sixth of an inch."""

_POINTS_PER_PX: Final = 72 / 96
# the world at zoom 0, as web maps have it
_TILE_PX: Final = 256
_FINER: Final = 0.7
"""Zooms that paper shows more: it is read from nearer than a screen, and printed finer."""

_CASED_FROM: Final = 1.5  # px
# of streets; more can't be read on a sheet
_MOST_NAMES: Final = 60
# of a street's name, below that of a village
_SIZE_PT: Final = 5.6
_STRAIGHT: Final = 0.93
"""The way as the crow flies to that along the line, at least, where a name is written."""

_SAMPLE_ZOOM: Final = 14  # whose widths the key has, as on the page
_SHARES: Final = (0.5, 0.3, 0.7, 0.15, 0.85)
_SIGNS: Final = {
    "peak": "^",
    "hospital": "$\\mathbf{H}$",
    "police": "$\\mathbf{P}$",
    "fire_station": "$\\mathbf{F}$",
    "station": "$\\mathbf{S}$",
    "airport": "$\\mathbf{A}$",
    "power_plant": "D",
    "crossing": "X",
    "bridge": "_",
}
"""Markers of facilities, grey and small, with the page's letters: unlike the incidents' symbols."""

_WATERS: Final = ("river", "canal", "stream")


def zoom_of(view: View) -> float:
    """Return the zoom at which a page has the scale of a frame.

    Examples
    --------
    >>> from sitmap.export.figure.view import View
    >>> round(zoom_of(View((0, 0, 1, 1), width_mm=200, height_mm=200)), 1)
    10.8
    """
    px_per_degree = view.mm_per_unit * _PX_PER_MM
    return math.log2(px_per_degree * 360 / _TILE_PX) + _FINER


def draw_ground(
    axes: Axes, ground: Features, view: View, *, scale: float = 1.0
) -> None:
    """Draw areas, then the casings of roads, then lines, each kind above the one before."""
    zoom, seen = zoom_of(view), _within(ground, view)
    lines = []
    for kind, shapes in _by_kind(seen, zoom):
        name = KINDS[kind].name
        if KINDS[kind].shape == "area":
            _fill(axes, name, shapes)
        elif KINDS[kind].shape == "line":
            width = width_of(name, zoom) * _POINTS_PER_PX * scale
            is_cased = name in CASED and width_of(name, zoom) >= _CASED_FROM
            lines.append((name, _lines(shapes), width, is_cased))
    for _, drawn, width, is_cased in lines:
        if is_cased:
            _stroke(axes, drawn, CASING, width + 1.0 * scale, 2.5)
    for at, (name, drawn, width, is_cased) in enumerate(lines):
        is_bare = not is_cased and COLOURS[name] == COLOURS["street"]
        colour = BARE if is_bare else COLOURS[name]
        _stroke(
            axes, drawn, colour, width, 2.6 + at / 100, DASHES.get(name)
        )


def kinds_within(ground: Features | None, box: Box) -> set[str]:
    """Return the kinds that a box has something of."""
    if ground is None:
        return set()
    seen = shapely.intersects(shapely.box(*box), ground.shapes)
    return {
        KINDS[kind].name for kind in np.unique(ground.kinds[seen]).tolist()
    }


def draw_ground_sample(
    axes: Axes, where: tuple[float, float], name: str, *, scale: float = 1.0
) -> None:
    """Draw a stretch of a line, a piece of an area, or a sign, for the key; in millimetres."""
    x, y = where
    if name in _SIGNS:
        axes.plot(
            [x],
            [y],
            marker=_SIGNS[name],
            ms=1.3 * _size_of(name) * scale,
            color=WORDS["sign"],
            mew=0,
        )
    elif KINDS[BY_NAME[name]].shape == "area":
        frame: dict[str, Any] = {
            "facecolor": COLOURS[name],
            "edgecolor": CASING,
            "lw": 0.4,
        }
        axes.add_patch(Rectangle((x - 2.6, y - 1.3), 5.2, 2.6, **frame))
    elif KINDS[BY_NAME[name]].shape == "line":
        width = width_of(name, _SAMPLE_ZOOM) * _POINTS_PER_PX * scale
        ends = np.array([[x - 3.0, y], [x + 3.0, y]])
        if name in CASED:
            _stroke(axes, [ends], CASING, width + 1.0 * scale, 2.5)
        _stroke(axes, [ends], COLOURS[name], width, 2.6, DASHES.get(name))


def _size_of(sign: str) -> float:
    """Return the points across of a sign; letters are wider than they look."""
    return 3.4 if _SIGNS[sign].startswith("$") else 2.6


def _within(ground: Features, view: View) -> Features:
    frame = shapely.box(*view.box)
    shapely.prepare(frame)
    return ground.only(shapely.intersects(frame, ground.shapes))


def _by_kind(
    ground: Features, zoom: float
) -> Iterator[tuple[int, NDArray[Any]]]:
    for kind in np.unique(ground.kinds).tolist():
        if KINDS[kind].zoom <= zoom:
            yield kind, ground.shapes[ground.kinds == kind]


def _fill(axes: Axes, name: str, shapes: NDArray[Any]) -> None:
    """Fill rings by the rule of winding: holes run the other way round."""
    projected = project(shapes)
    points, rows = shapely.get_coordinates(projected, return_index=True)
    codes = np.full(len(points), Path.LINETO, dtype=Path.code_type)
    codes[np.concatenate([[True], rows[1:] != rows[:-1]])] = Path.MOVETO
    codes[np.concatenate([rows[1:] != rows[:-1], [True]])] = Path.CLOSEPOLY
    edge = {"building": EDGE, "water": COLOURS["river"]}.get(name)
    patch = PathPatch(
        Path(points, codes),
        facecolor=COLOURS[name],
        edgecolor=edge or "none",
        lw=0.25 if edge else 0,
        zorder=2.2 + BY_NAME[name] / 100,
    )
    axes.add_patch(patch)


def _lines(shapes: NDArray[Any]) -> list[Any]:
    return [
        np.column_stack([points[:, 0], mercator(points[:, 1])])
        for points in map(shapely.get_coordinates, shapes)
    ]


def _stroke(
    axes: Axes,
    lines: list[Any],
    colour: str,
    width: float,
    order: float,
    dashes: Any = None,
) -> None:
    style = (
        (0, tuple(part / max(width, 0.5) for part in dashes))
        if dashes
        else "solid"
    )
    drawn = LineCollection(
        lines,
        colors=colour,
        linewidths=width,
        linestyles=[style],
        zorder=order,
        capstyle="butt" if dashes else "round",
        joinstyle="round",
    )
    axes.add_collection(drawn, autolim=False)


def draw_sheet(axes: Axes, sheet: Sheet, opacity: float) -> None:
    """Draw a picture above the ground; the frame stays as it is."""
    from PIL import Image

    west, south, east, north = sheet.box
    extent = (west, east, float(mercator(south)), float(mercator(north)))
    frame = (*axes.get_xlim(), *axes.get_ylim())
    with Image.open(io.BytesIO(sheet.data)) as picture:
        pixels = np.asarray(picture.convert("RGBA"))
    axes.imshow(
        pixels,
        extent=extent,
        alpha=opacity,
        zorder=2.9,
        aspect=axes.get_aspect(),
    )
    axes.set(xlim=frame[:2], ylim=frame[2:])


def label_ground(
    axes: Axes,
    ground: Features,
    view: View,
    room: Room,
    *,
    names: str,
    families: list[str],
    scale: float = 1.0,
) -> None:
    """Write names along roads and rivers and beside facilities, where there is room."""
    zoom, seen = zoom_of(view), _within(ground, view)
    font = FontProperties(family=families, size=_SIZE_PT * scale)
    pen = _Pen(axes, view, room, font, names)
    for at in reversed(range(len(KINDS))):
        kind = KINDS[at]
        if kind.zoom > zoom:
            continue
        rows = np.flatnonzero(seen.kinds == at)
        if kind.name in _SIGNS or kind.name == "lake_name":
            for row in rows:
                pen.tell_point(kind.name, seen.shapes[row], seen.texts[row])
        elif WORDS_FROM.get(kind.name, math.inf) <= zoom:
            for row in rows:
                if seen.texts[row] is not None:
                    pen.tell_along(
                        kind.name, seen.shapes[row], seen.texts[row]
                    )


class _Pen:
    """Writes names of the ground on a frame, each once, until there are enough."""

    def __init__(
        self,
        axes: Axes,
        view: View,
        room: Room,
        font: FontProperties,
        names: str,
    ) -> None:
        self.axes, self.view, self.room, self.font = axes, view, room, font
        self.names, self.told = names, set[str]()

    def _name(self, text: Text | None) -> str:
        return (
            ""
            if text is None
            else choose_name(text.name, dict(text.names), self.names)
        )

    def _mm(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        west, south, _, _ = self.view.limits
        flat = np.column_stack(
            [points[:, 0] - west, mercator(points[:, 1]) - south]
        )
        return flat * self.view.mm_per_unit

    def tell_point(self, kind: str, point: Any, text: Text | None) -> None:
        """Draw a facility's sign, and its name beside it."""
        x, y = self._mm(shapely.get_coordinates(point))[0]
        name = self._name(text)
        if kind == "peak" and text is not None and text.ref:
            name = f"{name} {text.ref} m".strip()
        if kind in _SIGNS and not self.room.take(
            (x - 0.8, y - 0.8, x + 0.8, y + 0.8)
        ):
            return
        if kind in _SIGNS:
            west, south, _, _ = self.view.limits
            spot = (
                [west + x / self.view.mm_per_unit],
                [south + y / self.view.mm_per_unit],
            )
            self.axes.plot(
                *spot,
                marker=_SIGNS[kind],
                ms=_size_of(kind),
                color=WORDS["sign"],
                mew=0,
                zorder=4.2,
            )
        if not name or name in self.told or len(self.told) >= _MOST_NAMES:
            return
        width, height = text_size_mm(name, self.font)
        lefts = (
            (x - width / 2,)
            if kind == "lake_name"
            else (x + 1.2, x - 1.2 - width)
        )
        for left in lefts:
            if self.room.take(
                (left, y - height / 2, left + width, y + height / 2)
            ):
                middle = (left + width / 2, y)
                self._write(name, middle, 0.0, is_water=kind == "lake_name")
                return

    def tell_along(self, kind: str, line: Any, text: Text) -> None:
        """Write a name along a stretch of a line that is straight and long enough."""
        name = self._name(text)
        if not name or name in self.told or len(self.told) >= _MOST_NAMES:
            return
        seen = shapely.clip_by_rect(line, *self.view.box)
        parts = [
            part
            for part in shapely.get_parts(seen)
            if part.geom_type == "LineString"
        ]
        width, height = text_size_mm(name, self.font)
        for part in sorted(parts, key=shapely.length, reverse=True)[:2]:
            way = shapely.LineString(
                self._mm(shapely.get_coordinates(part))
            )
            for start in (
                share * (way.length - width) for share in _SHARES
            ):
                if start < 0:
                    break
                ends = shapely.get_coordinates(
                    [way.interpolate(start), way.interpolate(start + width)]
                )
                if self._try_stretch(
                    name, ends, width, height, is_water=kind in _WATERS
                ):
                    return

    def _try_stretch(
        self,
        name: str,
        ends: NDArray[np.float64],
        width: float,
        height: float,
        *,
        is_water: bool,
    ) -> bool:
        run, rise = ends[1] - ends[0]
        if math.hypot(run, rise) < _STRAIGHT * width:
            return False
        angle = math.degrees(math.atan2(rise, run))
        angle -= 180 * round(angle / 180) if abs(angle) > 90 else 0  # noqa: PLR2004 - upright
        steps = max(2, math.ceil(width / height))
        spots = [
            ends[0] + (ends[1] - ends[0]) * (at + 0.5) / steps
            for at in range(steps)
        ]
        half = height / 2
        boxes = [(x - half, y - half, x + half, y + half) for x, y in spots]
        if not all(self.room.is_free(box) for box in boxes):
            return False
        self.room.taken.extend(boxes)
        middle = (ends[0] + ends[1]) / 2
        self._write(
            name,
            (float(middle[0]), float(middle[1])),
            angle,
            is_water=is_water,
        )
        return True

    def _write(
        self,
        name: str,
        middle: tuple[float, float],
        angle: float,
        *,
        is_water: bool,
    ) -> None:
        """Write above a halo of its outline, so that the text stays text."""
        self.told.add(name)
        west, south, _, _ = self.view.limits
        scale = self.view.mm_per_unit
        spot = (west + middle[0] / scale, south + middle[1] / scale)
        style: dict[str, Any] = {
            "fontproperties": self.font,
            "rotation": angle,
            "rotation_mode": "anchor",
            "ha": "center",
            "va": "center",
            "parse_math": False,
            "clip_on": True,
        }
        halo = [
            Stroke(
                linewidth=1.4, foreground=PAGE_COLOURS["land"], alpha=0.9
            )
        ]
        land = PAGE_COLOURS["land"]
        self.axes.text(
            *spot, name, color=land, zorder=4.2, path_effects=halo, **style
        )
        colour = WORDS["watery" if is_water else "words"]
        self.axes.text(*spot, name, color=colour, zorder=4.3, **style)
