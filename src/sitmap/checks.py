"""What a careful editor asks before a map goes out."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from sitmap.incidents import find_left_off, validate
from sitmap.notes import shows_kosovo
from sitmap.outlines import load_outlines

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

__all__ = ["check", "check_map"]

_COLUMNS: Final = ["check", "level", "row", "value", "why"]
_SEA_DEG: Final = 0.06  # 6 km: outlines are simplified, and harbours are no mistakes
_BORDER_DEG: Final = 0.12
_NORTHMOST: Final = 64.0  # beyond it the outlines are not closed around the antimeridian
_CROWD: Final = 5
_MOST_PLACES: Final = 3_000
_YEAR: Final = 365
_PLANS: Final = re.compile(
    r"\b(?:will (?:be|take|hold|deploy|start)|plans? to|planned|scheduled|expected to|vow(?:s|ed)? to|"
    r"threaten(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_DONE: Final = frozenset({"confirmed", "reported"})
_LICENCES: Final = {
    "UCDP": "UCDP GED is CC BY 4.0: name it",
    "ACLED": "ACLED asks for its attribution and terms: name it",
    "GDELT": "GDELT asks for its citation: name it",
}


def check(incidents: gpd.GeoDataFrame, *, places: bool = True, today: dt.date | None = None) -> pd.DataFrame:
    """List what looks wrong in an incident table.

    Parameters
    ----------
    incidents
        The incident table.
    places
        Whether to compare each row's point with the place that it names (the slowest check; the first 3,000 places).
    today
        The day that dates are compared with; by default today.

    Returns
    -------
    pandas.DataFrame
        ``check``, ``level`` ("error", "warning", "note"), ``row`` (index label, or null for the whole table),
        ``value``, ``why`` (what is wrong and what to do), worst first. Empty when all is well.

    Examples
    --------
    >>> from sitmap.incidents import conform
    >>> table = conform(pd.DataFrame({"title": ["Clash"], "date_start": ["2031-01-01"], "place": ["x"]}))
    >>> check(table, places=False, today=dt.date(2024, 1, 1))["check"].to_list()
    ['future date', 'not on the map', 'no source']
    """
    day = pd.Timestamp(today or dt.datetime.now(tz=dt.UTC).date())
    findings = [
        *_broken(incidents),
        *_nowhere(incidents),
        *_points(incidents),
        *_centres(incidents),
        *_dates(incidents, day),
        *_unsourced(incidents),
        *_twice(incidents),
        *(_far(incidents) if places else ()),
    ]
    return _table(findings)


def check_map(one: Any, *, places: bool = True, today: dt.date | None = None) -> pd.DataFrame:
    """List what looks wrong in a map: its tables, and what a reader will look for around them.

    Parameters
    ----------
    one
        A `sitmap.Map`.
    places, today
        As for `check`.

    Returns
    -------
    pandas.DataFrame
        As from `check`.
    """
    tables = [check(layer.incidents, places=places, today=today) for layer in one.incidents]
    rows = [tuple(row) for table in tables for row in table.itertuples(index=False)]
    return _table([*_around(one), *rows])


def _table(findings: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    levels = {"error": 0, "warning": 1, "note": 2}
    return pd.DataFrame(sorted(findings, key=lambda found: levels[str(found[1])]), columns=_COLUMNS)


def _broken(incidents: gpd.GeoDataFrame) -> Iterable[tuple[Any, ...]]:
    for found in validate(incidents).itertuples():
        yield "broken row", "error", found.row, found.value, f"{found.column} {found.why}; correct it"


def _nowhere(incidents: gpd.GeoDataFrame) -> Iterable[tuple[Any, ...]]:
    for row in find_left_off(incidents).itertuples():
        if not str(row.why).startswith("status is"):
            yield "not on the map", "warning", row.row, row.value, row.why
    told = incidents.loc[incidents["problem"].notna() & incidents.geometry.notna(), "problem"]
    for label, problem in told.items():
        yield "problem while reading", "note", label, incidents["place"].get(label), problem


def _points(incidents: gpd.GeoDataFrame) -> Iterable[tuple[Any, ...]]:
    """Compare points with land and with the country that their row names."""
    rows = incidents[incidents.geometry.notna()]
    x, y = rows.geometry.x.to_numpy(), rows.geometry.y.to_numpy()
    for label in rows.index[(x == 0) & (y == 0)]:
        yield "at (0, 0)", "error", label, "0, 0", "stands for missing; give the place or the point"
    keys = pd.DataFrame({"x": x, "y": y, "country": rows["country"].to_numpy()}, index=rows.index)
    spots = keys.drop_duplicates()
    near = spots[spots["y"].between(-60, _NORTHMOST) & ~((spots["x"] == 0) & (spots["y"] == 0))]
    wrong = _judge(near)
    faulty = keys[keys.set_index(["x", "y"]).index.isin({key[:2] for key in wrong})]
    for label, x, y, country in faulty.itertuples():
        if found := wrong.get((x, y, country if isinstance(country, str) else None)):
            yield (*found[:2], label, f"{y:.4f}, {x:.4f}", found[2])


def _judge(spots: pd.DataFrame) -> dict[tuple[Any, ...], tuple[str, str, str]]:
    """Return what is wrong with each distinct (x, y, country)."""
    if spots.empty:
        return {}
    box = (spots["x"].min() - 1, spots["y"].min() - 1, spots["x"].max() + 1, min(spots["y"].max() + 1, _NORTHMOST))
    cuts = load_outlines().countries_at(tuple(float(side) for side in box), 0.01)  # type: ignore[arg-type]
    shapes = [cut for _, _, cut in cuts]
    codes = np.array([code for code, _, _ in cuts])
    points = shapely.points(spots["x"], spots["y"])
    tree = shapely.STRtree(shapes)
    on_land = np.unique(tree.query(points, predicate="dwithin", distance=_SEA_DEG)[0])
    at, of = tree.query(points, predicate="dwithin", distance=_BORDER_DEG)
    inside = set(zip(at.tolist(), codes[of].tolist(), strict=True))
    wrong: dict[tuple[Any, ...], tuple[str, str, str]] = {}
    land = set(on_land.tolist())
    for position, (x, y, country) in enumerate(spots.itertuples(index=False)):
        named = isinstance(country, str) and len(country) == 2  # noqa: PLR2004
        if named and (position, country) not in inside:
            wrong[x, y, country] = _outside(x, y, country)
        elif position not in land:
            said = "lies in the sea; check the point, or say that the event was at sea"
            wrong[x, y, country if isinstance(country, str) else None] = ("in the sea", "warning", said)
    return wrong


@lru_cache(maxsize=300)
def _outline_of(country: str) -> shapely.Geometry | None:
    return load_outlines().country(country)


def _outside(x: float, y: float, country: str) -> tuple[str, str, str]:
    outline = _outline_of(country)
    if outline is None:
        return "outside its country", "note", f"country is {country}, which has no outline to compare with"
    if outline.dwithin(shapely.Point(y, x), _BORDER_DEG):
        return "swapped", "error", f"longitude and latitude look swapped: exchanged, the point lies in {country}"
    return "outside its country", "warning", f"the point lies outside {country}; check the point or the country"


def _centres(incidents: gpd.GeoDataFrame) -> Iterable[tuple[Any, ...]]:
    """Find many rows on one point that are called exact: that is how the middle of a town or country is coded."""
    exact = incidents[(incidents["precision"] == "exact") & incidents.geometry.notna()]
    if exact.empty:
        return
    keys = exact.geometry.x.round(5).astype(str) + ", " + exact.geometry.y.round(5).astype(str)
    for spot, rows in exact.groupby(keys):
        if len(rows) >= _CROWD:
            why = f"{len(rows)} rows called exact share this point, like the middle of a town; say place"
            yield "exact on a centre", "warning", rows.index[0], spot, why


def _dates(incidents: gpd.GeoDataFrame, today: pd.Timestamp) -> Iterable[tuple[Any, ...]]:
    done = incidents["status"].isna() | incidents["status"].isin(_DONE)
    for label, day in incidents.loc[done & (incidents["date_start"] > today), "date_start"].items():
        why = "lies in the future; correct the date, or say status planned"
        yield "future date", "error", label, f"{day:%Y-%m-%d}", why
    titles = incidents.loc[done, "title"].dropna()
    for label, title in titles[titles.str.contains(_PLANS)].items():
        why = "reads like a plan and is shown as done; say status planned or threatened, if it is one"
        yield "planned shown as done", "note", label, str(title)[:80], why
    undated = int(incidents["date_start"].isna().sum())
    if undated:
        yield "no date", "warning", None, f"{undated} rows", "have no date; the timeline leaves them out"


def _unsourced(incidents: gpd.GeoDataFrame) -> Iterable[tuple[Any, ...]]:
    lacking = int((incidents["source"].isna() & incidents["source_url"].isna()).sum())
    if lacking:
        yield (
            "no source",
            "warning",
            None,
            f"{lacking} rows",
            "name no source; a mark that can't be traced proves nothing",
        )


def _twice(incidents: gpd.GeoDataFrame) -> Iterable[tuple[Any, ...]]:
    """Find rows that say the same; `sitmap.combine` finds those that say nearly the same."""
    said = ["date_start", "event_type", "title", "notes", "place"]
    same = incidents.duplicated(said, keep="first") & incidents[["title", "notes"]].notna().any(axis=1)
    for label in incidents.index[same]:
        yield "duplicate", "warning", label, incidents["title"].get(label), "says what an earlier row says; keep one"


def _far(incidents: gpd.GeoDataFrame) -> Iterable[tuple[Any, ...]]:
    from sitmap.geocoding.points import check_points

    own = incidents[incidents.geometry.notna() & incidents["place"].notna() & (incidents["located_by"] == "source")]
    keys = pd.DataFrame({"place": own["place"], "country": own["country"], "x": own.geometry.x, "y": own.geometry.y})
    distinct = own[~keys.duplicated()].head(_MOST_PLACES)
    if distinct.empty:
        return
    for found in check_points(distinct).itertuples():
        radius = distinct["uncertainty_m"].get(found.row)
        if pd.isna(radius) or found.distance_m > radius:
            yield "far from its place", "warning", found.row, found.place, f"{found.why}; check which is meant"


def _around(one: Any) -> Iterable[tuple[Any, ...]]:
    """Check title, date, sources, note and presence."""
    settings = one.settings()
    if not one.title:
        yield "no title", "error", None, "", "the map has no title; give title="
    if settings["date"] is None:
        yield "no date", "error", None, "", "the map has no date; give date=, or dates to the incidents"
    credited = " ".join(source["text"] for source in settings["sources"])
    if not credited:
        yield "no source", "error", None, "", "the map credits nobody; give sources="
    for name, why in _LICENCES.items():
        if name not in credited and any(name in str(layer.incidents.attrs) for layer in one.incidents):
            yield "no licence", "warning", None, name, f"{why} in sources="
    yield from _note(settings)
    yield from _presence(one)


def _note(settings: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
    if settings["bounds"] is None or settings["notes"]:
        return
    (south, west), (north, east) = settings["bounds"]
    if shows_kosovo((west, south, east, north)):
        yield (
            "no status note",
            "warning",
            None,
            "",
            'Kosovo is shown without a note on its status; note="auto" writes it',
        )


def _presence(one: Any) -> Iterable[tuple[Any, ...]]:
    last = max((layer.drawn["date_end"].max() for layer in one.incidents if len(layer.drawn)), default=None)
    for layer in one._children.values():  # noqa: SLF001 - folium offers no other way
        if getattr(layer, "kind", "") != "presence" or layer.date is None or last is None or pd.isna(last):
            continue
        gap = (last - pd.Timestamp(layer.date)).days
        if gap > _YEAR:
            why = f"shown as of {layer.date}, the incidents run to {last:%Y-%m-%d}; give a newer date or table"
            yield "presence is old", "warning", None, layer.date, why
