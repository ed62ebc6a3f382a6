"""Points told by distance and bearing."""

import pytest
from tests.reports.events.parsed import mention, passages, rows

from sitmap.geodesy import geodesic_m, initial_bearing
from sitmap.reports.events.offsets import (
    find_offset,
    move_by_words_beside,
    move_by_words_of,
)
from sitmap.reports.events.place_words import load_place_words
from sitmap.reports.places.mentions import Mention

WORDS = load_place_words("en")


def test_fifteen_km_north_is_fifteen_km_north():
    """The point, its words, how far it may be off (15 % and half of the town), and why."""
    told = passages("A mine went off 15 km north of Klina on Tuesday.")
    klina = mention(told, "Klina")
    spot = move_by_words_beside(told.text, klina, WORDS)
    assert spot.surface == "15 km north of Klina"
    assert spot.lon == pytest.approx(klina.lon)
    assert spot.lat > klina.lat
    away_m = geodesic_m((klina.lat, klina.lon), (spot.lat, spot.lon))
    assert away_m == pytest.approx(15_000, rel=0.001)
    assert spot.uncertainty_m == 0.15 * 15_000 + klina.uncertainty_m / 2
    assert spot.precision == "near"


def test_a_place_without_a_distance_stays_where_it_is():
    told = passages("A mine went off in Klina on Tuesday.")
    klina = mention(told, "Klina")
    assert move_by_words_beside(told.text, klina, WORDS) is klina


def test_the_town_in_a_distance_is_the_place_told_before():
    told = passages("Gunmen left Djibo. They fired 20 km west of the town.")
    djibo, end = mention(told, "Djibo"), len(told.text)
    spot = move_by_words_of(told.text, djibo, WORDS, 18, end)
    assert spot.lon < djibo.lon
    away_m = geodesic_m((djibo.lat, djibo.lon), (spot.lat, spot.lon))
    assert away_m == pytest.approx(20_000, rel=0.001)


def test_miles_are_statute_and_nautical():
    """Seven miles are 11.3 km, nine nautical miles 16.7 km."""
    told = (
        "Shells fell seven miles east of Marib on Tuesday. A ship was hit by a missile 9 nautical"
        " miles west of Mokha on Wednesday."
    )
    drafted = rows(told).geometry
    marib, mokha = (15.46, 45.33), (13.32, 43.25)
    first, last = ((point.y, point.x) for point in drafted)
    assert geodesic_m(marib, first) == pytest.approx(11_265, abs=2000)
    assert geodesic_m(mokha, last) == pytest.approx(16_668, abs=2000)


def away_km(row, place) -> float:
    """How far the point of a row is from a place, and its circle's radius, in km."""
    point = (row.geometry.y, row.geometry.x)
    return round(geodesic_m(place, point) / 1000)


@pytest.mark.parametrize(
    ("language", "told", "bearing"),
    [
        (
            "en",
            "Six were killed by a mine 30 km north of {} on Tuesday.",
            0,
        ),
        (
            "fr",
            "Une mine a tué six soldats mardi à 30 km au nord de {}.",
            0,
        ),
        (
            "fr",
            "Une mine a tué six soldats mardi à 30 km à l'est de {}.",
            90,
        ),
        (
            "de",
            "Am Dienstag tötete 30 Kilometer südlich von {} eine Mine sechs Soldaten.",
            180,
        ),
        (
            "de",
            "Am Dienstag tötete 30 km nordwestlich von {} eine Mine sechs Soldaten.",
            315,
        ),
        (
            "es",
            "Una mina mató el martes a seis soldados a 30 km al norte de {}.",
            0,
        ),
        (
            "es",
            "Una mina mató el martes a seis soldados 30 kilómetros al sureste de {}.",
            135,
        ),
    ],
)
def test_a_distance_and_a_bearing_are_read_in_languages(
    language, told, bearing
):
    """30 km from Bandiagara (14.35 N 3.61 W), to where it is told."""
    [row] = rows(told.format("Bandiagara"), language).itertuples()
    assert away_km(row, BANDIAGARA) == 30
    turned = initial_bearing(BANDIAGARA, (row.geometry.y, row.geometry.x))
    assert turned % 360 == pytest.approx(bearing, abs=1)
    assert row.precision == "near"


BANDIAGARA = (14.35005, -3.61038)


@pytest.mark.parametrize(
    ("language", "told", "metres", "bearing"),
    [
        ("ru", "в 30 км к северу от X", 30_000, 0),
        ("ru", "в 30 километрах юго-восточнее X", 30_000, 135),
        ("ru", "в двух часах езды от X", 100_000, None),
        ("ru", "в 15 км от X", 15_000, None),
        ("ru", "севернее X", None, None),
        ("uk", "за 30 км на північ від X", 30_000, 0),
        ("uk", "за 30 кілометрів південніше X", 30_000, 180),
        ("uk", "за 15 км від X", 15_000, None),
        ("sr", "30 km severno od X", 30_000, 0),
        ("sr", "na 10 kilometara od X", 10_000, None),
        ("sr-Cyrl", "30 км јужно од X", 30_000, 180),
        ("sq", "30 km në veri të X", 30_000, 0),
        ("sq", "10 kilometra larg X", 10_000, None),
        ("ar", "على بعد 30 كيلومترا شمال X", 30_000, 0),
        ("ar", "على بعد 30 كلم جنوب شرقي X", 30_000, 135),
        ("ar", "على بعد 30 كم من X", 30_000, None),
        ("tr", "X 30 kilometre kuzeyinde", 30_000, 0),
        ("tr", "X yaklaşık 30 km güneydoğusunda", 30_000, 135),
        ("tr", "X 30 kilometre uzaklıkta", 30_000, None),
        ("fr", "à une trentaine de kilomètres de X", 30_000, None),
        ("fr", "à deux journées de marche de X", 60_000, None),
        ("fr", "à 30 km en direction du nord de X", 30_000, 0),
        ("de", "zwei Autostunden von X", 100_000, None),
        ("de", "rund zwanzig Kilometer außerhalb von X", 20_000, None),
        ("es", "a unos 30 kilómetros de X", 30_000, None),
        ("es", "a un día de camino de X", 30_000, None),
        ("en", "a day's walk from X", 30_000, None),
        ("en", "two hours' drive north of X", 100_000, 0),
        ("en", "about 12 miles outside X", 19_312, None),
        ("en", "half a dozen kilometres from X", 6_000, None),
        ("en", "1,200 m east of X", 1_200, 90),
        ("en", "1.5 km from X", 1_500, None),
        ("fr", "à 1\u00a0200 m au nord de X", 1_200, 0),
        ("ar", "على بعد ٣٠ كيلومترا شمال X", 30_000, 0),
        ("en", "some 40 km (25 miles) north of X", 40_000, 0),
        ("fr", "à 40 km (25 miles) de X", 40_000, None),
    ],
)
def test_what_is_told_of_a_place(language, told, metres, bearing):
    at = told.index("X")
    place = Mention(at, at + 1, "X", "place", lat=0.0, lon=0.0)
    offset = find_offset(told, place, load_place_words(language))
    assert offset is not None
    if metres is not None:
        assert offset.away_m == pytest.approx(metres, abs=1)
        assert offset.bearing == bearing


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "in the east of X"),  # inside
        ("en", "30 km of road in X"),
        ("en", "30 people from X"),
        ("fr", "dans le nord de X"),
        ("es", "en el norte de X"),
        ("de", "im Norden von X"),
    ],
)
def test_what_is_inside_a_place_is_no_offset(language, told):
    at = told.index("X")
    place = Mention(at, at + 1, "X", "place", lat=0.0, lon=0.0)
    assert find_offset(told, place, load_place_words(language)) is None


@pytest.mark.parametrize(
    ("told", "radius_km"),
    [
        ("12 km from Bandiagara", 16),  # 13.8, and half of the town's 4
        ("12 miles outside Bandiagara", 24),  # 19.3 km and 15 %
        ("a day's walk from Bandiagara", 47),  # 15 to 45 km
        ("south-east of Bandiagara", 17),
    ],
)
def test_a_side_or_a_distance_that_isnt_told_is_within_the_circle(
    told, radius_km
):
    """The point stays at the town; the circle holds what is meant, and the words say which."""
    [row] = rows(
        f"Gunmen killed six people in a hamlet {told} on Tuesday."
    ).itertuples()
    assert away_km(row, BANDIAGARA) == 0
    assert row.uncertainty_m / 1000 == pytest.approx(radius_km, abs=1)
    assert row.precision == "near"
    assert row.place.endswith(told)


@pytest.mark.parametrize(
    "told",
    [
        "20 km from Bandiagara on the road to Mopti",
        "on the Bandiagara-Mopti road, 20 km from Bandiagara,",
        "on the road from Mopti to Bandiagara, some 20 km from Bandiagara,",
    ],
)
def test_a_road_says_to_which_side(told):
    """Mopti (14.48 N 4.18 W) is to the west by north."""
    [row] = rows(
        f"Gunmen killed six people {told} on Tuesday."
    ).itertuples()
    assert away_km(row, BANDIAGARA) == 20
    assert row.geometry.x < -3.75


@pytest.mark.parametrize(
    "told",
    [
        "Gunmen killed six people in Kunduz, 250 km north of Kabul, on Tuesday.",
        "In Kunduz, 250 km north of Kabul, gunmen killed six people on Tuesday.",
        "In Kunduz, north of Kabul, gunmen killed six people on Tuesday.",
    ],
)
def test_an_offset_that_only_says_where_a_town_lies_moves_nothing(told):
    [row] = rows(told).itertuples()
    assert (row.place, row.precision) == ("Kunduz", "place")


def test_a_name_that_no_gazetteer_has_is_where_its_offset_says():
    """Saut-d'Eau, 12 km west of Mirebalais (18.83 N 72.10 W), is at 72.22 W."""
    told = "On Tuesday armed men burned houses in Saut-d'Eau, about 12 km west of Mirebalais."
    [row] = rows(told).itertuples()
    assert row.place == "Saut-d'Eau"
    assert (round(row.geometry.y, 2), round(row.geometry.x, 2)) == (
        18.83,
        -72.22,
    )


def test_no_point_is_counted_from_the_middle_of_a_country():
    told = "Two rebels were killed 30 km north of Sudan on Tuesday."
    [row] = rows(told).itertuples()
    assert (row.place_name, row.precision) == ("Sudan", "country")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "fr",
            "Une mine a tué quatre personnes mardi dans le village de Zorkoumli, situé à 45 km de {}.",
        ),
        (
            "en",
            "A mine killed four people in Zorkoumli, a village some 45 km from {}, on Tuesday.",
        ),
    ],
)
def test_a_village_some_way_from_a_town_is_within_that_way(language, told):
    """45 km and 15 % of it, and half of the town."""
    [row] = rows(told.format("Kaya"), language).itertuples()
    assert row.place == "Zorkoumli"
    assert row.uncertainty_m == pytest.approx(54_600, abs=500)


@pytest.mark.parametrize(
    ("language", "told", "words"),
    [
        (
            "sr",
            "U utorak je 30 km severno od {}a eksplodirala mina, poginula su dva vojnika.",
            "30 km severno od Bujanovca",
        ),
        (
            "sq",
            "Dy ushtarë u vranë të martën nga një minë 10 km larg Pejës.",
            "10 km larg Pejës",
        ),
    ],
)
def test_a_name_behind_a_distance_is_a_place(language, told, words):
    """ "Od" alone is from somebody, too; behind a distance it is from a place."""
    [row] = rows(told.format("Bujanovc"), language).itertuples()
    assert row.place == words


def test_a_distance_off_a_coast_is_one():
    told = "A missile hit a tanker 60 miles off the coast of Mokha on Tuesday, killing nine."
    [row] = rows(told).itertuples()
    assert row.uncertainty_m > 110_000  # 96.6 km and 15 %


@pytest.mark.parametrize(
    "told",
    ["25000 km from X", "9" * 40 + " miles from X", "1.5.2 km from X"],
)
def test_nonsense_is_no_distance(told):
    at = told.index("X")
    place = Mention(at, at + 1, "X", "place", lat=0.0, lon=0.0)
    assert find_offset(told, place, WORDS) is None
