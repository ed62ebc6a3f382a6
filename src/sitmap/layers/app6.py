"""Symbols of APP-6 and MIL-STD-2525 by their codes, as paths that page and figure draw alike.

milsymbol (MIT, https://github.com/spatialillusions/milsymbol) draws all letter and number codes,
and is a JavaScript library. It stands in the package as one file that no page holds; here it runs
in QuickJS (the extra ``sitmap[app6]``), which has no files, no network and no clock of its own.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.layers.drawings import Drawing, Part
from sitmap.layers.element import read_asset

if TYPE_CHECKING:
    from collections.abc import Callable

AFFILIATIONS: Final = {
    "Hostile": ("#c8282d", "#ff8080"),
    "Suspect": ("#c8282d", "#ff8080"),
    "Friend": ("#1c7fb0", "#80e0ff"),
    "Assumed Friend": ("#1c7fb0", "#80e0ff"),
    "Neutral": ("#2f8f3a", "#aaffaa"),
    "Unknown": ("#a08a00", "#ffff80"),
    "Pending": ("#a08a00", "#ffff80"),
}
"""Colours for shares and discs on light and dark ground: after the frames of the standard, which
are too light for a line."""

_LETTERS: Final = re.compile(
    r"[A-Z][A-Z*-][A-Z*-][A-Z*-][A-Z0-9*-]{6}(?:[A-Z0-9*-]{5})?"
)
_NUMBERS: Final = re.compile(r"\d{20}(?:\d{10})?")
_RADIUS: Final = 60.0  # units to a symbol's radius: a frame is 150 wide and stays readable
_MEMORY: Final = 512 * 2**20
# that drawing all codes of a table may take
_SECONDS: Final = 20
_ROUNDED: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+|\d{16,}\.0")


@dataclass(frozen=True, slots=True)
class MilitarySymbol:
    """What a code draws and stands for: its words are the standard's, in English."""

    drawing: Drawing
    affiliation: str
    name: str
    echelon: str


def find_fault(code: str) -> str:
    """Say why a text is no symbol code and what to do, or "" where it may be one.

    Examples
    --------
    >>> find_fault("SHGPUCI----D---"), find_fault("10061000001211000000")
    ('', '')
    >>> find_fault("1.0061E+19")
    'a table program has rounded it; write the column as text'
    """
    if _ROUNDED.fullmatch(code) or (
        _NUMBERS.fullmatch(code) and _is_rounded(code)
    ):
        return "a table program has rounded it; write the column as text"
    if _LETTERS.fullmatch(code) or _NUMBERS.fullmatch(code):
        return ""
    known = "a code has 10 or 15 letters, or 20 or 30 digits"
    return f"{known}; this has {len(code)} characters"


def _is_rounded(code: str) -> bool:
    """Tell a code that went through a number of 53 bits: one in 2,048 of all others looks so."""
    return not code.endswith("0000") and int(float(code)) == int(code)


def draw_code(code: str) -> MilitarySymbol | None:
    """Draw a symbol code, or return None where the standards have no such symbol.

    Raises
    ------
    InputError
        The package isn't installed with ``sitmap[app6]``.
    """
    told = json.loads(_run()(code))
    if not told:
        return None
    parts = tuple(_part(one) for one in told["parts"])
    drawing = Drawing(
        f"app6:{code}",
        tuple(told["box"]),
        tuple(told["anchor"]),
        _RADIUS,
        parts,
    )
    return MilitarySymbol(
        drawing, told["affiliation"], told["name"], told["echelon"]
    )


def _part(told: dict[str, Any]) -> Part:
    return Part(**told | {"dashes": tuple(told.get("dashes", ()))})


@cache
def _run() -> Callable[[str], str]:
    """Load milsymbol once, into a thread of its own; each call is some milliseconds."""
    try:
        import quickjs
    except ImportError:
        told = "symbols: APP-6 symbols need quickjs-ng: pip install 'sitmap[app6]'"
        raise InputError(told) from None
    draw = quickjs.Function(
        "draw", f"{read_asset('app6.js')}\nvar draw = app6.draw;"
    )
    draw.set_memory_limit(_MEMORY)
    draw.set_time_limit(_SECONDS)
    # collecting garbage after each symbol would take four fifths of the time
    return partial(draw, run_gc=False)
