"""A tile service below the layers."""

import pytest
import xyzservices

from sitmap.errors import InputError
from sitmap.maps.tiles import read_tiles


def test_a_service_by_its_name():
    """Its hosts are what the page's policy names; the attribution is the credit, too."""
    found = read_tiles("OpenStreetMap.Mapnik")
    assert found.hosts == ("https://tile.openstreetmap.org",)
    assert "OpenStreetMap" in found.attribution
    assert found.max_zoom == 19


def test_a_service_of_ones_own_with_subdomains():
    """A letter for the host is a star in the policy; without more told, 18 levels."""
    own = xyzservices.TileProvider(
        name="Own",
        url="https://{s}.tiles.example/{z}/{x}/{y}.png",
        attribution="(C) Own",
    )
    found = read_tiles(own)
    assert found.hosts == ("https://*.tiles.example",)
    assert found.url == "https://{s}.tiles.example/{z}/{x}/{y}.png"
    assert (found.max_zoom, found.subdomains) == (18, "abc")
    assert found.credit.text == "(C) Own"


def test_a_service_that_nobody_knows_is_told():
    """With where the names stand."""
    with pytest.raises(InputError, match="no provider is called 'Nowhere'"):
        read_tiles("Nowhere")


def test_a_service_that_wants_a_key_is_told():
    """Before any page asks it in vain."""
    with pytest.raises(InputError, match="asks for a key"):
        read_tiles("MapBox")
