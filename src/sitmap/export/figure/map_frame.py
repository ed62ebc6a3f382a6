"""Everything inside the frame of a map, what matters most taking its room first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitmap.export.figure.area_labels import label_areas
from sitmap.export.figure.area_marks import draw_areas
from sitmap.export.figure.basemap import Land, draw_land
from sitmap.export.figure.counts import draw_counts
from sitmap.export.figure.crowds import (
    DRAWN_REACH_PT,
    draw_crowds,
    find_crowds,
    ring_radius_pt,
)
from sitmap.export.figure.discs import draw_discs
from sitmap.export.figure.figure_file import list_families
from sitmap.export.figure.ground import (
    draw_ground,
    draw_sheet,
    label_ground,
)
from sitmap.export.figure.labels import Room, draw_labels
from sitmap.export.figure.mark_labels import (
    SITE_MM,
    draw_mark_labels,
    label_sites,
)
from sitmap.export.figure.marks import POINTS_PER_MM, ROOM_PT
from sitmap.export.figure.numbers import (
    Numbering,
    draw_numbers,
    number_incidents,
)
from sitmap.export.figure.site_marks import draw_sites, move_sites
from sitmap.export.figure.strokes import draw_strokes, label_strokes
from sitmap.export.figure.view import View, mercator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from sitmap.export.figure.crowds import Crowd
    from sitmap.export.figure.scene import Scene
    from sitmap.layers.content import Site


_APART_MM: Final = 5.4  # marks nearer than this are one

_APART_DRAWN_MM: Final = 7.4  # and where symbols are drawn from paths


def fill_frame(
    axes: Axes,
    scene: Scene,
    view: View,
    land: Land,
    room: Room,
    *,
    scale: float,
    most: int,
    numbered: bool = False,
) -> Numbering | None:
    """Draw everything inside a frame, what matters most taking its room first."""
    _draw_below(axes, scene, view, land, scale=scale)
    wide = draw_areas(axes, scene, view, land)
    apart = _APART_DRAWN_MM if scene.has_drawings else _APART_MM
    crowds = find_crowds(scene.points, view, apart_mm=apart * scale)
    draw_discs(axes, scene, view, crowds)
    sites = move_sites(scene.content.sites, crowds, view, scale)
    draw_sites(axes, sites, scale=scale)
    draw_crowds(axes, scene, crowds, scale=scale)
    _take_room(room, scene, view, crowds, sites, scale=scale)
    numbering = (
        number_incidents(scene, view, crowds, wide) if numbered else None
    )
    written: dict[str, Any] = {"families": list_families(), "scale": scale}
    if numbering is not None:
        draw_numbers(axes, view, room, scene, crowds, numbering, **written)
    draw_mark_labels(axes, view, room, scene, crowds, **written)
    label_areas(
        axes,
        view,
        room,
        wide,
        words=scene.words,
        numbering=numbering,
        **written,
    )
    label_sites(axes, view, room, sites, **written)
    label_strokes(axes, scene.content.strokes, view, room, **written)
    if most:
        _label_places(axes, scene, view, land, room, most=most, **written)
    return numbering


def _draw_below(
    axes: Axes, scene: Scene, view: View, land: Land, *, scale: float
) -> None:
    """Draw what the incidents stand on: land, ground, pictures, counts and lines."""
    content = scene.content
    if content.has_land:
        draw_land(
            axes, land, kosovo_outline=content.kosovo_outline, scale=scale
        )
    if content.ground is not None:
        draw_ground(axes, content.ground, view, scale=scale)
    for sheet, opacity in content.pictures:
        draw_sheet(axes, sheet, opacity)
    for counts in content.counts:
        draw_counts(axes, counts)
    draw_strokes(axes, content.strokes, scale=scale)


def _take_room(
    room: Room,
    scene: Scene,
    view: View,
    crowds: Sequence[Crowd],
    sites: Sequence[Site],
    *,
    scale: float,
) -> None:
    """Keep words off the marks: a ring of several, a symbol, a site."""
    west, south = view.limits[0], view.limits[1]
    single = DRAWN_REACH_PT if scene.has_drawings else ROOM_PT
    for crowd in crowds:
        count = len(crowd.rows)
        radius = ring_radius_pt(count) if count > 1 else single
        room.block(
            (crowd.x - west) * view.mm_per_unit,
            (crowd.y - south) * view.mm_per_unit,
            radius * scale / POINTS_PER_MM,
        )
    for site in sites:
        north = float(mercator(site.lat)) - south
        room.block(
            (site.lon - west) * view.mm_per_unit,
            north * view.mm_per_unit,
            SITE_MM * scale,
        )


def _label_places(
    axes: Axes,
    scene: Scene,
    view: View,
    land: Land,
    room: Room,
    *,
    most: int,
    families: list[str],
    scale: float,
) -> None:
    """Name places, and what of the ground has a name, where there is room left."""
    draw_labels(
        axes,
        view,
        room,
        scene.labels_in(view.box),
        families=families,
        most=most,
        scale=scale,
        countries=land.countries,
    )
    content = scene.content
    if content.ground is not None:
        label_ground(
            axes,
            content.ground,
            view,
            room,
            names=content.names,
            families=families,
            scale=scale,
        )
