"""Counts of people as tables write them: 1,765, 3–5, 10+, "at least 12", "about 30", "two".

"At least 12" and "10+" are the best figure and the low one, "about 30" is the best alone, "up to
30" the high one alone, "3–5" is low and high and no best. What isn't a number of people is told and
left empty: a count below zero, more than there are people, a part of one.
"""

# ruff: noqa: RUF001, RUF002 - letters of other scripts and dashes are meant

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.readers.notations.marks import fold_marks
from sitmap.readers.notations.people import take_people

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 200  # characters: no figure is longer, and no pattern is asked about more
_MOST: Final = 10_000_000_000  # more than all people on Earth
_UNKNOWN: Final = frozenset({-9, -7, -77, -88, -99, -98, -999, -9999})
"""What GTD, SCAD and hand-kept tables write for "not known"."""

_SILENT: Final = frozenset(
    [
        "-",
        "--",
        "---",
        "?",
        "??",
        ".",
        "/",
        "n/a",
        "na",
        "n.a.",
        "n.a",
        "nan",
        "nil.",
        "null",
        "none.",
        "unknown",
        "unk",
        "n/k",
        "nk",
        "not",
        "known",
        "not",
        "stated",
        "unspecified",
        "no",
        "data",
        "tbc",
        "tbd",
        "unbekannt",
        "k.a.",
        "k.a",
        "inconnu",
        "desconocido",
        "s/d",
        "n/d",
        "nepoznato",
        "непознато",
        "невідомо",
        "неизвестно",
        "e",
        "panjohur",
        "i",
        "panjohur",
        "bilinmiyor",
        "nieznane",
        "غير",
        "معروف",
    ]
)
_SILENT_PHRASES: Final = frozenset(
    {
        *(
            "н/д",
            "н.д.",
            "нет данных",
            "немає даних",
            "даних немає",
            "нема података",
        ),
        *(
            "nema podataka",
            "sin dato",
            "sem dados",
            "sin datos",
            "no disponible",
            "no consta",
            "nsp",
            "n.c.",
        ),
        *(
            "non précisé",
            "non communiqué",
            "k. a.",
            "keine angabe",
            "keine angaben",
            "bilgi yok",
        ),
        *(
            "pa të dhëna",
            "brak danych",
            "not available",
            "not reported",
            "not applicable",
        ),
        *("غير متوفر", "لا معلومات"),
        "not known",
        "not stated",
        "no data",
        "e panjohur",
        "i panjohur",
        "غير معروف",
    }
)

_NOBODY: Final = frozenset(
    {"nuk ka", "nema ih", "нема их", "no one", "no ones", "none killed"}
    | {"لا يوجد", "لا أحد", "без жертв", "bez žrtava", "sin víctimas"}
)
"""Words for 0 that are several."""

_ONES: Final = (
    "zero nil none nobody keine keiner kein aucun aucune ninguno ninguna asnjë askush nijedan nema "
    "niko нема ниједан "
    "немає жодного нет никого yok brak nikt nessuno nenhum لايوجد|one ein eine einer un une uno "
    "una një jedan jedna jedno један једна једно еден один одна bir واحد|"
    "two zwei deux dos dy dyja dois duas dva dve dvije dvoje dvojica два дві две двоє двое двоје "
    "двојица iki اثنان dwa|three drei trois tres três tre tri "
    "troje trojica три троє трое троје тројица üç ثلاثة trzy|"
    "four vier quatre quatro cuatro katër četiri četvoro četvorica четири четворо четверо чотири "
    "четыре dört أربعة cztery|"
    "five fünf cinq cinco pesë pet petoro petorica петоро пет п'ять пять beş خمسة pięć|six "
    "sechs seis gjashtë šest шест "
    "шість шесть altı ستة|"
    "seven sieben sept sete siete shtatë sedam седам сім семь yedi سبعة siedem|"
    "eight acht huit oito ocho tetë osam осам вісім восемь sekiz ثمانية osiem|"
    "nine neun neuf nove nueve nëntë devet девет дев'ять девять dokuz تسعة dziewięć|"
    "ten zehn dix dez diez dhjetë deset десет десять on عشرة dziesięć|eleven elf onze once|twelve "
    "zwölf douze doce dozen|"
    "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty zwanzig vingt veinte "
    "njëzet dvadeset двадцять двадцать"
)
_WORDS: Final[dict[str, int]] = {
    word: number
    for number, words in enumerate(_ONES.split("|"))
    for word in words.split()
}
_TENS: Final = {
    word: 10 * at
    for at, word in enumerate(
        [
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
        ],
        start=2,
    )
}
_TIMES: Final = {
    "dizaine": 10,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "cinquantaine": 50,
    "centaine": 100,
    "decena": 10,
    "docena": 12,
    "desetak": 10,
    "десяток": 10,
    "десетак": 10,
    "dutzend": 12,
    "dozen": 12,
    "hundred": 100,
    "hundreds": None,
    "dozens": None,
    "scores": None,
    **dict.fromkeys(
        [
            "k",
            "thousand",
            "thsd",
            "tausend",
            "mille",
            "mil",
            "mijë",
            "hiljada",
            "тис",
            "тыс",
            "хиљада",
        ],
        1_000,
    ),
    **dict.fromkeys(
        [
            "m",
            "mn",
            "mio",
            "million",
            "millions",
            "millionen",
            "миллион",
            "млн",
            "мільйон",
        ],
        1_000_000,
    ),
}


def _lead(words: str, signs: str) -> re.Pattern[str]:
    """Match words that a blank or a figure follows, or signs that stand before a figure."""
    return re.compile(
        rf"(?:(?:{words})(?:\s+|(?=\d))|(?:{signs})\s*)", re.IGNORECASE
    )


_ARTICLES: Final = frozenset({"a", "an", "une", "un", "una", "ein"})
_AT_LEAST: Final = _lead(
    r"at least|at minimum|minimum|mind\.?|min\.?|no (?:fewer|less) than|not less than|more than|"
    r"over|above|"
    r"upwards of|"
    r"mindestens|über|mehr als|au moins|plus de|al menos|por lo menos|más de|mas de|të paktën|së "
    r"paku|mbi|më shumë se|"
    r"najmanje|barem|bar|preko|više od|najmanje|најмање|барем|преко|више од|најмалку|над|"
    r"щонайменше|не менше|понад|більше|"
    r"по меньшей мере|не менее|минимум|более|свыше|en az|co najmniej|ponad|almeno|pelo menos|على "
    r"الأقل|أكثر من",
    r">=?|≥",
)
_OR_MORE: Final = re.compile(
    r"\s*(?:\+|or more|and more|plus|oder mehr|ou plus|et plus|o más|o mas|ose më shumë|ili više|i "
    r"više|или више|и више|"
    r"або більше|и более|или более|veya daha fazla|lub więcej|ou mais|o più|على الأقل)",
    re.IGNORECASE,
)
_UP_TO: Final = _lead(
    r"up to|at most|no more than|not more than|fewer than|less than|under|max(?:imum)?\.?|bis zu|"
    r"höchstens|"
    r"jusqu'à|au plus|hasta|como máximo|deri në|më së shumti|do|najviše|највише|до|не більше|не "
    r"более|en fazla|najwyżej|"
    r"fino a|até",
    r"<=?|≤",
)
_ABOUT: Final = _lead(
    r"about|around|approx(?:imately)?\.?|roughly|some|nearly|almost|circa|ca\.?|c\.|"
    r"est(?:imated)?\.?|an estimated|"
    r"etwa|rund|ungefähr|environ|près de|unos|unas|alrededor de|aproximadamente|cerca de|rreth|"
    r"afërsisht|oko|otprilike|"
    r"око|отприлике|околу|близько|приблизно|бл\.|около|примерно|ок\.|ok\.|прибл\.|"
    r"yaklaşık|około|حوالي|نحو",
    r"[~≈±]",
)
_BETWEEN: Final = re.compile(
    r"(?:between|from|zwischen|von|entre|de|midis|nga|između|od|између|од|між|від|между|от|من)\s+",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(
    r"\s*-\s*|\s+(?:to|and|or|bis|und|oder|à|et|a|y|deri|dhe|do|i|ili|до|и|или|і|та|або|إلى)\s+|"
    r"\s*\.\.+\s*",
    re.IGNORECASE,
)

_AND: Final = re.compile(
    r"\s*(?:\+|,|;|&)\s*|\s+(?:and|et|y|und|i|dhe|ve|та|и|і|oraz)\s+|\s+و\s?"
)
"""What parts the people of one cell: "2 civilians + 1 soldier"."""

_DUALS: Final = {
    **dict.fromkeys(
        ["قتيلان", "قتيلين", "جريحان", "جريحين", "شخصان", "شخصين"], "2"
    ),
    **dict.fromkeys(
        ["قتيل واحد", "جريح واحد", "قتيل", "جريح", "شخص واحد"], "1"
    ),
}
"""One and two have no word of their own in Arabic: the noun says it."""

_GROUPED: Final = {
    ",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?"),
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    "' ": re.compile(r"\d{1,3}(?:[' ’]\d{3})+(?:[.,]\d+)?"),
}
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
_SCALED: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)\.?")
_THREE_DECIMALS: Final = re.compile(r"\d{1,3}\.\d{3}")


@dataclass(frozen=True, slots=True)
class Count:
    """What a cell says of a number of people; None where it says nothing."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Grouping:
    """What a point before three digits marks in a column: thousands, decimals, or not known."""

    point: bool | None = True


def decide_grouping(texts: Iterable[str]) -> Grouping:
    """Tell whether "4.352" is four thousand in a column: whole or larger numbers beside it say so.

    Examples
    --------
    >>> decide_grouping(["4.352", "12"]), decide_grouping(["1.000", "2.000"])
    (Grouping(point=True), Grouping(point=None))
    >>> decide_grouping(["4.352", "12.5"]), decide_grouping(["1.000", "0.000"])
    (Grouping(point=False), Grouping(point=False))
    """
    seen = [fold_marks(text).strip() for text in texts]
    with_point = [
        text
        for text in seen
        if "." in text and text.replace(".", "").isdecimal()
    ]
    if any(
        text.startswith("0.") or not _GROUPED["."].fullmatch(text)
        for text in with_point
    ):
        return Grouping(False)
    whole = any(text.isdecimal() for text in seen)
    larger = any(text.count(".") > 1 for text in with_point)
    return Grouping(True if whole or larger or not with_point else None)


def read_count(
    text: str, grouping: Grouping = Grouping(), kind: str = ""
) -> Count | str:
    """Read a cell that counts people.

    Parameters
    ----------
    text
        The cell.
    grouping
        What a point before three digits marks in its column.
    kind
        What its column counts, where that is "fatalities" or "injured": "two killed" is a count of
        the one and none of the other.

    Returns
    -------
    Count or str
        An empty `Count` for words that say "not known"; a text is what is wrong, in words that
        follow the value.

    Examples
    --------
    >>> read_count("1,765"), read_count("3–5")
    (Count(low=None, best=1765, high=None), Count(low=3, best=None, high=5))
    >>> read_count("at least 12"), read_count("~30")
    (Count(low=12, best=12, high=None), Count(low=None, best=30, high=None))
    >>> read_count("-99"), read_count("inf")
    ('stands for not known; left empty', 'is no number; left empty')
    """
    if len(text) > _LONGEST:
        return "is no number; left empty"
    if (
        text.strip() == "None"
    ):  # what Python writes for nothing, and people for no one
        return "may be 0 or not known; write 0; left empty"
    plain = re.sub(
        r"\s+", " ", fold_marks(text).strip().strip("\"'()[]").casefold()
    )
    if plain.isdecimal():
        return _counted(float(plain), best=True)
    if plain in _SILENT or plain in _SILENT_PHRASES or not plain:
        return Count()
    if plain in _NOBODY:
        return _counted(0.0, best=True)
    return _read_people(plain, grouping, kind)


def _read_people(plain: str, grouping: Grouping, kind: str) -> Count | str:
    """Read a count that may say whom it counts."""
    if (whole := _sum_of(plain, grouping, kind)) is not None:
        return whole
    plain, wrong = take_people(plain, kind)
    plain = _DUALS.get(plain, plain)
    if found := re.fullmatch(r"-\s?(\d+(?:\.0+)?)", plain):
        unknown = -int(float(found[1])) in _UNKNOWN
        return (
            "stands for not known; left empty"
            if unknown
            else "is below zero; left empty"
        )
    found_count = _read_hedged(plain, grouping)
    return (
        wrong if wrong and isinstance(found_count, Count) else found_count
    )


def _sum_of(plain: str, grouping: Grouping, kind: str) -> Count | None:
    """Add up the parts of "2 civilians + 1 soldier"; None where one doesn't say whom it counts."""
    parts = _AND.split(plain)
    if len(parts) < 2:  # noqa: PLR2004 - a part and another
        return None
    total = 0
    for part in parts:
        told, wrong = take_people(part, kind)
        found = _read_hedged(told, grouping)
        if told == part or wrong or not isinstance(found, Count):
            return None
        if found.best is None or found.low is not None:
            return None
        total += found.best
    return Count(best=total)


def _read_hedged(plain: str, grouping: Grouping) -> Count | str:
    if found := _AT_LEAST.match(plain):
        return _bounded(plain[found.end() :], grouping, low=True, best=True)
    if (found := _OR_MORE.search(plain)) and found.end() == len(plain):
        return _bounded(
            plain[: found.start()], grouping, low=True, best=True
        )
    if found := _UP_TO.match(plain):
        return _bounded(plain[found.end() :], grouping, high=True)
    if found := _ABOUT.match(plain):
        return _bounded(plain[found.end() :], grouping, best=True)
    number = _number_of(plain, grouping)
    if number is not None:
        return (
            number
            if isinstance(number, str)
            else _counted(number, best=True)
        )
    return _read_range(plain, grouping)


def _bounded(
    words: str,
    grouping: Grouping,
    *,
    low: bool = False,
    best: bool = False,
    high: bool = False,
) -> Count | str:
    number = _number_of(words.strip(), grouping)
    if number is None:
        return "is no number; left empty"
    return (
        number
        if isinstance(number, str)
        else _counted(number, low=low, best=best, high=high)
    )


def _counted(
    number: float,
    *,
    low: bool = False,
    best: bool = False,
    high: bool = False,
) -> Count | str:
    if number > _MOST:
        return "is more than there are people; left empty"
    if not number.is_integer():
        return "is no whole number; left empty"
    whole = int(number)
    return Count(
        whole if low else None,
        whole if best else None,
        whole if high else None,
    )


def _read_range(plain: str, grouping: Grouping) -> Count | str:
    body = (
        _BETWEEN.sub("", plain, count=1) if _BETWEEN.match(plain) else plain
    )
    ends = _RANGE.split(body)
    numbers = [_number_of(end.strip(), grouping) for end in ends]
    if len(numbers) != 2 or None in numbers:  # noqa: PLR2004 - a pair
        return "is no number; left empty"
    if wrong := next(
        (each for each in numbers if isinstance(each, str)), None
    ):
        return wrong
    low, high = (_counted(float(each or 0), low=True) for each in numbers)
    if isinstance(low, str) or isinstance(high, str):
        return low if isinstance(low, str) else str(high)
    if (low.low or 0) > (high.low or 0):
        return "has its higher end first; left empty"
    return Count(
        low.low, low.low if low.low == high.low else None, high.low
    )


def _number_of(words: str, grouping: Grouping) -> float | str | None:
    """Return a number in figures or words, a line about a mark of two meanings, or None."""
    if (
        _THREE_DECIMALS.fullmatch(words)
        and grouping.point is None
        and not words.startswith("0.")
    ):
        whole = words.replace(".", "")
        part = words.rstrip("0").rstrip(".")
        return (
            f"may be {whole} or {part}; write it without a mark; left empty"
        )
    for mark, pattern in _GROUPED.items():
        if (mark != "." or grouping.point) and pattern.fullmatch(words):
            digits = re.sub(rf"[{mark}]", "", words)
            return float(digits.replace(",", "."))
    if _PLAIN.fullmatch(words):
        return float(words.replace(",", "."))
    return _from_words(words)


def _from_words(words: str) -> float | None:
    if words in _WORDS:
        return float(_WORDS[words])
    if found := _SCALED.fullmatch(words):
        times = _TIMES.get(found[2])
        return float(found[1].replace(",", ".")) * times if times else None
    parts = [part for part in re.split(r"[- ]", words) if part != "and"]
    total = 0
    for part in parts:
        times = _TIMES.get(part)
        if times and total:
            total *= times
        elif part in _WORDS or part in _TENS:
            total += _TENS.get(part, _WORDS.get(part, 0))
        elif part in _ARTICLES and len(parts) > 1 and not total:
            total = 1
        else:
            return None
    return float(total) if parts else None


_UNITS: Final = {
    "m": 1.0,
    "metres": 1.0,
    "meters": 1.0,
    "metre": 1.0,
    "meter": 1.0,
    "км": 1000.0,
    "м": 1.0,
    "km": 1000.0,
}
_MEASURE: Final = re.compile(
    r"[~<±]?\s*(-?\d+(?:[.,]\d+)?)\s*([^\W\d_]*|%)\.?"
)


def read_number(text: str) -> tuple[float, str] | None:
    """Read a measure, its number and its unit; kilometres become metres.

    Examples
    --------
    >>> read_number("2,5 km"), read_number("80 %"), read_number("about")
    ((2500.0, 'm'), (80.0, '%'), None)
    """
    found = _MEASURE.fullmatch(fold_marks(text).strip().casefold())
    if found is None:
        return None
    number, unit = float(found[1].replace(",", ".")), found[2]
    if unit in _UNITS:
        return number * _UNITS[unit], "m"
    return (number, unit) if unit in ("", "%") else None
