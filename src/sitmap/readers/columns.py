"""Column names in the wild, mapped onto the incident table."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError
from sitmap.incidents import COLUMNS
from sitmap.readers.names import FILLERS, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["COORDINATES", "fold_name", "is_known", "map_columns"]

COORDINATES: Final = ("longitude", "latitude", "coordinates")
"""What a reader turns into ``geometry``; not columns of the incident table themselves."""

_TARGETS: Final = frozenset([*COLUMNS, *COORDINATES, "admin1", "admin2", "actors"])


_LETTERS: Final = str.maketrans({"đ": "d", "Đ": "D", "№": "no", "º": "o"})
_LATIN_ACCENTED: Final = re.compile(r"[\u00c0-\u024f]")


def _strip(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", match[0])[0]


def fold_name(name: str) -> str:
    """Fold a column name to lower-case words without accents; Cyrillic letters stay what they are.

    Examples
    --------
    >>> fold_name(" Event_Date "), fold_name("eventDate"), fold_name("LAT."), fold_name("Vrsta događaja")
    ('event date', 'event date', 'lat', 'vrsta dogadaja')
    >>> fold_name("Übersicht"), fold_name("Країна")
    ('ubersicht', 'країна')
    """
    plain = name.translate(_LETTERS)
    spaced = _LATIN_ACCENTED.sub(_strip, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain))
    return re.sub(r"[\W_]+", " ", spaced).strip().casefold()


def is_known(name: str) -> bool:
    """Tell whether a text is a name that some table gives a column of ours.

    Examples
    --------
    >>> is_known("Ort"), is_known("Incidents of August")
    (True, False)
    """
    folded = fold_name(name)
    return any(folded == fold_name(ours) or folded in NAMES.get(ours, ()) for ours in _TARGETS)


def map_columns(
    names: Iterable[str], columns: Mapping[str, str] | None = None, *, file: str = "the table"
) -> dict[str, str]:
    """Match a file's column names to the incident table's.

    Parameters
    ----------
    names
        The file's column names.
    columns
        The reader's own word, as ``{"place": "where_coordinates"}`` (ours to theirs); it goes
        before any guess.
    file
        What messages call the file.

    Returns
    -------
    dict
        Theirs to ours. Names not in it stay as they are.

    Raises
    ------
    InputError
        `columns` names a column that neither side has.

    Examples
    --------
    >>> map_columns(["Event Date", "LAT", "Long", "Town", "colour"])
    {'Long': 'longitude', 'LAT': 'latitude', 'Event Date': 'date_start', 'Town': 'place'}
    >>> map_columns(["Datum des Vorfalls", "Anzahl Tote", "Ort"])
    {'Ort': 'place', 'Datum des Vorfalls': 'date_start', 'Anzahl Tote': 'fatalities_best'}
    """
    theirs = list(names)
    given = dict(columns or {})
    _check_given(given, theirs, file)
    mapping = {theirs_name: ours for ours, theirs_name in given.items()}
    _match(mapping, theirs, fold_name, _TARGETS)
    _match(mapping, theirs, _core, _TARGETS & NAMES.keys())
    return mapping


def _match(
    mapping: dict[str, str], theirs: list[str], fold: Callable[[str], str], targets: frozenset[str]
) -> None:
    """Add what matches by a way of folding; what is matched already stays."""
    by_fold: dict[str, str] = {}
    for theirs_name in theirs:
        by_fold.setdefault(fold(theirs_name), theirs_name)
    by_fold.pop("", None)
    for ours in sorted(targets - set(mapping.values()), key=_order):
        for candidate in (fold_name(ours), *NAMES.get(ours, ())):
            name = by_fold.get(candidate) or by_fold.get(fold(candidate))
            if name is not None and name not in mapping:
                mapping[name] = ours
                break


def _core(name: str) -> str:
    """Fold a name and take out the words that only say what the table is of."""
    return " ".join(word for word in fold_name(name).split() if word not in FILLERS)


def _order(name: str) -> int:
    known = list(NAMES)
    return known.index(name) if name in NAMES else len(known)


def _check_given(given: Mapping[str, str], theirs: list[str], file: str) -> None:
    for ours, name in given.items():
        if ours not in _TARGETS:
            msg = f"columns: {ours!r} is no column of the incident table; choose one of {', '.join(sorted(_TARGETS))}"
            raise InputError(msg)
        if name not in theirs:
            raise InputError(
                f"{file}: no column {name!r} for {ours}; it has {', '.join(theirs[:20])}"
            )
