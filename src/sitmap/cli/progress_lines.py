"""How far a command is: on one line of a terminal that changes, and in a log now and then."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Final

from sitmap.cli.terminal import say, say_progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitmap.scale import Standing

_LONG: Final = 200_000
"""Characters of a report that takes seconds."""

_TERMINAL_S: Final = 0.2  # a line that changes oftener flickers
_LOG_S: Final = 30.0  # a log of an hour has 120 lines
# seconds: parts of a count end seldom, so that the line may wait
_STANDING_S: Final = 0.5
_STANDING_LOG_S: Final = 60.0  # counting may take a night

# seconds
_MINUTE_S: Final = 60
# seconds
_HOUR_S: Final = 3_600


def show_count(step: str, done: int) -> None:
    """Count on one line of a terminal; a log gets nothing."""
    if sys.stderr.isatty():
        say_progress(f"{step}: {done:,}")


def show_step(step: str, done: int, total: int) -> None:
    """Tell the share of a step, or where its total isn't known its count, as `show_count` does."""
    if sys.stderr.isatty():
        share = f"{done / total:4.0%}" if total else f"{done:,}"
        say_progress(f"{step} {share}", end=bool(total) and done >= total)


def end_progress() -> None:
    """Leave the line that changed."""
    if sys.stderr.isatty():
        say_progress("", end=True)


class ReadShare:
    """How much of a long report is read; of a short one nothing is told."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._told_at = monotonic()

    def __call__(self, done: int, whole: int) -> None:
        """Show it; called as (characters read, characters)."""
        if whole < _LONG:
            return
        line = f"{self.name}: {100 * done // whole} % read"
        if sys.stderr.isatty():
            say_progress(line, end=done == whole)
        elif done < whole and monotonic() - self._told_at >= _LOG_S:
            self._told_at = monotonic()
            say(f"sitmap: {line}", err=True)


class FileCount:
    """Which file of how many is read."""

    def __init__(self) -> None:
        self.number = self.count = 0
        self._told_at = monotonic()

    def __call__(self, number: int, count: int, path: Path) -> None:
        """Show it; called as (the file's number, files, its path)."""
        self.number, self.count = number, count
        if sys.stderr.isatty():
            say_progress(
                f"{number}/{count} {path.name}", end=number == count
            )
        elif monotonic() - self._told_at >= _LOG_S:
            self._told_at = monotonic()
            say(f"sitmap: {number - 1} of {count} reports read", err=True)


class Countdown:
    """How many names of a table are asked, with the time left.

    The time is reckoned from names that were asked one by one; what comes in bulk, from the
    gazetteer or from what is kept, costs nothing.
    """

    def __init__(self, *, is_terminal: bool | None = None) -> None:
        self._is_terminal = (
            sys.stderr.isatty() if is_terminal is None else is_terminal
        )
        self._done = self._total = 0
        self._from, self._since = 0, monotonic()
        self._told_at = monotonic()
        self._has_line = False

    def __call__(self, done: int, total: int) -> None:
        """Take note of the names done and their total."""
        now = monotonic()
        if done - self._done > 1 or not self._total:
            self._from, self._since = done, now
        self._done, self._total = done, total
        wait = _TERMINAL_S if self._is_terminal else _LOG_S
        if now - self._told_at >= wait and done < total:
            self._told_at = now
            self._tell(f"{self}{self._left(now)}")

    def __str__(self) -> str:
        """Say how far it is."""
        return f"at {self._done:,} of {self._total:,} names"

    def end(self) -> None:
        """Leave the line that changed."""
        if self._has_line:
            say_progress("", end=True)

    def _tell(self, text: str) -> None:
        if self._is_terminal:
            say_progress(text)
        else:
            say(f"sitmap: {text}", err=True)
        self._has_line = self._is_terminal

    def _left(self, now: float) -> str:
        asked = self._done - self._from
        if not asked:
            return ""
        seconds = (self._total - self._done) * (now - self._since) / asked
        return f", about {_say_duration(seconds)} left"


def report_standing() -> Callable[[Standing], None]:
    """Return a reporter of counting: one line that changes on a terminal, one a minute in a log."""
    terminal = sys.stderr.isatty()
    wait = _STANDING_S if terminal else _STANDING_LOG_S
    last = [monotonic() if not terminal else 0.0]

    def report(now: Standing) -> None:
        done = now.parts_done >= now.parts
        if not (done and terminal) and monotonic() - last[0] < wait:
            return
        last[0] = monotonic()
        if terminal:
            say_progress(_line_of(now), end=done)
        else:
            say(_line_of(now), err=True)

    return report


def _line_of(now: Standing) -> str:
    share = f"{now.bytes_done / now.bytes:4.0%}" if now.bytes else ""
    kept = f" ({now.parts_kept} from before)" if now.parts_kept else ""
    left = now.seconds_left
    is_open = left is not None and now.parts_done < now.parts
    wait = f", {_say_duration(left or 0)} left" if is_open else ""
    return f"{share} {now.parts_done} of {now.parts} parts{kept}, {now.rows:,} rows{wait}"


def _say_duration(seconds: float) -> str:
    if seconds < _MINUTE_S:
        return f"{max(seconds, 1):.0f} s"
    if seconds < _HOUR_S:
        return f"{seconds / _MINUTE_S:.0f} min"
    return f"{seconds // _HOUR_S:.0f} h {seconds % _HOUR_S / _MINUTE_S:.0f} min"
