"""A country and its capital of one name."""

import pytest
from tests.reports.events.parsed import rows


@pytest.mark.parametrize(
    ("told", "precision", "point"),
    [
        # Djibouti city 11.6 N 43.1 E: a small country, where a bar is the capital's
        (
            "A grenade was thrown at a bar in Djibouti on Tuesday.",
            "place",
            (11.6, 43.1),
        ),
        (
            "A bomb went off in the port of Djibouti on Tuesday.",
            "place",
            (11.6, 43.1),
        ),
        (
            "DJIBOUTI, May 29 (Reuters) - A grenade was thrown on Tuesday.",
            "place",
            (11.6, 43.1),
        ),
        # what only a city has is said of it, however large its country is
        (
            "Shots were fired near Luxembourg on Tuesday.",
            "near",
            (49.6, 6.1),
        ),
        (
            "A bomb went off outside Guatemala on Tuesday.",
            "near",
            (14.6, -90.5),
        ),
        # of a large country a hotel may be anywhere, and a bare name is the country
        (
            "A bomb went off at a hotel in Mexico on Tuesday.",
            "country",
            None,
        ),
        ("A bomb went off in Djibouti on Tuesday.", "country", None),
    ],
)
def test_the_words_beside_it_tell_the_city_from_its_country(
    told, precision, point
):
    [row] = rows(told).itertuples()
    assert row.precision == precision
    if point is not None:
        found = (round(row.geometry.y, 1), round(row.geometry.x, 1))
        assert found == pytest.approx(point, abs=0.11)


def test_a_distance_is_counted_from_the_capital():
    """Panama City 8.99 N 79.52 W; 15 km south of it is at 8.86."""
    told = "A bomb went off 15 km south of Panama on Tuesday."
    [row] = rows(told).itertuples()
    assert row.place == "15 km south of Panama"
    assert row.geometry.y == pytest.approx(8.86, abs=0.02)


@pytest.mark.parametrize(
    ("language", "told", "country"),
    [
        ("en", "A bomb went off in Tunis on Tuesday.", False),
        ("fr", "Une mine a tué deux soldats mardi à Tunis.", False),
        (
            "de",
            "Am Dienstag tötete in Tunis eine Mine zwei Soldaten.",
            False,
        ),
        ("en", "A bomb went off in Tunisia on Tuesday.", True),
        ("es", "Una mina mató el martes a dos soldados en Túnez.", True),
        ("en", "A bomb went off in Algiers on Tuesday.", False),
        ("fr", "Une mine a tué deux soldats mardi à Alger.", False),
    ],
)
def test_a_country_is_not_called_so_in_other_languages_alone(
    language, told, country
):
    """ "Tunis" is the country in Serbian; in English, French and German it is the city."""
    [row] = rows(told, language).itertuples()
    assert (row.precision == "country") is country
