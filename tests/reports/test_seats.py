"""A bare name that a town and the unit around it share means the town, unless few live there."""

from __future__ import annotations

import pytest

from sitmap.reports import parse_report


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("Kherson", "place"),
        ("Donetsk", "place"),
        ("Luhansk", "place"),
        ("Poltava", "place"),
        ("Raqqa", "place"),
        ("Basra", "place"),
        ("Hama", "place"),
        ("Gao", "place"),
        ("Kandahar", "place"),
        ("Mexico City", "place"),
        ("Quebec", "admin1"),
        ("Kherson Oblast", "admin1"),
        ("Basra province", "admin1"),
        ("the Donetsk region", "admin1"),
        ("the province of Homs", "admin1"),
        ("Gao region", "admin1"),
        ("the northern Aleppo countryside", "admin1"),
        ("Darfur", "admin1"),
    ],
)
def test_a_bare_name_is_the_town(name, precision):
    told = f"On Monday militants shelled {name} with artillery, killing two people."
    (row,) = parse_report(
        told, published="2024-11-13"
    ).incidents.itertuples()
    assert row.precision in (precision, "near")
    assert row.geometry is not None, row.problem


@pytest.mark.parametrize(
    ("language", "told", "place_id"),
    [
        ("fr", "Deux morts dans la région de Gao.", "admin1:ML.09"),
        (
            "de",
            "In der Provinz Homs wurden zwei Menschen getötet.",
            "admin1:SY.11",
        ),
        ("es", "Dos muertos en la provincia de Homs.", "admin1:SY.11"),
        ("ar", "قتل شخصان في محافظة حمص", "admin1:SY.11"),
        ("tr", "Şırnak ili kırsalında iki asker öldü.", "admin1:TR.80"),
        (
            "en",
            "Two died in Khartoum state and in Khartoum.",
            "admin1:SD.29",
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:no incident")
def test_what_is_called_a_unit_is_never_its_town(language, told, place_id):
    report = parse_report(told, published="2024-11-13", language=language)
    first = next(
        each for each in report.passages.mentions if each.kind == "place"
    )
    assert (first.place_id, first.precision) == (place_id, "admin1")


def test_its_own_unit_makes_a_town_no_less_sure():
    for name in ("Sumy", "Kassala", "Mopti", "Ghazni"):
        (mention,) = (
            each
            for each in parse_report(
                f"Two were shot dead in {name}.", published="2024-11-13"
            ).passages.mentions
            if each.kind == "place"
        )
        assert mention.score >= 0.9, name
