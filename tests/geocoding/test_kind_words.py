"""Kind words of the languages that tables are written in."""

import pytest

import sitmap
from sitmap.geocoding.kind_words import (
    facility_word,
    kinds_of_word,
    place_word,
)


@pytest.fixture(scope="module")
def gazetteer():
    return sitmap.Gazetteer(folders=[])


@pytest.mark.parametrize(
    ("text", "at_end", "rest"),
    [
        ("м. Дніпро", False, "Дніпро"),
        ("м.Дніпро", False, "Дніпро"),
        ("смт Велика Писарівка", False, "Велика Писарівка"),
        ("с. Богородичне", False, "Богородичне"),
        ("г. Донецк", False, "Донецк"),
        ("Сумська обл.", True, "Сумська"),
        ("Куп'янський р-н", True, "Куп'янський"),
        ("opština Zvečan", False, "Zvečan"),
        ("qyteti i Pejës", False, "Pejës"),
        ("préfecture de l'Ouham", False, "Ouham"),
        ("ciudad de La Paz", False, "La Paz"),
        ("vereda El Salado", False, "El Salado"),
        ("مدينة إدلب", False, "إدلب"),
        ("محافظة حلب", False, "حلب"),
        ("Lice ilçesi", True, "Lice"),
        ("Diyarbakır ili", True, "Diyarbakır"),
        ("gpt Bisso", False, "Bisso"),
        ("barangay Poblacion", False, "Poblacion"),
    ],
)
def test_a_kind_word_is_taken_off_its_end(text, at_end, rest):
    """With "of", "de", "i" behind it."""
    assert place_word(text, at_end=at_end).rest == rest


@pytest.mark.parametrize(
    "text", ["город", "Gradiška", "Villeneuve", "Ilok", "Селидове", "Most"]
)
def test_what_only_begins_like_a_kind_word_is_a_name(text):
    """And a kind word alone leaves nothing."""
    assert place_word(text, at_end=False) is None
    assert place_word(text, at_end=True) is None


def test_things_at_a_place():
    """Before or behind its name, as the language has it."""
    assert (
        facility_word("вокзал Краматорськ", at_end=False).rest
        == "Краматорськ"
    )
    assert (
        facility_word("hôpital de Bossangoa", at_end=False).rest
        == "Bossangoa"
    )
    assert facility_word("مطار دمشق", at_end=False).rest == "دمشق"
    assert facility_word("Kakhovka dam", at_end=True).kinds == {"dam"}
    assert facility_word("Port Sudan", at_end=False) is None
    assert kinds_of_word("Област") == frozenset()
    assert "admin1" in kinds_of_word("ОБЛАСТЬ")


@pytest.mark.parametrize(
    ("text", "country", "region", "point"),
    [
        # Sumy oblast, read from maps
        ("Шостка, Сумська", None, None, (51.86, 33.47)),
        ("Суми, Сумська область", None, None, (50.92, 34.80)),
        ("м. Дніпро", None, "Дніпропетровська", (48.46, 35.04)),
        ("Херсон", None, "Херсонська", (46.65, 32.62)),
        ("смт Велика Писарівка", "UA", "Сумська обл.", (50.43, 35.48)),
        ("Краматорськ, вокзал", None, "Донецька", (48.74, 37.56)),
        ("вокзал, Краматорськ", "UA", None, (48.74, 37.56)),
        ("Kramatorsk, railway station", None, None, (48.74, 37.56)),
        ("город Псков", "RU", "Псковская обл.", (57.82, 28.33)),
        ("grad Beograd", "RS", None, (44.81, 20.46)),
        ("qyteti i Pejës", "XK", None, (42.66, 20.29)),
        ("ville de Bangui", "CF", None, (4.36, 18.56)),
        ("ciudad de Cali", "CO", None, (3.44, -76.52)),
        ("مدينة إدلب", "SY", None, (35.93, 36.63)),
        ("Rio de Janeiro town", None, None, (-22.91, -43.2)),
        ("Kampung Baru", "MY", "Kuala Lumpur", (3.16, 101.7)),
        ("Aleppo, al-Shifa hospital", "SY", None, (36.2, 37.16)),
    ],
)
def test_places_in_the_words_of_tables(
    gazetteer, text, country, region, point
):
    """Drawn, and within 15 km."""
    from geopy.distance import geodesic

    match = gazetteer.resolve(text, country=country, region=region).drawn
    assert geodesic(point, (match.lat, match.lon)).km < 15


def test_a_thing_behind_a_comma_narrows_its_town(gazetteer):
    """The station isn't known: near the town, and the town isn't said to be unlisted."""
    match = gazetteer.resolve(
        "Краматорськ, вокзал", region="Донецька"
    ).drawn
    assert (match.precision, match.place.kind) == ("near", "city")
    assert "Краматорськ" not in match.why
