"""Sound codes: what transcription interchanges is one, what it doesn't is two."""

import pytest

from sitmap.gazetteer.phonetic import family_of, skeleton_code, sound_code
from sitmap.gazetteer.text import fold

ALIKE = [
    ("UA", ["Kharkiv", "Kharkov", "Харків", "Харьков"]),
    ("UA", ["Horlivka", "Gorlovka", "Горловка", "Горлівка"]),
    ("UA", ["Zaporizhzhia", "Zaporozhye", "Запоріжжя", "Zaporijjia"]),
    ("UA", ["Avdiivka", "Avdeevka", "Авдіївка", "Avdeyevka"]),
    ("UA", ["Kyiv", "Kiev", "Kiyev"]),
    ("BG", ["Kyustendil", "Kiustendil", "Кюстендил"]),
    ("XK", ["Mitrovica", "Mitrovicë", "Mitrovitsa", "Митровица"]),
    ("XK", ["Leposavić", "Leposaviq", "Лепосавић"]),
    ("XK", ["Deçan", "Dečani", "Decan"]),
    ("SY", ["Tell Rifaat", "Tall Rif'at", "Tal Refaat"]),
    ("SY", ["Deir ez-Zor", "Dayr az Zawr", "Deir al-Zour", "دير الزور"]),
    ("SY", ["Sheikh Miskin", "Ash Shaykh Maskin", "Cheikh Meskine"]),
    ("SY", ["Khan Shaykhun", "Khan Sheikhoun", "خان شيخون"]),
    ("SY", ["Raqqa", "Ar Raqqah", "Rakka"]),
    ("CF", ["Ouaka", "Waka"]),
    ("CF", ["Djéma", "Jema"]),
    ("TR", ["Diyarbakır", "Diyarbakir"]),
]


@pytest.mark.parametrize(
    ("country", "names"), ALIKE, ids=[names[0] for _, names in ALIKE]
)
def test_transcriptions_of_a_name_share_a_skeleton(country, names):
    """Pairs that Ukrainian, Russian, Serbian, Albanian, Arabic, French and Turkish practice produce."""
    codes = {
        skeleton_code(fold(name), family_of(country)) for name in names
    }
    assert len(codes) == 1
    assert codes != {""}


@pytest.mark.parametrize(
    ("country", "one", "other"),
    [
        ("UA", "Kherson", "Kharkiv"),
        ("SY", "Homs", "Hama"),
        ("XK", "Prizren", "Pristina"),
        ("CF", "Bangui", "Bambari"),
    ],
)
def test_different_places_have_different_codes(country, one, other):
    """A code that merged these would be worse than none."""
    family = family_of(country)
    assert sound_code(fold(one), family) != sound_code(fold(other), family)


def test_scripts_without_a_table_have_no_code():
    """Nothing is better than a wrong guess."""
    assert skeleton_code(fold("普里什蒂纳"), "balkan") == ""
    assert sound_code(fold("프리슈티나"), "other") == ""
