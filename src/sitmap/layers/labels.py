"""Place names for the basemap: the prominent places of a box, each in the languages that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import shapely

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.kinds import SETTLEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitmap.gazetteer import Place
    from sitmap.outlines import Box

__all__ = ["find_labels"]

_LANGUAGES: Final = {"en": "en", "sq": "sq", "sr": "sr", "sr_cyrl": "sr-Cyrl", "uk": "uk", "ru": "ru"}
_CAPITAL_ROOM: Final = 0.25  # degrees: what a label needs of a country to be worth writing


def find_labels(
    box: Box, countries: Iterable[tuple[str, str, shapely.Geometry]], *, limit: int
) -> list[dict[str, Any]]:
    """List the labels of a box, most important first.

    Parameters
    ----------
    box
        West, south, east, north in degrees.
    countries
        Code, name and visible part of each country in the box; each is named inside its visible part.
    limit
        Settlements at most.

    Returns
    -------
    list of dict
        ``t`` the name, ``n`` names by language where they differ, ``x`` longitude, ``y`` latitude, ``r`` rank (0 first),
        ``k`` kind.
    """
    found = [label for code, name, cut in countries if (label := _country_label(code, name, cut)) is not None]
    places = embedded_index().within(box, limit, SETTLEMENTS) if limit else []
    return [{**label, "r": rank} for rank, label in enumerate([*found, *map(_place_label, places)])]


def _country_label(code: str, name: str, cut: shapely.Geometry) -> dict[str, Any] | None:
    largest = max(shapely.get_parts(cut), key=shapely.area)
    west, south, east, north = largest.bounds
    if min(east - west, north - south) < _CAPITAL_ROOM:
        return None
    spot = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
    place = embedded_index().by_id(f"country:{code}") if code else None
    if place is None:
        return {"t": name, "n": {}, "x": round(spot[0], 3), "y": round(spot[1], 3), "k": "country"}
    return {
        "t": place.name,
        "n": _names(place),
        "x": round(spot[0], 3),
        "y": round(spot[1], 3),
        "k": "country",
    }


def _place_label(place: Place) -> dict[str, Any]:
    return {
        "t": place.name,
        "n": _names(place),
        "x": round(place.lon, 4),
        "y": round(place.lat, 4),
        "k": "settlement",
    }


def _names(place: Place) -> dict[str, str]:
    known = {_LANGUAGES[key]: name for key, name in reversed(place.names_by_language) if key in _LANGUAGES}
    return {language: name for language, name in known.items() if name != place.name}
