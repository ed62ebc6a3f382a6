"""What places and countries are called in the language of a map.

The gazetteer's own names come first, then the Unicode CLDR's (by Babel: countries, and the cities
that stand for time zones), then names written over by published rules.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.text import fold
from sitmap.gazetteer.transliteration import list_systems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

    from sitmap.gazetteer import Place

_KEYS: Final = {"sr-Cyrl": "sr_cyrl"}
"""Page languages that the gazetteer has another key for."""
_LOCALES: Final = {"sr": "sr_Latn", "sr-Cyrl": "sr_Cyrl"}
_GAJ: Final = ("RS", "ME", "BA")
"""Countries whose usual names are in the Latin letters that Serbian has, too."""
_ORIGINALS: Final = ("uk", "ru")
"""Languages that names are written over from, the place's own."""


def name_in(place: Place, language: str) -> str:
    """Return what a place is called in a language; empty where that isn't known.

    Parameters
    ----------
    place
        A settlement or a country of the gazetteer.
    language
        As BCP 47: "de", "sr-Cyrl".

    Examples
    --------
    >>> from sitmap.gazetteer import embedded_index
    >>> vienna = next(each for each in embedded_index().exact("vienna", {"AT"}))
    >>> serbia = embedded_index().by_id("country:RS")
    >>> name_in(vienna, "de"), name_in(serbia, "de"), name_in(serbia, "es")
    ('Wien', 'Serbien', 'Serbia')
    """
    own = dict(reversed(place.names_by_language))
    listed = own.get(_KEYS.get(language, language))
    if listed:
        return listed
    latin = own.get("sr") or (place.name if place.country in _GAJ else "")
    if language == "sr-Cyrl" and latin and place.kind != "country":
        return _in_cyrillic(latin)
    if place.kind == "country":
        return _countries(language).get(place.country, "")
    return _cities(language).get(
        (place.country, fold(place.name))
    ) or _written_over(own, language)


def _in_cyrillic(name: str) -> str:
    return next(
        each for each in list_systems() if each.into == "sr_cyrl"
    ).write(name)


def _written_over(own: Mapping[str, str], language: str) -> str:
    original = next((key for key in _ORIGINALS if key in own), "")
    systems = (
        each
        for each in list_systems()
        if (each.of, each.into) == (original, language)
    )
    system = next(systems, None)
    if system:
        return system.write(own[original])
    return ""


@cache
def _locale(language: str) -> Locale:
    from babel import Locale

    return Locale.parse(_LOCALES.get(language, language))


@cache
def _countries(language: str) -> Mapping[str, str]:
    return dict(_locale(language).territories)


@cache
def _cities(language: str) -> Mapping[tuple[str, str], str]:
    """Return the cities that time zones are named for: country and folded English name to name."""
    from babel.core import get_global

    english, wanted = _locale("en").time_zones, _locale(language).time_zones
    found: dict[tuple[str, str], str] = {}
    countries = dict(get_global("zone_territories"))
    # the CLDR keeps a zone's first id (Europe/Kiev), the time zone database its newest
    older = {
        old: countries[new]
        for old, new in get_global("zone_aliases").items()
        if new in countries
    }
    for zone, country in (older | countries).items():
        told = _city(wanted, zone)
        usual = _city(english, zone) or zone.rpartition("/")[2].replace(
            "_", " "
        )
        if told:
            found[country, fold(usual)] = told
    return found


def _city(zones: Mapping[str, Mapping[str, str]], zone: str) -> str:
    try:
        return zones[zone].get("city", "")
    except KeyError:  # Babel's own mapping has no get that falls back
        return ""
