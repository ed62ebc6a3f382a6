"""A map made of files: by one way, whether a command or a spec names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from sitmap.mapping import Map

BESIDE: Final = ("presence", "strength", "areas", "lines", "raster")
"""Options of `sitmap.Map` that are files beside the incidents, as commands and specs call them."""


def make_map(
    incidents: pd.DataFrame | None,
    beside: Mapping[str, Path | None],
    *,
    density: str | Path | None = None,
    area_name: str | None = None,
    page_mb: float | None = None,
    raster_bounds: Sequence[float] | None = None,
    raster_credit: str | None = None,
    raster_opacity: float | None = None,
    **options: Any,
) -> Map:
    """Make a map of a table of incidents and of the files beside it.

    Parameters
    ----------
    incidents
        The incident table, if there is one.
    beside
        Files by their role (`BESIDE`); None are none.
    density
        A summary of counts (`sitmap aggregate`).
    area_name
        The column that names the areas, if it isn't found.
    page_mb
        What a page of counts may weigh.
    raster_bounds, raster_credit, raster_opacity
        Where a picture on the ground lies, whom to credit for it, and how opaque it is drawn.
    **options
        Of `sitmap.Map`.

    Raises
    ------
    InputError
        A file can't be read, or isn't what its role asks for.
    """
    from sitmap.layers import Density, read_areas
    from sitmap.mapping import Map

    layers: dict[str, Any] = {
        role: path for role, path in beside.items() if path is not None
    }
    if "areas" in layers:
        layers["areas"] = read_areas(layers["areas"], name=area_name)
    picture = {
        "bounds": raster_bounds,
        "credit": raster_credit,
        "opacity": raster_opacity,
    }
    layers |= _read_raster(layers.pop("raster", None), picture)
    if density is not None:
        limit: dict[str, Any] = (
            {} if page_mb is None else {"page_mb": page_mb}
        )
        told: dict[str, Any] = {
            "rate_by": options.pop("rate_by", None),
            "classes": options.get("classes"),
        }
        layers["density"] = Density(
            density, layers.get("areas"), **told, **limit
        )
    return Map(incidents, **layers, **options)


def _read_raster(
    path: Path | None, told: Mapping[str, Any]
) -> dict[str, Any]:
    given = {
        name: value for name, value in told.items() if value is not None
    }
    if path is None and given:
        raise InputError(
            f"raster_{next(iter(given))}: says nothing without raster; name a picture"
        )
    if path is None:
        return {}
    from sitmap.layers import Raster

    return {"raster": Raster(path, **given)}
