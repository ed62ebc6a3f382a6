"""How far long work is: what a function given as ``progress=`` is called with, and a line of it.

The command line's own lines are in `sitmap.cli.progress_lines`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from typing import Final

Progress = Callable[[int, int], None]
"""Called with what is done and the total: names, or characters."""

StepProgress = Callable[[str, int, int], None]
"""Called with the step's name, what of it is done, and its total; 0 where that isn't known."""

_PATIENCE_S: Final = 2.0  # what ends sooner needs no line


def report_to_terminal() -> Progress:
    """Return a reporter of names: to a terminal after two seconds, to a file or a pipe nothing."""
    started = monotonic()

    def report(done: int, total: int) -> None:
        if (
            monotonic() - started > _PATIENCE_S
            and sys.stderr is not None
            and sys.stderr.isatty()
        ):
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{done:,} of {total:,} names{end}")

    return report
