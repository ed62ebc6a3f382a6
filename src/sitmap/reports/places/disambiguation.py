"""What each name of a report means: the whole report decides together, one sense per name.

Every name votes with its best candidate for countries, first-level units and neighbourhoods; the
votes are counted and the candidates weighed again, three times over. A name that is said to lie in
another ("Lima, Ohio") is bound to it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add, itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz.fuzz import ratio

from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.kind_words import kinds_of_word
from sitmap.geodesy import METRES_PER_DEGREE, distance_m
from sitmap.reports.places.lookup import is_main_name
from sitmap.reports.places.words import load_capitals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.gazetteer import Place
    from sitmap.reports.places.name import Name

# passes, each with what the one before found
_ROUNDS: Final = 3
# metres within which places support each other
_NEAR_M: Final = 100_000.0
_NEAR_DEG: Final = _NEAR_M / METRES_PER_DEGREE
# degrees of longitude of these metres at 77 degrees of latitude
_FAR_DEG: Final = 4.0
# the most points that neighbours give
_MOST_NEARNESS: Final = 2.0
# points behind the best, from which on a place is out
_NO_RIVAL: Final = 8.0
# metres within which two places are one spot
_TOWN_M: Final = 25_000.0
_TOWN_DEG: Final = 2 * _TOWN_M / METRES_PER_DEGREE
"""Further apart than this in latitude, two points are no town, without measuring."""
_ROW: Final = 1_000
"""What the numbers of cells grow by from one row to the next: more than there are in a row."""
# degrees of latitude of a cell in which neighbours are looked for
_CELL_LAT_DEG: Final = 2.0
# degrees of longitude of such a cell
_CELL_LON_DEG: Final = 12.0
_WEIGHT: Final = itemgetter(1)
_AREAS: Final = frozenset({"country", "admin1", "region"})
_UNITS: Final = frozenset({"admin1", "admin2", "municipality"})
# sure places of a report that others are measured against
_MOST_ANCHORS: Final = 60
# points of a country's name
_COUNTRY: Final = 7.4
# answers that are kept
_MOST_KNOWN: Final = 50_000
# points behind the best, within which a place may as well be meant
_LIKELY: Final = 2.0
_MUCH_LARGER: Final = 10
"""How many times a town's people live in a unit that is meant by their name, as Quebec's is; in
wars' regions towns have lost many of theirs (Kherson: a ninth of its oblast)."""
# of the points of a name that is written otherwise
_TRANSCRIBED: Final = 0.3
# of a hundred: how like two writings of one name are
_ALIKE: Final = 75.0
_ARTICLE: Final = 3
"""Letters of an article before a name: "Ar Raqqah" is written Raqqa, too."""
# points for a capital, which stands for its country
_CAPITAL: Final = 0.7
# prominence of 100,000 people
_FAMOUS: Final = 500
# the most points that other places of the report give
_MOST_SUPPORT: Final = 4.5
# what the logarithm of the votes for a country and for a unit counts
_PER_COUNTRY: Final = 0.8
_PER_UNIT: Final = 1.1
# points for a place inside what the report says holds it
_HELD: Final = 8.0


@dataclass(slots=True)
class Sense:
    """What a name means in this report.

    Attributes
    ----------
    place
        The place, or None where nothing fits.
    score
        0 to 1: how far it is ahead of the next candidate.
    support
        Points that the rest of the report gives it.
    n_candidates
        How many places have the name.
    around
        The unit of the same name that the place is the seat of, if that was the likelier reading.
    """

    place: Place | None
    score: float = 0.0
    support: float = 0.0
    n_candidates: int = 0
    around: Place | None = None


_Spot = tuple[int, int, float, float, float]
"""Where a candidate is: its number, its cell, its point, and how much narrower a degree of
longitude is there. A plain tuple, as there are thousands: the collector leaves them alone."""


class _Candidates(NamedTuple):
    """The places that a key may mean, with their prominence before the report has spoken."""

    places: tuple[Place, ...]
    priors: list[float]
    best: int
    fame: float
    areas: list[tuple[str, tuple[str, str] | None]]
    """Country and first-level unit of each."""
    spots: list[_Spot]
    """Where those are that are no areas, which are near to nothing; each with its number."""


@dataclass(slots=True)
class _Group:
    """The mentions of one key, and the candidates they share."""

    key: str
    names: list[Name]
    places: tuple[Place, ...]
    prior: list[float]
    areas: list[tuple[str, tuple[str, str] | None]]
    spots: list[_Spot]
    holders: set[str]
    weight: float = 1.0
    best: int = 0
    points: list[float] = field(default_factory=list)

    def shares(self) -> list[tuple[int, float]]:
        """Return the likely candidates with their shares of the vote."""
        points = self.points or self.prior
        if len(points) == 1:
            return [(0, 1.0)]
        best = points[self.best]
        weights = [
            (at, math.exp(value - best))
            for at, value in enumerate(points)
            if value > best - _LIKELY
        ]
        total = sum(weight for _, weight in weights)
        return [(at, weight / total) for at, weight in weights]


_Anchor = tuple[str, float, float, float]
"""A place that others may be near: the key of its name, its weight, latitude and longitude."""
_KNOWN: Final[dict[tuple[str, bool], _Candidates]] = {}


def resolve_names(
    names: Sequence[Name], home: Sequence[Place] = ()
) -> dict[str, Sense]:
    """Resolve the names of a report together.

    Parameters
    ----------
    names
        Weighed names (`sitmap.reports.places.features`); persons and what has no place are passed
        over.
    home
        Where the report is from: a country, a unit or a town, if known.

    Returns
    -------
    dict
        Key of the name to its sense.
    """
    groups = _group(names)
    votes = _Votes(home)
    for left in range(_ROUNDS, 0, -1):
        votes.count(groups, split=left > 1)
        by_key = {group.key: group for group in groups}
        for group in groups:
            # what has one meaning votes alike in every round; how far the report bears it out is
            # asked in the last
            if left == 1 or len(group.places) > 1:
                _choose(group, votes, by_key)
    return {group.key: _sense(group) for group in groups}


def _group(names: Sequence[Name]) -> list[_Group]:
    together: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.places and name.kind != "person":
            together[name.key].append(name)
    return [_make_group(key, members) for key, members in together.items()]


def _make_group(key: str, members: list[Name]) -> _Group:
    word = members[0].unit
    unit = bool(word) and kinds_of_word(word).isdisjoint(SETTLEMENTS)
    found = _candidates(
        max((name.places for name in members), key=len), key, unit=unit
    )
    doubt = max(name.points for name in members) + found.fame
    weight = min(len(members), 4) ** 0.5 * (1.0 if doubt > 1 else 0.2)
    holders = {name.holder for name in members if name.holder}
    return _Group(
        key,
        members,
        found.places,
        found.priors,
        found.areas,
        found.spots,
        holders,
        weight,
        found.best,
    )


def _candidates(
    places: tuple[Place, ...], key: str, *, unit: bool
) -> _Candidates:
    """Weigh the candidates; remembered, as reports say the same names again and again."""
    known = _KNOWN.get((key, unit))
    if known is None or known.places is not places:
        if len(_KNOWN) > _MOST_KNOWN:
            _KNOWN.clear()
        # "=homs province" is the key of a name that is called one: it is listed as Homs
        name = key[1:].rpartition(" ")[0] if key.startswith("=") else key
        priors = [_prior(place, name, unit=unit) for place in places]
        best = max(range(len(places)), key=priors.__getitem__)
        fame = _fame(max(place.rank for place in places))
        areas = [(each.country, _unit_of(each)) for each in places]
        spots = [
            _spot_of(at, each)
            for at, each in enumerate(places)
            if each.kind not in _AREAS
        ]
        known = _KNOWN[key, unit] = _Candidates(
            places, priors, best, fame, areas, spots
        )
    return known


def _spot_of(at: int, place: Place) -> _Spot:
    narrow = math.cos(math.radians(place.lat))
    cell = _cell_of(place.lat, place.lon)
    return at, cell, place.lat, place.lon, narrow


def _unit_of(place: Place) -> tuple[str, str] | None:
    return (place.country, place.admin1) if place.admin1 else None


def _fame(rank: int) -> float:
    return max(0.0, (rank - 300) / 125)


def _prior(place: Place, key: str, *, unit: bool) -> float:
    if place.kind == "country":
        base = _COUNTRY
    elif place.kind in ("admin1", "region"):
        base = (
            min(place.rank, 500) / 100
            + (1.0 if fold(place.name) == key else 0.4)
            + (2.0 if unit else 0.0)
        )
    else:
        base = min(place.rank, 700) / 100 + (
            _CAPITAL
            if load_capitals().get(place.country) == key
            and place.rank > _FAMOUS
            else 0.0
        )
    if is_main_name(place, key):
        return base
    return base - (
        _TRANSCRIBED if ratio(fold(place.name), key) >= _ALIKE else 1.0
    )


class _Votes:
    """How the report's names speak for countries, units and neighbourhoods."""

    def __init__(self, home: Sequence[Place]) -> None:
        self.home = home
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.units: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.anchors: list[tuple[str, float, Place]] = []
        self.cells: defaultdict[int, list[_Anchor]] = defaultdict(list)
        self.country_points: dict[str, float] = {}
        self.unit_points: dict[tuple[str, str], float] = {}

    def count(self, groups: Iterable[_Group], *, split: bool) -> None:
        """Count the votes; split, a name votes with all its likely candidates."""
        self.countries.clear()
        self.units.clear()
        self.anchors.clear()
        for group in groups:
            for at, share in (
                group.shares() if split else ((group.best, 1.0),)
            ):
                self._vote(
                    group.places[at], group.weight * share, group.key
                )
        for place in self.home:
            self._vote(place, 3.0, "")
        # every vote is more than nothing: `_country_points` asks no more of them
        log1p = math.log1p
        self.country_points = {
            country: _PER_COUNTRY * log1p(votes)
            for country, votes in self.countries.items()
        }
        self.unit_points = {
            unit: _PER_UNIT * log1p(votes)
            for unit, votes in self.units.items()
        }
        self._place_anchors()

    def _vote(self, place: Place, weight: float, key: str) -> None:
        if place.country:
            self.countries[place.country] += (
                weight if place.kind == "country" else 0.6 * weight
            )
        if place.admin1:
            self.units[place.country, place.admin1] += (
                weight if place.kind == "admin1" else 0.6 * weight
            )
        if place.kind not in _AREAS:
            self.anchors.append((key, weight, place))

    def _place_anchors(self) -> None:
        """Put the weightiest places into the cells that reach to where they are near."""
        self.anchors.sort(key=_WEIGHT, reverse=True)
        self.cells.clear()
        for key, weight, place in self.anchors[:_MOST_ANCHORS]:
            lat, lon = place.lat, place.lon
            entry = (key, weight, lat, lon)
            for cell in _cells_around(lat, lon):
                self.cells[cell].append(entry)


@lru_cache(maxsize=_MOST_KNOWN)
def _cells_around(lat: float, lon: float) -> tuple[int, ...]:
    """Return the cells that hold all that is near a point: four at most."""
    corners = (
        _cell_of(lat - _NEAR_DEG, lon - _FAR_DEG),
        _cell_of(lat - _NEAR_DEG, lon + _FAR_DEG),
        _cell_of(lat + _NEAR_DEG, lon - _FAR_DEG),
        _cell_of(lat + _NEAR_DEG, lon + _FAR_DEG),
    )
    return tuple(dict.fromkeys(corners))


def _cell_of(lat: float, lon: float) -> int:
    """Return the cell of a point; one is wider than what is near, so that four hold that."""
    return math.floor(lat / _CELL_LAT_DEG) * _ROW + math.floor(
        lon / _CELL_LON_DEG
    )


def _country_points(votes: float) -> float:
    return _PER_COUNTRY * math.log1p(max(votes, 0.0))


def _unit_points(votes: float) -> float:
    return _PER_UNIT * math.log1p(max(votes, 0.0))


def _support_of_areas(group: _Group, votes: _Votes) -> list[float]:
    """Points for each candidate from its country and its unit: all votes but the group's own."""
    mine, weight = group.places[group.best], group.weight
    unit = (mine.country, mine.admin1)
    in_country = _country_points(
        votes.countries.get(mine.country, 0.0) - 0.6 * weight
    )
    in_unit = _unit_points(
        votes.units.get(unit, 0.0)
        - weight * (1.0 if mine.kind == "admin1" else 0.6)
    )
    if len(group.places) == 1:
        return [in_country + in_unit if mine.admin1 else in_country]
    country_of, unit_of = votes.country_points.get, votes.unit_points.get
    own_country = mine.country
    return [
        (in_country if country == own_country else country_of(country, 0.0))
        + (
            0.0
            if held is None
            else in_unit
            if held == unit
            else unit_of(held, 0.0)
        )
        for country, held in group.areas
    ]


def _choose(
    group: _Group, votes: _Votes, by_key: dict[str, _Group]
) -> None:
    held = [by_key[key] for key in group.holders if key in by_key]
    priors = group.prior
    if held:
        holds = (
            any(_holds(other, place) for other in held)
            for place in group.places
        )
        priors = [
            prior + _HELD * inside
            for prior, inside in zip(priors, holds, strict=True)
        ]
    areas = _support_of_areas(group, votes)
    points = [
        prior + (min(_MOST_SUPPORT, area))
        for prior, area in zip(priors, areas, strict=True)
    ]
    # nearness is measured only where it could bring a candidate near the best
    least = max(map(add, priors, areas)) - _LIKELY - _MOST_NEARNESS
    for spot in group.spots:
        at, cell = spot[:2]
        around = votes.cells.get(cell)
        area = areas[at]
        if around and priors[at] + area > least and area < _MOST_SUPPORT:
            near = area + _nearness(spot, group.key, around)
            points[at] = priors[at] + min(near, _MOST_SUPPORT)
    group.points = points
    group.best = points.index(max(points))


def _nearness(spot: _Spot, key: str, around: Iterable[_Anchor]) -> float:
    """Points for a candidate from the places around it, on a flat sheet.

    It is right to a percent at this size.
    """
    _, _, lat, lon, narrow = spot
    total = 0.0
    for other, weight, y, x in around:
        # hypot is asked only of what is near in latitude, too
        if (
            -_NEAR_DEG < y - lat < _NEAR_DEG
            and -_FAR_DEG < x - lon < _FAR_DEG
            and other != key
        ):
            away = math.hypot(y - lat, (x - lon) * narrow)
            if away < _NEAR_DEG:
                total += weight * (1 - away / _NEAR_DEG)
    return min(math.log1p(total), _MOST_NEARNESS)


def _holds(group: _Group, place: Place) -> bool:
    """Tell whether a group's unit or country holds a place."""
    return any(
        unit.kind in ("country", "admin1")
        and unit.country == place.country
        and unit.id != place.id
        and (unit.kind == "country" or unit.admin1 == place.admin1)
        for unit in group.places[:3]
    )


def _seat_of(group: _Group) -> int:
    """Prefer the town to the unit around it, unless it is called one or is much larger."""
    unit = group.places[group.best]
    if unit.kind not in _UNITS or group.names[0].unit:
        return group.best
    for at, place in enumerate(group.places):
        named = (
            _is_named(place, group.key)
            or fold(place.name) == fold(unit.name)
            or not _is_named(unit, group.key)
        )
        if named and _is_around(unit, place) and _has_share(place, unit):
            return at
    return group.best


def _has_share(place: Place, unit: Place) -> bool:
    """Tell whether enough of a unit's people live in its town for the name to mean the town."""
    return unit.population <= _MUCH_LARGER * place.population


def _is_around(unit: Place, place: Place) -> bool:
    """Tell whether a unit is the one that a town lies in."""
    if unit.kind not in _UNITS or place.kind not in SETTLEMENTS:
        return False
    return unit.country == place.country and _close(place, unit)


def _is_named(place: Place, key: str) -> bool:
    """Tell whether a town is listed under a name, or under another way to write it."""
    main = fold(place.name)
    first, _, rest = main.partition(" ")
    bare = rest if rest and len(first) <= _ARTICLE else main
    return is_main_name(place, key) or ratio(bare, key) >= _ALIKE


def _close(place: Place, unit: Place) -> bool:
    return (
        distance_m(place.lat, place.lon, unit.lat, unit.lon)
        < unit.uncertainty_m + _NEAR_M
    )


def _is_same_town(one: Place, two: Place) -> bool:
    """Tell one town that is listed twice; most namesakes differ by degrees."""
    if one is two:
        return True
    if abs(one.lat - two.lat) > _TOWN_DEG:
        return False
    return distance_m(one.lat, one.lon, two.lat, two.lon) <= _TOWN_M


def _sense(group: _Group) -> Sense:
    best = group.points[group.best]
    likeliest, place = (
        group.places[group.best],
        group.places[_seat_of(group)],
    )
    least = best - _NO_RIVAL
    rivals = [
        points
        for points, other in zip(group.points, group.places, strict=True)
        if points > least
        and not _is_same_town(other, place)
        and not _is_around(other, place)
    ]
    score = 1 / (
        1 + sum(math.exp(1.5 * (points - best)) for points in rivals)
    )
    support = round(best - group.prior[group.best], 2)
    around = likeliest if likeliest is not place else None
    return Sense(place, round(score, 3), support, len(group.places), around)
