"""The embedded index: what it holds and how it answers."""

import pytest

from sitmap.errors import GazetteerError
from sitmap.gazetteer import PlaceIndex, embedded_index
from sitmap.geodesy import distance_m


@pytest.fixture(scope="module")
def library():
    return embedded_index()


def test_kosovo_is_a_country_with_its_own_outline(library):
    """Kosovo is XK, its point lies in it and its box spans 20.0-21.8 E, 41.8-43.3 N."""
    kosovo = library.by_id("iso:xk")
    assert kosovo.kind == "country"
    assert kosovo.bbox == pytest.approx(
        (20.03, 41.84, 21.77, 43.26), abs=0.02
    )
    assert distance_m(kosovo.lat, kosovo.lon, 42.6, 20.9) < 60_000


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [
        ("no", 61, 9),
        ("hr", 45.5, 16.5),
        ("fr", 46.8, 2.6),
        ("cl", -30, -71),
    ],
)
def test_a_countrys_point_is_on_its_own_land(library, code, lat, lon):
    """Centroids of Norway, Croatia and Chile lie abroad or at sea.

    The point here is within 900 km of the middle.
    """
    country = library.by_id(f"iso:{code}")
    assert distance_m(country.lat, country.lon, lat, lon) < 900_000


def test_a_country_is_found_in_its_own_and_in_foreign_languages(library):
    """Kosovë, Косово, Косова and the alpha-3 code all mean XK."""
    for key in ("kosove", "kosovo", "kosova"):
        assert any(place.id == "country:XK" for place in library.exact(key))
    assert library.by_id("iso:xkx").country == "XK"


def test_a_crossing_belongs_to_both_its_countries(library):
    """Jarinje crossing is found with Kosovo given and with Serbia given."""
    for country in ("XK", "RS"):
        assert "crossing" in {
            place.kind
            for place in library.exact("jarinje crossing", [country])
        }


def test_a_box_gives_its_most_prominent_places_first(library):
    """The first settlement of Kosovo's box is Pristina."""
    places = library.within(
        (20.03, 41.84, 21.77, 43.26), limit=3, kinds=["city"]
    )
    assert places[0].name == "Pristina"
    assert [place.rank for place in places] == sorted(
        (place.rank for place in places), reverse=True
    )


def test_a_box_may_cross_the_antimeridian(library):
    """From 177 E to 178 W there is Fiji's Taveuni as well as Wallis."""
    places = library.within((177.0, -20.0, -176.0, -12.0), limit=200)
    assert {"FJ", "WF"} <= {place.country for place in places}


def test_the_nearest_place_of_null_island_and_of_the_pole(library):
    """Nothing lies within 700 km of the pole.

    From (0, 0) the nearest land is Ghana or São Tomé, 570 km away.
    """
    assert library.nearest(90.0, 0.0) == []
    nearest = library.nearest(0.0, 0.0)
    assert nearest[0][0] > 500_000


def test_nearest_measures_in_metres(library):
    """One kilometre north of Zvečan's point, Zvečan is the nearest settlement."""
    (distance, place), *_ = library.nearest(
        42.9075 + 0.009, 20.84028, kinds=["village", "town", "city"]
    )
    assert distance < 1_100
    assert place.country == "XK"


def test_a_folder_without_an_index_says_so(tmp_path):
    """The error names the folder and the remedy."""
    with pytest.raises(GazetteerError, match="add its country files again"):
        PlaceIndex.open(tmp_path)


def test_every_attribution_is_there(library):
    """The licence asks for GeoNames' name."""
    assert "GeoNames" in library.indexes[0].info["attributions"]["geonames"]
