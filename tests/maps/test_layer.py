"""Every kind of layer keeps the protocol that maps ask for."""

import inspect

import pytest

from sitmap.layers.areas import Areas
from sitmap.layers.basemap import Basemap
from sitmap.layers.density import Density
from sitmap.layers.incidents import Incidents
from sitmap.layers.lines import Lines
from sitmap.layers.presence import Presence
from sitmap.layers.raster import Raster
from sitmap.maps.layer import MapLayer

KINDS = [Areas, Basemap, Density, Incidents, Lines, Presence, Raster]
ASKED = [name for name in vars(MapLayer) if not name.startswith("_")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ASKED)
def test_a_kind_says_what_a_map_asks(kind, name):
    """With the same parameters, so that a map never needs to know which kind it holds."""
    asked = inspect.signature(getattr(MapLayer, name))
    told = inspect.signature(getattr(kind, name))
    assert list(told.parameters) == list(asked.parameters)
