"""Which outline is which unit's: provinces of Natural Earth and units of GeoNames, by settlements.

Names and codes of the two differ, and so do their years; what a province holds tells. One whose
settlements nearly all belong to a unit is that unit's, or a part of it. One that holds several
units (an old province, a group of districts) is parted among them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import shapely

from sitmap.gazetteer.partition import part_among

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.gazetteer.place import Place
    from sitmap.gazetteer.sources.provinces import Province

# Nearly all: the rest are coordinates on the wrong side of a border.
_WHOLE: Final = 0.8
# share of a unit's places that may lie in another outline by mistake
_STRAYS: Final = 0.02


class Borders(NamedTuple):
    """Outlines by unit.

    Attributes
    ----------
    pieces
        What each first-level unit is made of.
    first, second
        The province that is one with a unit, by the unit's code.
    others
        Provinces that are no unit of today, with the first-level unit around them, if it is one.
    """

    pieces: dict[str, list[Any]]
    first: dict[str, Province]
    second: dict[str, Province]
    others: list[tuple[Province, str]]


def code_of(place: Place, level: int) -> str:
    """Return the code of the unit that holds a place: ``UA.05``, ``UA.05.1412``."""
    return ".".join(
        (place.country, place.admin1, place.admin2)[: level + 1]
    )


def draw_borders(
    names: tuple[Mapping[str, str], Mapping[str, str]],
    places: Sequence[Place],
    provinces: Sequence[Province],
) -> Borders:
    """Match provinces and units.

    Parameters
    ----------
    names
        Names of first- and second-level units by their codes.
    places
        The settlements of the world.
    provinces
        The outlines.
    """
    held = _held(places, provinces)
    totals = [
        Counter(code_of(place, level) for place in places)
        for level in (1, 2)
    ]
    borders = Borders(defaultdict(list), {}, {}, [])
    for province, inside in zip(provinces, held, strict=True):
        codes = _units_of(inside, 1, names[0])
        owner = _owner(codes)
        for code, piece in _pieces(
            province, codes, owner, names[0]
        ).items():
            borders.pieces[code].append(piece)
        district = _owner(_units_of(inside, 2, names[1]))
        if owner and _is_one(codes, owner, totals[0]):
            borders.first[owner] = province
        elif district and _is_one(
            _units_of(inside, 2, names[1]), district, totals[1]
        ):
            borders.second[district] = province
        elif inside:
            borders.others.append((province, owner))
    return borders


def _held(
    places: Sequence[Place], provinces: Sequence[Province]
) -> list[list[Place]]:
    """List the settlements inside each province."""
    held: list[list[Place]] = [[] for _ in provinces]
    tree = shapely.STRtree([province.outline for province in provinces])
    spots = shapely.points([(place.lon, place.lat) for place in places])
    for spot, province in zip(
        *tree.query(spots, predicate="intersects"), strict=True
    ):
        held[province].append(places[spot])
    return held


def _units_of(
    places: Sequence[Place], level: int, names: Mapping[str, str]
) -> dict[str, list[tuple[float, float]]]:
    """Return the points of each unit that has more than strays among some settlements."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in places:
        if (code := code_of(place, level)) in names:
            points[code].append((place.lat, place.lon))
    least = _STRAYS * len(places)
    return {
        code: spots for code, spots in points.items() if len(spots) >= least
    }


def _owner(units: Mapping[str, Sequence[Any]]) -> str:
    """Return the unit that nearly all settlements belong to; empty if there is none."""
    total = sum(map(len, units.values()))
    best = max(units, key=lambda code: len(units[code]), default="")
    return best if best and len(units[best]) >= _WHOLE * total else ""


def _is_one(
    units: Mapping[str, Sequence[Any]], code: str, totals: Mapping[str, int]
) -> bool:
    """Tell whether a province holds nearly all of the unit that owns it."""
    return len(units[code]) >= _WHOLE * totals[code]


def _pieces(
    province: Province,
    units: Mapping[str, Sequence[tuple[float, float]]],
    owner: str,
    names: Mapping[str, str],
) -> dict[str, Any]:
    """Give a province to its owner, or part it; one without settlements goes by its own code."""
    code = owner or (
        province.code if not units and province.code in names else ""
    )
    if code:
        return {code: province.outline}
    return part_among(province.outline, units) if units else {}
