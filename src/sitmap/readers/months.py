"""Names of the months in the languages that tables come in, and what stands between the parts of a date.

Short and long forms; folded to lower case without accents (Cyrillic as it is).
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["month_number"]

_BY_LANGUAGE: Final = (
    # English
    (
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
        "oct october|nov november|dec december"
    ),
    # Albanian
    "janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nentor|dhjetor",
    # Serbian, nominative and genitive, Latin and Cyrillic
    (
        "januar januara јануар јануара|februar februara фебруар фебруара|mart marta март марта|"
        "aprila април априла|maja мај маја|juna јун јуна|jula јул јула|avgust avgusta август августа|"
        "septembar septembra септембар септембра|oktobar oktobra октобар октобра|"
        "novembar novembra новембар новембра|decembar decembra децембар децембра"
    ),
    # Ukrainian, nominative and genitive
    (
        "січень січня|лютий лютого|березень березня|квітень квітня|травень травня|червень червня|"
        "липень липня|серпень серпня|вересень вересня|жовтень жовтня|листопад листопада|грудень грудня"
    ),
    # French
    ("janvier janv|fevrier fevr|mars|avril avr|mai|juin|juillet juil|aout|septembre|octobre|novembre|decembre"),
    # Spanish
    (
        "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|octubre|"
        "noviembre|diciembre dic"
    ),
    # German
    ("jaenner janner|februar|marz maerz mrz|april|mai|juni|juli|august|september|oktober okt|november|dezember dez"),
)

_NUMBERS: Final = {
    name: number
    for months in _BY_LANGUAGE
    for number, names in enumerate(months.split("|"), start=1)
    for name in names.split()
}


def month_number(name: str) -> int | None:
    """Return the number of a month by its name, or None.

    Examples
    --------
    >>> [month_number(name) for name in ("Mar", "août", "Липня", "korrik", "März", "soon")]
    [3, 8, 7, 7, 3, None]
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = "".join(_strip(letter) for letter in folded)
    return _NUMBERS.get(folded)


def _strip(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0] if "\u00c0" <= letter <= "\u024f" else letter
