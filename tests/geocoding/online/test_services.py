"""geopy's services by name.

What they need, how they are asked, and what becomes of their answers.
"""

import geopandas as gpd
import geopy
import pandas as pd
import pytest
from geopy.exc import GeocoderServiceError
from tests.geocoding.faults import as_json

import sitmap
from sitmap.errors import InputError
from sitmap.geocoding.credits import SERVICE_CREDITS, find_credits

AGENT = "newsdesk-maps/1.0 (maps@newsdesk.example)"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            {"service": "nominatm"},
            "no service is called 'nominatm'; did you mean 'nominatim'",
        ),
        ({"service": None}, "no service is called 'None'"),
        ({"service": "opencage"}, "opencage needs api_key.*--key"),
        ({"service": "opencage", "api_key": ""}, "opencage needs api_key"),
        ({"service": "pelias"}, "pelias needs domain.*--server"),
        ({"service": "geonames"}, "geonames needs username"),
        ({"service": "liveaddress"}, "auth_id and auth_token"),
        (
            {"service": "nominatim", "api_key": "x"},
            "nominatim has no option 'api_key'; it has",
        ),
        ({"service": "nominatim", "scheme": "gopher"}, "http"),
        ({"service": "nominatim", "deadline_s": 0}, "deadline_s is 0"),
        ({"service": "nominatim", "attempts": None}, "attempts is None"),
        (
            {"service": "nominatim", "name": "my:service"},
            "name is 'my:service'",
        ),
        (
            {"service": geopy.Nominatim(user_agent=AGENT), "domain": "x"},
            "domain: give this to the geocoder itself",
        ),
    ],
)
def test_what_can_not_be_is_one_line(arguments, told):
    """Unknown services, missing keys, options that aren't there."""
    with pytest.raises(InputError, match=told) as error:
        sitmap.Online(**{"user_agent": AGENT, **arguments})
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "agent",
    [
        None,
        "",
        "  ",
        "x",
        "geopy/2.4.1",
        "my-application",
        "my_app/1",
        "my_user_agent/1.0",
        "test",
        "sitmap",
        "sitmap/0.1",
        "python-requests/2.31",
        "Python-urllib/3.11",
        "Mozilla/5.0 (X11; Linux x86_64) Chrome/120",
        "curl/8.0",
        "geocoder",
        "specify_your_app_name_here",
        "name\r\nX-Evil: 1",
        "Büro-Karten (a@b.c)",
        "y" * 300,
        7,
    ],
)
def test_who_asks_must_say_so(agent):
    """None, a library's, a tutorial's, and what no header can hold."""
    with pytest.raises(InputError, match="newsdesk-maps"):
        sitmap.Online("photon", user_agent=agent)


@pytest.mark.parametrize(
    "agent",
    [
        "unhcr-pristina-maps/2",
        "sitmap/0.1 (maps@newsdesk.example)",
        "Field desk, desk@ngo.example",
    ],
)
def test_names_of_somebody_are_taken(agent):
    """With or without an address."""
    assert (
        sitmap.Online("photon", user_agent=agent).headers["User-Agent"]
        == agent
    )


def test_a_geocoder_that_the_user_made(server):
    """Is copied, asks with the user agent that it has, and is left as it was."""
    own = geopy.Nominatim(
        user_agent=AGENT, domain=server.domain, scheme="http", proxies={}
    )
    adapter = own.adapter
    online = sitmap.Online(own, per_second=None)
    assert online.geocode("Prizren").address == "Prizren, Prizren, Kosovo"
    assert own.adapter is adapter
    assert server.log.requests[0].headers["user-agent"] == AGENT
    with pytest.raises(InputError, match="names nobody"):
        sitmap.Online(geopy.Photon())


def feature(**properties):
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [20.74, 42.21],
                },
                "properties": properties,
            }
        ],
    }


SERVICES = {
    "nominatim": ({}, None, "place", "countrycodes=xk"),
    "photon": (
        {},
        feature(
            name="Prizren",
            country="Kosovo",
            countrycode="XK",
            osm_key="place",
            osm_value="city",
            osm_id=3,
            osm_type="N",
            extent=[20.7, 42.25, 20.78, 42.18],
        ),
        "place",
        "q=Prizren%2C+Kosovo",
    ),
    "pelias": (
        {},
        feature(
            name="Prizren",
            layer="locality",
            country_a="XKX",
            gid="whosonfirst:locality:1",
        ),
        "place",
        "boundary.country=XK",
    ),
    "geonames": (
        {"username": "desk-key-1"},
        {
            "geonames": [
                {
                    "lat": "42.21",
                    "lng": "20.74",
                    "name": "Prizren",
                    "fcl": "P",
                    "fcode": "PPLA",
                    "countryCode": "XK",
                    "geonameId": 786712,
                }
            ]
        },
        "place",
        "country=XK",
    ),
    "opencage": (
        {"api_key": "desk-key-1"},
        {
            "results": [
                {
                    "formatted": "Prizren, Kosovo",
                    "geometry": {"lat": 42.21, "lng": 20.74},
                    "components": {"_type": "city", "country_code": "xk"},
                }
            ]
        },
        "place",
        "countrycode=xk",
    ),
    "arcgis": (
        {},
        {
            "candidates": [
                {
                    "address": "Prizren",
                    "location": {"x": 20.74, "y": 42.21},
                    "score": 100,
                    "attributes": {
                        "Addr_type": "Locality",
                        "Type": "City",
                        "Country": "XKX",
                    },
                }
            ]
        },
        "place",
        "Prizren%2C+Kosovo",
    ),
}


@pytest.mark.parametrize("name", SERVICES)
def test_the_services_that_people_use(make, server, name):
    """Each is asked within the country in its own way.

    Point, precision, country and credit come out the same.
    """
    options, payload, precision, asked = SERVICES[name]
    if payload is not None:
        server.answers = lambda _ask, _path: as_json(payload)
    online = make(name, **options)
    found = sitmap.geocode(
        ["Prizren"], country="Kosovo", geocoder=online
    ).iloc[0]
    assert (found["status"], found["precision"], found["country"]) == (
        "found",
        precision,
        "XK",
    ), found["why"]
    assert found["uncertainty_m"] > 0
    assert found["located_by"] == name
    assert asked in server.log.requests[0].path
    assert online.credit == SERVICE_CREDITS[name][0]


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(
    "payload",
    [
        {},
        [],
        None,
        {"error": "no"},
        {"features": 1},
        {"results": {}},
        {"status": {"message": "x"}},
    ],
)
def test_strange_answers_of_any_service_are_errors(
    make, server, name, payload
):
    """But for an empty list, which is Nominatim's way to say that there is nothing."""
    server.answers = lambda _ask, _path: as_json(payload)
    options = SERVICES[name][0]
    status = sitmap.geocode(["Prizren"], geocoder=make(name, **options))[
        "status"
    ].iloc[0]
    assert status == (
        "not_found" if payload == [] and name == "nominatim" else "error"
    )


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        ("photon", {"features": []}),
        ("pelias", {"features": []}),
        ("geonames", {"geonames": [], "totalResultsCount": 0}),
        (
            "opencage",
            {"results": [], "status": {"code": 200, "message": "OK"}},
        ),
        ("arcgis", {"candidates": []}),
    ],
)
def test_not_found_in_each_services_words(make, server, name, payload):
    """An empty list, wherever it stands."""
    server.answers = lambda _ask, _path: as_json(payload)
    assert make(name, **SERVICES[name][0]).geocode("Xyzzyburgh") is None


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (
            "photon",
            {
                "features": [
                    {"geometry": {"coordinates": []}, "properties": {}}
                ]
            },
        ),
        (
            "photon",
            {
                "features": [
                    {
                        "geometry": {"coordinates": [None, None]},
                        "properties": {},
                    }
                ]
            },
        ),
        ("geonames", {"geonames": [{"name": "Prizren", "fcl": "P"}]}),
        (
            "opencage",
            {
                "results": [
                    {
                        "formatted": "x",
                        "geometry": {"lat": None, "lng": None},
                    }
                ]
            },
        ),
        (
            "opencage",
            {"results": [{"formatted": "x", "geometry": {"lat": 42.2}}]},
        ),
        (
            "arcgis",
            {
                "candidates": [
                    {
                        "address": "x",
                        "location": {"x": None, "y": None},
                        "score": 1,
                        "attributes": {},
                    }
                ]
            },
        ),
        (
            "arcgis",
            {
                "candidates": [
                    {
                        "address": "x",
                        "location": {"x": "NaN", "y": "NaN"},
                        "score": 1,
                        "attributes": {},
                    }
                ]
            },
        ),
    ],
)
def test_no_service_puts_a_place_at_null_island(
    make, server, name, payload
):
    """Where it gives no coordinates."""
    server.answers = lambda _ask, _path: as_json(payload)
    with pytest.raises(GeocoderServiceError):
        make(name, **SERVICES[name][0]).geocode("Prizren")


def test_quota_bodies_stop_where_geopy_knows_them(make, server):
    """GeoNames says so with status 200."""
    server.answers = lambda _ask, _path: as_json(
        {
            "status": {
                "message": "the daily limit of 20000 credits",
                "value": 18,
            }
        }
    )
    found = sitmap.geocode(
        ["Prizren", "Peja"],
        geocoder=make("geonames", username="desk-key-1"),
    )
    assert (
        found["why"]
        .iloc[1]
        .startswith(
            "geonames is no longer asked: it refuses: the daily limit of 20000 credits"
        )
    )
    assert len(server.log.requests) == 1


def test_reverse(make, server):
    """By the same rules."""
    prizren = {
        "lat": "42.21",
        "lon": "20.74",
        "display_name": "Prizren",
        "class": "place",
        "type": "city",
    }
    nothing = {"error": "Unable to geocode"}
    server.answers = lambda ask, _path: as_json(
        nothing if ask.query.startswith("0.000") else prizren
    )
    online = make()
    assert online.reverse((42.21, 20.74)).address == "Prizren"
    assert (
        online.reverse((42.21, 20.74), exactly_one=False)[0].raw[
            "precision"
        ]
        == "place"
    )
    assert online.reverse((0, 10)) is None
    assert len(server.log.requests) == 2


def test_what_a_location_tells(make):
    """sitmap's words, and the service's own record."""
    raw = make().geocode("Prizren", country_codes="xk").raw
    assert raw["answer"]["display_name"] == "Prizren, Prizren, Kosovo"
    assert {
        name: raw[name]
        for name in (
            "country",
            "precision",
            "score",
            "source",
            "status",
            "n_candidates",
            "id",
        )
    } == {
        "country": "XK",
        "precision": "place",
        "score": None,
        "source": "nominatim",
        "status": "found",
        "n_candidates": 1,
        "id": "osm:node/7",
    }
    assert (
        1_300 < raw["uncertainty_m"] < 1_400
    )  # 0.01 degrees north, 0.01 east


@pytest.mark.parametrize("query", [None, "", "   "])
def test_nothing_is_not_asked(make, server, query):
    """Nor is it an error."""
    assert make().geocode(query) is None
    assert server.log.requests == []


def test_words_for_no_place_are_not_asked(make, server):
    """A service would find an "Unknown" somewhere."""
    names = ["unknown", "police station", "N/A", "x" * 1_000, None, 3, "  "]
    assert (
        sitmap.geocode(names, geocoder=make())["status"].tolist()
        == ["not_found"] * 7
    )
    assert server.log.requests == []


@pytest.mark.parametrize(
    "name",
    [
        "a\x00b",
        "'; drop table answers_1; --",
        "{{ 7*7 }}",
        "Ünïcödé 🏚",
        "a/../b?c=d&e#f",
    ],
)
def test_strange_words_cost_nothing(make, name):
    """Found or an error, and the next is answered."""
    online = make()
    found = sitmap.geocode([name, "Prizren"], geocoder=online)
    assert found["status"].iloc[0] in ("found", "error")
    assert found["status"].iloc[1] == "found"


def test_half_a_character_is_told(make):
    """No address can hold it."""
    with pytest.raises(GeocoderServiceError, match="can't be asked"):
        make().geocode("\ud800")


def test_countries_and_regions_of_a_table(make, server):
    """An unknown country is its row's fault; a region goes into the words."""
    found = sitmap.geocode(
        ["Peja", "Gjakova", "Prizren"],
        country=["XK", "Nowhereland", None],
        region=[None, None, "Rahovec"],
        geocoder=make(),
    )
    assert found["status"].tolist() == ["found", "not_found", "found"]
    assert "Nowhereland" in found["why"].iloc[1]
    assert server.log.queries == ["Peja", "Prizren, Rahovec"]


def test_progress_tells_what_was_kept_first(make):
    """Two kept, two asked."""
    online = make()
    sitmap.geocode(["a1", "b2"], geocoder=online)
    steps = []
    sitmap.geocode(
        ["c3", "a1", "d4", "b2", "a1"],
        geocoder=online,
        progress=lambda *step: steps.append(step),
    )
    assert steps == [(2, 4), (3, 4), (4, 4)]


def test_a_table_says_who_located_it(make):
    """`located_by` is the service, and the map names whom it must."""
    table = pd.DataFrame(
        {
            "place": ["Prizren", "not-there 1", "html 1"],
            "country": ["XK"] * 3,
        }
    )
    located = sitmap.locate(table, geocoder=make())
    assert located["located_by"].tolist()[0] == "nominatim"
    assert located.geometry.notna().tolist() == [True, False, False]
    assert (
        "error, nominatim: the answer is no JSON"
        in located["problem"].iloc[2]
    )
    assert "located_credit" not in located
    page = sitmap.Map(located).settings()
    assert {
        "text": "© OpenStreetMap contributors",
        "url": "https://www.openstreetmap.org/copyright",
    } in page["attribution"]
    assert (
        sitmap.Incidents(located).settings()["credits"][0]["text"]
        == "© OpenStreetMap contributors"
    )


def test_a_credit_of_ones_own_travels_in_the_table(make):
    """In a column, which files keep."""
    located = sitmap.locate(
        pd.DataFrame({"place": ["Prizren"]}),
        geocoder=make(name="desk", credit="© The desk <b>"),
    )
    assert (
        located["located_by"].iloc[0],
        located["located_credit"].iloc[0],
    ) == (
        "desk",
        "© The desk <b>",
    )
    assert find_credits(located) == [
        {"text": "© The desk <b>", "url": None}
    ]
    found = sitmap.geocode(
        ["Prizren"], geocoder=make(name="desk", credit="© The desk <b>")
    )
    assert "© The desk <b>" in [
        credit["text"]
        for credit in sitmap.Map(found).settings()["attribution"]
    ]


def test_a_map_of_the_gazetteer_names_no_service():
    """As before."""
    located = sitmap.locate(pd.DataFrame({"place": ["Prizren"]}))
    assert find_credits(located) == []
    assert "credits" not in sitmap.Incidents(located).settings()


def test_geopandas_own_geocode_takes_it(make, server):
    """As any provider."""
    found = gpd.tools.geocode(
        ["Prizren", "Peja"], provider=lambda **_: make()
    )
    assert found.geometry.notna().all()
    assert server.log.queries == ["Prizren", "Peja"]
