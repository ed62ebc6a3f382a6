"""Incidents and sites on paper: the page's symbols, statuses and precisions.

Crowds as rings with their number.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd
import shapely
from matplotlib.collections import PathCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from sitmap.export.figure.basemap import path_of
from sitmap.export.figure.drawings import draw_drawing
from sitmap.export.figure.scene import LOOK
from sitmap.export.figure.view import mercator, project
from sitmap.layers.changed import CHANGE, CHANGED, NEW, RING
from sitmap.layers.looks import COLOURS, HOLLOW
from sitmap.precision import is_stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from sitmap.export.figure.basemap import Land
    from sitmap.export.figure.scene import Scene
    from sitmap.export.figure.view import View
    from sitmap.layers.content import Site
    from sitmap.layers.looks import Look

_NEWS_PT: Final = 2.4  # beyond a mark, that its ring shows
# of a single mark
RADIUS_PT: Final = 4.6
_DRAWN_PT: Final = 7.6  # of a symbol from paths, which has more to show
ROOM_PT: Final = 5.0  # that names keep clear of around a mark
DRAWN_REACH_PT: Final = 9.7  # from its middle to its corners
_NUMBER_PT: Final = (6.6, 5.4)
POINTS_PER_MM: Final = 72 / 25.4
_MOST_AREAS: Final = 15  # more areas than these are outlined as one
_DOT: Final = 0.27  # of a symbol's radius: as the page's
_PLAIN: Final = 2.5  # a disc smaller than this many symbol radii is hidden below its symbol


class _DiscLook(NamedTuple):
    """How opaque discs and their edges are.

    A few, and many, below which the ground must be read.
    """

    fill: float
    fill_many: float
    edge: float
    edge_many: float
    width: float
    dashes: Any


# As in src/sitmap/web/src/radii.js.
_FEW: Final = 8
_SMALL: Final = 0.15  # of the map
_SOFT: Final = _DiscLook(0.16, 0.07, 0.35, 0.35, 0.5, "solid")
_OPEN: Final = _DiscLook(0.06, 0.03, 0.85, 0.45, 0.9, (0, (4, 3)))
# radius of an area beyond which hatches would cover the map
_LARGE_MM: Final = 60.0


def _polygon(
    sides: int, turn: float = 0.0, reach: float = 1.0
) -> NDArray[np.float64]:
    angles = turn + np.arange(sides) * 2 * math.pi / sides
    return reach * np.column_stack([np.sin(angles), np.cos(angles)])


def _star(points: int, inner: float) -> NDArray[np.float64]:
    angles = np.arange(points * 2) * math.pi / points
    reach = np.where(np.arange(points * 2) % 2 == 1, inner, 1.18)
    return (
        np.column_stack([np.sin(angles), np.cos(angles)]) * reach[:, None]
    )


# As in src/sitmap/web/src/shapes.js, with y upwards.
_CORNERS: Final = {
    "diamond": _polygon(4, 0, 1.18),
    "burst": _star(8, 0.62),
    "triangle": _polygon(3, 0, 1.22),
    "circle": _polygon(48, 0, 0.94),
    "square": _polygon(4, math.pi / 4, 1.22),
    "hexagon": _polygon(6, math.pi / 2, 1.06),
    "triangle-down": _polygon(3, math.pi, 1.22),
    "pentagon": _polygon(5, 0, 1.12),
    "bar": np.array(
        [[-1.15, -0.6], [1.15, -0.6], [1.15, 0.6], [-1.15, 0.6]]
    ),
    "star": _star(5, 0.5),
    "octagon": _polygon(8, math.pi / 8, 1.04),
    "dash": np.array(
        [[-0.9, -0.26], [0.9, -0.26], [0.9, 0.26], [-0.9, 0.26]]
    ),
    "dot": _polygon(48, 0, 0.7),
}
_SITES: Final = {
    "headquarters": [[-1, -1], [-1, 0.35], [0, 1.15], [1, 0.35], [1, -1]],
    "camp": [[-1.15, -0.9], [0, 1.05], [1.15, -0.9]],
    "post": [[-0.75, 0.75], [0.75, 0.75], [0.75, -0.75], [-0.75, -0.75]],
    "crossing": [
        [-1.15, 0.62],
        [1.15, 0.62],
        [1.15, 0.05],
        [0.72, 0.05],
        [0.72, -0.95],
        [0.28, -0.95],
        [0.28, 0.05],
        [-0.28, 0.05],
        [-0.28, -0.95],
        [-0.72, -0.95],
        [-0.72, 0.05],
        [-1.15, 0.05],
    ],
}


_DASHES: Final = {
    "planned": (0, (2, 2)),
    "threatened": (0, (2, 2)),
    "denied": (0, (1, 2)),
    "historical": (0, (3, 2)),
}


def _closed(corners: Any) -> Path:
    return Path(np.vstack([corners, corners[:1]]), closed=True)


_PATHS: Final = {
    name: _closed(corners) for name, corners in _CORNERS.items()
}


def site_path(kind: str) -> Path:
    """Return the outline of a kind of site."""
    return _closed(np.array(_SITES[kind], dtype=float))


def _half(shape: str) -> Path:
    left = shapely.clip_by_rect(
        shapely.Polygon(_CORNERS[shape]), -2, -2, 0, 2
    )
    return path_of([left])


def draw_symbol(
    axes: Axes,
    places: Any,
    *,
    look: Look,
    status: str | None,
    stated: bool = True,
    radius_pt: float = RADIUS_PT,
    transform: Any = None,
    order: float = 8,
) -> None:
    """Draw one kind of symbol at places (figure coordinates).

    Filled, hollow (claimed) or half filled (disputed).

    Hollow with a dot in its middle is one of which nobody states how exactly its place is known;
    one from paths has such a mark at its corner.
    """
    hollow = status in HOLLOW
    dashes: Any = _DASHES.get(str(status), "solid")
    if look.drawing is not None:
        own: dict[str, Any] = {
            "is_hollow": hollow,
            "dashes": dashes,
            "order": order,
        }
        own |= {
            "radius_pt": radius_pt,
            "transform": transform,
            "is_stated": stated,
        }
        draw_drawing(
            axes,
            places,
            look.drawing,
            colour=look.colour,
            status=status,
            **own,
        )
        return
    shape, colour = _PATHS[look.shape], look.colour
    hollow = hollow or not stated
    edge = COLOURS["ink"] if status == "confirmed" else colour
    width = {True: 1.3, False: 0.7 if status == "confirmed" else 0.0}[
        hollow
    ]
    where = axes.transData if transform is None else transform

    def add(
        path: Path,
        face: str,
        line: str,
        width: float,
        radius: float,
        style: Any = "solid",
    ) -> None:
        marks = PathCollection(
            [path],
            sizes=[radius**2],
            offsets=places,
            offset_transform=where,
            facecolors=face,
            edgecolors=line,
            linewidths=width,
            linestyles=style,
            zorder=order,
            clip_on=transform is None,
            transform=IdentityTransform(),
        )
        axes.add_collection(marks, autolim=False)

    add(shape, COLOURS["outline"], COLOURS["outline"], 1.6, radius_pt)
    add(
        shape,
        COLOURS["paper"] if hollow else colour,
        edge,
        width,
        radius_pt,
        dashes,
    )
    if status == "disputed":
        add(_half(look.shape), colour, "none", 0, radius_pt)
    if not stated:
        add(Path.unit_circle(), colour, "none", 0, _DOT * radius_pt)


@dataclass(frozen=True)
class Crowd:
    """Incidents so near to each other on paper that they are drawn as one.

    Rows by position, and where.
    """

    rows: NDArray[np.int64]
    x: float
    y: float


def find_crowds(points: Any, view: View, *, apart_mm: float) -> list[Crowd]:
    """Group points that would lie on each other: greedily, the place with most incidents first."""
    if points.empty:
        return []
    xy = np.column_stack(
        [points.geometry.x, mercator(points.geometry.y.to_numpy())]
    )
    apart = apart_mm / view.mm_per_unit
    cells, of_row, counts = np.unique(
        np.round(xy / (apart / 4)),
        axis=0,
        return_inverse=True,
        return_counts=True,
    )
    of_row = of_row.ravel()
    centres = np.column_stack(
        [np.bincount(of_row, xy[:, axis]) / counts for axis in (0, 1)]
    )
    free = np.ones(len(cells), dtype=bool)
    crowds = []
    for cell in np.argsort(-counts, kind="stable"):
        if not free[cell]:
            continue
        near = free & (np.hypot(*(centres - centres[cell]).T) < apart)
        free &= ~near
        rows = np.flatnonzero(near[of_row])
        x, y = xy[rows].mean(axis=0)
        crowds.append(Crowd(rows, float(x), float(y)))
    return crowds


def draw_crowds(
    axes: Axes, scene: Scene, crowds: list[Crowd], *, scale: float = 1.0
) -> None:
    """Draw single incidents as symbols and crowds as rings of shares by type around their number."""
    points = scene.points
    kinds = [scene.looks[number] for number in points[LOOK]]
    statuses = (
        points["status"]
        .astype("string")
        .to_numpy(dtype=object, na_value=None)
    )
    _draw_news(axes, scene, crowds, scale)
    stated = is_stated(points)
    singles: dict[tuple[Look, Any, bool], list[tuple[float, float]]] = {}
    for crowd in crowds:
        if len(crowd.rows) == 1:
            row = crowd.rows[0]
            key = (kinds[row], statuses[row], bool(stated[row]))
            singles.setdefault(key, []).append((crowd.x, crowd.y))
    for (look, status, is_told), places in singles.items():
        size = (RADIUS_PT if look.drawing is None else _DRAWN_PT) * scale
        draw_symbol(
            axes,
            places,
            look=look,
            status=status,
            stated=is_told,
            radius_pt=size,
        )
    _draw_rings(
        axes,
        [crowd for crowd in crowds if len(crowd.rows) > 1],
        kinds,
        scale,
    )


_BROKEN: Final = {
    "facecolors": "none",
    "linestyles": [(0, (2.5, 2.0))],
    "linewidths": 1.4,
}
"""A ring around what changed: dashes in widths of its line, the width in points."""


def _draw_news(
    axes: Axes, scene: Scene, crowds: list[Crowd], scale: float
) -> None:
    """Ring what holds a new incident, with dashes what holds a changed one."""
    points = scene.points
    if CHANGE not in points:
        return
    told = points[CHANGE].fillna("").to_numpy(object)
    held = [(one, set(told[one.rows])) for one in crowds]
    new = [one for one, said in held if NEW in said]
    changed = [
        one for one, said in held if CHANGED in said and NEW not in said
    ]
    single = DRAWN_REACH_PT if scene.has_drawings else RADIUS_PT
    for ringed, colours in (
        (new, {"facecolors": RING.colour}),
        (changed, {**_BROKEN, "edgecolors": RING.colour}),
    ):
        counts = [len(crowd.rows) for crowd in ringed]
        sizes = [
            (ring_radius_pt(n) if n > 1 else single) * scale + _NEWS_PT
            for n in counts
        ]
        places = [(crowd.x, crowd.y) for crowd in ringed]
        if places:
            _add_rings(axes, places, np.array(sizes) ** 2, **colours)


def _add_rings(
    axes: Axes, places: Any, sizes: NDArray[np.float64], **colours: Any
) -> None:
    drawn = {"linewidths": 0.3, "edgecolors": COLOURS["outline"]} | colours
    rings = PathCollection(
        [Path.unit_circle()],
        sizes=sizes,
        offsets=places,
        offset_transform=axes.transData,
        zorder=7,
        transform=IdentityTransform(),
        **drawn,
    )
    axes.add_collection(rings, autolim=False)


def ring_radius_pt(count: int) -> float:
    """Return the radius of a crowd's ring on paper."""
    return 6.2 + 2.6 * math.log10(count)


def _draw_rings(
    axes: Axes, crowds: list[Crowd], kinds: list[Look], scale: float
) -> None:
    """Draw all rings in three strokes of the brush.

    Halo, shares, and the middle with the number.
    """
    if not crowds:
        return
    places = [(crowd.x, crowd.y) for crowd in crowds]
    radii = np.array(
        [ring_radius_pt(len(crowd.rows)) * scale for crowd in crowds]
    )
    disc = [Path.unit_circle()]
    _add_paths(
        axes, disc, places, COLOURS["outline"], sizes=(radii + 1) ** 2
    )
    wedges = [
        (_wedge(start, end, radius), place, symbol.colour)
        for crowd, radius, place in zip(crowds, radii, places, strict=True)
        for symbol, start, end in _shares(
            [kinds[row] for row in crowd.rows]
        )
    ]
    paths, spots, colours = (
        list(part) for part in zip(*wedges, strict=True)
    )
    _add_paths(axes, paths, spots, colours)
    _add_paths(
        axes,
        disc,
        places,
        COLOURS["paper"],
        sizes=(radii - 2.3 * scale) ** 2,
    )
    for crowd in crowds:
        size = _NUMBER_PT[len(crowd.rows) > 999] * scale  # noqa: PLR2004 - three digits
        axes.text(
            crowd.x,
            crowd.y,
            f"{len(crowd.rows):,}",
            ha="center",
            va="center_baseline",
            fontsize=size,
            fontweight="bold",
            color=COLOURS["ink"],
            zorder=7.5,
            parse_math=False,
            clip_on=True,
        )


def _shares(symbols: list[Look]) -> list[tuple[Look, float, float]]:
    """Return (symbol, start, end) of each colour's part of a ring, in degrees clockwise from the top."""
    counts = Counter(symbol.colour for symbol in symbols)
    firsts = {
        symbol.colour: symbol
        for symbol in sorted(set(symbols), reverse=True)
    }
    shares, start = [], 90.0
    for symbol in sorted(firsts.values()):
        end = start - 360 * counts[symbol.colour] / len(symbols)
        shares.append((symbol, start, end))
        start = end
    return shares


def _wedge(start: float, end: float, radius: float) -> Path:
    wedge = (
        Path.unit_circle() if start - end >= 360 else Path.wedge(end, start)  # noqa: PLR2004
    )
    return Path(np.asarray(wedge.vertices) * radius, wedge.codes)


def _add_paths(
    axes: Axes,
    paths: list[Path],
    places: Any,
    colours: Any,
    *,
    sizes: Any = (1.0,),
) -> None:
    marks = PathCollection(
        paths,
        sizes=sizes,
        offsets=places,
        offset_transform=axes.transData,
        facecolors=colours,
        linewidths=0.3,
        edgecolors=COLOURS["outline"],
        zorder=7,
        transform=IdentityTransform(),
    )
    axes.add_collection(marks, autolim=False)


def draw_discs(
    axes: Axes, scene: Scene, view: View, crowds: list[Crowd]
) -> None:
    """Draw the circle that holds the true place: soft for a named place, dashed for near one.

    A crowd of several places has none, as on the page: its circles would be a thicket. Nor has a
    place of which nobody states how exactly it is known: its symbol says that.
    """
    places = scene.points.geometry
    lone = [
        crowd.rows
        for crowd in crowds
        if len(places.iloc[crowd.rows].unique()) == 1
    ]
    rows = (
        scene.points.iloc[np.concatenate(lone)]
        if lone
        else scene.points.iloc[:0]
    )
    if rows.empty:
        return
    discs = pd.DataFrame(
        {
            "x": rows.geometry.x.to_numpy(),
            "y": mercator(rows.geometry.y.to_numpy()),
            "radius": _radii(rows, view).round(4),
            "soft": (rows["precision"] == "place").to_numpy(),
            "symbol": [scene.looks[number] for number in rows[LOOK]],
        }
    )
    seen = (
        discs["radius"] * view.mm_per_unit * POINTS_PER_MM
        >= _PLAIN * RADIUS_PT
    )
    wanted = (
        seen & (rows["precision"] != "exact").to_numpy() & is_stated(rows)
    )
    shown = discs[wanted].drop_duplicates(["x", "y", "radius", "soft"])
    groups = shown.groupby(["symbol", "soft"], sort=False)
    wholes = {key: _union(group) for key, group in groups}
    covered = (
        sum(whole.area for whole in wholes.values()) * view.mm_per_unit**2
    )
    many = (
        len(shown) > _FEW
        or covered > _SMALL * view.width_mm * view.height_mm
    )
    frame = shapely.box(*_corners(view))
    for (symbol, soft), whole in wholes.items():
        if not whole.contains(frame):  # its tint would say nothing
            _add_discs(
                axes,
                whole,
                symbol.colour,
                _SOFT if soft else _OPEN,
                many=many,
            )


def _corners(view: View) -> tuple[float, float, float, float]:
    west, south, east, north = view.limits
    return west, south, east, north


def _union(discs: pd.DataFrame) -> shapely.Geometry:
    """Return discs as one shape: their tints don't add up, and only the outer edge is drawn."""
    points = shapely.points(discs["x"], discs["y"])
    return shapely.union_all(
        shapely.buffer(points, discs["radius"], quad_segs=16)
    )


def _add_discs(
    axes: Axes,
    whole: shapely.Geometry,
    colour: str,
    look: _DiscLook,
    *,
    many: bool,
) -> None:
    path = path_of([whole])
    tint = look.fill_many if many else look.fill
    edge = look.edge_many if many else look.edge
    line: dict[str, Any] = {
        "lw": look.width,
        "linestyle": look.dashes,
        "alpha": edge,
    }
    axes.add_patch(
        PathPatch(path, facecolor=colour, alpha=tint, lw=0, zorder=4)
    )
    axes.add_patch(
        PathPatch(path, fill=False, edgecolor=colour, zorder=4, **line)
    )


def _radii(rows: Any, view: View) -> NDArray[np.float64]:
    from sitmap.precision import DEFAULT_RADIUS_M

    given = rows["uncertainty_m"].to_numpy(dtype=float)
    usual = (
        rows["precision"]
        .astype(object)
        .map(DEFAULT_RADIUS_M)
        .fillna(DEFAULT_RADIUS_M["unknown"])
        .to_numpy(dtype=float)
    )
    return view.metres_to_units(
        np.where(np.isnan(given), usual, given), rows.geometry.y.to_numpy()
    )


class AreaLabel(NamedTuple):
    """Where an area's label goes (figure coordinates), and its rows by position in `Scene.wide`."""

    x: float
    y: float
    name: str
    rows: tuple[int, ...]
    span: tuple[float, float]
    """From where to where the area is seen across the frame: where else its label may stand."""


def draw_areas(
    axes: Axes, scene: Scene, view: View, land: Land
) -> list[AreaLabel]:
    """Hatch what is known only to a district, region or country; hatches don't add up.

    A country is its own outline, a user's area its, and any other the circle that holds it.
    """
    rows = scene.wide
    if rows.empty:
        return []
    labels: list[AreaLabel] = []
    shapes, hatched = [], []
    countries = _countries_of(land)
    frame = shapely.box(*_corners(view))
    highest = view.limits[3] - 0.04 * (view.limits[3] - view.limits[1])
    for area in _areas_of(rows, view):
        shape = _outline(scene, area, countries)
        seen = shape.intersection(frame)
        if seen.is_empty:
            continue  # as a symbol beyond the frame
        shapes.append(shape)
        if not shape.contains(frame) and _is_small(shape, area, view):
            hatched.append(shape)
        name = scene.content.name_of(next(filter(None, area.names), ""))
        x = (
            float(area.x)
            if frame.bounds[0] < area.x < frame.bounds[2]
            else seen.centroid.x
        )
        span = (seen.bounds[0], seen.bounds[2])
        labels.append(
            AreaLabel(
                x,
                min(seen.bounds[3], highest),
                name,
                tuple(area.rows),
                span,
            )
        )
    whole = path_of([shapely.union_all(hatched)])
    axes.add_patch(
        PathPatch(
            whole,
            fill=False,
            hatch="//////",
            edgecolor="#c3c6c9",
            lw=0,
            zorder=3.5,
        )
    )
    labels.sort(key=lambda label: -len(label.rows))
    if len(shapes) > _MOST_AREAS:
        shapes = list(shapely.get_parts(shapely.union_all(shapes)))
    for shape in shapes:
        axes.add_patch(
            PathPatch(
                path_of([shape]),
                fill=False,
                edgecolor=COLOURS["muted"],
                lw=0.8,
                linestyle=(0, (5, 3)),
                zorder=4,
            )
        )
    return labels


def _is_small(shape: shapely.Geometry, area: Any, view: View) -> bool:
    """Tell an outline, and a circle that hatches don't cover the map by."""
    is_circle = shape.equals_exact(_circle(area))
    return not is_circle or bool(
        area.radius * view.mm_per_unit <= _LARGE_MM
    )


def _circle(area: Any) -> shapely.Geometry:
    return shapely.Point(area.x, float(mercator(area.y))).buffer(
        area.radius, quad_segs=32
    )


def _countries_of(land: Land) -> dict[str, shapely.Geometry]:
    """Return the outline of each country on the page; some are in several parts."""
    parts: dict[str, list[shapely.Geometry]] = {}
    for code, _, cut in land.countries:
        parts.setdefault(code, []).append(project(cut))
    return {
        code: shapely.union_all(cuts)
        for code, cuts in parts.items()
        if code
    }


def _areas_of(rows: Any, view: View) -> Iterable[Any]:
    """Yield each area once: its point (x, y), the largest radius, and what each of its rows calls it, or None."""
    names = rows["place_name"].fillna(rows["place"]).astype(object)
    frame = pd.DataFrame(
        {
            "x": rows.geometry.x.round(3),
            "y": rows.geometry.y.round(3),
            "radius": _radii(rows, view),
            "names": names.where(names.notna(), None),
            "places": rows["place"].astype(object),
            "country": rows["country"]
            .where(rows["precision"] == "country")
            .astype(object),
            "rows": np.arange(len(rows)),
        }
    )
    groups = frame.groupby(["x", "y"], sort=True)
    areas = groups.agg(
        radius=("radius", "max"),
        names=("names", list),
        places=("places", set),
        country=("country", "first"),
        rows=("rows", list),
    )
    return areas.reset_index().itertuples(index=False)


def _outline(
    scene: Scene, area: Any, countries: Mapping[str, shapely.Geometry]
) -> shapely.Geometry:
    """Return the outline of a user's own area by its name, a country's, or else the circle."""
    areas = scene.content.areas
    if areas is not None:
        told = {
            str(name).casefold()
            for name in (*area.names, *area.places)
            if isinstance(name, str)
        }
        named = [
            any(name.casefold() in told for name in names)
            for names in areas["names"]
        ]
        if any(named):
            return project(areas[named].geometry.union_all())
    if area.country in countries:
        return countries[area.country]
    return _circle(area)


def move_sites(
    sites: tuple[Site, ...], crowds: list[Crowd], view: View, scale: float
) -> tuple[Site, ...]:
    """Move sites that an incident's symbol would hide to its right.

    By what shows them, millimetres on paper.
    """
    if not crowds:
        return sites
    places = np.array([(crowd.x, crowd.y) for crowd in crowds])
    reach = np.array(
        [
            2.0
            + (
                ring_radius_pt(len(crowd.rows)) / POINTS_PER_MM
                if len(crowd.rows) > 1
                else 1.6
            )
            for crowd in crowds
        ]
    )
    reach = reach * scale / view.mm_per_unit
    moved = []
    for site in sites:
        lon, y = site.lon, float(mercator(site.lat))
        near = np.hypot(places[:, 0] - lon, places[:, 1] - y) < reach
        right = (
            float((places[near, 0] + reach[near]).max())
            if near.any()
            else lon
        )
        moved.append(replace(site, lon=right))
    return tuple(moved)


def draw_sites(
    axes: Axes, sites: tuple[Site, ...], *, scale: float = 1.0
) -> None:
    """Draw a mission's sites: open is filled, closed hollow and struck, uncertain dashed."""
    for site in sites:
        draw_site(
            axes,
            site.kind,
            site.state,
            (site.lon, float(mercator(site.lat))),
            scale=scale,
        )


def draw_site(
    axes: Axes,
    kind: str,
    state: str,
    place: tuple[float, float],
    *,
    scale: float = 1.0,
    transform: Any = None,
) -> None:
    """Draw one site at a place in figure coordinates (or those of `transform`)."""
    path, size = site_path(kind), (4.4 * scale) ** 2
    where = axes.transData if transform is None else transform
    common: dict[str, Any] = {
        "sizes": [size],
        "offsets": [place],
        "offset_transform": where,
        "clip_on": transform is None,
        "transform": IdentityTransform(),
    }
    face = COLOURS["presence"] if state == "open" else COLOURS["paper"]
    style: Any = (0, (2, 1.5)) if state == "uncertain" else "solid"
    halo = PathCollection(
        [path],
        facecolors=COLOURS["outline"],
        edgecolors=COLOURS["outline"],
        linewidths=2.4,
        zorder=6,
        **common,
    )
    mark = PathCollection(
        [path],
        facecolors=face,
        edgecolors=COLOURS["presence"],
        linewidths=0.9,
        linestyles=style,
        zorder=6.1,
        **common,
    )
    for collection in (halo, mark, *_site_signs(kind, state, common)):
        axes.add_collection(collection, autolim=False)


def _site_signs(
    kind: str, state: str, common: dict[str, Any]
) -> list[PathCollection]:
    """Strike what is closed; a dot in the rest tells a camp from a triangle of incidents where there is no colour."""
    if state == "closed":
        stroke = [Path([[-1.1, -1.1], [1.1, 1.1]])]
        return [
            PathCollection(
                stroke,
                edgecolors=COLOURS["presence"],
                linewidths=1.0,
                zorder=6.2,
                **common,
            )
        ]
    if kind == "crossing":
        return []
    dot = Path.circle((0.0, -0.2 if kind != "post" else 0.0), 0.3)
    colour = COLOURS["paper" if state == "open" else "presence"]
    return [
        PathCollection(
            [dot], facecolors=colour, linewidths=0, zorder=6.2, **common
        )
    ]
