"""What a figure draws of a map's content: all of it, or some of its incidents on other ground."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from sitmap.export.figure.antimeridian import TURN_DEG, turn_content
from sitmap.export.figure.view import mercator
from sitmap.incidents import conform
from sitmap.layers.content import LabelsWanted

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from sitmap.export.figure.view import View
    from sitmap.layers.content import PlaceLabel
    from sitmap.layers.looks import Look
    from sitmap.layers.words import Words
    from sitmap.maps.content import MapContent
    from sitmap.outlines import Box

LOOK: Final = "_look"
"""Column of a scene's incidents: the number of each one's look in `Scene.looks`."""

LABEL: Final = "_label"
"""Column of the words at each mark, where a layer has some."""

LAYER: Final = "_layer"
ROW: Final = "_row"
"""Columns that say which layer of the content a row is of, and which of its drawn rows it is."""

_OWN: Final = (LOOK, LAYER, ROW)
# names where the map has no basemap that says how many
_LABELS: Final = 160
_AREAS_OF: Final = frozenset({"admin2", "admin1", "country"})


@dataclass(frozen=True)
class Scene:
    """A map's content and the incidents of all its layers as one table.

    `bounds` is the ground shown.
    """

    content: MapContent
    incidents: gpd.GeoDataFrame
    looks: tuple[Look, ...]
    bounds: Box
    title: str

    @property
    def words(self) -> Words:
        """The words of the map's language."""
        return self.content.words

    @property
    def is_wide(self) -> NDArray[np.bool_]:
        """Whether each row is known only to a district, a region or a country."""
        wide: NDArray[np.bool_] = (
            self.incidents["precision"].isin(_AREAS_OF).to_numpy(dtype=bool)
        )
        return wide

    @property
    def points(self) -> gpd.GeoDataFrame:
        """Rows that have a symbol of their own."""
        return self.incidents[~self.is_wide]

    @property
    def wide(self) -> gpd.GeoDataFrame:
        """Rows known only to a district, a region or a country."""
        return self.incidents[self.is_wide]

    @property
    def has_drawings(self) -> bool:
        """Whether some incidents are drawn from paths, which take more room."""
        return any(look.drawing is not None for look in self.looks)

    def marks_in(self, view: View) -> NDArray[np.float64]:
        """Return where incidents and sites are marked in a frame: x, y in millimetres of it."""
        points = self.points.geometry
        sites = self.content.sites
        lon = [*points.x, *(site.lon for site in sites)]
        lat = [*points.y, *(site.lat for site in sites)]
        west, south, _, _ = view.limits
        there = np.column_stack(
            [lon, mercator(np.asarray(lat, dtype=np.float64))]
        )
        spots: NDArray[np.float64] = (
            there - (west, south)
        ) * view.mm_per_unit
        return spots

    def labels_in(self, box: Box) -> tuple[PlaceLabel, ...]:
        """Return the names that the map wants in a frame."""
        wanted = self.content.labels
        if not self.content.has_land:
            return ()
        if wanted is None:  # land is drawn in the stead of tiles
            wanted = LabelsWanted(
                self.bounds, self.bounds, _LABELS, self.content.names
            )
        if self.bounds != self.content.opening.box:
            wanted = replace(wanted, box=self.bounds, focus=self.bounds)
        return tuple(
            one
            if one.lon >= box[0]
            else replace(one, lon=one.lon + TURN_DEG)
            for one in wanted.find_in(box)
        )

    def only(self, rows: pd.Series[bool]) -> Scene:
        """Return the same scene with some of its incidents."""
        kept = self.incidents[rows.to_numpy(dtype=bool)]
        return replace(
            self,
            incidents=kept,
            content=self.content.only(_masks(self.content, kept)),
        )


def read_scene(content: MapContent) -> Scene:
    """Put the incidents of a map's layers into one table, each with its look.

    Across the antimeridian, what lies beyond it stands at longitudes greater than 180.
    """
    content = turn_content(content)
    looks: list[Look] = []
    tables = []
    for at, layer in enumerate(content.layers):
        if layer.incidents is None:
            continue
        marks = layer.incidents
        numbers = marks.of_drawn + len(looks)
        looks += [one.look for one in marks.categories.entries]
        own = {LOOK: numbers, LAYER: at, ROW: np.arange(len(marks.drawn))}
        told: dict[str, object] = (
            {LABEL: list(marks.labels)} if marks.labels else {}
        )
        tables.append(marks.drawn.assign(**own, **told))
    return Scene(
        content,
        _joined(tables),
        tuple(looks),
        content.opening.box,
        content.title,
    )


def _joined(tables: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    if len(tables) == 1:
        return tables[0]
    if not tables:
        empty = conform(pd.DataFrame({"title": []}))
        return empty.assign(**dict.fromkeys(_OWN, pd.Series(dtype="int64")))
    return conform(pd.concat(tables, ignore_index=True))


def _masks(
    content: MapContent, kept: gpd.GeoDataFrame
) -> tuple[NDArray[np.bool_] | None, ...]:
    masks: list[NDArray[np.bool_] | None] = []
    for at, layer in enumerate(content.layers):
        mask = None
        if layer.incidents is not None:
            mask = np.zeros(len(layer.incidents.drawn), dtype=bool)
            mask[kept.loc[kept[LAYER] == at, ROW].to_numpy(dtype=int)] = (
                True
            )
        masks.append(mask)
    return tuple(masks)
