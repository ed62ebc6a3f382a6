"""What a finding is, and how findings become a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDER: Final = {"error": 0, "warning": 1, "note": 2}


class Finding(NamedTuple):
    """What looks wrong in one row, or (``row`` None) in the whole table or map."""

    check: str
    level: Literal["error", "warning", "note"]
    row: Any
    value: Any
    why: str


def to_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """Return findings as a table, worst first."""
    rows = sorted(findings, key=lambda found: _ORDER[found.level])
    return pd.DataFrame(
        {
            name: pd.Series([row[at] for row in rows], dtype=object)
            for at, name in enumerate(Finding._fields)
        }
    )
