"""Text that a spreadsheet would run as a formula, guarded in one place and freed in one place.

After OWASP's list (https://owasp.org/www-community/attacks/CSV_Injection) and what spreadsheets
themselves take for a beginning: blanks and line ends before it, full-width signs, ``|`` and ``%``.
The page's own CSV does the same (src/sitmap/web/src/export-format.js).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pandas as pd

_RUNS: Final = r"(?:[\s\x00-\x1f\xa0\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
_GUARDED: Final = re.compile(rf"'(?='*{_RUNS})")
_TO_GUARD: Final = re.compile(rf"(?='*{_RUNS})")
_NUMBER: Final = r"\s*[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d+)?\s*"
_OFFSET: Final = (
    r"[+-]\d\d:\d\d"  # of a time zone: a spreadsheet reads hours
)
_PLAIN_NUMBER: Final = re.compile(f"{_NUMBER}|{_OFFSET}")


def guard_text(text: str) -> str:
    """Put an apostrophe before a text that would run; plain numbers are none.

    Examples
    --------
    >>> [guard_text(text) for text in ("=1+1", "-5", "-5 people, see @x", " =1", "a=1", "'=1")]
    ["'=1+1", '-5', "'-5 people, see @x", "' =1", 'a=1', "''=1"]
    >>> guard_text("+02:00"), guard_text("+02:00+cmd")
    ('+02:00', "'+02:00+cmd")
    """
    return (
        f"'{text}"
        if _TO_GUARD.match(text) and not _PLAIN_NUMBER.fullmatch(text)
        else text
    )


def free_text(text: str) -> str:
    """Take the apostrophe off again.

    Examples
    --------
    >>> [free_text(text) for text in ("'=1+1", "-5", "'-5", "it's", "'Zvečan'")]
    ['=1+1', '-5', '-5', "it's", "'Zvečan'"]
    """
    return text[1:] if _GUARDED.match(text) else text


def guard_texts(column: pd.Series[Any]) -> pd.Series[Any]:
    """Guard every text of a column; null stays null."""
    texts = column.astype("string")
    suspect = texts.str.match(_TO_GUARD).fillna(value=False)
    return (
        texts.mask(suspect, texts[suspect].map(guard_text))
        if suspect.any()
        else texts
    )


def free_texts(column: pd.Series[Any]) -> pd.Series[Any]:
    """Free every text of a column; null stays null."""
    return column.str.replace(rf"^{_GUARDED.pattern}", "", regex=True)
