"""Situation maps from incident tables and reports.

The public face; everything is imported when it is first used, so that ``import sitmap`` costs
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap._lazy import import_on_use
from sitmap._version import __version__
from sitmap.errors import (
    AssetWarning,
    DataWarning,
    GazetteerError,
    InputError,
    OutputError,
    ServiceError,
    SitmapError,
)

if TYPE_CHECKING:
    from sitmap.anonymization import blur
    from sitmap.deduplication import combine
    from sitmap.geocoding import Cascade, Gazetteer, Online, geocode
    from sitmap.incidents import validate
    from sitmap.layers import (
        Areas,
        Basemap,
        Density,
        Incidents,
        Presence,
        Raster,
        read_areas,
    )
    from sitmap.layers.lines import Lines, read_lines
    from sitmap.mapping import Map
    from sitmap.readers import (
        conform,
        locate,
        read,
        read_presence,
        read_strength,
    )
    from sitmap.reports import (
        Report,
        parse_report,
        read_report,
        read_reports,
    )
    from sitmap.summaries import summary

__all__ = [
    "Areas",
    "AssetWarning",
    "Basemap",
    "Cascade",
    "DataWarning",
    "Density",
    "Gazetteer",
    "GazetteerError",
    "Incidents",
    "InputError",
    "Lines",
    "Map",
    "Online",
    "OutputError",
    "Presence",
    "Raster",
    "Report",
    "ServiceError",
    "SitmapError",
    "__version__",
    "blur",
    "combine",
    "conform",
    "geocode",
    "locate",
    "parse_report",
    "read",
    "read_areas",
    "read_lines",
    "read_presence",
    "read_report",
    "read_reports",
    "read_strength",
    "summary",
    "validate",
]

_HOMES: Final = {
    "Areas": "sitmap.layers",
    "read_areas": "sitmap.layers",
    "Basemap": "sitmap.layers",
    "Cascade": "sitmap.geocoding",
    "Density": "sitmap.layers",
    "Gazetteer": "sitmap.geocoding",
    "Incidents": "sitmap.layers",
    "Lines": "sitmap.layers.lines",
    "read_lines": "sitmap.layers.lines",
    "Map": "sitmap.mapping",
    "Online": "sitmap.geocoding",
    "Presence": "sitmap.layers",
    "Raster": "sitmap.layers",
    "Report": "sitmap.reports",
    "blur": "sitmap.anonymization",
    "combine": "sitmap.deduplication",
    "conform": "sitmap.readers",
    "parse_report": "sitmap.reports",
    "summary": "sitmap.summaries",
    "geocode": "sitmap.geocoding",
    "locate": "sitmap.readers",
    "read": "sitmap.readers",
    "read_presence": "sitmap.readers",
    "read_report": "sitmap.reports",
    "read_reports": "sitmap.reports",
    "read_strength": "sitmap.readers",
    "validate": "sitmap.incidents",
}


__getattr__ = import_on_use(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
