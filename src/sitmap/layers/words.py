"""The page's words in Python: titles, figures and documents say what the page says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitmap.errors import InputError
from sitmap.layers.element import read_asset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date as Date  # noqa: N812 - `date` is a parameter's name

    from babel import Locale

JOINED: Final = re.compile("[\u0600-\u06ff\u0750-\u077f]")
"""Letters of a script that is read from right to left, and that spaces between them would part."""
_ENGLISH: Final = "en"
_DAY_BEFORE_MONTH: Final = {"en": "en_GB"}
_LATIN: Final = ("lj", "nj", "dž", *"abvgdđežzijklmnoprstćufhcčš")
_CYRILLIC: Final = ("љ", "њ", "џ", *"абвгдђежзијклмнопрстћуфхцчш")


@dataclass(frozen=True)
class Words:
    """The words of one language; entries that it lacks are in English.

    Attributes
    ----------
    lang
        As BCP 47: "de", "sr-Cyrl".
    table
        Key to text, or to texts by plural category.
    """

    lang: str
    table: Mapping[str, Any]

    def say(self, key: str, **values: str | float) -> str:
        """Say an entry with its values filled in; ``n`` chooses among plural forms.

        Examples
        --------
        >>> load_words("de").say("incidents", n=1), load_words("de").say("incidents", n=1200)
        ('1 Vorfall', '1.200 Vorfälle')
        >>> load_words("sr-Cyrl").say("key")
        'Легенда'
        """
        entry = self.table[key]
        if not isinstance(entry, str):
            form = self._locale.plural_form(float(values.get("n", 0)))
            entry = entry.get(form, entry["other"])
        if self.lang == "sr-Cyrl":
            entry = to_cyrillic(entry)
        for name, value in values.items():
            entry = entry.replace(f"{{{name}}}", self.number(value))
        return str(entry)

    def code(self, kind: str, code: object) -> str:
        """Name a code of a list ("status", "confirmed"); one without an entry is said as it is."""
        key = f"{kind}:{code}"
        return self.say(key) if key in self.table else str(code)

    def number(self, value: object) -> str:
        """Write a number as the language does; other values as they are."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self._locale))

    def day(self, day: Date) -> str:
        """Write a day in words, day before month.

        Examples
        --------
        >>> import datetime
        >>> load_words("sq").day(datetime.date(2022, 8, 17))
        '17 gusht 2022'
        """
        from babel.dates import format_date

        return str(format_date(day, "long", locale=self._locale))

    def month(self, day: Date) -> str:
        """Write the month of a day in words, with its year."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", day, locale=self._locale))

    @property
    def is_right_to_left(self) -> bool:
        """Tell whether the words run from right to left.

        Examples
        --------
        >>> load_words("ar").is_right_to_left, load_words("uk").is_right_to_left
        (True, False)
        """
        return self._locale.text_direction == "rtl"

    @property
    def _locale(self) -> Locale:
        return _load_locale(self.lang)


@lru_cache(maxsize=16)
def load_words(lang: str) -> Words:
    """Load the words of a language.

    Parameters
    ----------
    lang
        As BCP 47.

    Raises
    ------
    InputError
        There are no words in it.
    """
    tables = json.loads(read_asset("paper-words.json"))
    base = lang.partition("-")[0]
    if base not in tables:
        known = ", ".join(sorted(tables))
        raise InputError(
            f"lang is {lang!r}; there are no words in it: choose one of {known}"
        )
    return Words(lang, tables[_ENGLISH] | tables[base])


@lru_cache(maxsize=16)
def _load_locale(lang: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    base = lang.partition("-")[0]
    wanted = (
        "sr_Latn"
        if base == "sr" and lang != "sr-Cyrl"
        else lang.replace("-", "_")
    )
    try:
        return Locale.parse(_DAY_BEFORE_MONTH.get(wanted, wanted))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_DAY_BEFORE_MONTH.get(base, base))


def to_cyrillic(text: str) -> str:
    """Write Serbian Latin in Cyrillic; what stands in braces stays, as on the page (i18n.js)."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == "{":
            end = text.index("}", at) + 1
            parts.append(text[at:end])
            at = end
            continue
        latin = next(
            (
                one
                for one in _LATIN
                if text[at : at + len(one)].lower() == one
            ),
            None,
        )
        letter = _CYRILLIC[_LATIN.index(latin)] if latin else text[at]
        parts.append(letter.upper() if text[at].isupper() else letter)
        at += len(latin or " ")
    return "".join(parts)
