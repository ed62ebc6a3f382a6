"""Incident tables: rows with a place and no point get one, with its precision and provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from sitmap.errors import InputError
from sitmap.geocoding.batch import resolve_columns
from sitmap.geocoding.credits import CREDIT_COLUMN

__all__ = ["locate", "locate_rows"]

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitmap.geocoding.progress import Progress


def locate(incidents: pd.DataFrame, geocoder: Any = None) -> gpd.GeoDataFrame:
    """Fill rows without a geometry from ``place``, and ``country``, ``admin1``, ``admin2`` where the table has them.

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
        have those whose name is a place's as written, even if it may be another's: that is at least
        as likely as not, and ``problem`` says so. The rest keeps a null geometry, with what may
        have been meant and a remedy in ``problem``: a wrong pin misleads, a missing one asks.

    Raises
    ------
    InputError
        If there is no ``place`` column.

    Notes
    -----
    Words for no place ("unknown", "north", "police station") are in ``sitmap/geocoding/data/no_place.csv``.

    Examples
    --------
    >>> table = locate(pd.DataFrame({"place": ["Prizren", "Atlantis"], "country": ["XK", "XK"]}))
    >>> table.geometry.notna().tolist(), table.loc[0, "located_by"]
    ([True, False], 'gazetteer:exact')
    """
    return locate_rows(incidents, geocoder)[0]


def locate_rows(
    incidents: pd.DataFrame, geocoder: Any = None, progress: Progress | None = None
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Do as `locate` does, and return the answers too: a row for each that was looked up, under its label."""
    if "place" not in incidents:
        raise InputError(
            f"no column 'place' among {', '.join(map(str, incidents.columns))}; rename the one with place names"
        )
    table = _with_geometry(incidents)
    wanted = (table.geometry.isna() & table["place"].notna()).to_numpy()
    asked = table.loc[wanted]
    resolved = resolve_columns(
        asked["place"],
        country=asked.get("country"),
        region=_regions(asked),
        geocoder=geocoder,
        progress=progress,
    )
    answers = resolved.records.take(resolved.rows).set_axis(asked.index)
    return (_filled(table, wanted, _columns_of(answers, asked)) if wanted.any() else table), answers


def _regions(asked: pd.DataFrame) -> pd.Series[Any] | None:
    """Join the columns of units, the smaller first."""
    columns = [asked[name].astype("object") for name in ("admin2", "admin1") if name in asked]
    if len(columns) <= 1:
        return columns[0] if columns else None
    joined = [
        ", ".join(text for text in pair if isinstance(text, str) and text)
        for pair in zip(*columns, strict=True)
    ]
    return pd.Series(joined, index=asked.index, dtype="object")


def _with_geometry(incidents: pd.DataFrame) -> gpd.GeoDataFrame:
    if isinstance(incidents, gpd.GeoDataFrame) and incidents.active_geometry_name is not None:
        return incidents.to_crs(4326) if incidents.crs is not None else incidents.set_crs(4326)
    empty = gpd.GeoSeries([None] * len(incidents), index=incidents.index, crs=4326)
    return gpd.GeoDataFrame(incidents.copy(), geometry=empty)


def _columns_of(answers: pd.DataFrame, asked: pd.DataFrame) -> dict[str, pd.Series[Any]]:
    """Turn answers into the incident table's columns; the source's own country stays where there is no answer."""
    problem = _problems(answers, asked)
    answers = answers.mask(~answers["is_firm"].astype(bool))
    columns = {
        "geometry": answers["geometry"],
        "precision": answers["precision"],
        "uncertainty_m": answers["uncertainty_m"],
        "place_name": answers["address"].str.partition(",")[0]
        if answers["address"].notna().any()
        else answers["address"],
        "place_id": answers["place_id"],
        "located_by": _located_by(answers),
        "match_score": answers["score"],
        "country": answers["country"].fillna(asked["country"])
        if "country" in asked
        else answers["country"],
    }
    if answers["credit"].notna().any():
        columns[CREDIT_COLUMN] = answers["credit"]
    return {**columns, "problem": problem}


def _located_by(answers: pd.DataFrame) -> pd.Series[Any]:
    """Name who answered: a service, or the gazetteer and how."""
    how = answers["match"].mask(answers["status"] == "ambiguous", "ambiguous").astype("string")
    return answers["located_by"].astype("string").fillna("gazetteer:" + how)


def _problems(answers: pd.DataFrame, asked: pd.DataFrame) -> pd.Series[Any]:
    """Say of each answer what is doubtful; null for what was found."""
    given = (
        asked["country"].notna() if "country" in asked else pd.Series(data=False, index=asked.index)
    )
    columns = (answers[name] for name in ("name", "status", "is_firm", "address", "score", "why"))
    parts = zip(*columns, answers["country"].where(given, None), strict=True)
    return pd.Series([_problem(*each) for each in parts], index=answers.index, dtype="object")


def _problem(
    name: Any, status: str, is_firm: bool, address: Any, score: float, why: str, country: str | None
) -> str | None:
    if status == "found":
        return None
    if status != "ambiguous" or is_firm:
        return f"place {name!r}: {status.replace('_', ' ')}, {why}"
    first, code = ("", country) if isinstance(country, str) else ("give its country, ", "XX")
    helps = f"{first}try another spelling, or `sitmap gazetteer add {code}` for its villages"
    return f"place {name!r}: perhaps {address} ({score:.2f}; {why}), so not drawn; {helps}"


def _filled(
    table: gpd.GeoDataFrame, wanted: Any, columns: Mapping[str, pd.Series[Any]]
) -> gpd.GeoDataFrame:
    filled = table.copy()
    for name, values in columns.items():
        filled[name] = _merged(table, name, wanted, values)
    return filled


def _merged(table: gpd.GeoDataFrame, name: str, wanted: Any, values: pd.Series[Any]) -> Any:
    """Write values into the wanted rows of a column, which keeps its dtype; by position, as labels may repeat."""
    if name == "geometry":
        points = table.geometry.to_numpy().copy()
        points[wanted] = values.to_numpy()
        return gpd.GeoSeries(points, index=table.index, crs=4326)
    before = (
        table[name]
        if name in table
        else pd.Series([None] * len(table), index=table.index, dtype="object")
    )
    merged = before.astype("object").to_numpy(copy=True)
    fresh = values.astype("object").tolist()
    if name == "problem":
        fresh = [_joined(old, new) for old, new in zip(merged[wanted], fresh, strict=True)]
    merged[wanted] = fresh
    series = pd.Series(merged, index=table.index, dtype="object")
    return series.astype(before.dtype) if name in table else series.infer_objects()


def _joined(old: Any, new: Any) -> Any:
    texts = [text for text in (old, new) if isinstance(text, str) and text]
    return "; ".join(texts) or None
