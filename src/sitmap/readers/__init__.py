"""Files to incident tables: one module per format; `read` picks by what the file holds."""

from __future__ import annotations

from sitmap.readers.pick import read

__all__ = ["read"]
