"""The gazetteer: an index of place names that ships with the package, and the user's country files beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitmap.gazetteer.folders import EMBEDDED, default_folders
from sitmap.gazetteer.index import PlaceIndex
from sitmap.gazetteer.library import PlaceLibrary
from sitmap.gazetteer.place import Place

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Place",
    "PlaceIndex",
    "PlaceLibrary",
    "default_folders",
    "describe_gazetteer",
    "embedded_index",
    "open_gazetteer",
]


@lru_cache(maxsize=8)
def open_gazetteer(*folders: Path) -> PlaceLibrary:
    """Open the embedded index and, after it, the indexes in the given folders.

    Raises
    ------
    GazetteerError
        If a folder holds no index of this version.

    Examples
    --------
    >>> sorted({place.kind for place in open_gazetteer().exact("prishtine", frozenset({"XK"}))})
    ['admin1', 'admin2', 'city']
    """
    return PlaceLibrary([PlaceIndex(EMBEDDED), *(PlaceIndex(folder) for folder in folders)])


def embedded_index() -> PlaceLibrary:
    """Open the index that comes with the package."""
    return open_gazetteer()


def describe_gazetteer() -> str:
    """Say what the gazetteer holds: places by source, date and credit, one line each."""
    info = embedded_index().indexes[0].info
    counts = [
        f"{count:>9,}  {source}: {info['attributions'].get(source, '')}"
        for source, count in info["by_source"].items()
    ]
    return "\n".join([f"{info['places']:>9,}  places, built {info['built']}", *counts])
