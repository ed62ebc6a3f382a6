"""Place names for the basemap: the prominent places of a box, in the languages that are known."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.areas import short_name
from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geodesy import EQUATOR_RADIUS_M, METRES_PER_DEGREE, distance_m
from sitmap.layers.content import PlaceLabel
from sitmap.layers.place_names import name_in
from sitmap.layers.words import to_cyrillic
from sitmap.outlines import load_outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from sitmap.gazetteer import Place
    from sitmap.outlines import Box, DistrictName

_LANGUAGES: Final = {
    "sq": "sq",
    "sr": "sr",
    "sr_cyrl": "sr-Cyrl",
    "uk": "uk",
    "ru": "ru",
}
_SEVERAL: Final = (
    "local",
    "both",
)  # choices that need a place's names in several languages
_LOCAL: Final = ("local", "sq", "sr", "uk", "ru")
# degrees: what a label needs of a country to be worth writing
_CAPITAL_ROOM: Final = 0.05
_SPOT_DEG: Final = 0.01  # how well the middle of a country is known
_LEAST_SHRINK: Final = 0.1  # of a degree of longitude, near the poles
_NEAREST: Final = 10  # places to each incident
# a place's rank is a hundred times the decimal logarithm of its people
_RANKS_OF_FOUR: Final = 60
# names near incidents, at some thirty bytes of the page each
_MOST_NEAR: Final = 4_000
_GRAIN_DEG: Final = 0.01  # a kilometre: incidents nearer to each other have the same places near
# where incidents are; more are told apart less finely
_MOST_SPOTS: Final = 5_000
_ROW: Final = 1_000_000  # cells around the world, and more
# of a box, beyond which names of districts are noise
_UNITS_DEG: Final = 30.0
# a district of that width is a town and what is around it
_TOWN_DEG: Final = 0.6
_UNIT_PX: Final = 110  # the width of a district whose name has room
# the world at zoom 0, as web maps have it
_TILE_PX: Final = 256
# 110 m, against a division by nothing
_LEAST_ROOM_DEG: Final = 1e-3
# closer one sees a part of a district, and the names of places
_UNIT_ZOOM: Final = 10
# names of districts in a page
_MOST_UNITS: Final = 150
_UNIT_KINDS: Final = ("admin1", "admin2", "municipality")
# of the people of the town around it, at most: a part of that town
_DISTRICT_SHARE: Final = 0.4
_TOWNS: Final = ("city", "town")  # an island of no people has no parts
# Mariupol's district on the right bank counts half as many people again as Mariupol
_OVERCOUNTED: Final = 2.0
_DISTRICT_ZOOMS: Final = (
    8,
    11,
)  # between which a town's parts begin to be named
# from the middle of a town to a part of it that has its own name
_DISTRICT_PX: Final = 80
_PIXEL_M: Final = (
    2 * math.pi * EQUATOR_RADIUS_M / 256
)  # at zoom 0, on the equator


def find_labels(
    box: Box,
    focus: Box,
    countries: Iterable[tuple[str, str, shapely.Geometry]],
    *,
    limit: int,
    names: str = "local",
    points: NDArray[np.float64] | None = None,
    closely: bool = True,
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
        Settlements at most, besides those near incidents.
    names
        Which names are wanted beside the usual ones: those of a language ("de"), or all that the
        gazetteer has of the region's own ("local", "both").
    points
        Longitudes and latitudes of the incidents (n, 2): a town that has some comes before its
        like, so that a mark has the name of its own town and not of the next.
    closely
        Whether the ten places nearest to each are named too, so that a reader who looks closely
        finds names there.

    Returns
    -------
    list of dict
        ``t`` the name, ``n`` names by language where they differ, ``x`` longitude, ``y`` latitude,
        ``r`` rank (0 first), ``k`` kind, ``z`` the zoom from which it is drawn, if not from the
        first.
    """
    named = (
        (code, cut)
        for code, name, cut in countries
        if code and name != "Crimea"
    )
    by_size = sorted(named, key=lambda pair: -_size_seen(pair[1]))
    found = [
        label
        for code, cut in by_size
        if (label := _country_label(code, cut, names)) is not None
    ]
    index, half = embedded_index(), limit // 2
    near = index.within(_on_index(focus), half, SETTLEMENTS) if half else []
    wide = (
        index.within(_on_index(box), 2 * (limit - half), SETTLEMENTS)
        if limit
        else []
    )
    spots = (
        np.empty((0, 2))
        if points is None or not limit
        else _thin_spots(points)
    )
    beside = (
        index.nearest_to(spots, _NEAREST, SETTLEMENTS)[:_MOST_NEAR]
        if closely and len(spots)
        else []
    )
    seen = {place.id: place for place in (*near, *wide, *beside)}
    districts = _find_districts(_by_rank(seen.values()))
    around = [place for place in wide if place.id not in districts]
    known = {
        place.id: place
        for place in (*near, *around[: limit - half], *beside)
    }
    places = _by_rank(known.values(), spots)
    labels = [
        _place_label(place, names, districts.get(place.id))
        for place in places
    ]
    units = (
        _find_units(box, names, {label["t"] for label in labels})
        if limit
        else []
    )
    return [
        {**label, "r": rank}
        for rank, label in enumerate([*found, *labels, *units])
    ]


def _on_index(box: Box) -> Box:
    """Return a box as the gazetteer's index takes it: west beyond east across the antimeridian."""
    west, south, east, north = box
    return (west, south, east - 360 if east > 180 else east, north)  # noqa: PLR2004 - degrees


def _by_rank(
    places: Iterable[Place], spots: NDArray[np.float64] | None = None
) -> list[Place]:
    """Order places by their people.

    Those with a spot come before others of up to four times as many.
    """
    listed = list(places)
    gain = (
        np.zeros(len(listed))
        if spots is None or not len(spots) or not listed
        else _RANKS_OF_FOUR * _hold_any(listed, spots)
    )
    order = sorted(
        range(len(listed)), key=lambda at: -listed[at].rank - gain[at]
    )
    return [listed[at] for at in order]


def _hold_any(
    places: Sequence[Place], spots: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which places of which the people are counted have a spot in the square around them."""
    lon, lat, radius = np.array(
        [(one.lon, one.lat, one.uncertainty_m) for one in places]
    ).T
    tree = shapely.STRtree(shapely.points(spots))
    squares = _squares_around(lon, lat, radius)
    held, _ = tree.query(squares, predicate="intersects")
    is_counted = np.array([one.population > 0 for one in places])
    return is_counted & np.isin(np.arange(len(places)), held)


def _squares_around(
    lon: NDArray[np.float64],
    lat: NDArray[np.float64],
    radius_m: NDArray[np.float64],
) -> NDArray[np.object_]:
    reach = radius_m / METRES_PER_DEGREE
    wide = reach / np.maximum(np.cos(np.radians(lat)), _LEAST_SHRINK)
    squares: NDArray[np.object_] = shapely.box(
        lon - wide, lat - reach, lon + wide, lat + reach
    )
    return squares


def choose_name(
    name: str, own: Mapping[str, str], names: str = "en"
) -> str:
    """Return which of a place's names a map writes.

    Parameters
    ----------
    name
        Its usual name.
    own
        Its names by language, where they differ.
    names
        A language; "both" (Albanian / Serbian); or "local": the region's own, both where it has an
        Albanian and a Serbian one.

    Examples
    --------
    >>> own = {"sq": "Prishtina", "sr": "Priština"}
    >>> [choose_name("Pristina", own, names) for names in ("en", "sq", "sr-Cyrl", "local")]
    ['Pristina', 'Prishtina', 'Приштина', 'Prishtina / Priština']
    """
    has_both = "sq" in own and "sr" in own
    if names == "local" and not has_both:
        return next((own[key] for key in _LOCAL if key in own), name)
    if names == "sr-Cyrl":
        return own.get(names) or (
            to_cyrillic(own["sr"]) if "sr" in own else name
        )
    if names not in ("both", "local"):
        return own.get(names, name)
    pair = (own.get("sq", name), own.get("sr", name))
    return " / ".join(
        dict.fromkeys(one for both in pair for one in both.split("/"))
    )


def name_label(label: Mapping[str, Any], names: str) -> PlaceLabel:
    """Make a label of what `find_labels` found, with the name that the map writes."""
    return PlaceLabel(
        label["t"],
        choose_name(label["t"], label["n"], names),
        label["x"],
        label["y"],
        label["r"],
        label["k"],
        label.get("z", 0),
    )


def _thin_spots(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keep so few of the points that each can be looked around."""
    grain = _GRAIN_DEG
    spots = _thin(points, grain)
    while len(spots) > _MOST_SPOTS:
        grain *= 2
        spots = _thin(spots, grain)
    return spots


def _thin(points: NDArray[np.float64], grain: float) -> NDArray[np.float64]:
    """Keep one of the points in each cell: one number a cell sorts faster than two."""
    cells: NDArray[np.int64] = np.rint(points / grain).astype(np.int64)
    _, kept = np.unique(cells[:, 0] * _ROW + cells[:, 1], return_index=True)
    return cells[kept].astype(np.float64) * grain


def _find_units(
    box: Box, names: str, written: set[str]
) -> list[dict[str, Any]]:
    """Name the first-level districts of a box, each from the zoom on at which it has room.

    A small one is not named beside the town that it is called after.
    """
    if box[2] - box[0] > _UNITS_DEG:
        return []
    found = []
    for one in load_outlines().district_names_at(box):
        place = _unit_of(one)
        if (
            place is not None
            and (zoom := _zoom_for(one.room_deg)) <= _UNIT_ZOOM
        ):
            text = short_name(neutral_name(place))
            if one.room_deg < _TOWN_DEG and text in written:
                continue
            told = {
                "t": text,
                "n": _names(place, text, names),
                "x": one.lon,
                "y": one.lat,
            }
            found.append({**told, "k": "admin1", "z": zoom})
    return found[:_MOST_UNITS]


def _zoom_for(room_deg: float) -> int:
    """Return the zoom at which so many degrees have room for a name."""
    return math.ceil(
        math.log2(
            _UNIT_PX * 360 / _TILE_PX / max(room_deg, _LEAST_ROOM_DEG)
        )
    )


@cache
def _unit_of(district: DistrictName) -> Place | None:
    """Find a district in the gazetteer: by its code, or else by its name.

    Kosovo's are municipalities, whose towns have a neutral name.
    """
    index = embedded_index()
    place = (
        index.by_id(f"admin1:{district.code}") if district.code else None
    )
    if place is not None or not district.country:
        return place
    kinds = SETTLEMENTS if district.country == "XK" else _UNIT_KINDS
    found = index.named(fold(district.name), (district.country,))
    return next((place for place, _ in found if place.kind in kinds), None)


def _find_districts(places: list[Place]) -> dict[str, int]:
    """Find parts of towns, places within the radius of a larger one, each with its first zoom.

    A cluster of incidents in the town is otherwise captioned with one of its districts. The source
    counts a district's people now and then above the town's; towns of the supplement are known.
    What lies far enough from the middle to be told from it is named sooner: suburbs.
    """
    if not places:
        return {}
    lon, lat, people, radius = np.array(
        [
            (one.lon, one.lat, one.population, one.uncertainty_m)
            for one in places
        ]
    ).T
    by_hand = np.array([one.id.startswith("supplement:") for one in places])
    is_town = np.array([one.kind in _TOWNS for one in places])
    tree = shapely.STRtree(shapely.points(lon, lat))
    squares = _squares_around(lon, lat, radius)
    towns, parts = tree.query(squares, predicate="intersects")
    is_smaller = people[parts] < people[towns] * _DISTRICT_SHARE
    is_known = (
        (by_hand & is_town)[towns]
        & (radius[parts] < radius[towns])
        & (people[parts] < people[towns] * _OVERCOUNTED)
    )
    is_part = (is_smaller | is_known) & ~by_hand[parts]
    is_whole = ~np.isin(
        towns, parts[is_part]
    )  # what lies beside a town's part is none of its
    kept = zip(
        parts[is_part & is_whole].tolist(),
        towns[is_part & is_whole].tolist(),
        strict=True,
    )
    zooms: dict[str, int] = {}
    for part, town in sorted(
        kept, key=lambda pair: float(people[pair[1]])
    ):  # the largest last
        own, whole = places[part], places[town]
        away = distance_m(own.lat, own.lon, whole.lat, whole.lon)
        zooms[own.id] = _zoom_apart(away, own.lat)
    return zooms


def _zoom_apart(away_m: float, lat: float) -> int:
    """Return the zoom from which two places so far apart are told from each other."""
    least, most = _DISTRICT_ZOOMS
    pixels = max(away_m, 1.0) / (_PIXEL_M * math.cos(math.radians(lat)))
    return min(
        max(math.ceil(math.log2(_DISTRICT_PX / pixels)), least), most
    )


def _size_seen(cut: shapely.Geometry) -> float:
    """Area of a shape on a map, in square degrees at the equator.

    A large country is named before a small one.
    """
    middle = shapely.box(*cut.bounds).centroid.y
    return float(shapely.area(cut)) * math.cos(math.radians(middle))


def _country_label(
    code: str, cut: shapely.Geometry, names: str
) -> dict[str, Any] | None:
    """Name a country with a code; outlines in dispute that have none carry no name."""
    largest = max(shapely.get_parts(cut), key=shapely.area)
    west, south, east, north = largest.bounds
    if min(east - west, north - south) < _CAPITAL_ROOM:
        return None
    spot = shapely.maximum_inscribed_circle(
        largest, tolerance=_SPOT_DEG
    ).coords[0]
    place = _country(code)
    if place is None:
        return None
    return {
        "t": place.name,
        "n": _names(place, place.name, names),
        "x": round(spot[0], 3),
        "y": round(spot[1], 3),
        "k": "country",
    }


@cache
def _country(code: str) -> Place | None:
    return embedded_index().by_id(f"country:{code}")


def _place_label(
    place: Place, names: str, zoom: int | None
) -> dict[str, Any]:
    spot = {"x": round(place.lon, 4), "y": round(place.lat, 4)}
    written = neutral_name(place)
    closer = {} if zoom is None else {"z": zoom}
    return {
        "t": written,
        "n": _names(place, written, names),
        **spot,
        "k": "settlement",
        **closer,
    }


def neutral_name(place: Place) -> str:
    """Return the name that takes no side: in Kosovo both, where the usual one is of one language.

    Examples
    --------
    >>> names = ("pristina", "peja", "zvecan")
    >>> towns = [embedded_index().by_id(f"supplement:xk-{name}") for name in names]
    >>> [neutral_name(town) for town in towns if town]
    ['Pristina', 'Peja/Peć', 'Zvečan/Zveçan']
    """
    albanian = [
        name
        for language, name in place.names_by_language
        if language == "sq"
    ]
    serbian = [
        name
        for language, name in place.names_by_language
        if language == "sr"
    ]
    if place.country != "XK" or not albanian or not serbian:
        return place.name
    if (place.name in albanian) == (place.name in serbian):
        return place.name
    return f"{place.name}/{(serbian if place.name in albanian else albanian)[0]}"


def _names(place: Place, written: str, names: str) -> dict[str, str]:
    if names == "en":
        return {}  # the usual name, which takes no side
    if names not in _SEVERAL:
        told = name_in(place, names)
        return {names: told} if told and told != written else {}
    known = {
        _LANGUAGES[key]: name
        for key, name in reversed(place.names_by_language)
        if key in _LANGUAGES
    }
    return {
        language: name
        for language, name in known.items()
        if name != written
    }
