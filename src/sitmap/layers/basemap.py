"""The embedded basemap: outlines cut to what the map shows, and place names, inside the page."""

from __future__ import annotations

import json
import math
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, get_args

import numpy as np
import shapely

from sitmap.errors import InputError
from sitmap.geodesy import geodesic_m
from sitmap.ground.choose import check_ground, choose_ground
from sitmap.ground.places import beside_borders, join_labels
from sitmap.layers.blobs import gzip_bytes
from sitmap.layers.content import Credit, LabelsWanted, LayerContent
from sitmap.layers.element import PageLayer
from sitmap.layers.ground_key import make_ground_key
from sitmap.layers.labels import choose_name, find_labels, name_label
from sitmap.layers.packed_lines import SCALE, PackedLines
from sitmap.outlines import (
    DISPUTED,
    FINEST_DEG,
    STEPS,
    Box,
    Relief,
    load_outlines,
    relief_at,
    split_box,
)
from sitmap.policies import status_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sitmap.ground.cut import Cut
    from sitmap.layers.content import MapFrame
    from sitmap.views import View

KosovoOutline = Literal["dashed", "solid", "absent"]

_WORLD: Final[Box] = (-180.0, -85.0, 180.0, 85.0)
_TURN: Final = 360.0  # degrees around it
_DETAIL: Final = 3_000  # a border may leave its true course by a three-thousandth of the box
_SPECK: Final = 3.0  # times the tolerance: the side of the smallest island worth drawing
# units of the page's coordinates in the tolerance of its outlines
_FINER: Final = 8.0
# units per degree: the coarse world is right to some kilometres
_WORLD_SCALE: Final = 200
_LEVEL: Final = 9  # of compression: a basemap is small
_KOSOVO: Final = frozenset({"Kosovo", "Serbia"})
OSM_URL: Final = "https://www.openstreetmap.org/copyright"
# of land beyond the ground shown, for panning
_MARGIN_DEG: Final = 1.0
_WIDE_SCREEN: Final = 2.0  # width by height of the map on a desk
_TALL_SCREEN: Final = 0.6  # and on a phone
_KEY: Final = 0.4  # of the incidents' width
# degrees: the source's own grid, which smoothing hides
_RIVER_GRID: Final = 0.01
_WIDE: Final = 90.0  # degrees: beyond it rivers are noise
_FAINT: Final = 2.0  # times the tolerance of borders: lines of districts are thin and pale
_DISTRICTS_DEG: Final = 30.0  # beyond it lines of districts are noise


class Basemap(PageLayer):
    """Land, relief, borders, rivers, lakes and place names: readable with the network off.

    Parameters
    ----------
    box
        West, south, east, north in degrees: where it is detailed. By default what the map's layers
        cover and a margin.
    labels
        How many place names at most.
    kosovo_outline
        How the line between Kosovo and Serbia is drawn: ``"dashed"``, ``"solid"`` or ``"absent"``.
    ground
        Roads, waters, buildings and places around the incidents: a file that `sitmap ground
        prepare` wrote, an OpenStreetMap extract (.osm.pbf, .gpkg) or a PMTiles archive; True takes
        what is installed (`sitmap ground add`) where it holds the incidents, False nothing.
    ground_mb
        What the ground may add to the page, in megabytes; the farthest and the least is left off.
    ground_progress
        Is told what of an extract is read, and how much of it.
    relief
        Whether mountains are shaded, where one looks from afar.
    name
        What the layer control calls it.

    Raises
    ------
    InputError
        `box` is no box, `kosovo_outline` is none of the three, or `ground` is no file.
    """

    kind: ClassVar[str] = "basemap"

    def __init__(
        self,
        box: Sequence[float] | None = None,
        *,
        labels: int = 250,
        kosovo_outline: KosovoOutline = "dashed",
        ground: bool | str | Path = True,
        ground_mb: float = 2.0,
        ground_progress: Callable[[str, int], None] | None = None,
        relief: bool = True,
        name: str = "Basemap",
    ) -> None:
        super().__init__(name, overlay=True, control=False)
        if kosovo_outline not in get_args(KosovoOutline):
            choices = ", ".join(get_args(KosovoOutline))
            raise InputError(
                f"kosovo_outline is {kosovo_outline!r}; choose one of {choices}"
            )
        self._given_box = None if box is None else _check_box(box)
        check_ground(ground, ground_mb)
        self.labels = labels
        self.kosovo_outline = kosovo_outline
        self._given_ground, self._ground_mb = ground, ground_mb
        self._ground_progress = ground_progress
        self._has_relief = relief

    @cached_property
    def box(self) -> Box:
        """Where the basemap is detailed: west, south, east, north."""
        if self._given_box is not None:
            return self._given_box
        covered = self._covered()
        if covered is None:
            return _WORLD
        return box_around(covered)

    @cached_property
    def focus(self) -> Box:
        """What the layers cover, or else the whole box."""
        return self._covered() or self.box

    def _covered(self) -> Box | None:
        if self._parent is None:
            return None
        across = [box for one in self._beside() if (box := _across(one))]
        (south, west), (north, east) = (
            across[0] if len(across) == 1 else self._parent.get_bounds()
        )
        if south is None or west is None or north is None or east is None:
            return None
        return (west, south, east, north)

    def describe(self, frame: MapFrame) -> LayerContent:
        """Say which places the map wants named, how Kosovo's outline is drawn, and what ground."""
        ground = None if self.ground is None else self.ground[0].features
        spots = self._spots()
        wanted = LabelsWanted(
            self.box, self.focus, self.labels, frame.names, spots, ground
        )
        return LayerContent(
            self.kind,
            self.label,
            is_shown=self.show,
            labels=wanted,
            credits=self.credits,
            kosovo_outline=self.kosovo_outline,
            ground=ground,
            has_relief=self._has_relief,
            key=()
            if ground is None
            else make_ground_key(ground, frame.words),
        )

    @cached_property
    def ground(self) -> tuple[Cut, tuple[str, ...]] | None:
        """The roads, waters and places around the incidents, and whom they credit; None without."""
        names = self.frame.names
        looked_at = self._looked_at()
        return choose_ground(
            self._given_ground,
            looked_at[:, :2],
            self.box,
            radii_m=looked_at[:, 2],
            limit_mb=self._ground_mb,
            in_dispute=[
                line
                for owners, line in self._borders
                if owners in (_KOSOVO, *DISPUTED)
            ],
            write=lambda text: choose_name(
                text.name, dict(text.names), names
            ),
            progress=self._ground_progress,
        )

    @cached_property
    def _borders(self) -> list[tuple[frozenset[str], shapely.Geometry]]:
        return list(load_outlines().borders_at(self.box, self._tolerance))

    @property
    def _tolerance(self) -> float:
        return max(FINEST_DEG, (self.box[2] - self.box[0]) / _DETAIL)

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Whom the ground credits."""
        told = () if self.ground is None else self.ground[1]
        return tuple(
            Credit(text, OSM_URL if "OpenStreetMap" in text else None)
            for text in told
        )

    @property
    def scripts(self) -> tuple[str, ...]:
        """The script that draws the ground, where there is one."""
        return () if self.ground is None else ("ground.js",)

    def settings(self) -> Mapping[str, Any]:
        """Return how Kosovo's outline is drawn, and the notes beside a folium map's attribution."""
        return {
            "kosovo_outline": self.kosovo_outline,
            "notes": status_notes([box for box, _ in split_box(self.box)]),
            **(
                {}
                if self.ground is None
                else {"ground": {"credits": self._told_credits()}}
            ),
        }

    def _told_credits(self) -> list[dict[str, str | None]]:
        return [
            {"text": credit.text, "url": credit.url}
            for credit in self.credits
        ]

    def blobs(self) -> Mapping[str, bytes]:
        """Return what there is as JSON, the points of its lines, and the ground."""
        box, tolerance = self.box, self._tolerance
        world, detail = (
            PackedLines(_WORLD_SCALE),
            PackedLines(min(SCALE, round(_FINER / tolerance))),
        )
        land = (
            []
            if box == _WORLD
            else [world.add(ring) for ring in load_outlines().world_land]
        )
        outlines, labels = self._detail(detail, tolerance)
        relief = relief_at(box) if self._has_relief else None
        core: dict[str, Any] = {
            "world": {"scale": world.scale, "land": land},
            "detail": {"scale": detail.scale, "box": box, **outlines},
            "labels": labels,
            **({} if relief is None else {"relief": _tell_relief(relief)}),
        }
        return {
            "core": gzip_bytes(
                json.dumps(
                    core, ensure_ascii=False, separators=(",", ":")
                ).encode(),
                _LEVEL,
            ),
            "world": gzip_bytes(world.to_bytes(), _LEVEL),
            "detail": gzip_bytes(detail.to_bytes(), _LEVEL),
            **(
                {}
                if relief is None
                else {"relief": gzip_bytes(relief.values.tobytes(), _LEVEL)}
            ),
            **(
                {}
                if self.ground is None
                else {"ground": self.ground[0].data}
            ),
        }

    def _detail(
        self, lines: PackedLines, tolerance: float
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Pack the outlines of the box; the page reads their points in the order of these keys."""
        outlines, box = load_outlines(), self.box
        countries = outlines.countries_at(
            box, tolerance, smallest=_SPECK * tolerance
        )
        borders = self._borders
        width = box[2] - box[0]
        rivers = [] if width > _WIDE else outlines.rivers_at(box)
        is_near = width <= _DISTRICTS_DEG
        districts = (
            outlines.districts_at(box, tolerance * _FAINT)
            if is_near
            else []
        )
        packed = {
            "countries": [
                {
                    "id": code,
                    "name": name,
                    "rings": lines.add_rings(
                        [_drop_specks(cut, tolerance)]
                    ),
                }
                for code, name, cut in countries
            ],
            "borders": lines.add_lines(
                self._beside_ground(
                    line
                    for owners, line in borders
                    if owners not in (_KOSOVO, *DISPUTED)
                )
            ),
            "dispute_borders": lines.add_lines(
                line for owners, line in borders if owners == _KOSOVO
            ),
            "claimed_borders": lines.add_lines(
                line for owners, line in borders if owners in DISPUTED
            ),
            "lakes": lines.add_rings(
                _simplify(outlines.lakes_at(box), tolerance)
            ),
            "rivers": lines.add_lines(_smooth(river) for river in rivers),
            "districts": lines.add_lines(districts),
        }
        spots, names = self._spots(), self.frame.names
        found = find_labels(
            box,
            self.focus,
            countries,
            limit=self.labels,
            names=names,
            points=spots,
        )
        if self.ground is not None and self.labels:
            found = join_labels(found, self.ground[0].features)
        return packed, [
            _pack_label(label, name_label(label, names).text)
            for label in found
        ]

    def _beside_ground(
        self, borders: Iterable[shapely.Geometry]
    ) -> Iterable[shapely.Geometry]:
        """Leave out of the borders what the ground has of them, and better."""
        return (
            borders
            if self.ground is None
            else beside_borders(borders, self.ground[0].features)
        )

    def _spots(self) -> NDArray[np.float64]:
        """Where the other layers have what a reader looks at closely."""
        return np.concatenate(
            [np.empty((0, 2)), *(one.spots() for one in self._beside())]
        )

    def _looked_at(self) -> NDArray[np.float64]:
        """Where a reader looks, and how many metres around: incidents, sites, views."""
        views = [
            _around_view(view)
            for view in getattr(self._parent, "views", ())
        ]
        return np.concatenate(
            [
                np.empty((0, 3)),
                *(one.grounds() for one in self._beside()),
                *views,
            ]
        )

    def _beside(self) -> list[PageLayer]:
        beside = (
            [] if self._parent is None else self._parent._children.values()  # noqa: SLF001
        )
        return [
            one
            for one in beside
            if isinstance(one, PageLayer) and one is not self
        ]


def _tell_relief(relief: Relief) -> dict[str, Any]:
    tall, wide = relief.values.shape
    return {"width": wide, "height": tall, "steps": STEPS}


def _across(layer: PageLayer) -> list[list[float]] | None:
    """Return what a layer covers, if that lies across the antimeridian."""
    bounds: Any = getattr(layer, "view_bounds", None)
    east = None if bounds is None else bounds[1][1]
    return bounds if east is not None and east > _WORLD[2] else None


def _around_view(view: View) -> NDArray[np.float64]:
    """Return the middle of a view and half its diagonal in metres, shape (1, 3)."""
    if view.box is None:
        lat, lon = view.location or (0.0, 0.0)
        return np.array(
            [[lon, lat, 0.0]] if view.location else np.empty((0, 3))
        )
    west, south, east, north = view.box
    middle = ((south + north) / 2, (west + east) / 2)
    return np.array(
        [[middle[1], middle[0], geodesic_m(middle, (north, east))]]
    )


def _pack_label(label: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Pack a label: what tables call the place (t), and what the map writes (s), if it differs."""
    kept = {key: value for key, value in label.items() if key != "n"}
    return kept if text == label["t"] else {**kept, "s": text}


def _check_box(box: Sequence[float]) -> Box:
    try:
        west, south, east, north = (float(side) for side in box)
    except (TypeError, ValueError):
        raise InputError(
            f"box {box!r} is no west, south, east, north in degrees"
        ) from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - degrees
        raise InputError(
            f"box {tuple(box)} is no west, south, east, north in degrees"
        )
    return (west, max(south, _WORLD[1]), east, min(north, _WORLD[3]))


def box_around(bounds: Box) -> Box:
    """Widen bounds to what a reader sees around them, on a wide screen as on a tall one.

    Examples
    --------
    >>> box_around((20.5, 42.6, 21.2, 43.2))
    (18.3, 41.4, 22.7, 44.4)

    What is seen across the antimeridian runs on beyond 180 degrees:

    >>> box_around((-179.5, -17.0, -179.0, -16.5))
    (178.8, -18.2, 182.3, -15.3)
    """
    west, south, east, north = bounds
    tall, wide = north - south, east - west
    shrink = max(
        math.cos(math.radians((south + north) / 2)), 0.2
    )  # a degree of longitude in degrees of latitude
    seen_wide, seen_tall = (
        max(wide, tall * _WIDE_SCREEN / shrink),
        max(tall, wide * shrink / _TALL_SCREEN),
    )
    margin = _MARGIN_DEG + 0.1 * max(wide, tall)
    pad_lon, pad_lat = (
        (seen_wide - wide) / 2 + margin,
        (seen_tall - tall) / 2 + margin,
    )
    beside = (
        _KEY * seen_wide
    )  # the key stands at the left, and the incidents beside it
    left, right = west - pad_lon - beside, east + pad_lon
    if right - left >= 2 * _WORLD[2]:
        left, right = _WORLD[0], _WORLD[2]
    by = _TURN if left < _WORLD[0] else 0.0
    _, low, _, high = _on_earth((0, south - pad_lat, 0, north + pad_lat))
    return (round(left + by, 1), low, round(right + by, 1), high)


def opening_views(bounds: Box) -> tuple[Box, Box]:
    """Return what a wide screen and a tall one show of the world when a map of bounds opens.

    Neither shows the corners that only both together would.

    Examples
    --------
    >>> opening_views((20.5, 42.6, 21.2, 43.2))
    ((19.4, 42.6, 21.7, 43.2), (20.5, 42.5, 21.2, 43.3))
    """
    west, south, east, north = bounds
    tall, wide = north - south, east - west
    shrink = max(math.cos(math.radians((south + north) / 2)), 0.2)
    more_wide = max(tall * _WIDE_SCREEN / shrink - wide, 0.0) / 2
    more_tall = max(wide * shrink / _TALL_SCREEN - tall, 0.0) / 2
    beside = _KEY * (wide + 2 * more_wide)
    wide_view = (west - more_wide - beside, south, east + more_wide, north)
    tall_view = (west, south - more_tall, east, north + more_tall)
    return _on_earth(wide_view), _on_earth(tall_view)


def _on_earth(box: Box) -> Box:
    west, south, east, north = (round(float(side), 1) for side in box)
    return (
        max(west, -180.0),
        max(south, _WORLD[1]),
        min(east, 180.0),
        min(north, _WORLD[3]),
    )


def _drop_specks(
    shape: shapely.Geometry, tolerance: float
) -> shapely.Geometry:
    """Leave out islands that would be a dot; a country's largest part stays, however small."""
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    return shapely.geometrycollections(
        parts[
            (areas > (_SPECK * tolerance) ** 2)
            | (areas == areas.max(initial=0))
        ]
    )


def _simplify(
    lakes: list[shapely.Geometry], tolerance: float
) -> list[shapely.Geometry]:
    """Simplify shores; what would be less than a dot is left off."""
    simple = shapely.simplify(lakes, tolerance, preserve_topology=False)
    return [lake for lake in simple if not lake.is_empty]


def _smooth(geometry: shapely.Geometry) -> shapely.Geometry:
    """Round the corners that the source's coarse grid cut (Chaikin, 1974: at each quarter)."""
    if geometry.geom_type != "LineString":
        return geometry
    points = shapely.get_coordinates(
        shapely.simplify(geometry, _RIVER_GRID / 2)
    )
    return shapely.LineString(_chaikin(_chaikin(points)))


def _chaikin(points: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(points) < 3:  # noqa: PLR2004 - a triangle
        return points
    near, far = (
        points[:-1] * 0.75 + points[1:] * 0.25,
        points[:-1] * 0.25 + points[1:] * 0.75,
    )
    inner = np.stack([near, far], axis=1).reshape(-1, 2)
    return np.concatenate([points[:1], inner[1:-1], points[-1:]])
