"""Made control areas: a front that moves by a little every day, and once as a whole."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import numpy as np
import shapely

FIRST = dt.date(2022, 2, 24)
MIDDLE = np.array([37.0, 48.0])


def made_areas(
    days: int,
    vertices: int,
    *,
    moved: float = 0.02,
    wholesale: int | None = None,
    seed: int = 7,
) -> gpd.GeoDataFrame:
    """One side of a front, a row a day; on one day every vertex of it is another.

    `moved` is the share of vertices that move from day to day; on every tenth day one vertex more
    is put in, on the day after one is taken out, as people who draw do.
    """
    random = np.random.default_rng(seed)
    wholesale = days // 2 if wholesale is None else wholesale
    angles = np.sort(random.uniform(0, 2 * np.pi, vertices))
    ring = _ring(angles, 1.5 + 0.2 * random.normal(size=vertices))
    rows, shapes = [], []
    for number in range(days):
        if number == wholesale:
            ring = _ring(angles, 1.2 + 0.2 * random.normal(size=vertices))
        elif number:
            at = random.choice(
                len(ring), max(1, int(moved * len(ring))), replace=False
            )
            ring = ring.copy()
            out = 1 + random.normal(scale=0.01, size=(len(at), 1)).clip(
                -0.05, 0.05
            )
            ring[at] = (
                MIDDLE + (ring[at] - MIDDLE) * out
            )  # along the ray: no edges cross
        if number % 10 == 4:
            at = int(random.integers(1, len(ring)))
            ring = np.insert(
                ring, at, (ring[at - 1] + ring[at]) / 2, axis=0
            )
        if number % 10 == 5:
            ring = np.delete(ring, int(random.integers(len(ring))), axis=0)
        day = (FIRST + dt.timedelta(days=number)).isoformat()
        rows.append({"name": "Held by the east", "from": day, "to": day})
        shapes.append(shapely.Polygon(ring))
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=4326)


def _ring(angles: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """Return points around a middle, in the order of their angles."""
    away = np.clip(radii, 0.3, 2.5)
    return MIDDLE + np.column_stack(
        [1.4 * away * np.cos(angles), away * np.sin(angles)]
    )
