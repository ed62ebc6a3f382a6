"""Words into places: the embedded geocoder, whole columns of names, incident tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap._lazy import import_on_use

if TYPE_CHECKING:
    from sitmap.geocoding.areas import check_country
    from sitmap.geocoding.batch import geocode
    from sitmap.geocoding.cascade import Cascade
    from sitmap.geocoding.geocoder import Gazetteer
    from sitmap.geocoding.online import Online
    from sitmap.geocoding.points import check_points, describe
    from sitmap.geocoding.tables import locate

__all__ = [
    "Cascade",
    "Gazetteer",
    "Online",
    "check_country",
    "check_points",
    "describe",
    "geocode",
    "locate",
]

_HOMES = {
    "Cascade": ".cascade",
    "Gazetteer": ".geocoder",
    "Online": ".online",
    "check_country": ".areas",
    "check_points": ".points",
    "describe": ".points",
    "geocode": ".batch",
    "locate": ".tables",
}

__getattr__ = import_on_use(__name__, _HOMES)
