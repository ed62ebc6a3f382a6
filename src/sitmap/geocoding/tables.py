"""Incident tables: rows with a place and no point get one, with its precision and provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.gazetteer.text import fold
from sitmap.geocoding.answers import TableFacts
from sitmap.geocoding.areas import find_countries
from sitmap.geocoding.batch import resolve_columns
from sitmap.geocoding.credits import CREDIT_COLUMN
from sitmap.geocoding.geocoder import Gazetteer
from sitmap.geocoding.neighbours import Spot
from sitmap.geocoding.no_place import UNKNOWN, why_no_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitmap.progress import Progress


def locate(
    incidents: pd.DataFrame, geocoder: Any = None
) -> gpd.GeoDataFrame:
    """Fill rows without a geometry from ``place``, inside ``admin2``, ``admin1`` and ``country``.

    A row without a place is the area of its district, else of its region, else its country.

    Parameters
    ----------
    incidents
        An incident table, or any frame with a ``place`` column.
    geocoder
        A `Gazetteer`, `Online`, `Cascade` or any geopy geocoder; the embedded gazetteer if not
        given.

    Returns
    -------
    geopandas.GeoDataFrame
        A new table in EPSG:4326. Rows that are found have ``geometry``, ``precision``,
        ``uncertainty_m``, ``place_name``, ``place_id``, ``country``, ``located_by``
        (``gazetteer:exact``, ``gazetteer:ambiguous``…, or a service's name) and ``match_score``. So
        have those of which only the area is sure that holds them: ``problem`` says so. The rest
        keeps a null geometry, with what may have been meant and a remedy in ``problem``: a wrong
        pin misleads, a missing one asks. A name that several places have is looked for first where
        the table's own points and its sure places lie.

    Raises
    ------
    InputError
        If there is no ``place`` column.

    Notes
    -----
    Words for no place ("unknown", "north", "police station") are in
    ``sitmap/geocoding/data/no_place.csv``.

    Examples
    --------
    >>> table = locate(pd.DataFrame({"place": ["Prizren", "Atlantis"], "country": ["XK", "XK"]}))
    >>> table.geometry.notna().tolist(), table.loc[0, "located_by"]
    ([True, False], 'gazetteer:exact')
    """
    return locate_rows(incidents, geocoder)[0]


def locate_rows(
    incidents: pd.DataFrame,
    geocoder: Any = None,
    progress: Progress | None = None,
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Do as `locate` does, and return the answers too: one for each row that was looked up."""
    if "place" not in incidents:
        raise InputError(
            f"no column 'place' among {', '.join(map(str, incidents.columns))}; rename the one with"
            " place names"
        )
    table = _with_geometry(incidents)
    answers = _answers(table, geocoder, progress)
    wanted = answers.index.to_numpy()
    asked = table.iloc[wanted]
    answers = answers.set_axis(asked.index)
    return (
        _filled(table, wanted, _columns_of(answers, asked))
        if len(asked)
        else table
    ), answers


def _answers(
    table: gpd.GeoDataFrame, geocoder: Any, progress: Progress | None
) -> pd.DataFrame:
    """Look up what rows without a point name; the answers stand under the rows' positions.

    A row without a place names its district, else its region, else its country: the first of them
    that may be drawn is its answer.
    """
    rows = _texts_of(table)
    facts = TableFacts(
        _own_spots(table, geocoder) if rows["country"].isna().any() else ()
    )
    gazetteer = geocoder if isinstance(geocoder, Gazetteer) else Gazetteer()
    told = rows["place"].notna()
    taught = _taught_by(table, geocoder) if told.any() else geocoder
    places = _looked_up(rows[told], "place", facts, taught, progress)
    bare = rows[~told | _is_unknown(rows["place"])].copy()
    bare = bare[
        ~bare.index.isin(places.index[places["is_firm"].astype(bool)])
    ]
    # a point that was refused is to be mended, not to become a country
    bare.loc[bare["had_point"], "country"] = None
    units = (
        _units_looked_up(bare[bare[unit].notna()], unit, facts, gazetteer)
        for unit in _UNITS
    )
    parts = [places, *units]
    found = pd.concat(parts)
    firm = found[found["is_firm"].astype(bool)]
    first = pd.concat([firm, found])
    return _doubted(
        first[~first.index.duplicated()].sort_index(), parts[1:]
    )


def _doubted(
    answers: pd.DataFrame, units: Sequence[pd.DataFrame]
) -> pd.DataFrame:
    """Say of a row that is drawn as its country that its region isn't known."""
    for narrow in units:
        missed = narrow[~narrow["is_firm"].astype(bool)]
        larger = answers.loc[missed.index]
        rows = larger.index[
            larger["is_firm"].astype(bool) & (larger["status"] == "found")
        ]
        told = (
            "'"
            + missed.loc[rows, "name"].astype(str)
            + "' isn't listed; it is what holds that"
        )
        answers.loc[rows, "status"] = "ambiguous"
        answers.loc[rows, "why"] = told
    return answers


_UNITS: Final = ("admin2", "admin1", "country")
_HELD_BY: Final = {"place": ("admin2", "admin1"), "admin2": ("admin1",)}
_UNIT_WORDS: Final = {"admin2": "district", "admin1": "region"}
"""What a bare name in a column of units stands for."""

_AREAS: Final = frozenset({"admin2", "admin1", "country"})
_POINT: Final = r"coordinates|latitude|longitude"
"""What a reader says of a point that it refuses."""

_OWN_POINTS: Final = 60
"""Points of a table's own that are looked at: where they lie says which country it is about."""


def _texts_of(table: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return place and units of the rows without a point, by position; None for what is no text."""
    wanted = np.flatnonzero(table.geometry.isna().to_numpy())
    part = table.iloc[wanted]

    def texts(name: str) -> list[str | None]:
        values = part[name].tolist() if name in part else [None] * len(part)
        return [
            each if isinstance(each, str) and each.strip() else None
            for each in values
        ]

    columns = {name: texts(name) for name in ("place", *_UNITS)}
    rows = pd.DataFrame(columns, index=wanted, dtype="object")
    for level, told in enumerate(
        _UNITS[:-1]
    ):  # known to its region only: the place is the region
        known = np.array(
            [each == told for each in texts("precision")], dtype=bool
        )
        rows.loc[known, told], rows.loc[known, "place"] = (
            rows["place"][known],
            None,
        )
        rows.loc[known, list(_UNITS[:level])] = None
    refused = pd.Series(
        texts("problem"), index=wanted, dtype="string"
    ).str.contains(_POINT)
    rows["had_point"] = refused.fillna(value=False).astype(bool)
    return rows


def _is_unknown(places: pd.Series[Any]) -> pd.Series[Any]:
    """Tell which places are words for none: "unknown", "N/A"."""
    return places.map(
        lambda place: bool(place) and why_no_place(fold(place)) == UNKNOWN
    )


def _looked_up(
    rows: pd.DataFrame,
    column: str,
    facts: TableFacts,
    geocoder: Any,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Look up the names in a column inside the units that hold them."""
    held = rows[list(_HELD_BY.get(column, ()))].itertuples(index=False)
    regions = [", ".join(filter(None, units)) or None for units in held]
    if not _HELD_BY.get(column):
        regions = [None] * len(rows)
    names = rows[column]
    if column == "country":
        names = names.map(lambda name: _country_name(name, geocoder))
    resolved = resolve_columns(
        names,
        country=rows["country"],
        region=pd.Series(regions, index=rows.index, dtype="object"),
        geocoder=geocoder,
        progress=progress,
        table=facts,
    )
    return resolved.records.take(resolved.rows).set_axis(rows.index)


def _units_looked_up(
    rows: pd.DataFrame, unit: str, facts: TableFacts, gazetteer: Gazetteer
) -> pd.DataFrame:
    """Look up names in a column of units: "Kharkiv" among regions is the oblast, not the city."""
    found = _looked_up(rows, unit, facts, gazetteer)
    is_spot = found["is_firm"].astype(bool) & ~found["precision"].isin(
        _AREAS
    )
    if unit not in _UNIT_WORDS or not is_spot.any():
        return found
    said = rows[is_spot].copy()
    said[unit] += f" {_UNIT_WORDS[unit]}"
    again = _looked_up(said, unit, facts, gazetteer).assign(
        name=found["name"]
    )
    lost = ~(
        again["is_firm"].astype(bool) & again["precision"].isin(_AREAS)
    )
    again.loc[lost, "is_firm"] = False
    again.loc[lost, "status"] = "not_found"
    again.loc[lost, "why"] = (
        f"no {_UNIT_WORDS[unit]} of this name is listed"
    )
    return pd.concat([found[~is_spot], again])


def _taught_by(table: gpd.GeoDataFrame, geocoder: Any) -> Any:
    """Let the rows that have points help those that lack them."""
    located = table[table.geometry.notna().to_numpy()]
    if located.empty or located["place"].isna().all():
        return geocoder
    gazetteer = Gazetteer() if geocoder is None else geocoder
    return (
        gazetteer.taught(located)
        if isinstance(gazetteer, Gazetteer)
        else geocoder
    )


def _country_name(name: str, gazetteer: Gazetteer) -> str:
    """Return the name of a country that is given by a code."""
    codes = find_countries(gazetteer.library, [name])
    return gazetteer.country_name(next(iter(codes))) if codes else name


def _own_spots(table: gpd.GeoDataFrame, geocoder: Any) -> list[Spot]:
    """Return some of the points that rows have of their own, with the countries around them."""
    own = table.geometry[table.geometry.notna().to_numpy()]
    sample = own.iloc[
        :: max(len(own) // _OWN_POINTS, 1)
    ].representative_point()
    points = {(point.y, point.x) for point in sample if not point.is_empty}
    library = (
        geocoder.library
        if isinstance(geocoder, Gazetteer)
        else Gazetteer().library
    )
    around = (
        (lat, lon, library.nearest(lat, lon, 1, SETTLEMENTS))
        for lat, lon in sorted(points)
    )
    return [
        Spot(found[0][1].country, lat, lon)
        for lat, lon, found in around
        if found
    ]


def _with_geometry(incidents: pd.DataFrame) -> gpd.GeoDataFrame:
    if (
        isinstance(incidents, gpd.GeoDataFrame)
        and incidents.active_geometry_name is not None
    ):
        return (
            incidents.to_crs(4326)
            if incidents.crs is not None
            else incidents.set_crs(4326)
        )
    empty = gpd.GeoSeries(
        [None] * len(incidents), index=incidents.index, crs=4326
    )
    return gpd.GeoDataFrame(incidents.copy(), geometry=empty)


def _columns_of(
    answers: pd.DataFrame, asked: pd.DataFrame
) -> dict[str, pd.Series[Any]]:
    """Turn answers into the incident table's columns.

    The source's own country stays where there is no answer.
    """
    problem = _problems(answers, asked)
    answers = answers.mask(~answers["is_firm"].astype(bool))
    columns = {
        "geometry": answers["geometry"],
        "precision": answers["precision"],
        "uncertainty_m": answers["uncertainty_m"],
        "place_name": (
            answers["address"].str.partition(",")[0]
            if answers["address"].notna().any()
            else answers["address"]
        ),
        "place_id": answers["place_id"],
        "located_by": _located_by(answers),
        "match_score": answers["score"],
        "country": (
            answers["country"].fillna(asked["country"])
            if "country" in asked
            else answers["country"]
        ),
    }
    if answers["credit"].notna().any():
        columns[CREDIT_COLUMN] = answers["credit"]
    return {**columns, "problem": problem}


def _located_by(answers: pd.DataFrame) -> pd.Series[Any]:
    """Name who answered: a service, or the gazetteer and how."""
    how = (
        answers["match"]
        .mask(answers["status"] == "ambiguous", "ambiguous")
        .astype("string")
    )
    return answers["located_by"].astype("string").fillna("gazetteer:" + how)


def _problems(answers: pd.DataFrame, asked: pd.DataFrame) -> pd.Series[Any]:
    """Say of each answer what is doubtful; null for what was found as it was asked for."""
    given = (
        asked["country"].notna()
        if "country" in asked
        else pd.Series(data=False, index=asked.index)
    )
    columns = (answers[name] for name in _Told._fields[:-1])
    parts = zip(
        *columns, answers["country"].where(given, None), strict=True
    )
    return pd.Series(
        [_problem(_Told(*each)) for each in parts],
        index=answers.index,
        dtype="object",
    )


class _Told(NamedTuple):
    """What an answer says, as far as a doubt is told of it."""

    name: Any
    status: str
    is_firm: bool
    address: Any
    score: float
    why: str
    doubt: str
    country: str | None


def _problem(told: _Told) -> str | None:
    place = f"place {told.name!r}"
    if told.status == "found":
        return f"{place}: {told.why}" if told.doubt == "told" else None
    if told.status != "ambiguous" or told.is_firm:
        return f"{place}: {told.status.replace('_', ' ')}, {told.why}"
    first, code = (
        ("", told.country)
        if isinstance(told.country, str)
        else ("give its country, ", "XX")
    )
    helps = f"{first}try another spelling, or `sitmap gazetteer add {code}` for its villages"
    likely = f"perhaps {told.address} ({told.score:.2f}; {told.why})"
    return f"{place}: {likely}, so not drawn; {helps}"


def _filled(
    table: gpd.GeoDataFrame,
    wanted: Any,
    columns: Mapping[str, pd.Series[Any]],
) -> gpd.GeoDataFrame:
    filled = table.copy()
    for name, values in columns.items():
        filled[name] = _merged(table, name, wanted, values)
    return filled


def _merged(
    table: gpd.GeoDataFrame, name: str, wanted: Any, values: pd.Series[Any]
) -> Any:
    """Write values into rows of a column by position, as labels may repeat; it keeps its dtype."""
    if name == "geometry":
        points = table.geometry.to_numpy().copy()
        points[wanted] = values.to_numpy()
        return gpd.GeoSeries(points, index=table.index, crs=4326)
    before = (
        table[name]
        if name in table
        else pd.Series(
            [None] * len(table), index=table.index, dtype="object"
        )
    )
    merged = before.astype("object").to_numpy(copy=True)
    fresh = values.astype("object").tolist()
    if name == "problem":
        fresh = [
            _joined(old, new)
            for old, new in zip(merged[wanted], fresh, strict=True)
        ]
    merged[wanted] = fresh
    series = pd.Series(merged, index=table.index, dtype="object")
    return (
        series.astype(before.dtype)
        if name in table
        else series.infer_objects()
    )


def _joined(old: Any, new: Any) -> Any:
    texts = [text for text in (old, new) if isinstance(text, str) and text]
    return "; ".join(texts) or None
