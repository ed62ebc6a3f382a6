"""Who does a count, with how many hands, and who hears of it: parted from what is counted."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from sitmap.errors import DataWarning, InputError
from sitmap.scale.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitmap.scale.clock import Standing
    from sitmap.scale.plan import Plan

Engine = Literal["local", "dask"]
ENGINES: Final = ("local", "dask")


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
