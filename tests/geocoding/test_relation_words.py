"""Where a spot is relative to a place, as tables of nine languages write it."""

import pytest

import sitmap
from sitmap.geocoding.relation_words import read_foreign_relation

DISTANCES = [
    ("5 км на північ від Оріхова", "Оріхова", 0.0),
    ("за 5 км на північний схід від Оріхова", "Оріхова", 45.0),
    ("5 км південніше Оріхова", "Оріхова", 180.0),
    ("в 5 км к северу от г. Токмак", "г. Токмак", 0.0),
    ("5 км северо-западнее Токмака", "Токмака", 315.0),
    ("в 5 км от Токмака", "Токмака", None),
    ("5 km severoistočno od Leposavića", "Leposavića", 45.0),
    ("5 км југозападно од Вучитрна", "Вучитрна", 225.0),
    ("5 km në veri të Mitrovicës", "Mitrovicës", 0.0),
    ("5 km larg Pejës", "Pejës", None),
    ("à 5 km au sud-est d'Ansongo", "Ansongo", 135.0),
    ("à 5 km à l'ouest de Gao", "Gao", 270.0),
    ("a unos 5 km al noroeste de Corinto", "Corinto", 315.0),
    ("5 km ao leste de Pemba", "Pemba", 90.0),
    ("5 km südwestlich von Zvečan", "Zvečan", 225.0),
    ("5 km na północ od Lwowa", "Lwowa", 0.0),
    ("على بعد 5 كم شمال شرق إدلب", "إدلب", 45.0),
]


@pytest.mark.parametrize(("text", "rest", "bearing"), DISTANCES)
def test_distances_are_read_in_nine_languages(text, rest, bearing):
    """Five kilometres, whichever way they are said."""
    relation = read_foreign_relation(text)
    assert (relation.offset.relation, relation.offset.distance_m) == (
        "distance",
        5_000,
    )
    assert (relation.rest, relation.offset.bearing) == (rest, bearing)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("околиці Вугледара", "Вугледара"),
        ("на окраине г. Токмак", "г. Токмак"),
        ("в районе села Роботино", "Роботино"),
        ("environs d'Ansongo", "Ansongo"),
        ("en las afueras de Tibú", "Tibú"),
        ("in der Nähe von Zvečan", "Zvečan"),
        ("im Raum Mitrovica", "Mitrovica"),
        ("u okolini Leposavića", "Leposavića"),
        ("rrethina e Pejës", "Pejës"),
        ("ضواحي إدلب", "إدلب"),
        ("Yüksekova yakınları", "Yüksekova"),
    ],
)
def test_outskirts_are_near(text, rest):
    """Not the town itself, and not the region around it."""
    relation = read_foreign_relation(text)
    assert (relation.offset.relation, relation.rest) == ("near", rest)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("траса Покровськ – Костянтинівка", ("Покровськ", "Костянтинівка")),
        ("траса М-03 Ізюм - Слов'янськ", ("Ізюм", "Слов'янськ")),
        ("дорога Токмак-Мелитополь", ("Токмак", "Мелитополь")),
        (
            "magistralni put Mitrovica - Leposavić",
            ("Mitrovica", "Leposavić"),
        ),
        ("axe Niono – Diabaly", ("Niono", "Diabaly")),
        ("Cizre-Silopi yolu", ("Cizre", "Silopi")),
        ("طريق إدلب - سرمدا", ("إدلب", "سرمدا")),
        ("entre Gao et Ansongo", ("Gao", "Ansongo")),
        ("między Gao a Ansongo", ("Gao", "Ansongo")),
    ],
)
def test_roads_lie_between_their_ends(text, ends):
    """And at neither of them."""
    relation = read_foreign_relation(text)
    assert relation.offset.relation == "between"
    assert (relation.rest, relation.other) == ends


@pytest.mark.parametrize(
    "name",
    [
        "Северодонецк",
        "Северная Осетия",
        "Nordkivu",
        "Estelí",
        "Ostrava",
        "Путивль",
        "Surabaya",
    ],
)
def test_names_with_a_direction_in_them_stay_names(name):
    """Nothing is told relative to anything."""
    assert read_foreign_relation(name) is None


def test_the_spot_is_computed_with_its_doubt():
    """Five kilometres north of Gao is 16.316; a road lies between its ends."""
    gazetteer = sitmap.Gazetteer(folders=[])
    north = gazetteer.resolve("à 5 km au nord de Gao", country="ML").best
    assert abs(north.lat - 16.316) < 0.005
    assert north.precision == "near"
    road = gazetteer.resolve(
        "траса Покровськ – Костянтинівка", country="UA"
    ).best
    assert 48.28 < road.lat < 48.53
    assert road.uncertainty_m > 25_000
