"""Files to incident tables: one module per format; `read` picks by what the file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap._lazy import import_on_use

if TYPE_CHECKING:
    from sitmap.readers.assignment import describe_columns, list_columns
    from sitmap.readers.frames import conform, locate
    from sitmap.readers.layouts.gdelt import add_mentions
    from sitmap.readers.presence import read_presence, read_strength
    from sitmap.readers.rows import describe_reading, list_left_off
    from sitmap.readers.sniffing import read

__all__ = [
    "add_mentions",
    "conform",
    "describe_columns",
    "describe_reading",
    "list_columns",
    "list_left_off",
    "locate",
    "read",
    "read_presence",
    "read_strength",
]

_HOMES = {
    "add_mentions": ".layouts.gdelt",
    "conform": ".frames",
    "describe_columns": ".assignment",
    "describe_reading": ".rows",
    "list_columns": ".assignment",
    "list_left_off": ".rows",
    "locate": ".frames",
    "read": ".sniffing",
    "read_presence": ".presence",
    "read_strength": ".presence",
}

__getattr__ = import_on_use(
    __name__, _HOMES, former={"list_dropped": "list_left_off"}
)
