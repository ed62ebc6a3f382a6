"""What a map must say beside its marks: the status note, attributions, and where its rows come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import shapely

from sitmap.outlines import load_outlines

if TYPE_CHECKING:
    import geopandas as gpd

    from sitmap.outlines import Box

__all__ = ["ATTRIBUTION", "KOSOVO_NOTE", "list_sources", "shows_kosovo"]

KOSOVO_NOTE: Final = (
    "References to Kosovo are without prejudice to positions on its status, and are in line with United Nations "
    "Security Council resolution 1244 (1999) and the opinion of the International Court of Justice on Kosovo's "
    "declaration of independence."
)

ATTRIBUTION: Final = (
    {"text": "Leaflet", "url": "https://leafletjs.com"},
    {"text": "Natural Earth", "url": "https://www.naturalearthdata.com"},
    {"text": "GeoNames (CC BY 4.0)", "url": "https://www.geonames.org"},
)

_MOST: Final = 12  # sources that the page names; the others are counted


def shows_kosovo(box: Box) -> bool:
    """Whether any part of Kosovo lies within west, south, east, north.

    Examples
    --------
    >>> shows_kosovo((20.5, 42.6, 21.2, 43.2)), shows_kosovo((4, 50, 5, 51))
    (True, False)
    """
    kosovo = load_outlines().country("XK")
    return kosovo is not None and bool(kosovo.intersects(shapely.box(*box)))


def list_sources(incidents: gpd.GeoDataFrame) -> list[dict[str, str | None]]:
    """Name the sources of a table, most used first: the ``source`` column, or else the host of ``source_url``."""
    told = incidents["source"].fillna(incidents["source_url"].map(_host)).dropna()
    names = told.str.split(";").explode().str.strip()  # exports put several in one cell
    counts = names[names != ""].value_counts()
    listed: list[dict[str, str | None]] = [
        {"text": str(name)[:80], "url": None}
        for name in sorted(counts.index, key=lambda name: (-counts[name], str(name)))
    ]
    if len(listed) > _MOST:
        return [
            *listed[:_MOST],
            {"text": f"and {len(listed) - _MOST} more; every mark opens its own", "url": None},
        ]
    return listed


def _host(url: object) -> str | None:
    """Return the site's name; None for what is no http(s) link."""
    try:
        parts = urlsplit(str(url))
    except ValueError:
        return None
    return (parts.hostname or "").removeprefix("www.") or None if parts.scheme in ("http", "https") else None
