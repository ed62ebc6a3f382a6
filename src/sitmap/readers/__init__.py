"""Files to incident tables: one module per format; `read` picks by what the file holds."""

from __future__ import annotations

from sitmap.readers.pick import read
from sitmap.readers.presence import read_presence, read_strength

__all__ = ["read", "read_presence", "read_strength"]
