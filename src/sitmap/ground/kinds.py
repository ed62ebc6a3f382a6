"""What of the ground a map draws: kinds of areas, lines and points, and from which zoom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Shape = Literal["area", "line", "point"]


@dataclass(frozen=True)
class Kind:
    """A kind of feature.

    Attributes
    ----------
    name
        What the page's styles call it (``src/sitmap/web/src/layers/ground/look.js``).
    shape
        Areas are kept as rings: outer ones run against the clock, holes with it.
    zoom
        From which a map draws it.
    """

    name: str
    shape: Shape
    zoom: int


# A prepared file names its kinds: new ones may be added anywhere, the order is that of drawing.
# Zooms follow openstreetmap-carto and Protomaps' basemap, where they agree.
KINDS: Final = (
    Kind("forest", "area", 9),
    Kind("green", "area", 12),
    Kind("builtup", "area", 9),
    Kind("industrial", "area", 11),
    Kind("airfield", "area", 10),
    Kind("military", "area", 11),
    Kind("water", "area", 8),
    Kind("building", "area", 14),
    Kind("stream", "line", 13),
    Kind("canal", "line", 11),
    Kind("river", "line", 8),
    Kind("municipality", "line", 11),
    Kind("district", "line", 8),
    Kind("border", "line", 5),
    Kind("path", "line", 14),
    Kind("track", "line", 13),
    Kind("service", "line", 14),
    Kind("street", "line", 12),
    Kind("runway", "line", 11),
    Kind("rail", "line", 9),
    Kind("tertiary", "line", 11),
    Kind("secondary", "line", 9),
    Kind("primary", "line", 8),
    Kind("trunk", "line", 7),
    Kind("motorway", "line", 6),
    Kind("city", "point", 5),
    Kind("town", "point", 7),
    Kind("village", "point", 10),
    Kind("suburb", "point", 12),
    Kind("hamlet", "point", 12),
    Kind("locality", "point", 13),
    Kind("airport", "point", 9),
    Kind("crossing", "point", 9),
    Kind("power_plant", "point", 10),
    Kind("hospital", "point", 12),
    Kind("police", "point", 13),
    Kind("fire_station", "point", 14),
    Kind("station", "point", 13),
    Kind("peak", "point", 11),
    Kind("lake_name", "point", 11),
    Kind("bridge", "point", 14),
)
"""In the order of drawing."""

BY_NAME: Final = {kind.name: at for at, kind in enumerate(KINDS)}
