"""How near two tellings of one event may lie: the distances and days of every part that asks.

What lies nearer is compared further, by type and words; it is linked, and never merged in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Reach:
    """How far apart two tellings may be, in metres and in days."""

    metres: float
    days: int


WITHIN_REPORT: Final = Reach(3_000.0, 0)
"""Headline, lead and background have their places of one gazetteer: a town and its suburb
differ."""

BETWEEN_REPORTS: Final = Reach(5_000.0, 1)
"""Two reports may name the village and the town beside it, and one tells of the night before."""

BETWEEN_TABLES: Final = Reach(10_000.0, 1)
"""Coders place what is only near a town by rules of their own."""
