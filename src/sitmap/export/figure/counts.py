"""Counts by cell or area on paper, in the classes and colours of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import PathPatch

from sitmap.export.figure.basemap import path_of
from sitmap.export.figure.view import project
from sitmap.layers.compared import UNRATED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sitmap.layers.content import CountedPlaces


def draw_counts(axes: Axes, counts: CountedPlaces) -> None:
    """Fill the places by their class, below borders and names."""
    at = counts.classes
    for number, colour in [(-1, UNRATED), *enumerate(counts.colours)]:
        shapes = [
            project(counts.outlines[place])
            for place in np.flatnonzero(at == number)
        ]
        axes.add_patch(
            PathPatch(
                path_of(shapes),
                facecolor=colour,
                alpha=0.82,
                lw=0,
                zorder=2.5,
            )
        )
