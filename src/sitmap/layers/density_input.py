"""What of a summary a map of counts shows: its view, its unit of time, what is left off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, get_args

import numpy as np
import pandas as pd

from sitmap.errors import InputError
from sitmap.layers.cells import (
    cell_centres,
)
from sitmap.layers.counted import (
    Counted,
    Step,
    is_summary_folder,
    read_counted,
)
from sitmap.layers.counted_folder import (
    OUTSIDE,
    Bounds,
    in_view,
    read_reduced,
)
from sitmap.layers.density_bins import STEPS, choose_unit

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


# less holds no counts beside the page's own code
_LEAST_MB: Final = 2.0

EDGE: Final = 85.05  # degrees of latitude that Web Mercator shows


def check_options(
    step: str | None, resolution: int | None, page_mb: float
) -> None:
    """Refuse a step, a resolution or a weight that there is none of."""
    if step is not None and step not in get_args(Step):
        raise InputError(
            f"step is {step!r}; choose one of {', '.join(get_args(Step))}"
        )
    if resolution is not None and resolution not in range(16):
        raise InputError(
            f"resolution is {resolution!r}; H3 has 0 (cells of 2,200 km) to 15"
        )
    if not page_mb >= _LEAST_MB:
        raise InputError(
            f"page_mb is {page_mb!r}; a page weighs {_LEAST_MB:g} MB at least"
        )


def read_summary(
    summary: pd.DataFrame | str | Path,
    step: Step | None,
    resolution: int | None,
    bounds: Bounds | None,
) -> tuple[Counted, Step | None, int | None]:
    """Read a summary; of a folder, which may be of any size, also by what it was added up."""
    if not isinstance(summary, pd.DataFrame) and is_summary_folder(summary):
        reduced = read_reduced(
            summary, bounds=bounds, step=step, resolution=resolution
        )
        coarsened = reduced.resolution if resolution is None else None
        return read_counted(reduced.frame), reduced.unit, coarsened
    counted = read_counted(summary)
    return (
        (counted if bounds is None else _within_view(counted, bounds)),
        None,
        None,
    )


def _within_view(counted: Counted, bounds: Bounds) -> Counted:
    if counted.by == "area":
        raise InputError(
            "bounds= is for counts by cell; for areas, give those in view as areas="
        )
    return _without(
        counted,
        ~in_view(counted.cells, bounds),
        OUTSIDE,
        "no incidents in this view",
    )


def unit_of(counted: Counted, step: Step | None) -> Step:
    """Return the unit of time on the page: as asked for, but no finer than the counts."""
    wanted = (
        choose_unit(counted.step, counted.span) if step is None else step
    )
    return max(wanted, counted.step, key=STEPS.index)


def within_map(counted: Counted) -> Counted:
    """Leave off cells beyond the edge of a Mercator map, and say how many incidents they have."""
    if counted.by == "area":
        return counted
    beyond = np.abs(cell_centres(counted.cells)[:, 1]) > EDGE
    why = "beyond 85° of latitude, where the map ends"
    return _without(counted, beyond, why, f"every cell lies {why}")


def _without(
    counted: Counted, beyond: NDArray[np.bool_], why: str, none_left: str
) -> Counted:
    """Leave off some of the cells, and say how many incidents are in them."""
    lost = beyond[counted.place]
    if not lost.any():
        return counted
    if lost.all():
        raise InputError(none_left)
    rank = np.cumsum(~beyond) - 1
    reasons = {**counted.left_off, why: int(counted.incidents[lost].sum())}
    kept = {
        name: getattr(counted, name)[~lost]
        for name in ("day", "kind", "incidents")
    }
    killed = (
        None if counted.fatalities is None else counted.fatalities[~lost]
    )
    place, cells = rank[counted.place[~lost]], counted.cells[~beyond]
    return replace(
        counted,
        cells=cells,
        place=place,
        fatalities=killed,
        left_off=reasons,
        **kept,
    )
