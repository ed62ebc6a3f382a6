"""Sites on paper: their signs, moved beside the crowds they would cover."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from sitmap.export.figure.crowds import Crowd, ring_radius_pt
from sitmap.export.figure.marks import POINTS_PER_MM, site_path
from sitmap.export.figure.view import mercator
from sitmap.layers.looks import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sitmap.export.figure.view import View
    from sitmap.layers.content import Site


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
    """Strike what is closed.

    A dot in the rest tells a camp from a triangle of incidents where there is no colour.
    """
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
