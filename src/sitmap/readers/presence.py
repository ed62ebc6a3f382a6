"""Files of a mission's presence: where its sites are, and how strong it was when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import pandas as pd

from sitmap.errors import InputError
from sitmap.readers.columns import fold_name
from sitmap.readers.formats.csv import read_csv_text
from sitmap.readers.points import make_points
from sitmap.readers.text import decode, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "SITE_COLUMNS",
    "STRENGTH_COLUMNS",
    "conform_sites",
    "conform_strength",
    "read_presence",
    "read_strength",
]

SITE_COLUMNS: Final = (
    "site_id", "name", "names_alt", "role", "lead_nation", "uncertainty_m", "open_from", "open_to", "status", "source",
    "source_url",
)  # fmt: skip
STRENGTH_COLUMNS: Final = ("as_of", "nation", "troops", "comparator", "source", "source_url")

_ALSO: Final = {
    "nation lead": "lead_nation",
    "nation": "lead_nation",
    "id": "site_id",
    "lat": "latitude",
    "lon": "longitude",
    "url": "source_url",
    "total": "troops",
    "date": "as_of",
}


def read_presence(path: str | Path) -> gpd.GeoDataFrame:
    """Read a CSV of sites.

    Parameters
    ----------
    path
        A CSV with ``name`` and ``latitude``, ``longitude`` (or ``lat``, ``lon``), and what else it
        has of `SITE_COLUMNS`. ``open_from`` and ``open_to`` are dates as written (1999,
        2018-12-20); empty means not known.

    Returns
    -------
    geopandas.GeoDataFrame
        One row per site, EPSG:4326; further columns are kept.

    Raises
    ------
    InputError
        The file is no table of sites, or a site's coordinate is wrong.
    """
    frame, file = _read(path)
    if not {"name", "latitude", "longitude"} <= set(frame.columns):
        raise InputError(
            f"{file}: a table of sites needs name, lat and lon; it has {', '.join(frame.columns)}"
        )
    points = make_points(frame["longitude"], frame["latitude"])
    nameless = dict.fromkeys(frame.index[frame["name"].isna()], "a site without a name; give one")
    for label, problem in sorted((points.problems | nameless).items()):
        raise InputError(f"{file}: row {label}: {problem}")
    sites = gpd.GeoDataFrame(
        frame.drop(columns=["longitude", "latitude"]), geometry=points.geometry, crs=4326
    )
    return conform_sites(sites.reset_index(drop=True))


def conform_sites(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Bring a table of sites into `SITE_COLUMNS`, EPSG:4326; columns beyond are kept.

    Raises
    ------
    InputError
        There is no ``name``, or no geometry.
    """
    if "name" not in sites or not isinstance(sites, gpd.GeoDataFrame):
        raise InputError(
            "presence: a GeoDataFrame with a column `name` and points is needed (sitmap.read_presence)"
        )
    sites = sites if sites.geometry.name == "geometry" else sites.rename_geometry("geometry")
    table = sites.to_crs(4326) if sites.crs else sites.set_crs(4326)
    table[[name for name in SITE_COLUMNS if name not in sites]] = None
    areas = table.geometry.notna() & (table.geom_type != "Point")
    table["geometry"] = table.geometry.where(~areas, table.geometry.representative_point())
    table["uncertainty_m"] = pd.to_numeric(table["uncertainty_m"], errors="coerce").astype(
        "float64"
    )
    return table


def read_strength(path: str | Path) -> pd.DataFrame:
    """Read a CSV of strength figures.

    Parameters
    ----------
    path
        A CSV with ``as_of`` (a date), ``nation`` (TOTAL for the mission), ``troops`` (a number; a
        comparator before it, as in ``>3700``, goes to ``comparator``), ``source``, ``source_url``.

    Returns
    -------
    pandas.DataFrame
        `STRENGTH_COLUMNS`, sorted by date.

    Raises
    ------
    InputError
        The file has no ``as_of`` or no ``troops``.
    """
    frame, file = _read(path)
    if not {"as_of", "troops"} <= set(frame.columns):
        raise InputError(
            f"{file}: a table of strength needs as_of and troops; it has {', '.join(frame.columns)}"
        )
    return conform_strength(frame)


def conform_strength(frame: pd.DataFrame) -> pd.DataFrame:
    """Bring a table of strength figures into `STRENGTH_COLUMNS`, with the comparator apart from the number."""
    if not {"as_of", "troops"} <= set(frame.columns):
        raise InputError(
            f"strength: a table with as_of and troops is needed; it has {', '.join(map(str, frame.columns))}"
        )
    table = frame.copy()
    table[[name for name in STRENGTH_COLUMNS if name not in frame]] = None
    parts = (
        table["troops"]
        .astype("string")
        .str.extract(r"^\s*(?P<sign>[<>~≈≥≤]?)\s*(?P<number>[\d,.' ]+)")
    )
    numbers = parts["number"].str.replace(r"[,' ]", "", regex=True)
    table["troops"] = pd.to_numeric(numbers, errors="coerce").astype("Int64")
    table["comparator"] = table["comparator"].fillna(parts["sign"]).fillna("")
    table["nation"] = table["nation"].fillna("TOTAL")
    return table[[*STRENGTH_COLUMNS]].sort_values("as_of", kind="stable", ignore_index=True)


def _read(path: str | Path) -> tuple[pd.DataFrame, str]:
    file = str(path)
    frame = read_csv_text(decode(read_bytes(path), file=file), file=file)
    names: dict[Any, str] = {}
    for name in frame.columns:
        folded = fold_name(str(name))
        names[name] = (
            folded.replace(" ", "_")
            if folded.replace(" ", "_") in SITE_COLUMNS + STRENGTH_COLUMNS
            else (_ALSO.get(folded, folded.replace(" ", "_")))
        )
    return frame.rename(columns=names), file
