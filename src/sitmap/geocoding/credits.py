"""Whom a map must name for the places that it draws: from a row's ``located_by`` to a credit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

CREDIT_COLUMN: Final = "located_credit"
"""Column of a table for the credit of a service that isn't in `SERVICE_CREDITS`."""

_OSM: Final = "© OpenStreetMap contributors"
_OSM_URL: Final = "https://www.openstreetmap.org/copyright"

SERVICE_CREDITS: Final[dict[str, tuple[str, str | None]]] = {
    "arcgis": ("Powered by Esri", "https://www.esri.com"),
    "azuremaps": ("© Microsoft", "https://azure.microsoft.com"),
    "baidu": ("© Baidu", "https://map.baidu.com"),
    "baiduv3": ("© Baidu", "https://map.baidu.com"),
    "banfrance": ("Base Adresse Nationale", "https://adresse.data.gouv.fr"),
    "bing": ("© Microsoft", "https://www.bing.com/maps"),
    "databc": ("Province of British Columbia", "https://www2.gov.bc.ca"),
    "geocodeearth": (
        f"Geocode Earth, {_OSM}",
        "https://geocode.earth/guidelines",
    ),
    "geocodio": ("Geocodio", "https://www.geocod.io"),
    "geokeo": ("Geokeo", "https://geokeo.com"),
    "geolake": ("Geolake", "https://geolake.com"),
    "geonames": ("GeoNames (CC BY 4.0)", "https://www.geonames.org"),
    "googlev3": ("© Google", "https://maps.google.com"),
    "here": ("© HERE", "https://www.here.com"),
    "herev7": ("© HERE", "https://www.here.com"),
    "ignfrance": ("© IGN", "https://www.ign.fr"),
    "liveaddress": ("Smarty", "https://www.smarty.com"),
    "mapbox": (f"© Mapbox, {_OSM}", "https://www.mapbox.com/about/maps/"),
    "mapquest": (f"© MapQuest, {_OSM}", "https://www.mapquest.com"),
    "maptiler": (
        f"© MapTiler, {_OSM}",
        "https://www.maptiler.com/copyright/",
    ),
    "nominatim": (_OSM, _OSM_URL),
    "opencage": (f"OpenCage, {_OSM}", "https://opencagedata.com/credits"),
    "openmapquest": (_OSM, _OSM_URL),
    "pelias": (
        f"{_OSM}, OpenAddresses, Who's On First, GeoNames",
        "https://pelias.io/docs/",
    ),
    "photon": (_OSM, _OSM_URL),
    "pickpoint": (_OSM, _OSM_URL),
    "tomtom": ("© TomTom", "https://www.tomtom.com"),
    "what3words": ("what3words", "https://what3words.com"),
    "what3wordsv3": ("what3words", "https://what3words.com"),
    "woosmap": ("© Woosmap", "https://www.woosmap.com"),
    "yandex": ("© Yandex", "https://yandex.com/maps"),
}
"""Name of a geopy geocoder, lower case, to what its terms or its data's licence ask to be named,
and a link."""

_SEPARATOR: Final = re.compile(r"[+:]")


def find_credits(incidents: pd.DataFrame) -> list[dict[str, str | None]]:
    """List whom the places of a table come from, beside the gazetteer and the source itself.

    Parameters
    ----------
    incidents
        A table with ``located_by``: "nominatim", "gazetteer:exact+photon"; and perhaps
        ``located_credit``.

    Returns
    -------
    list of dict
        ``text`` and ``url``, each pair once, by the order of the services' names.

    Examples
    --------
    >>> import pandas as pd
    >>> find_credits(pd.DataFrame({"located_by": ["source", "gazetteer:exact+nominatim", None]}))
    [{'text': '© OpenStreetMap contributors', 'url': 'https://www.openstreetmap.org/copyright'}]
    """
    told = _distinct(incidents, "located_by")
    services = sorted(
        {
            part.strip().lower()
            for text in told
            for part in _SEPARATOR.split(text)
        }
    )
    pairs = [
        SERVICE_CREDITS[name]
        for name in services
        if name in SERVICE_CREDITS
    ]
    pairs += [
        (text, None) for text in sorted(_distinct(incidents, CREDIT_COLUMN))
    ]
    return [
        {"text": text, "url": url} for text, url in dict.fromkeys(pairs)
    ]


def _distinct(incidents: pd.DataFrame, column: str) -> Iterable[str]:
    values: Iterable[object] = (
        incidents[column].dropna().unique() if column in incidents else ()
    )
    return [value.strip() for value in map(str, values) if value.strip()]
