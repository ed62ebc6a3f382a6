"""Layers for any folium map: incidents, presence, basemap."""

from __future__ import annotations

from sitmap.layers.basemap import Basemap
from sitmap.layers.incidents import Incidents
from sitmap.layers.presence import Presence

__all__ = ["Basemap", "Incidents", "Presence"]
