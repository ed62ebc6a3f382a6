"""What ground can be prepared of: OpenStreetMap extracts, GeoPackages of their layers, PMTiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sitmap.ground.features import Features

OSM_CREDIT: Final = "© OpenStreetMap contributors (ODbL)"
"""As https://www.openstreetmap.org/copyright asks for it."""


@dataclass(frozen=True)
class Source:
    """A source: how it is read, and whom it credits."""

    read: Callable[[Callable[[str, int], None] | None], Iterator[Features]]
    credit: str = OSM_CREDIT


def open_source(path: Path) -> Source:
    """Open a source by what its name ends in.

    Raises
    ------
    InputError
        The file isn't there, or of no kind that is read.
    """
    if not path.is_file():
        raise InputError(
            f"{path}: is no file; give an OpenStreetMap extract, as kosovo.osm.pbf"
        )
    ending = path.suffix.lower()
    if ending == ".pmtiles":
        from sitmap.ground.pmtiles import open_pmtiles

        return open_pmtiles(path)
    from sitmap.ground.osm import ENDINGS, read_osm

    if ending in ENDINGS:
        return Source(lambda progress: read_osm(path, progress=progress))
    raise InputError(
        f"{path}: ground comes from .osm.pbf, .osm, .gpkg or .pmtiles, or from a file that "
        "sitmap ground prepare wrote; rename it if it is one of these"
    )
