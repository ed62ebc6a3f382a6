"""Whole columns of names: each distinct (name, country, region) is resolved once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.geocoding.geocoder import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.geocoding.match import Outcome

__all__ = ["COLUMNS", "Resolved", "geocode", "resolve_columns"]

COLUMNS: Final = (
    "address",
    "country",
    "geometry",
    "precision",
    "uncertainty_m",
    "match",
    "score",
    "n_candidates",
    "status",
    "place_id",
)


class Resolved(NamedTuple):
    """What a look-up of columns came to: one record per distinct name, and each row's record.

    Attributes
    ----------
    records
        Columns of `COLUMNS` (``geometry`` as shapely points or None), ``name`` and ``why``.
    rows
        Position in ``records`` for each input row.
    """

    records: pd.DataFrame
    rows: np.ndarray[Any, np.dtype[np.intp]]


def geocode(
    names: pd.Series[Any] | Sequence[Any],
    country: pd.Series[Any] | Sequence[Any] | str | None = None,
    region: pd.Series[Any] | Sequence[Any] | str | None = None,
    near: tuple[float, float] | None = None,
    geocoder: Any = None,
) -> gpd.GeoDataFrame:
    """Find the places that a column names.

    Parameters
    ----------
    names
        Place phrases. What is no text (NaN, None, a number) comes back as ``not_found``.
    country
        Country of all names or of each: code or name in any language. Nothing outside it is returned.
    region
        Region or district of all names or of each, in any spelling: "Donetsk oblast".
    near
        (lat, lon) that the places should be close to.
    geocoder
        A `Gazetteer`, or any geopy geocoder; the embedded gazetteer if not given.

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326, with the index of ``names`` and the columns of `COLUMNS`. ``status`` is found, ambiguous
        (the point is the likeliest of several), not_found or error; the last two have no geometry.

    Raises
    ------
    InputError
        If ``country`` or ``region`` is a column of another length.

    Examples
    --------
    >>> found = geocode(["Mitrovica", "Atlantis"], country="XK")
    >>> found["status"].tolist(), found.loc[0, "country"]
    (['found', 'not_found'], 'XK')
    """
    index = names.index if isinstance(names, pd.Series) else pd.RangeIndex(len(names))
    resolved = resolve_columns(names, country=country, region=region, near=near, geocoder=geocoder)
    table = resolved.records[list(COLUMNS)].take(resolved.rows)
    geometry = resolved.records["geometry"].to_numpy()[resolved.rows]
    columns = {name: table[name].to_numpy() if name != "geometry" else geometry for name in COLUMNS}
    return gpd.GeoDataFrame(columns, index=index, geometry="geometry", crs="EPSG:4326")


def resolve_columns(
    names: Any, *, country: Any = None, region: Any = None, near: Any = None, geocoder: Any = None
) -> Resolved:
    """Resolve the distinct names of a column, and say which row is which."""
    length = len(names)
    columns = [_column(names, length, "names"), _column(country, length, "country"), _column(region, length, "region")]
    distinct, rows = _distinct(columns, length)
    service = geocoder if geocoder is not None else Gazetteer()
    outcomes = [_record(service, name, where, within, near) for name, where, within in distinct]
    return Resolved(pd.DataFrame(outcomes, columns=["name", *COLUMNS, "why"]), rows)


def _column(values: Any, length: int, name: str) -> pd.Series[Any] | None:
    if values is None:
        return None
    if isinstance(values, str):
        return pd.Series([values]).repeat(length)
    series = pd.Series(list(values) if not isinstance(values, pd.Series) else values)
    if len(series) != length:
        from sitmap.errors import InputError

        raise InputError(f"{name} has {len(series)} values for {length} names; pass one for all or one for each")
    return series


def _distinct(columns: Iterable[pd.Series[Any] | None], length: int) -> tuple[list[tuple[Any, ...]], Any]:
    """Count off the distinct rows of some columns, and list them."""
    total = np.zeros(length, dtype=np.int64)
    parts: list[tuple[Any, Any]] = []
    for column in columns:
        codes, uniques = (np.zeros(length, dtype=np.int64), [None]) if column is None else _factorize(column)
        parts.append((codes, uniques))
        total = pd.factorize(total * max(len(uniques), 1) + codes)[0].astype(np.int64)
    _, first = np.unique(total, return_index=True)
    rows = [tuple(uniques[codes[at]] if len(uniques) else None for codes, uniques in parts) for at in first]
    return rows, total


def _factorize(column: pd.Series[Any]) -> tuple[Any, Any]:
    """Count off the values of a column; what is missing, or no text, has the number of the empty string."""
    values = column.astype(object).where(column.notna(), None).to_numpy()
    try:
        codes, uniques = pd.factorize(values, use_na_sentinel=False)
    except TypeError:  # a list or a dict in the column
        values = np.array([value if isinstance(value, str) else None for value in values], dtype=object)
        codes, uniques = pd.factorize(values, use_na_sentinel=False)
    return codes.astype(np.int64), uniques


def _record(service: Any, name: Any, country: Any, region: Any, near: Any) -> tuple[Any, ...]:
    if not isinstance(name, str):
        return (name, *_empty("not_found"), "no text")
    try:
        if isinstance(service, Gazetteer):
            outcome = service.resolve(name, country=_text(country), region=_text(region), near=near)
            return (name, *_filled(service, outcome))
        return (name, *_from_service(service, name, _text(country)))
    except Exception as error:
        return (name, *_empty("error"), f"{type(error).__name__}: {error}")


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _empty(status: str) -> tuple[Any, ...]:
    return (None, None, None, None, np.nan, None, np.nan, 0, status, None)


def _filled(service: Gazetteer, outcome: Outcome) -> tuple[Any, ...]:
    match = outcome.best
    if match is None:
        return (*_empty(outcome.status), outcome.reason)
    return (
        service.address_of(match.place, match.label),
        match.place.country or None,
        shapely.Point(match.lon, match.lat),
        match.precision,
        match.uncertainty_m,
        match.match,
        match.score,
        len(outcome.matches),
        outcome.status,
        match.place.id,
        f"{match.why}; {outcome.reason}" if outcome.reason else match.why,
    )


def _from_service(service: Any, name: str, country: str | None) -> tuple[Any, ...]:
    """Ask another geopy geocoder; only its address and point are taken to be known."""
    location = service.geocode(f"{name}, {country}" if country else name)
    if location is None:
        return (*_empty("not_found"), "the service knows no such place")
    point = shapely.Point(location.longitude, location.latitude)
    source = type(service).__name__.lower()
    return (location.address, None, point, "unknown", np.nan, source, np.nan, 1, "found", None, f"answered by {source}")
