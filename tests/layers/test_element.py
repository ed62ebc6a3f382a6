"""A layer's name and our other texts are inert in folium's elements; no host is looked up."""

from __future__ import annotations

import html
import re
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
import shapely

import sitmap
from sitmap.incidents import conform

SUM = "{{ 191 * 7 }}"  # 1337, if anybody reckons
NAMES = (
    SUM,
    "{% set a = 191 * 7 %}{{ a }}",
    "{# a #}{{191*7}}",
    "{{ '{{' }}191*7}}",
    "a\\{{191*7}}\n`${191*7}`",
    "&#123;&#123;191*7}}",
)
LAYERS = (sitmap.Incidents, sitmap.Presence, sitmap.Areas)


def table() -> Any:
    rows = {"title": [SUM], "place": [SUM], "source": [SUM]}
    return conform(
        gpd.GeoDataFrame(
            rows, geometry=[shapely.Point(20.84, 42.9)], crs=4326
        )
    )


def layer(kind: Any, name: str) -> Any:
    if kind is sitmap.Incidents:
        return kind(table(), name=name)
    shape = (
        shapely.box(20, 42, 21, 43)
        if kind is sitmap.Areas
        else shapely.Point(20.8, 42.9)
    )
    frame = gpd.GeoDataFrame(
        {"name": [SUM], "role": [SUM]}, geometry=[shape], crs=4326
    )
    return kind(frame, name=name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.filterwarnings("ignore::sitmap.errors.AssetWarning")
def test_a_name_is_never_reckoned_by_foliums_layer_control(
    kind: Any, name: str, *, plain: bool
) -> None:
    one = (
        folium.Map(tiles=None)
        if plain
        else sitmap.Map(title=SUM, subtitle=SUM, note=SUM)
    )
    layer(kind, name).add_to(one)
    folium.LayerControl().add_to(one)
    page = one.get_root().render()
    assert "1337" not in re.sub(r"[A-Za-z0-9+/=]{200,}", "", page)
    assert "L.control.layers" in page


def test_a_name_reads_as_it_was_given() -> None:
    """Leaflet writes it as HTML: the reader sees the braces."""
    one = layer(sitmap.Incidents, "a {{b}} <c>")
    assert html.unescape(one.layer_name) == "a {{b}} <c>"
    assert one.label == "a {{b}} <c>"


def test_no_page_lets_the_browser_look_up_hosts() -> None:
    off = '<meta http-equiv="x-dns-prefetch-control" content="off">'
    page = sitmap.Map(table()).get_root().render()
    assert page.index(off) < page.index(
        "<title>"
    )  # before any link can be met
    plain = folium.Map(tiles=None)
    sitmap.Incidents(table()).add_to(plain)
    assert off in plain.get_root().render()
    assert not re.search(
        r'rel="?(?:dns-prefetch|preconnect|prefetch|preload)', page
    )


def test_the_height_of_a_frame_is_a_number() -> None:
    with pytest.raises(sitmap.errors.InputError, match="height is"):
        sitmap.Map(height='1px" onload="x')  # type: ignore[arg-type]
    assert (
        'height="300px"'
        in sitmap.Map(pd.DataFrame({"title": []}), height=300)._repr_html_()
    )


def test_what_a_header_of_its_own_html_loads_is_named() -> None:
    """As geopandas' legend brings jQuery UI: neither a link of branca's nor a tile service."""
    import branca.element
    import pytest

    import sitmap
    from sitmap.errors import AssetWarning

    made = sitmap.Map(title="Legend")
    html = '<script src="https://code.jquery.com/ui/1.12.1/jquery-ui.js"></script>'
    made.get_root().header.add_child(branca.element.Element(html))
    with pytest.warns(AssetWarning, match="jquery-ui"):
        made.get_root().render()
