"""Numbers in figures and in words: what they come to, and what is none."""

import re

import pytest

from sitmap.reports.text.numbers import number_pattern, read_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("0", 0),
        ("1,250", 1_250),
        ("12,345,678", 12_345_678),
        ("ninety-nine", 99),
        ("a hundred and twenty", 120),
        ("two thousand and five", 2_005),
        ("two thousand three hundred", 2_300),
        ("three hundred thousand", 300_000),
        ("one million two hundred thousand and six", 1_200_006),
        ("two dozen", 24),
        ("  Twenty   One ", 21),
    ],
)
def test_numbers_come_to_their_value(words, value):
    """Thousands end a group of hundreds; a hundred after them belongs to the next."""
    assert read_number(words) == value


@pytest.mark.parametrize("words", ["", "several cars", "one car"])
def test_what_is_no_number_is_none(words):
    """Rather none than a part of it."""
    assert read_number(words) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("some 1,250 people", ["1,250"]),
        ("twenty-one people", ["twenty-one"]),
        ("two hundred and six people", ["two hundred and six"]),
        ("two hundred fifty people", ["two hundred fifty"]),
        ("a thousand two hundred people", ["a thousand two hundred"]),
        ("a hundred and twenty people", ["a hundred and twenty"]),
        ("a hundred to two hundred people", ["a hundred", "two hundred"]),
        ("a dozen people", ["a dozen"]),
        (
            "two thousand three hundred and six people",
            ["two thousand three hundred and six"],
        ),
        (
            "between two hundred and three hundred people",
            ["two hundred", "three hundred"],
        ),
    ],
)
def test_a_number_is_found_whole(text, found):
    """Figures with their commas, words with their joints; the ends of a range are two."""
    assert re.findall(rf"\b{number_pattern()}\b", text) == found


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante-dix", 70),
        ("fr", "vingt et une", 21),
        ("fr", "cent quatre-vingt-dix", 190),
        ("fr", "1\u202f043", 1_043),
        ("es", "treinta y cinco", 35),
        ("es", "quinientas", 500),
        ("sr", "sto dvadeset i dva", 122),
        ("sq", "njëqind e dy", 102),
        ("de", "fünfunddreißig", 35),
        ("de", "1.300", 1_300),
        ("uk", "двісті тридцять п'ять", 235),
        ("uk", "дев’ятнадцятеро", 19),
        ("ru", "сто двадцать два", 122),
        ("tr", "yüz yirmi", 120),
        ("ar", "مئة وخمسة وعشرين", 125),
        ("ar", "ألف ومئتين", 1_200),
        ("ar", "إحدى عشرة", 11),
    ],
)
def test_numbers_are_read_as_a_language_writes_them(
    language: str, words: str, value: int
):
    """Joints, glued words, hundreds by themselves and thousands parted by a point or a blank."""
    assert re.fullmatch(number_pattern(language), words)
    assert read_number(words, language) == value
