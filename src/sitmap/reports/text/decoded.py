"""A report's bytes as text; what was guessed of them is told in notes, which are kept with it."""

from __future__ import annotations

import warnings

from sitmap.errors import DataWarning
from sitmap.readers.text import decode

_REMEDY = "save it as UTF-8"


def decode_noted(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode a report, and say so where its encoding had to be guessed.

    Raises
    ------
    InputError
        The bytes are no text.

    Examples
    --------
    >>> decode_noted("Bogotá".encode(), "a.txt")
    ('Bogotá', ())
    >>> decode_noted("Bogotá".encode("cp1252"), "a.txt")[1][0].split(". ")[1]
    'If names look wrong, save it as UTF-8'
    """
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        text = decode(data, file=name, remedy=_REMEDY)
    guesses = (each for each in told if each.category is DataWarning)
    return text, tuple(str(each.message) for each in guesses)
