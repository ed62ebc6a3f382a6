"""Which ground a map stands on: what was given or is installed; a bad one never costs the map."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

import shapely

from sitmap.errors import DataWarning, InputError, SitmapError
from sitmap.ground.cut import Cut, cut_ground
from sitmap.ground.store import installed_ground, open_ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sitmap.ground.features import Box, Text
    from sitmap.ground.prepared import Prepared

_NAMED: Final = 3
"""Kinds that a line names."""


def check_ground(given: object, limit_mb: object) -> None:
    """Refuse what can't be ground.

    Raises
    ------
    InputError
        A file isn't there, or the limit is no number of megabytes.
    """
    if not isinstance(given, bool | str | Path):
        raise InputError(
            f"ground is {given!r}; give a file, True (what is installed) or False"
        )
    if not isinstance(given, bool) and not Path(given).is_file():
        raise InputError(
            f"{given}: is no file; ground comes from an OpenStreetMap extract (kosovo.osm.pbf) or "
            "from what sitmap ground prepare wrote"
        )
    if (
        isinstance(limit_mb, bool)
        or not isinstance(limit_mb, int | float)
        or not limit_mb > 0
    ):
        raise InputError(
            f"ground_mb is {limit_mb!r}; give a number of megabytes, as 2"
        )


def choose_ground(
    given: bool | str | Path,
    spots: NDArray[np.float64],
    box: Box,
    *,
    limit_mb: float,
    radii_m: NDArray[np.float64] | None = None,
    in_dispute: Sequence[shapely.Geometry] = (),
    write: Callable[[Text], str] | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> tuple[Cut, tuple[str, ...]] | None:
    """Cut the ground of a map.

    Parameters
    ----------
    given
        A file, True for what is installed, False for none.
    spots, box, limit_mb, radii_m, in_dispute, write
        As for `sitmap.ground.cut_ground`.
    progress
        As for `sitmap.ground.open_ground`.

    Returns
    -------
    cut, credits
        Or None, where there is no ground.

    Warns
    -----
    DataWarning
        The file can't be used, lies elsewhere than the incidents, or doesn't fit whole.
    """
    if given is False:
        return None
    try:
        found = (
            installed_ground()
            if given is True
            else [open_ground(given, progress=progress)]
        )
        within = [one for one in found if _holds(one, spots, box)]
        if not within:
            if found and given is not True:
                _warn(
                    f"{given}: lies elsewhere than the map's incidents ({_say_box(found[0])})"
                )
            return None
        cut = cut_ground(
            within,
            spots,
            box,
            limit_mb=limit_mb,
            radii_m=radii_m,
            in_dispute=in_dispute,
            write=write,
        )
    except (SitmapError, OSError, MemoryError) as error:
        _warn(str(error) or type(error).__name__)
        return None
    if cut.left_off:
        _warn_left_off(cut.left_off, limit_mb)
    return cut, tuple(dict.fromkeys(one.credit for one in within))


def _holds(one: Prepared, spots: NDArray[np.float64], box: Box) -> bool:
    held = shapely.box(*one.box)
    if len(spots):
        return bool(
            shapely.intersects_xy(held, spots[:, 0], spots[:, 1]).any()
        )
    return bool(shapely.intersects(held, shapely.box(*box)))


def _say_box(one: Prepared) -> str:
    west, south, east, north = one.box
    return f"it holds {south:.2f} to {north:.2f} north, {west:.2f} to {east:.2f} east"


def _warn(told: str) -> None:
    warnings.warn(
        f"the map is drawn without ground: {told}",
        DataWarning,
        stacklevel=4,
    )


def _warn_left_off(left_off: dict[str, int], limit_mb: float) -> None:
    kinds = sorted(left_off, key=lambda kind: -left_off[kind])
    named = [
        f"{left_off[kind]:,} {kind.replace('_', ' ')}"
        for kind in kinds[:_NAMED]
    ]
    more = _others(left_off[kind] for kind in kinds[_NAMED:])
    warnings.warn(
        f"ground: {sum(left_off.values()):,} features left off to fit {limit_mb:g} MB, those "
        f"farthest from the incidents ({', '.join([*named, *more])}); --ground-mb allows more",
        DataWarning,
        stacklevel=4,
    )


def _others(counts: Iterable[int]) -> list[str]:
    total = sum(counts)
    if total:
        return [f"{total:,} others"]
    return []
