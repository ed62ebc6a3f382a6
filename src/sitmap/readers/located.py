"""A file to incidents with their places looked up, as the commands and specs do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.frames import in_country
from sitmap.readers.pick import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

__all__ = ["drop_unkept", "read_located"]

_NO: Final = frozenset({"false", "no", "n", "0", "0.0", "x", "drop", "-"})


def read_located(
    path: str | Path,
    *,
    country: str | None = None,
    locate: bool = True,
    keep_dropped: bool = False,
    tell: Callable[[gpd.GeoDataFrame], None] | None = None,
    **options: Any,
) -> gpd.GeoDataFrame:
    """Read a table and look up the places of rows that have no point.

    Parameters
    ----------
    path
        As for `sitmap.read`.
    country
        Of every place that names none: code or name.
    locate
        Whether to look places up.
    keep_dropped
        Whether rows that a review doesn't keep stay in, for a caller who has to know them.
    tell
        Called with the table as it was read, before anything is looked up.
    **options
        Of `sitmap.read`.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table, without the rows of a draft that its review doesn't keep
        (`drop_unkept`).

    Raises
    ------
    InputError
        The file can't be read, or the country isn't known.
    """
    incidents = read(path, **options)
    if tell is not None:
        tell(incidents)
    incidents = incidents if keep_dropped else drop_unkept(incidents)
    if country is not None:
        incidents = in_country(incidents, country)
    if not locate:
        return incidents
    from sitmap.geocoding import locate as locate_places

    return locate_places(incidents)


def drop_unkept(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Leave out what a reviewer of a draft said not to keep: ``keep`` says no (no, false, 0, x, -).

    Examples
    --------
    >>> import pandas as pd, sitmap
    >>> draft = sitmap.conform(pd.DataFrame({"title": ["a", "b"], "keep": ["yes", "No"]}))
    >>> drop_unkept(draft)["title"].to_list()
    ['a']
    """
    if "keep" not in incidents:
        return incidents
    dropped = (
        incidents["keep"]
        .astype("string")
        .str.strip()
        .str.casefold()
        .isin(list(_NO))
        .fillna(value=False)
    )
    return incidents[~dropped].reset_index(drop=True) if dropped.any() else incidents
