"""The Gazetteer as a geopy geocoder: conventions and the places that must be right."""

import inspect
import json
from pathlib import Path

import pytest
from geopy.distance import geodesic
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder

from sitmap import Gazetteer
from sitmap.errors import InputError

NAUGHTY = (
    Path(__file__).parents[2].parent / "shared/data/badinput/blns/blns.json"
)

KNOWN = [
    ("Mitrovica", "XK", (42.883, 20.867)),
    ("Mitrovica", "Kosovë", (42.883, 20.867)),
    ("Pristina", None, (42.6727, 21.1669)),
    ("Prishtinë", None, (42.6727, 21.1669)),
    ("Приштина", None, (42.6727, 21.1669)),
    ("Brussels", None, (50.8505, 4.3488)),
    ("Zaporizhzhia Nuclear Power Plant", None, (47.506, 34.585)),
    ("NATO Headquarters in Brussels", None, (50.8763, 4.422)),
    ("Banjska, Kosovo", None, (42.97333, 20.78083)),
    ("Banjska", None, (42.97333, 20.78083)),
    ("Jarinje", None, (43.2075, 20.7167)),
    ("North Mitrovica", None, (42.89222, 20.86861)),
    ("Zaporizhzhia", None, (47.85, 35.12)),
    ("Belgrade", None, (44.81, 20.46)),
]


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.mark.parametrize(("name", "country", "point"), KNOWN)
def test_known_places_are_right_within_3_km(
    gazetteer, name, country, point
):
    """Points read from maps, not from the gazetteer."""
    location = gazetteer.geocode(name, country_codes=country)
    assert geodesic(point, location.point[:2]).km < 3


def test_it_is_a_geopy_geocoder_with_nominatims_parameters(gazetteer):
    """Code written for Nominatim passes the same keywords."""
    assert isinstance(gazetteer, Geocoder)
    theirs = inspect.signature(Nominatim.geocode).parameters
    ours = inspect.signature(Gazetteer.geocode).parameters
    for name in (
        "query",
        "exactly_one",
        "timeout",
        "limit",
        "country_codes",
        "viewbox",
        "bounded",
        "language",
    ):
        assert name in theirs
        assert name in ours
    assert (
        gazetteer.geocode(
            "Pristina", addressdetails=True, namedetails=False
        )
        is not None
    )


def test_geopandas_takes_it_as_a_provider():
    """geopandas.tools.geocode calls the class, then its geocode method."""
    import geopandas.tools

    found = geopandas.tools.geocode(
        ["Pristina", "Belgrade"], provider=Gazetteer
    )
    assert found.geometry.x.tolist() == pytest.approx(
        [21.167, 20.465], abs=0.01
    )


def test_kosovo_is_the_country_not_a_village(gazetteer):
    """Bulgaria has a village of this name."""
    assert gazetteer.geocode("Kosovo").raw["kind"] == "country"


def test_candidates_come_as_a_list(gazetteer):
    """exactly_one=False gives at most `limit` locations, the likeliest first."""
    found = gazetteer.geocode("Springfield", exactly_one=False, limit=4)
    assert len(found) == 4
    assert all(location.raw["n_candidates"] > 20 for location in found)


def test_a_viewbox_bounds(gazetteer):
    """The Brussels of Ontario is the only one in a box around Lake Huron."""
    location = gazetteer.geocode(
        "Brussels", viewbox=[(42.0, -83.0), (45.0, -79.0)], bounded=True
    )
    assert location.raw["country"] == "CA"


def test_the_address_can_be_in_a_language_that_is_known(gazetteer):
    """Albanian names come from the supplement and from CLDR."""
    assert gazetteer.geocode(
        "Zvečan", country_codes="xk", language="sq"
    ).address.startswith("Zveçan")


def test_raw_says_how_it_is_known(gazetteer):
    """Every key of the contract is there."""
    raw = gazetteer.geocode("Mitrovica", country_codes="xk").raw
    wanted = "id name kind country admin1 match score precision uncertainty_m n_candidates source why"
    assert set(wanted.split()) <= set(raw)


def test_reverse_names_the_nearest_settlement(gazetteer):
    """A point in the middle of Pristina is in Pristina."""
    assert gazetteer.reverse((42.6629, 21.1655)).raw["country"] == "XK"
    assert gazetteer.reverse("42.6629, 21.1655").raw["distance_m"] < 5_000


@pytest.mark.parametrize(
    "query",
    ["", "   ", None, "x" * 10_000, "\x00\x01", "\ud800", "((((", "%s{}"],
)
def test_what_names_nothing_gives_none(gazetteer, query):
    """No exception, no guess."""
    assert gazetteer.geocode(query) is None


@pytest.mark.parametrize("query", [3, 4.5, ["Pristina"]])
def test_what_is_no_text_is_a_type_error(gazetteer, query):
    """As geopy's geocoders do."""
    with pytest.raises(TypeError, match="text"):
        gazetteer.geocode(query)


@pytest.mark.parametrize("country", ["Ruritania", "ZZ", ["xk", "zz"]])
def test_an_unknown_country_is_an_error_that_names_it(gazetteer, country):
    """Looking in the whole world instead would be a wrong answer."""
    with pytest.raises(
        InputError, match=r"no country is called '(Ruritania|ZZ|zz)'"
    ):
        gazetteer.geocode("Pristina", country_codes=country)


def test_a_structured_query_is_understood(gazetteer):
    """The parts of an address that Nominatim takes."""
    assert (
        gazetteer.geocode({"city": "Pristina", "country": "Kosovo"}).raw[
            "country"
        ]
        == "XK"
    )
    springfield = gazetteer.geocode(
        {"city": "Springfield", "state": "Illinois", "country": "USA"}
    )
    assert springfield.address == "Springfield, Illinois, United States"
    assert gazetteer.geocode({"country": "Kosovo"}).raw["kind"] == "country"
    assert gazetteer.geocode({"street": "12 Main Street"}) is None
    with pytest.raises(ValueError, match="town"):
        gazetteer.geocode({"town": "Pristina"})


def test_geopys_common_keywords_are_taken():
    """Code that builds a geopy geocoder builds this one."""
    keywords = {
        "domain": "x.org",
        "scheme": "http",
        "user_agent": "me",
        "timeout": 3,
        "proxies": None,
        "ssl_context": None,
        "adapter_factory": None,
    }
    assert Gazetteer(folders=[], **keywords).geocode("Pristina") is not None


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(gazetteer, limit):
    """As geopy's Nominatim does; ten results would be another answer."""
    with pytest.raises(ValueError, match="limit"):
        gazetteer.geocode("Springfield", exactly_one=False, limit=limit)
    with pytest.raises(ValueError, match="limit"):
        gazetteer.reverse((42.66, 21.17), exactly_one=False, limit=limit)


def test_what_only_resembles_a_name_somewhere_is_a_suggestion(gazetteer):
    """No country and another spelling.

    Xuzhou is told when candidates are asked for, and is no answer.
    """
    assert gazetteer.geocode("Xyzzy") is None
    assert (
        gazetteer.geocode("Xyzzy", exactly_one=False)[0].raw["status"]
        == "ambiguous"
    )
    assert gazetteer.geocode("ZAPORIGIA").raw["country"] == "UA"


@pytest.mark.skipif(
    not NAUGHTY.exists(), reason="shared/data is not beside the repository"
)
def test_naughty_strings_never_raise(gazetteer):
    """515 strings that break software."""
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        gazetteer.geocode(text)


@pytest.mark.parametrize(
    ("place", "country", "found"),
    [
        ("Hargeisa", "Somaliland", "Hargeysa"),
        ("Tiraspol", "Transnistria", "Tiraspol"),
        ("Mitrovica", "KOS", "Mitrovica"),
    ],
)
def test_regions_and_codes_in_a_column_of_countries_are_looked_in(
    place, country, found
):
    """Tables have them there; nothing is said of whose they are."""
    outcome = Gazetteer(folders=[]).resolve(place, country=country)
    assert outcome.best.place.name == found
