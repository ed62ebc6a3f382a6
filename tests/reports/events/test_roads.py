"""Points between two places."""

import pytest
from tests.reports.events.parsed import mention, passages, rows

from sitmap.geodesy import geodesic_m
from sitmap.reports.events.place_words import load_place_words
from sitmap.reports.events.roads import (
    find_ends,
    find_long_roads,
    middle,
)

WORDS = load_place_words("en")
TOLD = passages(
    "A bus was attacked between Bandiagara and Bankass on Tuesday."
)
BANDIAGARA, BANKASS = mention(TOLD, "Bandiagara"), mention(TOLD, "Bankass")


def test_the_middle_is_as_far_from_both_and_covers_both():
    spot = middle(TOLD.text, BANDIAGARA, BANKASS)
    ends = [(BANDIAGARA.lat, BANDIAGARA.lon), (BANKASS.lat, BANKASS.lon)]
    away = [geodesic_m(end, (spot.lat, spot.lon)) for end in ends]
    assert away[0] == pytest.approx(away[1], rel=0.02)
    half_m = geodesic_m(*ends) / 2
    assert half_m <= spot.uncertainty_m < 1.01 * half_m
    assert (spot.precision, spot.surface) == (
        "near",
        "Bandiagara and Bankass",
    )
    assert spot.why == "between Bandiagara and Bankass"


def test_between_is_told_by_words_not_by_standing_side_by_side():
    end = len(TOLD.text)
    ends = [BANDIAGARA, BANKASS]
    assert find_ends(TOLD.text, ends, WORDS, 0, end) == [
        (BANDIAGARA, BANKASS)
    ]
    both = passages("A bus left Bandiagara and Bankass on Tuesday.")
    ends = [mention(both, "Bandiagara"), mention(both, "Bankass")]
    assert find_ends(both.text, ends, WORDS, 0, len(both.text)) == []


@pytest.mark.parametrize(
    "words",
    [
        "on the road from Goma to Sake",
        "on the Goma-Sake road",
        "on the Goma–Sake road",
        "between Goma and Sake",
        "between the towns of Goma and Sake",
        "on the road linking Goma to Sake",
        "on the road that connects Goma with Sake",
    ],
)
def test_every_wording_of_a_road_is_its_middle(words):
    """Goma -1.67 29.22, Sake -1.57 29.04: the middle is at -1.62 29.13."""
    [row] = rows(f"Shells fell {words} on Tuesday.").itertuples()
    point = (row.geometry.y, row.geometry.x)
    assert geodesic_m(point, (-1.62, 29.13)) < 4_000


def test_a_long_road_is_at_neither_of_its_ends():
    """Kaduna and Abuja are 160 km apart: the two are only on the way."""
    told = passages("Gunmen stopped a bus on the Kaduna-Abuja highway.")
    ends = {mention(told, "Kaduna").start, mention(told, "Abuja").start}
    assert set(find_long_roads(told, WORDS)) == ends
    assert find_long_roads(TOLD, WORDS) == {}


def test_on_a_long_road_alone_the_circle_covers_both_ends():
    """Kaduna 10.53 N 7.44 E, Abuja 9.06 N 7.49 E: 163 km."""
    told = "Gunmen stopped a bus on the Kaduna-Abuja highway on Tuesday and abducted six people."
    [row] = rows(told).itertuples()
    assert round(row.geometry.y, 1) == 9.8
    assert row.uncertainty_m == pytest.approx(81_500, rel=0.02)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "fr",
            "Une mine a tué six soldats mardi entre Bandiagara et Bankass.",
        ),
        (
            "fr",
            "Une mine a tué six soldats mardi sur l'axe Bandiagara-Bankass.",
        ),
        (
            "de",
            "Am Dienstag tötete zwischen Bandiagara und Bankass eine Mine sechs Soldaten.",
        ),
        (
            "es",
            "Una mina mató el martes a seis soldados entre Bandiagara y Bankass.",
        ),
        (
            "en",
            "Midway between Bandiagara and Bankass a mine killed six soldiers on Tuesday.",
        ),
    ],
)
def test_between_two_places_is_their_middle_in_languages(language, told):
    [row] = rows(told, language).itertuples()
    lat = (BANDIAGARA.lat + BANKASS.lat) / 2
    lon = (BANDIAGARA.lon + BANKASS.lon) / 2
    assert (row.geometry.y, row.geometry.x) == pytest.approx((lat, lon))
    assert 15_900 < row.uncertainty_m < 16_100


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "ru",
            "Во вторник между Покровском и Мирноградом при обстреле погибли шесть человек.",
        ),
        (
            "uk",
            "У вівторок між Покровськом і Мирноградом внаслідок обстрілу загинули шість людей.",
        ),
    ],
)
def test_both_ends_may_be_inflected(language, told):
    """Pokrovsk 48.28 N 37.18 E, Myrnohrad 48.30 N 37.26 E."""
    [row] = rows(told, language).itertuples()
    assert 37.19 < row.geometry.x < 37.26


def test_of_a_road_with_one_end_that_no_gazetteer_has_the_circle_is_wide():
    """Boni, Mali, isn't listed; Bonn in Germany, which some call so, is no end of its road."""
    told = "Gunmen ambushed a bus between Boni and Douentza in Mali on Tuesday."
    [row] = rows(told).itertuples()
    assert (row.place_name, row.country) == ("Douentza", "ML")
    assert row.place == "between Boni and Douentza"
    assert row.precision == "near"
    assert row.uncertainty_m > 40_000


def test_a_day_is_no_end_of_a_road():
    told = "Two of our lorries were held up on Thursday halfway to Ngala."
    [row] = rows(told).itertuples()
    assert row.place == "Ngala"


def test_a_road_that_only_says_where_a_town_lies_is_not_its_place():
    told = "The army said on Tuesday that it had retaken Um Ruwaba, on the road from El Obeid to Kosti."
    [row] = rows(told).itertuples()
    assert row.place_name == "Umm Ruwaba"


def test_the_road_of_the_item_before_is_not_this_ones():
    told = (
        "A raid hit a camp on the road between Mopti and Bandiagara on Tuesday, wounding four.\n\n"
        "Fighters ambushed a convoy halfway between Bandiagara and Bankass on Wednesday."
    )
    names = rows(told)["place_name"].tolist()
    assert names == ["Mopti–Bandiagara", "Bandiagara–Bankass"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "sr",
            "U utorak je između Bujanovca i Preševa eksplodirala mina, poginula su dva vojnika.",
        ),
        (
            "sr-Cyrl",
            "У уторак је између Бујановца и Прешева експлодирала мина, погинула су два војника.",
        ),
    ],
)
def test_the_second_end_of_a_road_is_a_place(language, told):
    """Bujanovac 42.46 N 21.77 E, Preševo 42.31 N 21.65 E."""
    [row] = rows(told, language).itertuples()
    assert (round(row.geometry.y, 2), round(row.geometry.x, 2)) == (
        42.38,
        21.71,
    )
