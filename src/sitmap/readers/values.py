"""What the values of a column are, told by a sample of them: coordinates, dates, links, counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from sitmap.gazetteer.text import fold
from sitmap.geocoding.no_place import UNKNOWN, why_no_place
from sitmap.readers.aliases import fold_name, load_headings
from sitmap.readers.notations.dates import parse_dates
from sitmap.readers.notations.points import make_points, read_positions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Kind = Literal[
    "",
    "coordinates",
    "degrees",
    "dates",
    "links",
    "counts",
    "numbers",
    "kinds of place",
]

# looked at from the top; enough for a table's first months
_ROWS: Final = 2_000
# distinct ones: parsing them takes a few milliseconds a column
_VALUES: Final = 60
_PLAINLY: Final = 0.9  # of the values: a table has its typing errors
_LINK: Final = re.compile(r"\s*(?:https?://|www\.)\S", re.IGNORECASE)
_DIGITS: Final = re.compile(r"-?\d+(?:\.\d+)?")
_FINE: Final = 3  # decimals that degrees have and prices and shares haven't
_MOST: Final = 180.0  # degrees
_KINDS: Final = 2  # different ones: a single row may just lack the name
# people: a whole number beyond is an id, an amount or a date
_COUNTED: Final = 100_000
_YEARS: Final = range(1800, 2101)


def take_sample(column: pd.Series[Any]) -> list[str]:
    """Return some of the column's distinct values, as texts.

    Examples
    --------
    >>> take_sample(pd.Series(["a", None, " ", "b", "a"]))
    ['a', 'b']
    """
    texts = column.iloc[:_ROWS].dropna().astype("string").str.strip()
    return [
        text for text in texts.drop_duplicates().iloc[: _VALUES + 1] if text
    ][:_VALUES]


def find_kind(sample: Sequence[str]) -> Kind:
    """Tell what values plainly are; nothing where they may be more than one thing.

    Examples
    --------
    >>> find_kind(["38.30, 26.21", "14.90, -92.26"]), find_kind(["5 May 2023", "2023-06-01"])
    ('coordinates', 'dates')
    >>> find_kind(["https://example.org/1"]), find_kind(["3"]), find_kind(["42.8914", "42.9000"])
    ('links', 'counts', 'degrees')
    >>> find_kind(["Road", "Public location"]), find_kind(["Peja", "Zvečan"])
    ('kinds of place', '')
    """
    if not sample:
        return ""
    if all(_DIGITS.fullmatch(text) for text in sample):
        return _kind_of_numbers(sample)
    tests: tuple[tuple[Kind, Callable[[Sequence[str]], int]], ...] = (
        (
            "coordinates",
            _count_pairs,
        ),  # before links: a map site's link is a position
        ("links", _count_links),
        ("dates", _count_days),
        ("kinds of place", _count_kinds),
    )
    for kind, count in tests:
        if count(sample) >= _PLAINLY * len(sample):
            return kind
    return ""


def _kind_of_numbers(sample: Sequence[str]) -> Kind:
    numbers = [float(text) for text in sample]
    fine = sum(len(text.partition(".")[2]) >= _FINE for text in sample)
    if fine >= len(sample) / 2 and all(
        abs(number) <= _MOST for number in numbers
    ):
        return "degrees"
    whole = all(
        number.is_integer() and 0 <= number <= _COUNTED
        for number in numbers
    )
    return "counts" if whole else "numbers"


def _count_links(sample: Sequence[str]) -> int:
    return sum(bool(_LINK.match(text)) for text in sample)


def _count_pairs(sample: Sequence[str]) -> int:
    texts = _with_digits(sample)
    found = read_positions(pd.Series(texts, dtype="string"))
    return int(found.geometry.notna().sum())


def _count_days(sample: Sequence[str]) -> int:
    """Count what can be nothing but a day; "03/04/2023" is one in either order."""
    texts = [text for text in _with_digits(sample) if not text.isdigit()]
    found = parse_dates(pd.Series(texts, dtype="string"), dayfirst=True)
    return int((found.precision == "day").sum())


def _with_digits(sample: Sequence[str]) -> list[str]:
    return [
        text
        for text in sample
        if any(character.isdigit() for character in text)
    ]


def _count_kinds(sample: Sequence[str]) -> int:
    """Count kinds of place; "unknown" between them counts, too, but doesn't make such a column."""
    known = load_headings().kinds
    reasons = {text: why_no_place(fold(text)) for text in sample}
    kinds = {text for text in sample if fold_name(text) in known}
    kinds |= {
        text for text, why in reasons.items() if why and why != UNKNOWN
    }
    silent = {text for text, why in reasons.items() if why}
    return len(kinds | silent) if len(kinds) >= _KINDS else 0


def fits(sample: Sequence[str], ours: str) -> bool:
    """Tell whether a column of ours can hold any of these values.

    Examples
    --------
    >>> fits(["Road", "Home"], "place"), fits(["Peja"], "place"), fits(["29", "5"], "date_start")
    (False, True, False)
    """
    if not sample:
        return True
    test = _TESTS.get(ours)
    return test is None or test(sample)


def _has_dates(sample: Sequence[str]) -> bool:
    told = parse_dates(pd.Series(sample, dtype="string"))
    unsure = any(
        "may be day/month" in text for text in told.problems.values()
    )
    return unsure or bool(told.day.notna().any())


def _has_pairs(sample: Sequence[str]) -> bool:
    return _count_pairs(sample) > 0


def _has_degrees(sample: Sequence[str]) -> bool:
    texts = pd.Series(sample, dtype="string")
    return bool(
        make_points(texts, pd.Series("1", texts.index))
        .geometry.notna()
        .any()
    )


def _has_digits(sample: Sequence[str]) -> bool:
    return any(character.isdigit() for text in sample for character in text)


def _is_no_number(sample: Sequence[str]) -> bool:
    return not all(text.strip().isdecimal() for text in sample)


def _is_text(sample: Sequence[str]) -> bool:
    return find_kind(sample) not in (
        "counts",
        "numbers",
        "degrees",
        "coordinates",
    )


def _names_places(sample: Sequence[str]) -> bool:
    return find_kind(sample) in ("", "dates")


def _has_years(sample: Sequence[str]) -> bool:
    return any(
        text.isdigit() and int(text) in _YEARS
        for text in (_whole(one) for one in sample)
    )


def _whole(text: str) -> str:
    """Write a number that a spreadsheet kept as 2023.0."""
    return text.removesuffix(".0")


def plain_texts(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column as texts, null where blank; a number that a spreadsheet kept as 3.0 is 3.

    Examples
    --------
    >>> plain_texts(pd.Series([3.0, None, 2.5])).to_list()
    ['3', <NA>, '2.5']
    """
    texts = column.astype("string").str.strip().str.removesuffix(".0")
    return texts.mask(texts == "")


def _is_no_link(sample: Sequence[str]) -> bool:
    return find_kind(sample) != "links"


def _is_hour(sample: Sequence[str]) -> bool:
    return find_kind(sample) != "dates"


_COUNTS: Final = tuple(
    f"{what}_{which}"
    for what in ("fatalities", "injured")
    for which in ("low", "best", "high")
)
_TESTS: Final = {
    **dict.fromkeys(("date_start", "date_end", "source_date"), _has_dates),
    **dict.fromkeys(("longitude", "latitude"), _has_degrees),
    **dict.fromkeys(
        ("title", "actor1", "actor2", "actors", "country", "notes"),
        _is_text,
    ),
    **dict.fromkeys(
        (*_COUNTS, "missing_best", "abducted_best", "arrested_best"),
        _has_digits,
    ),
    "status": _is_no_number,
    "coordinates": _has_pairs,
    "place": _names_places,
    "uncertainty_m": _has_digits,
    "year": _has_years,
    "source": _is_no_link,
    "time": _is_hour,
}
