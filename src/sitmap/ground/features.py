"""Features of the ground: a kind, a shape in degrees and a text each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Text(NamedTuple):
    """What is written at a feature: its name, its number, and its names by language."""

    name: str
    ref: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Features:
    """Features side by side.

    Attributes
    ----------
    kinds
        Position in `sitmap.ground.kinds.KINDS`, shape (n,).
    shapes
        A LineString (for an area each ring, closed) or a Point, in degrees, shape (n,).
    texts
        A `Text` or None, shape (n,).
    """

    kinds: NDArray[np.uint8]
    shapes: NDArray[Any]
    texts: NDArray[Any]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.kinds)

    def only(self, rows: NDArray[Any]) -> Features:
        """Return some of them, by a mask or by their places."""
        return Features(
            self.kinds[rows], self.shapes[rows], self.texts[rows]
        )


def join_features(parts: Iterable[Features]) -> Features:
    """Put features one behind the other."""
    kept = [part for part in parts if len(part)]
    if not kept:
        nothing = np.empty(0, dtype=object)
        return Features(np.empty(0, dtype=np.uint8), nothing, nothing)
    return Features(
        np.concatenate([part.kinds for part in kept]),
        np.concatenate([part.shapes for part in kept]),
        np.concatenate([part.texts for part in kept]),
    )
