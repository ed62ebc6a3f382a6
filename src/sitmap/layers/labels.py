"""Place names for the basemap: the prominent places of a box, each in the languages that are known."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import shapely

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.kinds import SETTLEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.gazetteer import Place
    from sitmap.outlines import Box

__all__ = ["find_labels"]

_LANGUAGES: Final = {"sq": "sq", "sr": "sr", "sr_cyrl": "sr-Cyrl", "uk": "uk", "ru": "ru"}
_CAPITAL_ROOM: Final = 0.25  # degrees: what a label needs of a country to be worth writing


def find_labels(
    box: Box, focus: Box, countries: Iterable[tuple[str, str, shapely.Geometry]], *, limit: int
) -> list[dict[str, Any]]:
    """List the labels of a box, most important first.

    Parameters
    ----------
    box
        West, south, east, north in degrees.
    focus
        The part of it that holds the data: half of the labels are there, so that villages are named
        where they matter.
    countries
        Code, name and visible part of each country in the box; each is named inside its visible
        part.
    limit
        Settlements at most.

    Returns
    -------
    list of dict
        ``t`` the name, ``n`` names by language where they differ, ``x`` longitude, ``y`` latitude,
        ``r`` rank (0 first), ``k`` kind.
    """
    named = ((code, cut) for code, name, cut in countries if code and name != "Crimea")
    by_size = sorted(named, key=lambda pair: -_size_seen(pair[1]))
    found = [label for code, cut in by_size if (label := _country_label(code, cut)) is not None]
    index, half = embedded_index(), limit // 2
    near = index.within(focus, half, SETTLEMENTS) if half else []
    around = index.within(box, limit - half, SETTLEMENTS) if limit else []
    places = sorted(
        {place.id: place for place in (*near, *around)}.values(), key=lambda place: -place.rank
    )
    return [{**label, "r": rank} for rank, label in enumerate([*found, *map(_place_label, places)])]


def _size_seen(cut: shapely.Geometry) -> float:
    """Area of a shape on a map, in square degrees at the equator: a large country is named before a small one."""
    middle = shapely.box(*cut.bounds).centroid.y
    return float(shapely.area(cut)) * math.cos(math.radians(middle))


def _country_label(code: str, cut: shapely.Geometry) -> dict[str, Any] | None:
    """Name a country with a code; outlines in dispute that have none carry no name."""
    largest = max(shapely.get_parts(cut), key=shapely.area)
    west, south, east, north = largest.bounds
    if min(east - west, north - south) < _CAPITAL_ROOM:
        return None
    spot = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
    place = _country(code)
    if place is None:
        return None
    return {
        "t": place.name,
        "n": _names(place, place.name),
        "x": round(spot[0], 3),
        "y": round(spot[1], 3),
        "k": "country",
    }


@cache
def _country(code: str) -> Place | None:
    return embedded_index().by_id(f"country:{code}")


def _place_label(place: Place) -> dict[str, Any]:
    spot = {"x": round(place.lon, 4), "y": round(place.lat, 4)}
    written = neutral_name(place)
    return {"t": written, "n": _names(place, written), **spot, "k": "settlement"}


def neutral_name(place: Place) -> str:
    """Return the name that takes no side: in Kosovo, both names where the usual one is just Albanian or just Serbian.

    Examples
    --------
    >>> towns = [embedded_index().by_id(f"supplement:xk-{town}") for town in ("pristina", "peja", "zvecan")]
    >>> [neutral_name(town) for town in towns if town]
    ['Pristina', 'Peja/Peć', 'Zvečan/Zveçan']
    """
    albanian = [name for language, name in place.names_by_language if language == "sq"]
    serbian = [name for language, name in place.names_by_language if language == "sr"]
    if place.country != "XK" or not albanian or not serbian:
        return place.name
    if (place.name in albanian) == (place.name in serbian):
        return place.name
    return f"{place.name}/{(serbian if place.name in albanian else albanian)[0]}"


def _names(place: Place, written: str) -> dict[str, str]:
    known = {
        _LANGUAGES[key]: name
        for key, name in reversed(place.names_by_language)
        if key in _LANGUAGES
    }
    return {language: name for language, name in known.items() if name != written}
