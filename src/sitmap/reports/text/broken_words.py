"""Words that a scan or a PDF has broken over two lines: "Bakh-" and "mut" are read as Bakhmut.

Programs write the hyphen as such, as a soft one, or as the sign that old scans have for it (¬).

The text keeps its length, so that no offset moves: the rest of the word is taken up to its
beginning, and the line ends behind it.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

_BROKEN: Final = re.compile(
    r"(?<=[^\W\d_])([-\u2010\u00ad\u00ac][ \t]*\r?\n[ \t]*)([^\W\d_]\S*)(\s?)"
)
_HYPHENS: Final = ("-\n", "-\r", "- ", "-\t", "\u2010", "\u00ad", "\u00ac")
_DATA: Final = files("sitmap.reports") / "data" / "joints.csv"


@lru_cache(maxsize=1)
def _joints() -> frozenset[str]:
    """Return the words behind a hyphen that stands for an end told later, in any language."""
    lines = _DATA.read_text("utf-8").splitlines()
    rows = csv.DictReader(
        line for line in lines if not line.startswith("#")
    )
    return frozenset(word for row in rows for word in row["words"].split())


def join_broken_words(text: str) -> str:
    r"""Return a text of the same length in which no word is broken by a hyphen at a line's end.

    Examples
    --------
    >>> join_broken_words("shelling near Bakh-\nmut, police said")
    'shelling near Bakhmut,  \npolice said'
    >>> join_broken_words("im Nord-\nund Südkivu")
    'im Nord-\nund Südkivu'
    """
    if not any(hyphen in text for hyphen in _HYPHENS):
        return text
    return _BROKEN.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    gap, rest, space = match.groups()
    if not rest[0].islower() or rest.rstrip(".,;:!?") in _joints():
        return match[0]
    # one blank is left for each letter that went; the line ends where the next word begins
    return f"{rest}{' ' * len(gap)}{space and chr(10)}"
