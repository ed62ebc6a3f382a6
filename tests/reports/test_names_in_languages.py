"""Names in languages other than English: what their endings tell."""

from __future__ import annotations

import warnings

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report


def _places(text: str, language: str) -> list[tuple[str, str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        found = parse_report(
            text, published="2025-11-12", language=language
        ).mentions
    return list(zip(found["name"], found["country"], strict=True))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Hakkari'de patlama oldu.", ("Hakkâri", "TR")),
        (
            "Nusaybin'de iki aile arasında çatışma çıktı.",
            ("Nusaybin", "TR"),
        ),
        ("Kobani’den gelen araç durduruldu.", ("Kobani", "SY")),
    ],
)
def test_a_turkish_town_with_an_ending_begins_a_sentence(
    told: str, expected
) -> None:
    """The ending behind the mark tells that something is or comes from there."""
    assert _places(told, "tr") == [expected]


def test_a_turkish_district_lies_in_the_province_named_before_it() -> None:
    """Derik is also a name of Malikiyah in Syria: the case of "Mardin" tells which one is meant."""
    told = "Dün Mardin'in Derik ilçesinde çatışma çıktı."
    assert _places(told, "tr") == [("Mardin", "TR"), ("Derik", "TR")]


def test_a_german_noun_with_a_capital_is_no_part_of_the_name_behind_it() -> (
    None
):
    """ "Hauptstadt Kabul" is Kabul, and neither a door nor passers-by are towns."""
    told = "In der Hauptstadt Kabul schlug gestern eine Rakete gegen die Tür und traf Passanten."
    assert _places(told, "de") == [("Kabul", "AF")]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ru", "Двое напали вчера на охранника в Омске."),
        ("sq", "Rasti u raportua dje në Ferizaj."),
        ("tr", "Kendi evinde öldürülen adam Van'da toprağa verildi."),
    ],
)
def test_a_common_word_that_begins_a_sentence_is_no_place(
    language: str, told: str
) -> None:
    """Davao, Rasht and Kandy are spelled alike: only the town behind is a place."""
    assert len(_places(told, language)) == 1
