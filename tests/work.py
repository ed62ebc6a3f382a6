"""How much work something is, counted in place of timed: the same on a busy machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def count_calls(work: Callable[[], Any]) -> int:
    """Count the calls of Python functions that some work makes; what C does is one with its caller.

    Examples
    --------
    >>> count_calls(lambda: [len(str(each)) for each in range(1000)]) < 10
    True
    >>> count_calls(lambda: [(lambda: each)() for each in range(1000)]) >= 1000
    True
    """
    calls = 0

    def note(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls
