"""When something was, as one cell tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and what the cell tells beside it.

    Attributes
    ----------
    start
        The day, or the first one, in ISO 8601.
    precision
        One of `sitmap.incidents.DATE_PRECISIONS`.
    end
        The last day, where the cell tells of several.
    time, offset
        The hour, HH:MM, and its ±HH:MM from UTC, where the cell has them.
    """

    start: str
    precision: str
    end: str | None = None
    time: str | None = None
    offset: str | None = None
