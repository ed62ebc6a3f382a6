"""The layouts of a date, as patterns: what may stand where, in a dozen languages."""

from __future__ import annotations

import re
from typing import Final

_TAIL = r"(?P<tail>(?:[T ,(]+|(?=Z$)|(?=[+-]\d{2}:\d{2}$)).*)?"  # what may be the hour

_AFTER_YEAR = r"\.?(?: ?(?:r\.|roku|[\u0440\u0433]\.|року|рік|года|godine|god\.?|године|год\.?))?"

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TAIL}")

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?P<tail>T\d{4}.*)?")

NUMERIC = re.compile(
    rf"(\d{{1,2}})([-/.])(\d{{1,2}})[-/.](\d{{4}})({_AFTER_YEAR}{_TAIL})"
)  # day or month, mark, month or day, year, what follows

SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")

_NAME = r"([^\W\d]{2,14})"

_DAY = r"(\d{1,2})(?:\.|er|st|nd|rd|th|[\u00ba\u00aa]|-\u0433\u043e)?"

_DAY_MONTH = re.compile(
    rf"{_DAY}(?: de| of)?[ /-]?{_NAME}\.?,?(?: del?)?[ /-]?(\d{{4}}|\d{{2}}(?=$|"
    rf"[ ,])){_AFTER_YEAR}{_TAIL}"
)

_MONTH_DAY = re.compile(rf"{_NAME}\.? (?:the )?{_DAY},? (\d{{4}}){_TAIL}")

_MONTH_YEAR = re.compile(
    rf"{_NAME}\.?,?(?: de| of)?[ -](\d{{4}}){_AFTER_YEAR}"
)

_YEAR_NAMED = re.compile(rf"(\d{{4}})[ -]{_NAME}\.?[ -](\d{{1,2}}){_TAIL}")

_YEAR_MONTH_NAMED = re.compile(rf"(\d{{4}})[ -]{_NAME}\.?")

_YEAR_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")

_MONTH_OF_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")

_YEAR = re.compile(rf"(\d{{4}}){_AFTER_YEAR}")

SPAN = re.compile(
    r".*\d{4}\D.*\d{4}|\d{1,2}\.? ?[-\u2013\u2014/] ?\d{1,2}\.? [^\W\d]"
)  # two years, or "29-31 May"

PART_OF_MONTH: Final = re.compile(
    r"(?:early|mid|middle of|late|beginning of|start of|end of|anfang|mitte|ende|début|mi|fin|"
    r"principios de|"
    r"mediados de|finales de|fillim|mes|fund|početkom|sredinom|krajem|початок|середина|кінець|"
    r"начало|конец)[ -]+"
    r"(?=[^\W\d]{3})",
    re.IGNORECASE,
)

CLOCK_WITHIN: Final = re.compile(r"\d{1,2}[:h.]\d{2}(?!\d)")

ANOTHER: Final = re.compile(
    r"\d{4}|\d{1,2}[./-]\d{1,2}|\d{1,2}\.?\s[^\W\d_]{3}"
)
"""What may be another date behind the first."""

CLOCK_FIRST: Final = re.compile(
    r"(\d{1,2}[:.h]\d{2}\S*|\d{4}[A-Z]?)(?: ?(?:hrs?|uhr|h))?,? (.*\d.*)",
    re.IGNORECASE,
)

UNIX: Final = re.compile(
    rf"{_NAME} (\d{{1,2}}) (\d{{1,2}}:\d{{2}}:\d{{2}})(?: (\S+))? (\d{{4}})"
)

ROMAN: Final = re.compile(
    rf"(\d{{1,2}})[-/. ]+(I|II|III|IV|V|VI|VII|VIII|IX|X|XI|"
    rf"XII)[-/. ]+(\d{{4}}){_AFTER_YEAR}{_TAIL}"
)

EAST_ASIAN: Final = re.compile(
    r"(\d{4})(?:\u5e74|\ub144|\.)\s*(\d{1,2})(?:\u6708|\uc6d4|\.)\s*(\d{1,2})(?:\u65e5|\uc77c|\.)?"
)

# what a table of incidents tells of; other years are other calendars
YEARS: Final = range(1600, 2201)

# Which group of each pattern is year, month and day; 0 for what the layout doesn't say.
LAYOUTS: Final = (
    (_ISO, (1, 2, 3), "day"),
    (_COMPACT, (1, 2, 3), "day"),
    (_DAY_MONTH, (3, 2, 1), "day"),
    (_MONTH_DAY, (3, 1, 2), "day"),
    (_YEAR_NAMED, (1, 2, 3), "day"),
    (_MONTH_YEAR, (2, 1, 0), "month"),
    (_YEAR_MONTH_NAMED, (1, 2, 0), "month"),
    (_YEAR_MONTH, (1, 2, 0), "month"),
    (_MONTH_OF_YEAR, (2, 1, 0), "month"),
    (_YEAR, (1, 0, 0), "year"),
)

SPACED: Final = re.compile(
    r"^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})"
)  # 5. 3. 2024
