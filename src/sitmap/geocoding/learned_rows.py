"""Rows of a table that teach the gazetteer places: located by an analyst, exactly or at a place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from sitmap.errors import InputError
from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.learned import LearnedRow
from sitmap.gazetteer.text import fold
from sitmap.geocoding.areas import find_countries
from sitmap.geocoding.phrases import parse_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LEARNT: Final = frozenset({"exact", "place"})
_REGIONS: Final = ("admin1", "region", "adm_1")
# of a village, as the gazetteer has it
_DEFAULT_M: Final = 2_500.0


class Lesson(NamedTuple):
    """What a table teaches.

    Attributes
    ----------
    rows
        Located places.
    refused
        How many rows teach nothing, by reason.
    """

    rows: list[LearnedRow]
    refused: Counter[str]


def read_lesson(incidents: pd.DataFrame, source: str = "") -> Lesson:
    """Take the places that a table has located itself.

    Only points whose precision is exact or place are learnt. Refused are rows that were blurred,
    that sitmap or a service located, and that tell a spot by another place ("near Bara").

    Parameters
    ----------
    incidents
        An incident table.
    source
        Where the rows are from, kept with each place.

    Raises
    ------
    InputError
        If it has no column ``place`` or no points.

    Examples
    --------
    >>> import geopandas as gpd
    >>> spots = gpd.points_from_xy([20.70, 20.80], [42.91, 42.95])
    >>> table = gpd.GeoDataFrame({"place": ["Testovac village", "near Bara"], "country": "XK",
    ...     "precision": "place"}, geometry=spots, crs=4326)
    >>> lesson = read_lesson(table)
    >>> [row.name for row in lesson.rows], dict(lesson.refused)
    (['Testovac'], {'tells a spot by another place': 1})
    """
    if (
        "place" not in incidents
        or getattr(incidents, "active_geometry_name", None) is None
    ):
        raise InputError(
            "a table to learn from needs a column 'place' and points; see sitmap read"
        )
    refused: Counter[str] = Counter()
    rows = []
    for told in _records(incidents):
        fault = _fault(told)
        if fault:
            refused[fault] += 1
        else:
            rows.append(_learned(told, source))
    return Lesson(rows, refused)


def _records(incidents: pd.DataFrame) -> Iterator[Mapping[str, Any]]:
    """Yield the rows as dictionaries, with what is missing left off."""
    table = pd.DataFrame(incidents.drop(columns=incidents.geometry.name))
    points = (
        incidents.geometry.to_crs(4326)
        if incidents.crs is not None
        else incidents.geometry
    )
    for record, point in zip(table.to_dict("records"), points, strict=True):
        known = {
            str(name): value
            for name, value in record.items()
            if _is_told(value)
        }
        yield {**known, "point": point}


def _is_told(value: Any) -> bool:
    return (
        not (pd.api.types.is_scalar(value) and pd.isna(value))
        and value != ""
    )


def _fault(told: Mapping[str, Any]) -> str:
    """Say why a row teaches nothing; empty if it does."""
    point, place = told["point"], told.get("place")
    if point is None or point.is_empty or point.geom_type != "Point":
        return "has no point"
    if "blurred_km" in told or told.get("located_by") == "blurred":
        return "was blurred"
    if told.get("located_by", "source") != "source":
        return "was located by sitmap or a service"
    if told.get("precision") not in _LEARNT:
        return "isn't located exactly or at a place"
    return _fault_of_name(place if isinstance(place, str) else "")


def _fault_of_name(place: str) -> str:
    phrase = parse_phrase(place)
    if not fold(phrase.name):
        return "names no place"
    if phrase.offset is not None or phrase.other is not None:
        return "tells a spot by another place"
    return ""


def _learned(told: Mapping[str, Any], source: str) -> LearnedRow:
    phrase = parse_phrase(told["place"])
    point = told["point"]
    country = next(
        iter(
            find_countries(embedded_index(), [str(told.get("country", ""))])
        ),
        "",
    )
    day = told.get("date_end", told.get("date_start"))
    return LearnedRow(
        name=phrase.text if phrase.facility else phrase.name,
        country=country,
        region=_region(told, country),
        lat=float(point.y),
        lon=float(point.x),
        uncertainty_m=float(told.get("uncertainty_m", _DEFAULT_M)),
        source=source or str(told.get("source", "")),
        date=pd.Timestamp(day).date().isoformat()
        if isinstance(day, pd.Timestamp)
        else "",
    )


def _region(told: Mapping[str, Any], country: str) -> str:
    """Return the region as told, else that of the nearest settlement of the country."""
    for column in _REGIONS:
        if isinstance(told.get(column), str):
            return str(told[column])
    point = told["point"]
    near = embedded_index().nearest(point.y, point.x, 1, SETTLEMENTS)
    place = near[0][1] if near else None
    return (
        place.admin1_name
        if place is not None and place.country == country
        else ""
    )
