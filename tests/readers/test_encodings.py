"""Encodings of bytes that name none: by the letters of the region's languages."""

import pytest

from sitmap.readers.encodings import guess_encoding, guess_utf16


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Đakovica, Peć, Zvečan, Leposavić", "cp1250"),
        ("Kraków, Łódź, Wrocław", "cp1250"),
        ("Bogotá, Medellín, Cúcuta", "cp1252"),
        ("Abéché, N’Djaména, forêt", "cp1252"),
        ("Маріуполь, Бахмут", "cp1251"),
    ],
)
def test_the_letters_tell_the_encoding(text, encoding):
    """Serbian and Polish, Spanish and French, Ukrainian."""
    assert guess_encoding(text.encode(encoding)) == encoding


def test_utf_16_is_told_by_its_zeros():
    """Either way round, and of no bytes at all nothing."""
    assert guess_utf16("place".encode("utf-16-be")) == "utf-16-be"
    assert guess_utf16(b"") is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Tarih;İl;Yer;Ölü;Yaralı\n05.03.2024;Şırnak;Cizre;1;2", "cp1254"),
        ("التاريخ;المدينة;القتلى\n2024-03-05;إدلب;2", "cp1256"),
        ("Date,Place\n2024-03-05,إدلب", "cp1256"),
        ("Петров И.И., МВД, село Ивановка", "cp1251"),
        ("près de Gao, 3 blessés", "cp1252"),
        ("Zvečan, Đakovica, Łódź", "cp1250"),
    ],
)
def test_turkish_and_arabic_pages_are_told_from_their_neighbours(
    text, encoding
):
    """By the letters that come out."""
    assert guess_encoding(text.encode(encoding)) == encoding
