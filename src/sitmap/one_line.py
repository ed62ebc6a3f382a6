"""A text as one line, whatever was typed into it."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["one_line"]

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text: str) -> str:
    r"""Return a text as one line: what breaks or controls a line becomes a blank.

    Examples
    --------
    >>> one_line("North\r\n  Kosovo\x1b")
    'North Kosovo'
    """
    whole = text.encode("utf-8", "replace").decode()  # half letters, which no file can hold
    return " ".join(_CONTROLS.sub(" ", whole).split())
