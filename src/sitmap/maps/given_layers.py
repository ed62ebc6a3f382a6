"""Layers from what a map is given: a table, the path of a file, or the layer itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sitmap.errors import InputError
from sitmap.layers.areas import Areas
from sitmap.layers.counted import is_summary
from sitmap.layers.density import Density
from sitmap.layers.incidents import Incidents
from sitmap.layers.lines import Lines, read_lines
from sitmap.layers.presence import Presence

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from sitmap.layers.classes import Classes


def as_lines(lines: gpd.GeoDataFrame | str | Path | Lines) -> Lines:
    """Return a layer of lines."""
    if isinstance(lines, Lines):
        return lines
    return Lines(
        read_lines(lines) if isinstance(lines, str | Path) else lines
    )


def as_incidents(
    incidents: pd.DataFrame | str | Path | Incidents, **options: Any
) -> Incidents:
    """Return a layer of incidents, dressed by `options`, which a layer has of its own."""
    if isinstance(incidents, Incidents):
        given = [
            name
            for name, told in options.items()
            if told and name != "show_statuses"
        ]
        if given:
            raise InputError(
                f"{given[0]}: give it to the Incidents layer that the map is made of"
            )
        return incidents
    from sitmap.readers.located import read_for_map

    return Incidents(read_for_map(incidents), **options)


def as_presence(
    presence: pd.DataFrame | str | Path | Presence,
    strength: pd.DataFrame | str | Path | None,
    date: str | None,
) -> Presence:
    """Return a layer of sites and strength on the map's day."""
    from sitmap.readers import read_presence, read_strength

    if isinstance(presence, Presence):
        return presence
    sites = (
        read_presence(presence)
        if isinstance(presence, str | Path)
        else presence
    )
    figures = (
        read_strength(strength)
        if isinstance(strength, str | Path)
        else strength
    )
    return Presence(sites, figures, date=date)


def find_media_folders(
    given: str | Path | Iterable[str | Path] | None, incidents: object
) -> tuple[Path, ...]:
    """Return the folders of media that were given, or the one that a local table lies in."""
    if given is None:
        is_local = isinstance(incidents, Path) or (
            isinstance(incidents, str) and "://" not in incidents
        )
        return (Path(str(incidents)).parent,) if is_local else ()
    several = [given] if isinstance(given, str | Path) else given
    return tuple(dict.fromkeys(map(Path, several)))


def check_rates(rate_by: str | None, density: object) -> None:
    """Refuse rates where nothing is counted."""
    if rate_by is not None and density is None:
        raise InputError(
            "rate_by: rates are of counts by area; give a summary (density=)"
        )


def as_density(
    density: pd.DataFrame | str | Path | Density,
    areas: gpd.GeoDataFrame | Areas | None,
    rate_by: str | None,
    classes: Classes,
) -> Density:
    """Return a layer of counts, by cell or by the areas of a map."""
    if isinstance(density, Density):
        if rate_by is not None:
            raise InputError(
                "rate_by: give it to the Density layer that the map is made of"
            )
        return density
    if isinstance(density, pd.DataFrame) and not is_summary(density):
        raise InputError(
            "density: a summary with columns incidents and cell or area is needed; sitmap aggregate"
            " makes one"
        )
    outlines = areas.areas if isinstance(areas, Areas) else areas
    return Density(density, outlines, rate_by=rate_by, classes=classes)
