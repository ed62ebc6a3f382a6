"""How incidents look, for what is written to files; said in `sitmap.layers.looks`."""

from __future__ import annotations

from sitmap.layers.looks import (
    COLOURS,
    HOLLOW,
    RAMP,
    SHAPES,
    SYMBOL_COLOURS,
    assign_symbols,
    look_of,
)

__all__ = ["COLOURS", "HOLLOW", "RAMP", "SHAPES", "SYMBOL_COLOURS", "assign_symbols", "look_of"]
