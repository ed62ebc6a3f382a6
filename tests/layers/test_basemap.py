"""The embedded basemap: outlines cut to the data, labels in the languages known, Kosovo's line by option."""

import gzip
import json

import folium
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.outlines import load_outlines


def content(basemap):
    return json.loads(gzip.decompress(basemap.blobs()["core"]))


def unpack(flat):
    """Steps of 1/10,000 degree back to degrees."""
    xs, ys, x, y = [], [], 0, 0
    for dx, dy in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + dx, y + dy
        xs.append(x / 10_000)
        ys.append(y / 10_000)
    return xs, ys


def test_kosovo_is_a_country_of_its_own_with_a_border_of_its_own():
    """Whoever draws it can draw the line between Kosovo and Serbia dashed, solid or not at all."""
    detail = content(sitmap.Basemap((19, 41, 23, 44.5), labels=0))["detail"]
    assert {"XK", "RS", "AL", "MK", "ME"} <= {country["id"] for country in detail["countries"]}
    xs, ys = unpack(detail["dispute_borders"][0])
    assert 20 < min(xs) < max(xs) < 22
    assert 41.8 < min(ys) < max(ys) < 43.3


def test_everything_lies_inside_the_box():
    """Cutting keeps the page small: nothing detailed lies outside."""
    detail = content(sitmap.Basemap((20, 42, 22, 43.5), labels=0))["detail"]
    rings = [ring for country in detail["countries"] for ring in country["rings"]]
    for ring in [*rings, *detail["borders"], *(river["line"] for river in detail["rivers"])]:
        xs, ys = unpack(ring)
        assert min(xs) >= 20 - 1e-4
        assert max(xs) <= 22 + 1e-4
        assert min(ys) >= 42 - 1e-4
        assert max(ys) <= 43.5 + 1e-4


def test_neighbours_share_their_border_after_simplifying():
    """Two countries leave no gap and no overlap between them: their areas add up to that of their union."""
    cut = load_outlines().countries_at((19, 41, 23, 44.5), 0.01)
    areas = {code: shape for code, _, shape in cut}
    both = areas["XK"].union(areas["MK"])
    assert areas["XK"].area + areas["MK"].area == pytest.approx(both.area, rel=1e-6)


def test_labels_name_the_prominent_places():
    """Pristina and Skopje are named around Kosovo, and Pristina has its other names."""
    labels = content(sitmap.Basemap((20, 41.8, 22, 43.3)))["labels"]
    by_name = {label["t"]: label for label in labels}
    assert {"Pristina", "Skopje"} <= set(by_name)
    assert by_name["Pristina"]["n"]["sq"] == "Prishtinë"
    assert by_name["Pristina"]["n"]["sr-Cyrl"] == "Приштина"


def test_the_box_follows_the_data():
    """On a map with incidents the basemap is detailed around them, on an empty one it is the world."""
    one = folium.Map(tiles=None)
    basemap = sitmap.Basemap(labels=0).add_to(one)
    sitmap.Incidents(sitmap.geocode(["Pristina"], country="XK")).add_to(one)
    west, south, east, north = basemap.box
    assert west < 21.17 < east
    assert south < 42.67 < north
    assert east - west < 10
    assert sitmap.Basemap(labels=0).add_to(folium.Map(tiles=None)).box == (-180, -85, 180, 85)


@pytest.mark.parametrize("box", [(23, 41, 19, 44), (19, 44, 23, 41), (190, 0, 200, 10)])
def test_a_box_that_is_none_is_told(box):
    """West of east, south of north, in degrees."""
    with pytest.raises(InputError, match="no west, south, east, north"):
        sitmap.Basemap(box)


def test_an_outline_that_is_no_option_is_told():
    """An unknown word is an error with the choices."""
    with pytest.raises(InputError, match="dashed, solid, absent"):
        sitmap.Basemap(kosovo_outline="bold")


def test_a_world_box_stays_small():
    """A world map's basemap is a few hundred kilobytes, not the whole of Natural Earth."""
    assert len(sitmap.Basemap((-180, -85, 180, 85)).blobs()["core"]) < 400_000


def test_crimea_is_ukraines_and_the_line_at_the_isthmus_is_in_dispute():
    """As the United Nations have it: the outline of UA holds Sevastopol, and the line of control is not a border."""
    from shapely.geometry import Point

    assert load_outlines().country("UA").buffer(0.05).contains(Point(34.1, 45.0))
    assert not load_outlines().country("RU").buffer(0).contains(Point(34.1, 45.0))
    detail = content(sitmap.Basemap((28, 43, 40, 48), labels=0))["detail"]
    xs, _ = unpack(detail["claimed_borders"][0])
    assert 33 < min(xs) < max(xs) < 36


def test_land_across_the_antimeridian_fills_only_itself():
    """Russia's east runs on beyond 180 degrees: it covers what it covers there, and no band around the world."""
    cut = {code: shape for code, _, shape in load_outlines().countries_at((0, 60, 25, 75), 0.05)}
    assert "RU" not in cut  # between Iceland and Finland there is none of it
    far_east = {code: shape for code, _, shape in load_outlines().countries_at((-180, 62, -168, 72), 0.05)}
    assert far_east["RU"].area > 5


@pytest.mark.parametrize("tolerance", [0.002, 0.005, 0.013, 0.02, 0.05])
def test_a_cut_country_is_never_more_than_the_box_it_lies_in(tolerance):
    """A simplified ring may cross itself; what is cut of Russia is still Russia: about 301 square degrees here."""
    cut = {code: shape for code, _, shape in load_outlines().countries_at((0, 25, 45, 69), tolerance)}
    assert cut["RU"].area == pytest.approx(301, rel=0.01)
    assert sum(shape.area for shape in cut.values()) < 45 * 44
