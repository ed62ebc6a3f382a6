"""What is wrong with a date, in one line that says the remedy."""

from __future__ import annotations

from typing import Final

from sitmap.readers.notations.date_patterns import SHORT_YEAR, SPAN

EITHER: Final = (
    "may be day/month or month/day; say which with dayfirst=True or dayfirst=False"
    " (--dayfirst, --monthfirst)"
)

_NAME_IT: Final = "say so in the column's name"


def say_wrong_year(text: str, year: int) -> str:
    """Say which other calendar a year may be of, and how to name it."""
    told = f"{text[:40]!r} has the year {year}"
    if 1300 <= year <= 1500:  # noqa: PLR2004 - years of the Hijra about our time
        which = "Solar Hijri or Hijri"
        return f"{told}, which may be {which}; {_NAME_IT} (date solar hijri, date hijri)"
    if 2400 <= year <= 2650:  # noqa: PLR2004 - Buddhist years about our time
        return f"{told}, which may be Buddhist; {_NAME_IT} (date Buddhist)"
    return f"{told}; write 2022-07-31"


def say_unread(text: str) -> str:
    """Say why a text is no date: a short year, more than one date, or none at all."""
    if SHORT_YEAR.fullmatch(text):
        return f"{text[:40]!r} has a year of two digits; write 2022-07-31"
    if SPAN.match(text):
        remedy = (
            "write 2022-07-31, and the end of a span in a column date_end"
        )
        return f"{text[:40]!r} is more than one date; {remedy}"
    return f"{text[:40]!r} is no date that sitmap reads; write 2022-07-31"
