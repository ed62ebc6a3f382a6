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
