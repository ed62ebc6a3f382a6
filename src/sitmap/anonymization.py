"""Protect people: incidents are moved to the middle of a coarse grid, and table and map say so."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np

from sitmap.errors import DataWarning, InputError
from sitmap.geodesy import METRES_PER_DEGREE
from sitmap.incidents import COLUMNS, conform

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["blur"]

_KM_PER_DEGREE: Final = METRES_PER_DEGREE / 1000
_TELLING: Final = (
    "place",
    "place_name",
    "place_id",
    "quote",
    "quote_start",
    "quote_end",
    "match_score",
    "counts_told",
    "media",
    "archive_url",
    "sha256",
    "problem",
)
_COARSER: Final = frozenset({"admin2", "admin1", "country"})
_SAID: Final = frozenset({"blurred_km", "source_table"})


def blur(
    incidents: gpd.GeoDataFrame,
    *,
    km: float,
    where: pd.Series[bool] | None = None,
) -> gpd.GeoDataFrame:
    """Blur the places of incidents: each point moves to the middle of its cell in a fixed grid.

    The same place always gives the same point, so that asking again tells nothing more. What else
    names the place goes too: ``place``, ``place_name``, ``place_id``, the quote, and every column
    beyond the incident table's own. Titles and notes stay; read them before you publish.

    Parameters
    ----------
    incidents
        The incident table.
    km
        Side of a cell in kilometres.
    where
        Which rows; all by default.

    Returns
    -------
    geopandas.GeoDataFrame
        A new table. Blurred rows have ``precision`` near (or what they had, if coarser),
        ``uncertainty_m`` that still holds the true point, ``located_by`` "blurred" and
        ``blurred_km``.

    Raises
    ------
    InputError
        `km` is no positive number.

    Warns
    -----
    DataWarning
        Titles or notes of blurred rows may name their place.

    Examples
    --------
    >>> import pandas as pd, sitmap
    >>> table = sitmap.locate(conform(pd.DataFrame({"place": ["Zvečan"], "country": ["XK"]})))
    >>> hidden = blur(table, km=20)
    >>> hidden["precision"].to_list(), hidden["place"].isna().all(), hidden["located_by"].to_list()
    (['near'], np.True_, ['blurred'])
    """
    if not (km > 0 and math.isfinite(km)):
        raise InputError(
            f"blur: km is {km!r}; give a side in kilometres above 0"
        )
    table = conform(incidents)
    chosen = table.geometry.notna() & (
        True
        if where is None
        else where.reindex(table.index, fill_value=False)
    )
    points = table.geometry[chosen]
    lon, lat = _cell_centres(points.x.to_numpy(), points.y.to_numpy(), km)
    shapes = table.geometry.to_numpy().copy()
    shapes[chosen.to_numpy()] = gpd.points_from_xy(lon, lat).to_numpy()
    blurred = table.set_geometry(
        gpd.GeoSeries(shapes, index=table.index, crs=4326)
    )
    return _record(blurred, chosen, km)


def _cell_centres(lon: Any, lat: Any, km: float) -> tuple[Any, Any]:
    """Return the middles of cells about `km` wide and high.

    Rows of cells are narrower in degrees near the equator.
    """
    step = km / _KM_PER_DEGREE
    row = np.clip(
        (np.floor(lat / step) + 0.5) * step, -90 + step / 2, 90 - step / 2
    )
    across = np.minimum(
        step / np.maximum(np.cos(np.radians(row)), 1e-6), 360.0
    )
    column = (np.floor((lon + 180) / across) + 0.5) * across - 180
    return np.clip(column, -180, 180), np.clip(row, -90, 90)


def _record(
    table: gpd.GeoDataFrame, chosen: Any, km: float
) -> gpd.GeoDataFrame:
    """Write down what was done, and take out what would undo it."""
    extra = [
        name
        for name in table.columns
        if name not in COLUMNS and name != "geometry" and name not in _SAID
    ]
    for name in [*_TELLING, *extra]:
        table[name] = table[name].mask(chosen)
    reach = (
        km * 1000 * math.sqrt(0.5) * 1.05
    )  # half a cell's diagonal; cells at the edge of a row are a little wider
    wider = table["uncertainty_m"].fillna(0.0) + reach
    table["uncertainty_m"] = table["uncertainty_m"].mask(chosen, wider)
    finer = chosen & ~table["precision"].isin(_COARSER)
    table["precision"] = table["precision"].mask(finer, "near")
    table["located_by"] = table["located_by"].mask(chosen, "blurred")
    before = table.get("blurred_km", np.nan)
    table["blurred_km"] = np.where(chosen, km, before)
    told = table.loc[chosen, ["title", "notes"]].notna().any(axis=None)
    if told:
        message = (
            "blur: titles and notes are kept, and may name the place;"
            " read them before you publish"
        )
        warnings.warn(message, DataWarning, stacklevel=3)
    return table
