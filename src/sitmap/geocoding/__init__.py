"""Words into places: the embedded geocoder, whole columns of names, incident tables."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sitmap.geocoding.areas import check_country
    from sitmap.geocoding.batch import geocode
    from sitmap.geocoding.geocoder import Gazetteer
    from sitmap.geocoding.points import check_points, describe
    from sitmap.geocoding.tables import locate

__all__ = ["Gazetteer", "check_country", "check_points", "describe", "geocode", "locate"]

_HOMES = {
    "Gazetteer": "geocoder",
    "check_country": "areas",
    "check_points": "points",
    "describe": "points",
    "geocode": "batch",
    "locate": "tables",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: a look-up needs no pandas, a table does."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
