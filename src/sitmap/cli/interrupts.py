"""Ctrl-C in long work: the first one stops it, and none breaks into the stopping."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def one_interrupt() -> Iterator[Callable[[], None]]:
    """Raise KeyboardInterrupt at the first Ctrl-C, and ignore all further ones.

    Yields
    ------
    callable
        Raises KeyboardInterrupt if there was a Ctrl-C. Python loses one that comes while it runs a
        destructor; work that asks between two steps stops all the same.
    """
    came: list[bool] = []

    def interrupt(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        came.append(True)
        raise KeyboardInterrupt

    def stop_if_asked() -> None:
        if came:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop_if_asked
    finally:
        if (
            signal.getsignal(signal.SIGINT) is interrupt
        ):  # else the command is about to end
            signal.signal(signal.SIGINT, before)
