"""Layers for any folium map: incidents, presence, areas, density, basemap."""

from __future__ import annotations

from sitmap.layers.area_table import read_areas
from sitmap.layers.areas import Areas
from sitmap.layers.basemap import Basemap
from sitmap.layers.density import Density
from sitmap.layers.incidents import Incidents
from sitmap.layers.presence import Presence
from sitmap.layers.raster import Raster

__all__ = [
    "Areas",
    "Basemap",
    "Density",
    "Incidents",
    "Presence",
    "Raster",
    "read_areas",
]
