"""Texts with marks that few write, without those that most write, or in two alphabets."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report
from sitmap.reports.text.plain import make_plain

if TYPE_CHECKING:
    from sitmap.reports.report import Report

PUBLISHED = "2025-11-12"  # a Wednesday


def _read(text: str, **options: str) -> Report:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DataWarning)
        return parse_report(text, published=PUBLISHED, **options)


@pytest.mark.parametrize(
    ("told", "status", "place", "day", "dead"),
    [
        (
            "وَقَعَ انْفِجَارٌ أَمْسِ فِي مَعَرَّةِ النُّعْمَانِ وَقُتِلَ شَخْصَانِ.",
            "reported",
            "مَعَرَّةِ النُّعْمَانِ",
            "2025-11-11",
            2,
        ),
        ("نَفَتِ الحُكُومَةُ أَمْسِ قَصْفَ حِمْصَ.", "denied", "حِمْصَ", "2025-11-11", None),
        (
            "وقع انفجـــار أمس في حمص.",
            "reported",
            "حمص",
            "2025-11-11",
            None,
        ),
    ],
)
def test_arabic_with_vowels_is_read_and_quoted_as_written(
    told, status, place, day, dead
) -> None:
    """Dates, the dead and a denial are found, and every offset is of the text as given."""
    report = _read(told)
    (row,) = report.incidents.itertuples()
    assert (row.status, str(row.date_start)[:10]) == (status, day)
    assert (
        None if row.fatalities_best is None else row.fatalities_best
    ) is not None or dead is None
    assert told[row.quote_start : row.quote_end] == row.quote == told
    (mention,) = report.mentions.itertuples()
    assert told[mention.start : mention.end] == mention.surface == place


def test_two_dead_of_a_dual_with_vowels_are_two() -> None:
    """The dual counts, whatever marks stand on it."""
    (row,) = _read("قُتِلَ جُنْدِيَّانِ أَمْسِ فِي حِمْصَ بِقَصْفٍ.").incidents.itertuples()
    assert row.fatalities_best == 2


def test_letters_of_two_alphabets_hide_no_dead() -> None:
    """A Latin y in a verb and a Latin X in a name change neither."""
    told = "Вчора в Xаркові вибyхнyв дрон, загинyли двоє людей."
    report = _read(told)
    (row,) = report.incidents.itertuples()
    assert (row.place_name, row.fatalities_best, row.quote) == (
        "Kharkiv",
        2,
        told,
    )
    assert report.mentions["surface"].tolist() == ["Xаркові"]


@pytest.mark.parametrize(
    ("language", "told", "place", "day"),
    [
        (
            "sr",
            "U petak uvece u Nisu je nepoznat napadac pucao na kucu policajca.",
            "Niš",
            "2025-11-07",
        ),
        (
            "tr",
            "Dun Sirnak'ta mayin patladi, iki asker oldu.",
            "Şırnak",
            "2025-11-11",
        ),
        (
            "sq",
            "Dje ne Mitrovice u plagosen dy police nga te shtena.",
            "Mitrovica",
            "2025-11-11",
        ),
        (
            "de",
            "Am Dienstag sind bei einem Anschlag in Muenchen zwei Menschen getoetet worden.",
            "Munich",
            "2025-11-11",
        ),
    ],
)
def test_a_text_without_its_marks_is_read(
    language, told, place, day
) -> None:
    """As it is written on phones: "uvece" for "uveče", "getoetet" for "getötet"."""
    (row,) = _read(told, language=language).incidents.itertuples()
    assert (row.place_name, str(row.date_start)[:10]) == (place, day)


@pytest.mark.parametrize(
    ("language", "told", "places"),
    [
        (
            "Georgian",
            "თბილისში გუშინ აფეთქება მოხდა. ზუგდიდში ორი ადამიანი დააკავეს.",
            ["Tbilisi", "Zugdidi"],
        ),
        (
            "Amharic",
            "በአዲስ አበባ ትናንት ፍንዳታ ደረሰ። በመቀሌ ሁለት ሰዎች ተገደሉ።",
            ["Addis Ababa", "Mek'ele"],
        ),
        ("Burmese", "ရန်ကုန်မြို့တွင် မနေ့က ဗုံးပေါက်ကွဲမှု ဖြစ်ပွားခဲ့သည်။", ["Yangon"]),
        (
            "Persian",
            "در تهران دیروز انفجار رخ داد. کابل آرام است.",
            ["Tehran", "Kabul"],
        ),
    ],
)
def test_a_language_whose_incidents_are_not_read_is_named_and_has_places(
    language: str, told: str, places: list[str]
) -> None:
    """Its places are found in their cases, no incident is invented, and the reader is told."""
    with pytest.warns(
        DataWarning, match=f"seems to be {language}: its places are read"
    ):
        report = parse_report(told, published=PUBLISHED)
    assert report.mentions["name"].tolist() == places
    assert report.incidents.empty


def test_a_plain_text_is_left_alone() -> None:
    """No offset of a text without marks is moved."""
    plain = make_plain("Two people were killed in Mitrovicë.")
    assert plain.kept is None
    assert plain.text is plain.given


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "uk",
            "У вівторок атака на Суми вбила шістьох людей і поранила двох.",
        ),
        (
            "fr",
            "Mardi, une attaque à Djibo a tué six civils et blessé deux femmes.",
        ),
        (
            "es",
            "El martes un ataque en Tibú mató a seis civiles e hirió a dos mujeres.",
        ),
        (
            "de",
            "Am Dienstag hat ein Anschlag in Kabul sechs Menschen getötet und zwei verletzt.",
        ),
    ],
)
def test_six_killed_and_two_wounded_are_six_and_two(
    language: str, told: str
) -> None:
    """The number before a verb belongs to the one before, if another stands behind it."""
    (row,) = _read(told, language=language).incidents.itertuples()
    assert (row.fatalities_best, row.injured_best) == (6, 2)


@pytest.mark.parametrize(
    ("told", "place", "dead"),
    [
        (
            "Vchera v Belgorode vzorvalsya dron, pogibli dva cheloveka.",
            "Belgorod",
            2,
        ),
        (
            "Vchera v Kurske raketa popala v dom, pogibli tri cheloveka.",
            "Kursk",
            3,
        ),
    ],
)
def test_russian_in_latin_letters_is_read(
    told: str, place: str, dead: int
) -> None:
    """Its words tell it from English; places, days and the dead are found as in Cyrillic."""
    (row,) = _read(told).incidents.itertuples()
    assert (row.place_name, row.fatalities_best) == (place, dead)
    assert str(row.date_start)[:10] == "2025-11-11"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060"])
def test_marks_that_nobody_sees_part_no_word(unseen: str) -> None:
    """A page may break a line there; the quote keeps them."""
    told = f"A bomb killed three people in Moga{unseen}dishu on Tuesday."
    report = _read(told)
    (row,) = report.incidents.itertuples()
    assert (row.place_name, row.quote) == ("Mogadishu", told)
