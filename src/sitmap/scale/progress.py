"""How a count is to be done, by whom, and how far it is."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Literal

from sitmap.errors import DataWarning, InputError
from sitmap.scale.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitmap.scale.plan import Plan

Engine = Literal["local", "dask"]
ENGINES: Final = ("local", "dask")


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


@dataclass(frozen=True)
class How:
    """Who does the work, and who hears of it."""

    engine: Engine = "local"
    workers: int = 1
    scheduler: str | None = None
    progress: Callable[[Standing], None] | None = None
    say: Callable[[str], None] | None = None
    say_columns: Callable[[str], None] | None = None
    geocoder: Any = None

    def tell(self, line: str) -> None:
        """Say a line, as a warning where nobody listens."""
        if self.say is not None:
            self.say(line)
        else:
            warnings.warn(line, DataWarning, stacklevel=4)


def split_options(
    by: str | Sequence[str], options: dict[str, Any]
) -> tuple[Plan, How]:
    """Part the options of the plan from those of the work, and check them."""
    work = {
        name: options.pop(name)
        for name in list(options)
        if name in How.__dataclass_fields__
    }
    engine = work.get("engine") or (
        "dask" if work.get("scheduler") else "local"
    )
    if engine not in ENGINES:
        raise InputError(
            f"engine {engine!r}: choose one of {', '.join(ENGINES)}"
        )
    if engine == "local" and work.get("scheduler"):
        raise InputError(
            "a scheduler is for engine dask; leave one of the two away"
        )
    if not 1 <= work.get("workers", 1) <= 1000:  # noqa: PLR2004 - processes
        raise InputError(
            f"workers {work['workers']}: give the number of processes, 1 or more"
        )
    return make_plan(by, **options), How(**{**work, "engine": engine})


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
