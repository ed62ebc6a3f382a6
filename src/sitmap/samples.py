"""The sample tables that ship with the package, and the map that they make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitmap.mapping import Map

_FOLDER = Path(__file__).parent / "_assets" / "samples"


def sample_path(name: str) -> Path:
    """Return the path of a sample file.

    ``north-kosovo.csv``, ``august-2022.csv``, ``kfor-sites.csv`` and others.

    Raises
    ------
    InputError
        There is no such sample.

    Examples
    --------
    >>> sample_path("north-kosovo.csv").is_file()
    True
    """
    from sitmap.errors import InputError

    path = _FOLDER / name
    if not path.is_file():
        known = ", ".join(
            sorted(file.name for file in _FOLDER.glob("*.csv"))
        )
        raise InputError(f"no sample is called {name!r}; there are {known}")
    return path


def sample_map() -> Map:
    """Return the map of the sample: incidents in north Kosovo 2022-2024 and KFOR's presence."""
    from sitmap.mapping import Map
    from sitmap.readers import read
    from sitmap.readers.presence import read_presence, read_strength

    return Map(
        read(sample_path("north-kosovo.csv")),
        presence=read_presence(sample_path("kfor-sites.csv")),
        strength=read_strength(sample_path("kfor-strength.csv")),
        title="North Kosovo: incidents and KFOR presence",
        subtitle="Reported incidents from July 2022 to November 2024",
    )
