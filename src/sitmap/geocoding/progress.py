"""Progress of long work: a line on the terminal, when there is one and the wait is worth it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from typing import Final

__all__ = ["Progress", "report_to_terminal"]

Progress = Callable[[int, int], None]
"""Called with the names done and their total."""

_PATIENCE_S: Final = 2.0


def report_to_terminal() -> Progress:
    """Return a reporter that writes to a terminal after two seconds, and nothing to a file or a pipe."""
    started = monotonic()

    def report(done: int, total: int) -> None:
        if monotonic() - started > _PATIENCE_S and sys.stderr is not None and sys.stderr.isatty():
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{done:,} of {total:,} names{end}")

    return report
