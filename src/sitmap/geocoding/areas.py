"""Countries and regions as callers name them.

They use codes, English names, and names in the country's own language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError
from sitmap.gazetteer import open_gazetteer
from sitmap.gazetteer.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.gazetteer import PlaceLibrary

# letters of the longest code of a country (ISO 3166-1)
_ALPHA_3 = 3
_OTHER_CODES: Final = dict.fromkeys(("kos", "rks", "ksv"), "xk")
"""Codes of no standard that tables have: of sports federations, number plates, and the WHO."""

# letters of a value that a message quotes
_TOLD = 60


def find_countries(library: PlaceLibrary, names: object) -> frozenset[str]:
    """Resolve a country, or a list of them, to ISO 3166-1 alpha-2 codes; unknown ones are left off.

    Parameters
    ----------
    library
        Where to look.
    names
        ``"xk"``, ``"XKX"``, ``"Kosovë"``, ``"rs,xk"``, a list of such, or None.

    Examples
    --------
    >>> from sitmap.gazetteer import open_gazetteer
    >>> sorted(find_countries(open_gazetteer(), ["Kosovë", "srb"]))
    ['RS', 'XK']
    """
    return frozenset(
        filter(
            None, (_country_code(library, name) for name in _each(names))
        )
    )


def check_country(
    names: object, library: PlaceLibrary | None = None
) -> frozenset[str]:
    """Resolve a country, or a list of them, as `find_countries` does; an unknown one is an error.

    Parameters
    ----------
    names
        ``"xk"``, ``"Kosovë"``, ``"rs,xk"``, or a list of such.
    library
        Where to look; the embedded gazetteer if not given.

    Raises
    ------
    InputError
        If one of them is no country that is known.

    Examples
    --------
    >>> sorted(check_country("rs, Kosovë".split(", ")))
    ['RS', 'XK']
    """
    places = library or open_gazetteer()
    codes = []
    for name in _each(names):
        code = _country_code(places, name) or _country_around(places, name)
        if not code:
            raise InputError(
                f"no country is called {name.strip()[:_TOLD]!r}; pass an ISO code (XK) or a name"
                " (Kosovo)"
            )
        codes.append(code)
    if not codes:
        raise InputError(
            f"no country is called {str(names)[:_TOLD]!r}; pass an ISO code (XK) or a name (Kosovo)"
        )
    return frozenset(codes)


def _each(names: object) -> Iterable[str]:
    if isinstance(names, str):
        listed = names.split(",")
        return (
            listed
            if all(len(name.strip()) <= _ALPHA_3 for name in listed)
            else [names]
        )
    if isinstance(names, list | tuple | set | frozenset):
        return [name for name in names if isinstance(name, str)]
    return []


def _country_code(library: PlaceLibrary, name: str) -> str:
    """Resolve one name.

    "DR Congo (Zaire)" and "Congo, Democratic Republic of" are as tables have them.
    """
    return next(
        filter(
            None,
            (
                _exact_code(library, fold(spelling))
                for spelling in _spellings(name)
            ),
        ),
        "",
    )


def _country_around(library: PlaceLibrary, name: str) -> str:
    """Return the one country whose places a region of no country's code is listed with.

    Tables have "Somaliland" and "Transnistria" in a column of countries; where they are looked up
    says nothing of whose they are.
    """
    codes = {
        place.country
        for place in library.exact(fold(name))
        if place.kind == "region" and place.country.isalpha()
    }
    if len(codes) == 1:
        return codes.pop()
    return ""


def _spellings(name: str) -> Iterable[str]:
    yield name
    outside, _, inside = name.partition("(")
    if inside:
        yield outside
        yield inside
    before, _, after = outside.partition(",")
    if after:
        yield f"{after} {before}"
        yield before


def _exact_code(library: PlaceLibrary, key: str) -> str:
    if not key:
        return ""
    key = _OTHER_CODES.get(key, key)
    if len(key) <= _ALPHA_3 and (place := library.by_id(f"iso:{key}")):
        return place.country
    countries = [
        place for place in library.exact(key) if place.kind == "country"
    ]
    return (
        max(countries, key=lambda place: place.rank).country
        if countries
        else ""
    )
