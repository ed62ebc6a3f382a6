"""Days of other calendars: Solar Hijri (Iran, Afghanistan), Hijri (Umm al-Qura), Buddhist.

A day is converted where its month's name, the words beside it, the column's name or all of the
column's years are plain; else it is asked for. A year is never taken for one of ours.
"""

# ruff: noqa: RUF001, RUF002 - letters of other scripts are meant

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Calendar = Literal["solar", "lunar", "buddhist"]

_HIJRI_YEARS: Final = range(1300, 1501)
_BUDDHIST_YEARS: Final = range(2443, 2644)  # 1900 to 2100
_BUDDHIST: Final = 543  # years before ours
# days
_LONGEST_LUNAR_MONTH: Final = 30
# 2031: a table of incidents tells none of later years
_LATEST_SOLAR: Final = 1410

_SOLAR_MONTHS: Final = (
    "farvardin فروردین hamal حمل|ordibehesht اردیبهشت sawr ثور|khordad خرداد jawza جوزا|tir تیر "
    "saratan سرطان|"
    "mordad amordad مرداد asad اسد|shahrivar شهریور sunbula سنبله|mehr مهر mizan میزان|aban آبان "
    "aqrab عقرب|"
    "azar آذر qaws قوس|dey دی jadi جدی|bahman بهمن dalw دلو|esfand اسفند hut حوت"
)
_LUNAR_MONTHS: Final = (
    "muharram محرم|safar صفر|rabialawwal rabii ربيعالأول ربيعالاول|rabialthani rabialakhir rabiii "
    "ربيعالثاني ربيعالآخر|"
    "jumadaalula jumadaalawwal jumadai جمادىالأولى جماديالأولى|"
    "jumadaalthani jumadaalakhira jumadaii جمادىالآخرة جمادىالثانية|rajab رجب|shaban شعبان|ramadan "
    "ramadhan رمضان|"
    "shawwal شوال|dhualqadah dhulqadah ذوالقعدة ذيالقعدة|dhualhijjah dhulhijjah ذوالحجة ذيالحجة"
)
_THAI_MONTHS: Final = (
    "มกราคม ม.ค.|กุมภาพันธ์ ก.พ.|มีนาคม มี.ค.|เมษายน เม.ย.|พฤษภาคม พ.ค.|มิถุนายน มิ.ย.|กรกฎาคม "
    "ก.ค.|สิงหาคม ส.ค.|"
    "กันยายน ก.ย.|ตุลาคม ต.ค.|พฤศจิกายน พ.ย.|ธันวาคม ธ.ค."
)


def _numbered(months: str) -> dict[str, int]:
    return {
        name: number
        for number, names in enumerate(months.split("|"), start=1)
        for name in names.split()
    }


_MONTHS: Final[dict[Calendar, dict[str, int]]] = {
    "solar": _numbered(_SOLAR_MONTHS),
    "lunar": _numbered(_LUNAR_MONTHS),
    "buddhist": _numbered(_THAI_MONTHS),
}

_ERAS: Final[tuple[tuple[Calendar, str], ...]] = (
    ("solar", r"a\.?p\.?|s\.?h\.?|h\.?sh\.?|هـ?\.?\s?ش\.?|هجری شمسی|شمسی"),
    ("lunar", r"a\.?h\.?|h\.?|هـ|ه|هـ?\.?\s?ق\.?|هجري|هجرية|للهجرة|قمری"),
    ("buddhist", r"b\.?e\.?|พ\.?ศ\.?"),
)
_ERA: Final = re.compile(
    r"|".join(
        rf"(?P<{name}>(?<![^\W\d_])(?:{marks})$)" for name, marks in _ERAS
    ),
    re.IGNORECASE,
)
_HEADINGS: Final[tuple[tuple[Calendar, tuple[str, ...]], ...]] = (
    (
        "solar",
        (
            "solar",
            "shamsi",
            "jalali",
            "khorshidi",
            "persian",
            "iranian",
            "afghan",
            "شمسی",
            "جلالی",
            "خورشیدی",
        ),
    ),
    ("buddhist", ("buddhist", "thai", "พ.ศ", "(be)")),
    (
        "lunar",
        (
            "hijri",
            "hijriah",
            "umm al",
            "islamic date",
            "lunar",
            "هجري",
            "قمری",
            "قمري",
            "(ah)",
        ),
    ),
)

_YEAR_FIRST: Final = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,].*)?"
)
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?"
)
_RUN: Final = re.compile(r"(1[34]\d{2})(\d{2})(\d{2})")
_NAMED: Final = re.compile(r"(\d{1,2})\s+([^\d]+?)\s*,?\s*(\d{4})")
_YEAR_NAMED: Final = re.compile(r"(\d{4})\s+([^\d]+?)\s+(\d{1,2})")


@dataclass(frozen=True, slots=True)
class ForeignDay:
    """Year, month and day of another calendar, and which it is, where the text itself says it."""

    year: int
    month: int
    day: int
    calendar: Calendar | None = None


def find_foreign_day(text: str) -> ForeignDay | None:
    """Find a day that can't be one of ours: its year, its month's name or its era says so.

    Examples
    --------
    >>> find_foreign_day("1403/01/14"), find_foreign_day("14 Ramadan 1445").calendar
    (ForeignDay(year=1403, month=1, day=14, calendar=None), 'lunar')
    >>> find_foreign_day("2024-03-05") is None
    True
    """
    era = _ERA.search(text)
    calendar: Calendar | None = era.lastgroup if era else None  # type: ignore[assignment]
    plain = _ERA.sub("", text).strip() if era else text
    found = _in_numbers(plain) or _in_words(plain)
    if found is None or not (
        found.year in _HIJRI_YEARS or found.year in _BUDDHIST_YEARS
    ):
        return None
    told = found.calendar or calendar
    fits = (
        (found.year in _BUDDHIST_YEARS) == (told == "buddhist")
        if told
        else True
    )
    return ForeignDay(
        found.year, found.month, found.day, told if fits else None
    )


def _in_numbers(text: str) -> ForeignDay | None:
    if found := _YEAR_FIRST.fullmatch(text) or _RUN.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return ForeignDay(year, month, day)
    if found := _DAY_FIRST.fullmatch(text):
        return ForeignDay(int(found[3]), int(found[2]), int(found[1]))
    return None


def _in_words(text: str) -> ForeignDay | None:
    for pattern, (year, day) in ((_NAMED, (3, 1)), (_YEAR_NAMED, (1, 3))):
        if found := pattern.fullmatch(text):
            name = _fold_month(found[2])
            for calendar, months in _MONTHS.items():
                if name in months:
                    return ForeignDay(
                        int(found[year]),
                        months[name],
                        int(found[day]),
                        calendar,
                    )
    return None


def _fold_month(name: str) -> str:
    """Write "Dhu al-Qa'dah", "ربيع الأول" as one word."""
    return re.sub(
        r"[\s'’ʿʾ-]", "", unicodedata.normalize("NFC", name).casefold()
    )


def decide_calendar(
    days: Iterable[ForeignDay], *, heading: str = "", persian: bool = False
) -> Calendar | None:
    """Tell the calendar of a column whose days don't say it themselves.

    Parameters
    ----------
    days
        All that can't be days of ours, and nothing else: a column that mixes two calendars tells
        nothing.
    heading
        The column's name.
    persian
        Whether the days are written in Persian digits (`has_persian_digits`).

    Examples
    --------
    >>> decide_calendar([ForeignDay(1403, 1, 31)]), decide_calendar([ForeignDay(1403, 1, 14)])
    ('solar', None)
    >>> decide_calendar([ForeignDay(1445, 9, 5)]), decide_calendar([], heading="Date (Jalali)")
    ('lunar', 'solar')
    """
    folded = heading.casefold()
    for calendar, words in _HEADINGS:
        if any(word in folded for word in words):
            return calendar
    unsure = [day for day in days if day.calendar is None]
    solar = persian or bool(_PERSIAN_LETTERS & set(heading))
    if solar and unsure and all(day.year in _SOLAR_NOW for day in unsure):
        return "solar"
    return _by_years(unsure)


_PERSIAN_LETTERS: Final = frozenset(
    "پچژگ\u06cc\u06a9"
)  # which Arabic doesn't write
_SOLAR_NOW: Final = range(1300, _LATEST_SOLAR + 1)


def has_persian_digits(text: str) -> bool:
    """Tell digits of Iran and Afghanistan from those of Arab countries.

    Examples
    --------
    >>> has_persian_digits("۱۴۰۳/۰۱/۱۴"), has_persian_digits("١٤٤٥/٠٩/٠٥")
    (True, False)
    """
    return any("\u06f0" <= letter <= "\u06f9" for letter in text)


def _by_years(days: list[ForeignDay]) -> Calendar | None:
    """Tell a calendar by years, or by a 31st, that only one of them has."""
    if not days or len({day.year in _BUDDHIST_YEARS for day in days}) > 1:
        return None
    if days[0].year in _BUDDHIST_YEARS:
        return "buddhist"
    if all(day.year > _LATEST_SOLAR for day in days):
        return "lunar"
    return (
        "solar"
        if any(day.day > _LONGEST_LUNAR_MONTH for day in days)
        else None
    )


def convert_day(day: ForeignDay, calendar: Calendar | None) -> date | None:
    """Convert a day; None where there is no such day or nothing tells the calendar.

    Examples
    --------
    >>> convert_day(ForeignDay(1403, 1, 14), "solar"), convert_day(ForeignDay(1445, 9, 5), "lunar")
    (datetime.date(2024, 4, 2), datetime.date(2024, 3, 15))
    >>> convert_day(ForeignDay(2567, 3, 15), "buddhist")
    datetime.date(2024, 3, 15)
    """
    known = day.calendar or calendar
    if known is None or (day.year in _BUDDHIST_YEARS) != (
        known == "buddhist"
    ):
        return None
    try:
        if known == "solar":
            from persiantools.jdatetime import JalaliDate

            there = JalaliDate(day.year, day.month, day.day)  # type: ignore[no-untyped-call]
            return there.to_gregorian()
        if known == "lunar":
            from hijridate import Hijri

            ours = Hijri(day.year, day.month, day.day).to_gregorian()
            return date(ours.year, ours.month, ours.day)
        return date(day.year - _BUDDHIST, day.month, day.day)
    except (ValueError, OverflowError):
        return None
