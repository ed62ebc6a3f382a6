"""Areas on paper that incidents are known to lie in: outlined, with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd
import shapely
from matplotlib.patches import PathPatch

from sitmap.export.figure.basemap import path_of
from sitmap.export.figure.discs import radii_of
from sitmap.export.figure.view import corners_of, mercator, project
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes

    from sitmap.export.figure.basemap import Land
    from sitmap.export.figure.scene import Scene
    from sitmap.export.figure.view import View

_MOST_AREAS: Final = 15  # more areas than these are outlined as one
# radius of an area beyond which hatches would cover the map
_LARGE_MM: Final = 60.0


# of the frame's height, that words stay below its upper edge
_BELOW_TOP: Final = 0.04


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
    frame = shapely.box(*corners_of(view))
    for area in _areas_of(rows, view):
        shape = _outline(scene, area, countries)
        seen = shape.intersection(frame)
        if seen.is_empty:
            continue  # as a symbol beyond the frame
        shapes.append(shape)
        if not shape.contains(frame) and _is_small(shape, area, view):
            hatched.append(shape)
        labels.append(_label_of(scene, area, seen, view))
    hatch = {"hatch": "//////", "edgecolor": "#c3c6c9", "lw": 0}
    whole = path_of([shapely.union_all(hatched)])
    axes.add_patch(PathPatch(whole, fill=False, zorder=3.5, **hatch))
    labels.sort(key=lambda label: -len(label.rows))
    if len(shapes) > _MOST_AREAS:
        shapes = list(shapely.get_parts(shapely.union_all(shapes)))
    edge = {
        "edgecolor": COLOURS["muted"],
        "lw": 0.8,
        "linestyle": (0, (5, 3)),
    }
    for shape in shapes:
        outline = path_of([shape])
        axes.add_patch(PathPatch(outline, fill=False, zorder=4, **edge))
    return labels


def _label_of(
    scene: Scene, area: Any, seen: shapely.Geometry, view: View
) -> AreaLabel:
    """Say where an area's words go: over its middle, or that of what is seen of it."""
    west, south, east, north = corners_of(view)
    highest = north - _BELOW_TOP * (north - south)
    name = scene.content.name_of(next(filter(None, area.names), ""))
    left, _, right, top = seen.bounds
    x = float(area.x) if west < area.x < east else seen.centroid.x
    rows = tuple(area.rows)
    return AreaLabel(x, min(top, highest), name, rows, (left, right))


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
    """Yield each area once: point (x, y), largest radius, and what each row calls it, or None."""
    names = rows["place_name"].fillna(rows["place"]).astype(object)
    frame = pd.DataFrame(
        {
            "x": rows.geometry.x.round(3),
            "y": rows.geometry.y.round(3),
            "radius": radii_of(rows, view),
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
