"""Whole columns of names: each distinct (name, country, region) is resolved once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sitmap.geocoding.answers import ANSWER_COLUMNS, answer_all, ask_service
from sitmap.geocoding.areas import check_country
from sitmap.geocoding.credits import CREDIT_COLUMN
from sitmap.geocoding.geocoder import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitmap.geocoding.answers import TableFacts
    from sitmap.progress import Progress


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
        Columns of `ANSWER_COLUMNS`, and ``geometry`` as shapely points or None.
    rows
        Position in ``records`` for each input row.
    """

    records: pd.DataFrame
    rows: np.ndarray[Any, np.dtype[np.intp]]


def geocode(
    names: pd.Series[Any] | Sequence[Any] | str,
    country: pd.Series[Any] | Sequence[Any] | str | None = None,
    region: pd.Series[Any] | Sequence[Any] | str | None = None,
    near: tuple[float, float] | None = None,
    geocoder: Any = None,
    progress: Progress | None = None,
) -> gpd.GeoDataFrame:
    """Find the places that a column names.

    Parameters
    ----------
    names
        Place phrases, or a single one. What is no text (NaN, None, a number) comes back as
        ``not_found``.
    country
        Country of all names or of each: code or name in any language. Nothing outside it is
        returned.
    region
        Region or district of all names or of each, in any spelling: "Donetsk oblast"; or both, the
        smaller first: "Volnovakha raion, Donetsk oblast".
    near
        (lat, lon) that the places should be close to.
    geocoder
        A `Gazetteer`, `Online`, `Cascade` or any geopy geocoder; the embedded gazetteer if not
        given.
    progress
        Called with the distinct names done and their total; a line on the terminal if not given.

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326, with the index of ``names`` and the columns of `COLUMNS`. ``status`` is found,
        ambiguous (the point is the likeliest of several, and no more: `locate` draws only the firm
        ones), not_found or error; the last two have no geometry. `Online` and `Cascade` add
        ``located_by`` and ``why``; `Cascade` also what each of its geocoders said.

    Raises
    ------
    InputError
        If ``country`` or ``region`` is a column of another length, or ``country`` a text that names
        no country.

    Examples
    --------
    >>> found = geocode(["Mitrovica", "Atlantis"], country="XK")
    >>> found["status"].tolist(), found.loc[0, "country"]
    (['found', 'not_found'], 'XK')
    """
    if isinstance(names, str):
        names = [names]
    index = (
        names.index
        if isinstance(names, pd.Series)
        else pd.RangeIndex(len(names))
    )
    resolved = resolve_columns(
        names,
        country=country,
        region=region,
        near=near,
        geocoder=geocoder,
        progress=progress,
    )
    columns = [
        resolved.records[list(COLUMNS)],
        *_own_columns(resolved.records),
    ]
    records = gpd.GeoDataFrame(
        pd.concat(columns, axis=1), geometry="geometry", crs="EPSG:4326"
    )
    return records.take(resolved.rows).set_axis(index)


def resolve_columns(
    names: Any,
    *,
    country: Any = None,
    region: Any = None,
    near: Any = None,
    geocoder: Any = None,
    progress: Progress | None = None,
    table: TableFacts | None = None,
) -> Resolved:
    """Resolve the distinct names of a column, and say which row is which.

    With ``table`` the answers are what may be drawn: see `answer_all`.
    """
    length = len(names)
    columns = [
        _column(names, length, "names"),
        _column(country, length, "country"),
        _column(region, length, "region"),
    ]
    distinct, rows = _distinct(columns, length)
    service = geocoder if geocoder is not None else Gazetteer()
    if isinstance(service, Gazetteer):
        if isinstance(country, str) and country.strip():
            check_country(country, service.library)
        answers = answer_all(service, distinct, near, progress, table)
    elif hasattr(service, "answer_all"):
        answers = service.answer_all(distinct, near, progress)
    else:
        answers = [
            ask_service(service, name, where) for name, where, _ in distinct
        ]
    return Resolved(_tabulate(answers), rows)


def _own_columns(records: pd.DataFrame) -> list[pd.DataFrame]:
    """Columns that only some geocoders have.

    They tell who answered and why, and what else an answer carries.
    """
    if records["located_by"].isna().all():
        return []
    extra = [own or {} for own in records["extra"]]
    own = (
        pd.DataFrame(extra, index=records.index)
        if any(extra)
        else pd.DataFrame(index=records.index)
    )
    credit = (
        records[["credit"]]
        .rename(columns={"credit": CREDIT_COLUMN})
        .dropna(axis=1, how="all")
    )
    return [records[["located_by", "why"]], credit, own]


def _tabulate(answers: list[tuple[Any, ...]]) -> pd.DataFrame:
    columns = (
        dict(zip(ANSWER_COLUMNS, zip(*answers, strict=True), strict=True))
        if answers
        else {}
    )
    records = pd.DataFrame(columns, columns=list(ANSWER_COLUMNS))
    lonlat = records[["lon", "lat"]].to_numpy(dtype=float)
    known = ~np.isnan(lonlat[:, 0])
    points = np.full(len(records), None, dtype=object)
    points[known] = shapely.points(lonlat[known])
    return records.assign(geometry=gpd.GeoSeries(points, crs="EPSG:4326"))


def _column(values: Any, length: int, name: str) -> pd.Series[Any] | None:
    if values is None:
        return None
    if isinstance(values, str):
        return pd.Series([values]).repeat(length)
    series = pd.Series(
        list(values) if not isinstance(values, pd.Series) else values
    )
    if len(series) != length:
        from sitmap.errors import InputError

        raise InputError(
            f"{name} has {len(series)} values for {length} names; pass one for all or one for each"
        )
    return series


def _distinct(
    columns: Iterable[pd.Series[Any] | None], length: int
) -> tuple[list[tuple[Any, ...]], Any]:
    """Count off the distinct rows of some columns, and list them."""
    total = np.zeros(length, dtype=np.int64)
    parts: list[tuple[Any, Any]] = []
    for column in columns:
        codes, uniques = (
            (np.zeros(length, dtype=np.int64), [None])
            if column is None
            else _factorize(column)
        )
        parts.append((codes, uniques))
        total = pd.factorize(total * max(len(uniques), 1) + codes)[
            0
        ].astype(np.int64)
    _, first = np.unique(total, return_index=True)
    values = [
        np.array(uniques, dtype=object)[codes[first]].tolist()
        for codes, uniques in parts
    ]
    return list(zip(*values, strict=True)), total


def _factorize(column: pd.Series[Any]) -> tuple[Any, Any]:
    """Count off the values of a column.

    What is missing, or no text, has the number of the empty string.
    """
    values = column.astype(object).where(column.notna(), None).to_numpy()
    try:
        codes, uniques = pd.factorize(values, use_na_sentinel=False)
    except TypeError:  # a list or a dict in the column
        values = np.array(
            [value if isinstance(value, str) else None for value in values],
            dtype=object,
        )
        codes, uniques = pd.factorize(values, use_na_sentinel=False)
    return codes.astype(np.int64), uniques
