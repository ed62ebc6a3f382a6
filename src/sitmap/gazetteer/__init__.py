"""The gazetteer: an index of place names in the package, and the user's country files beside it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitmap.gazetteer.folders import EMBEDDED, default_folders
from sitmap.gazetteer.index import PlaceIndex
from sitmap.gazetteer.library import PlaceLibrary
from sitmap.gazetteer.parts import list_parts, open_part
from sitmap.gazetteer.place import Place

if TYPE_CHECKING:
    from pathlib import Path

    from sitmap.gazetteer.sources import Entry

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
    """Open the embedded index and, after it, what was added in the given folders.

    Raises
    ------
    GazetteerError
        If a folder holds no index of this version.

    Examples
    --------
    >>> sorted({place.kind for place in open_gazetteer().exact("prishtine", frozenset({"XK"}))})
    ['admin1', 'admin2', 'city']
    """
    own = (index for folder in folders for index in _indexes_in(folder))
    return PlaceLibrary([PlaceIndex.open(EMBEDDED), *own])


def _indexes_in(folder: Path) -> list[PlaceIndex]:
    """Open the country files of a user's folder, or the one index that a folder is."""
    parts = list_parts(folder)
    if not parts:
        return (
            [PlaceIndex.open(folder)]
            if (folder / "meta.json").exists()
            else []
        )
    return [open_part(part, _read_rows) for part in parts]


def _read_rows(part: str, path: Path) -> list[Entry]:
    from sitmap.gazetteer.country_files import country_entries
    from sitmap.gazetteer.learned import read_learned
    from sitmap.gazetteer.place import LEARNED

    return read_learned(path) if part == LEARNED else country_entries(path)


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
    return "\n".join(
        [f"{info['places']:>9,}  places, built {info['built']}", *counts]
    )
