"""What is known about a name besides its letters: the country, the region, what lies near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.geodesy import distance_m

if TYPE_CHECKING:
    from sitmap.gazetteer import Place
    from sitmap.geocoding.neighbours import TablePrior

# metres that a place may lie outside of its unit
_MARGIN_M: Final = 15_000.0
_MARGIN_DEG: Final = 0.14
"""15 km: administrative borders move, and boxes are drawn around settlements, not along borders."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where to look, and where to look first.

    Attributes
    ----------
    countries
        ISO 3166-1 alpha-2 codes, upper case; nothing outside them is returned. Empty for the world.
    regions
        Units that the place lies in: each inner tuple holds the candidates for one named unit.
    near
        (lat, lon) that the place should be close to.
    bbox
        (west, south, east, north) that the place should be in, or must be in if ``bounded``.
    prior
        Points that a place gains from what the other rows of the table name.
    is_assumed
        The countries are those of regions of the name alone: none was given.
    unknown
        Regions that were given and that no unit is called; they narrow nothing.
    """

    countries: frozenset[str] = frozenset()
    regions: tuple[tuple[Place, ...], ...] = ()
    near: tuple[float, float] | None = None
    bbox: tuple[float, float, float, float] | None = None
    bounded: bool = False
    prior: TablePrior | None = None
    is_assumed: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """The only country to look in, or an empty string."""
        return (
            next(iter(self.countries)) if len(self.countries) == 1 else ""
        )

    @property
    def is_plain(self) -> bool:
        """Whether no place is preferred to another."""
        return (
            self.near is None and self.bbox is None and self.prior is None
        )

    def in_box(self, place: Place) -> bool:
        """Tell whether the place lies in the preferred box."""
        return self.bbox is not None and _in_box(
            place.lat, place.lon, self.bbox, 0.0
        )


NO_CONTEXT: Final = Context()


def is_inside(
    place: Place, units: tuple[Place, ...], *, strict: bool = False
) -> bool:
    """Tell whether a place lies in one of the units that a name may mean.

    By the code of its first-level unit where both have one; otherwise, and where not ``strict``, by
    box and radius with a margin of 15 km: borders move, and gazetteers put border villages on the
    wrong side.
    """
    return any(_inside(place, unit, strict=strict) for unit in units)


def _inside(place: Place, unit: Place, *, strict: bool) -> bool:
    if unit.kind == "country":
        return place.country == unit.country
    if place.id == unit.id:
        return True
    if (
        unit.country
        and place.country
        and unit.country != place.country
        and unit.kind != "region"
    ):
        return False
    if strict and unit.kind == "admin1" and unit.admin1 and place.admin1:
        return place.admin1 == unit.admin1
    if unit.bbox is not None:
        return _in_box(place.lat, place.lon, unit.bbox, _MARGIN_DEG)
    return (
        distance_m(place.lat, place.lon, unit.lat, unit.lon)
        <= unit.uncertainty_m + _MARGIN_M
    )


def _in_box(
    lat: float,
    lon: float,
    bbox: tuple[float, float, float, float],
    margin: float,
) -> bool:
    west, south, east, north = bbox
    if not south - margin <= lat <= north + margin:
        return False
    if west > east:
        return lon >= west - margin or lon <= east + margin
    return west - margin <= lon <= east + margin
