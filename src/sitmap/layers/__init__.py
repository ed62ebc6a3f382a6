"""Layers for any folium map: incidents, presence, areas, basemap."""

from __future__ import annotations

from sitmap.layers.areas import Areas, read_areas
from sitmap.layers.basemap import Basemap
from sitmap.layers.incidents import Incidents
from sitmap.layers.presence import Presence

__all__ = ["Areas", "Basemap", "Incidents", "Presence", "read_areas"]
