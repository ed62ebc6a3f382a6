"""A tile service below the layers, by its name or as a provider."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitmap.errors import InputError
from sitmap.layers.content import Credit
from sitmap.maps.content import Tiles

if TYPE_CHECKING:
    import xyzservices


def read_tiles(tiles: str | xyzservices.TileProvider) -> Tiles:
    """Return a service's address, its attribution and the hosts that a page may ask."""
    import xyzservices.providers

    try:
        provider = (
            xyzservices.providers.query_name(tiles)
            if isinstance(tiles, str)
            else tiles
        )
    except ValueError:
        raise InputError(
            f"tiles: no provider is called {tiles!r}; see xyzservices.providers"
        ) from None
    try:
        url = provider.build_url(scale_factor="", fill_subdomain=False)
    except ValueError:
        raise InputError(
            f"tiles: {provider.name} asks for a key; give its TileProvider with the key in it"
        ) from None
    parts = urlsplit(url.replace("{s}", "*"))
    return Tiles(
        url=url,
        attribution=provider.get("attribution", ""),
        max_zoom=provider.get("max_zoom", 18),
        subdomains=provider.get("subdomains", "abc"),
        hosts=(f"{parts.scheme}://{parts.netloc}",),
        credit=Credit(provider.get("attribution", provider.name)),
    )
