"""Files to incident tables: one module per format; `read` picks by what the file holds."""

from __future__ import annotations

from sitmap.readers.layouts.gdelt import add_mentions
from sitmap.readers.pick import read
from sitmap.readers.presence import read_presence, read_strength
from sitmap.readers.rows import describe_reading, list_dropped

__all__ = [
    "add_mentions",
    "describe_reading",
    "list_dropped",
    "read",
    "read_presence",
    "read_strength",
]
