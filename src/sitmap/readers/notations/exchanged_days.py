"""Dates whose day and month a spreadsheet has exchanged.

A spreadsheet of another region takes 03/05/2024 for its own 5 March and leaves 13/03/2024 as a
text, for it knows no month 13. What remains is a column of true dates with days up to 12 beside
texts with days above 12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitmap.readers.notations.date_patterns import NUMERIC

if TYPE_CHECKING:
    import pandas as pd

_MONTHS: Final = 12
# dates of each kind: fewer may be chance
_ENOUGH: Final = 2
_WHY: Final = (
    "may have its day and month exchanged: the dates beside it that a spreadsheet left as text all"
    " have days above 12; check"
)


def find_exchanged(
    days: pd.Series[Any], texts: pd.Series[Any]
) -> dict[Any, str]:
    """Doubt the true dates of a column whose texts all have days above 12, and they none.

    Parameters
    ----------
    days
        Dates that stood there as such, by index label.
    texts
        The column's other cells.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.Series(pd.to_datetime(["2024-05-03", "2024-06-03"]))
    >>> texts = pd.Series(["13/03/2024", "14/03/2024"])
    >>> sorted(find_exchanged(days, texts))
    [0, 1]
    >>> find_exchanged(days, texts.replace("13/03/2024", "03/03/2024"))
    {}
    """
    numbers = [
        (int(match[1]), int(match[3]))
        for text in texts.unique()
        if (match := NUMERIC.fullmatch(str(text)))
    ]
    known = days.dropna()
    if len(numbers) < _ENOUGH or known.nunique() < _ENOUGH:
        return {}
    is_above = all(max(pair) > _MONTHS for pair in numbers)
    if not is_above or (known.dt.day > _MONTHS).any():
        return {}
    return {at: f"{day:%Y-%m-%d} {_WHY}" for at, day in known.items()}
