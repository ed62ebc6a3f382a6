"""How far a count is: what is done, what was kept from before, and how long the rest will take."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitmap.scale.work_options import How


@dataclass(frozen=True)
class Standing:
    """How far the work is, as a progress function gets it.

    Attributes
    ----------
    parts, parts_done, parts_kept
        All, done, and of these kept from a run that was stopped.
    bytes, bytes_done, bytes_kept
        The same in bytes of the input.
    rows
        Rows counted in this run.
    seconds
        Since it began.
    """

    parts: int
    parts_done: int
    parts_kept: int
    bytes: int
    bytes_done: int
    bytes_kept: int
    rows: int
    seconds: float

    @property
    def seconds_left(self) -> float | None:
        """Return how long the rest will take at the speed so far; None while that isn't known."""
        fresh = self.bytes_done - self.bytes_kept
        return (
            self.seconds * (self.bytes - self.bytes_done) / fresh
            if fresh > 0
            else None
        )


class Clock:
    """Keeps count of what is done, and tells how far it is."""

    def __init__(self, parts: int, weight: int, how: How) -> None:
        self._parts, self._weight, self._progress = (
            parts,
            weight,
            how.progress,
        )
        self._begun = monotonic()
        self._kept = self._kept_bytes = self._done = self._bytes = (
            self._rows
        ) = 0

    def keep(self, weights: list[int]) -> None:
        """Take note of what an earlier run did."""
        self._kept = self._done = len(weights)
        self._kept_bytes = self._bytes = sum(weights)

    def tick(self, weight: int, rows: int) -> None:
        """Take note of a part that is done."""
        self._done += 1
        self._bytes += weight
        self._rows += rows
        if self._progress is not None:
            parts = (self._parts, self._done, self._kept)
            weights = (self._weight, self._bytes, self._kept_bytes)
            seconds = monotonic() - self._begun
            self._progress(Standing(*parts, *weights, self._rows, seconds))
