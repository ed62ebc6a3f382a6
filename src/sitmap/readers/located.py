"""A file to incidents with their places looked up, as the commands and specs do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from sitmap.errors import InputError
from sitmap.incidents import find_left_off, is_incident_table

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

_NO: Final = frozenset({"false", "no", "n", "0", "0.0", "x", "drop", "-"})


def read_located(
    path: str | Path,
    *,
    country: str | None = None,
    locate: bool = True,
    keep_left_off: bool = False,
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
    keep_left_off
        Whether rows that a review doesn't keep stay in, for a caller who has to know them.
    tell
        Called with the table as it was read, before anything is looked up.
    **options
        Of `sitmap.read`.

    Returns
    -------
    geopandas.GeoDataFrame
        The incident table, without the rows of a draft that its review doesn't keep
        (`apply_keep`).

    Raises
    ------
    InputError
        The file can't be read, or the country isn't known.
    """
    from sitmap.readers.frames import in_country
    from sitmap.readers.sniffing import read

    incidents = read(path, **options)
    if tell is not None:
        tell(incidents)
    incidents = incidents if keep_left_off else apply_keep(incidents)
    if country is not None:
        incidents = in_country(incidents, country)
    if not locate:
        return incidents
    from sitmap.geocoding import locate as locate_places

    return locate_places(incidents)


def read_for_map(incidents: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Take what a map is made of: a file or a user's frame is read, its places looked up.

    Tables of sitmap's own pass as they are: what `sitmap.read`, `locate` and `geocode` return.

    Raises
    ------
    InputError
        It can't be read, or none of its rows can be drawn.
    """
    if isinstance(incidents, pd.DataFrame):
        if is_incident_table(incidents) or _is_own(incidents):
            return incidents
        # readers are imported for what isn't read yet
        from sitmap.readers.frames import read_frame

        table, file = read_frame(incidents), "the table"
    elif isinstance(incidents, str | Path):
        from sitmap.readers.sniffing import read

        table, file = read(incidents), Path(incidents).name
    else:
        kind = type(incidents).__name__
        raise InputError(
            f"incidents: a table or the path of a file is needed, not {kind}"
        )
    if table.geometry.isna().any():
        from sitmap.geocoding import locate

        table = locate(apply_keep(table))
    if len(table) and table.geometry.isna().all():
        why = find_left_off(table)["why"].iloc[0]
        told = f"{file}: none of its {len(table)} rows can be drawn; the first: {why}"
        raise InputError(
            told if len(told) <= _TOLD else f"{told[: _TOLD - 1]}…"
        )
    drawn: pd.DataFrame = table
    return drawn


def _is_own(frame: pd.DataFrame) -> bool:
    return any(signs <= set(frame.columns) for signs in (_OWN, _GEOCODED))


_OWN: Final = frozenset({"located_by", "precision", "geometry"})
_GEOCODED: Final = frozenset(
    {"address", "match", "n_candidates", "geometry"}
)
_TOLD: Final = 300  # letters of a refusal


def apply_keep(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Leave out what a reviewer of a draft said not to keep: ``keep`` says no (no, false, 0, x, -).

    Examples
    --------
    >>> import pandas as pd, sitmap
    >>> draft = sitmap.conform(pd.DataFrame({"title": ["a", "b"], "keep": ["yes", "No"]}))
    >>> apply_keep(draft)["title"].to_list()
    ['a']
    """
    if "keep" not in incidents:
        return incidents
    left_off = (
        incidents["keep"]
        .astype("string")
        .str.strip()
        .str.casefold()
        .isin(list(_NO))
        .fillna(value=False)
    )
    return (
        incidents[~left_off].reset_index(drop=True)
        if left_off.any()
        else incidents
    )


def says_no(keep: str) -> bool:
    """Tell whether a cell of ``keep`` says that the row goes.

    Examples
    --------
    >>> [says_no(cell) for cell in ("No ", "False", "", "yes")]
    [True, True, False, False]
    """
    return keep.strip().casefold() in _NO
