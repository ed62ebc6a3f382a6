"""Synthetic summaries, drawn as counts: places of the gazetteer by Zipf's law, days, six types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from sitmap.gazetteer import embedded_index
from sitmap.gazetteer.kinds import SETTLEMENTS
from sitmap.incidents import EVENT_TYPES
from sitmap.layers.cells import cells_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_DAY: Final = np.datetime64("2015-01-01")
DAYS: Final = 3_000
SHARES: Final = np.repeat(
    np.arange(6), (7, 5, 3, 2, 2, 1)
)  # of the types, in twentieths
CELLS_AT_ONCE: Final = 4_000
WORLD: Final = (-180.0, -85.0, 180.0, 85.0)


def make_summary(
    incidents: int,
    *,
    places: int = 200_000,
    resolution: int = 5,
    box: tuple[float, float, float, float] = WORLD,
    fatalities: bool = False,
) -> pd.DataFrame:
    """Return a summary by day, H3 cell and type, as `sitmap aggregate` makes it."""
    rng = np.random.default_rng(incidents)
    cells, weights = weigh_cells(rng, places, resolution, box)
    counts = rng.multinomial(incidents, weights)
    parts = [
        draw_keys(rng, counts, start)
        for start in range(0, len(cells), CELLS_AT_ONCE)
    ]
    cell, slot, number = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    kind, day = np.divmod(slot, DAYS)
    frame = pd.DataFrame(
        {
            "day": (FIRST_DAY + day.astype("timedelta64[D]")).astype(
                "datetime64[s]"
            ),
            "cell": cells[cell],
            "event_type": pd.Categorical.from_codes(
                kind.astype(np.int8), list(EVENT_TYPES)
            ),
            "incidents": number,
        }
    )
    killed = (
        pd.array(rng.poisson(0.4 * number), dtype="Int64")
        if fatalities
        else pd.array([pd.NA] * len(frame), "Int64")
    )
    frame["fatalities"] = killed
    frame.attrs["sitmap"] = {
        "by": ["day", f"h3:{resolution}"],
        "rows": incidents,
        "left_off": {},
        "sources": ["synthetic"],
    }
    return frame


def weigh_cells(
    rng: np.random.Generator,
    places: int,
    resolution: int,
    box: tuple[float, float, float, float],
) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """Give the place of rank r the weight 1/r, ranks by chance; cells add their places up."""
    towns = embedded_index().within(box, places, SETTLEMENTS)
    cells, of_town = np.unique(
        cells_at(
            np.array([(one.lon, one.lat) for one in towns]), resolution
        ),
        return_inverse=True,
    )
    weights = np.bincount(
        of_town, 1 / rng.permutation(np.arange(1, len(towns) + 1))
    )
    return cells, weights / weights.sum()


def draw_keys(
    rng: np.random.Generator, counts: NDArray[np.int64], start: int
) -> tuple[NDArray[np.int64], ...]:
    """Draw a type and a day for each incident of some cells, and count those that are the same."""
    some = counts[start : start + CELLS_AT_ONCE]
    cell = np.repeat(np.arange(start, start + len(some)), some)
    day = (DAYS * rng.random(len(cell)) ** 0.8).astype(np.int64)
    key = (
        cell * 6 + SHARES[rng.integers(0, len(SHARES), len(cell))]
    ) * DAYS + day
    key.sort()
    first = np.flatnonzero(np.diff(key, prepend=-1))
    place, slot = np.divmod(key[first], 6 * DAYS)
    return place, slot, np.diff(np.append(first, len(key)))
