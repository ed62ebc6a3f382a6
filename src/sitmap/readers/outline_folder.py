"""A folder with a file of shapes for each day: pictures that follow each other."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_DAY: Final = re.compile(
    r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)"
)
_BESIDE: Final = frozenset(
    {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qmd", ".txt"}
)
"""What belongs to a Shapefile, and read-mes."""


def read_folder(
    folder: Path, read: Callable[[Path], gpd.GeoDataFrame]
) -> gpd.GeoDataFrame:
    """Read the files of a folder, each with the day in its name; it stands until the next one's.

    Parameters
    ----------
    folder
        With files as ``front-2022-03-05.geojson``; several of one day are one picture.
    read
        Reads one of them.

    Returns
    -------
    geopandas.GeoDataFrame
        Their rows in EPSG:4326, with columns ``from`` and ``to`` (ISO days).

    Raises
    ------
    InputError
        There are none, or the name of one has no day.
    """
    listed = (
        file
        for file in folder.iterdir()
        if file.is_file() and file.name[0] != "."
    )
    files = sorted(
        file for file in listed if file.suffix.lower() not in _BESIDE
    )
    if not files:
        raise InputError(
            f"{folder}: holds no files; give one for each day, as 2022-03-05.geojson"
        )
    days = [_day_of(file) for file in files]
    distinct = sorted(set(days))
    ends = {
        day: (after - dt.timedelta(days=1)).isoformat()
        for day, after in pairwise(distinct)
    }
    tables = [
        _in_degrees(read(file), file).assign(
            **{"from": day.isoformat(), "to": ends.get(day, "")}
        )
        for file, day in zip(files, days, strict=True)
    ]
    return gpd.GeoDataFrame(pd.concat(tables, ignore_index=True), crs=4326)


def _day_of(file: Path) -> dt.date:
    for found in _DAY.finditer(file.stem):
        try:
            return dt.date(*map(int, found.groups()))
        except ValueError:
            continue
    raise InputError(
        f"{file}: its name has no day; call it as 2022-03-05{file.suffix}"
    )


def _in_degrees(shapes: gpd.GeoDataFrame, file: Path) -> gpd.GeoDataFrame:
    if shapes.crs is None:
        raise InputError(
            f"{file}: names no CRS; add the .prj, or convert it to EPSG:4326"
        )
    told = pd.DataFrame(shapes.drop(columns=shapes.geometry.name))
    return gpd.GeoDataFrame(
        told, geometry=shapes.to_crs(4326).geometry.to_numpy(), crs=4326
    )
