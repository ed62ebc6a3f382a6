"""Names of the months in the languages that tables come in, and what stands around a date.

Short and long forms; folded to lower case without accents (Cyrillic as it is).
"""

# ruff: noqa: RUF001 - Cyrillic names are meant

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BY_LANGUAGE: Final = (
    # English
    (
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept "
        "september|"
        "oct october|nov november|dec december"
    ),
    # Albanian
    (
        "janar|shkurt shk|mars|prill pri|maj|qershor qer|korrik kor|gusht gus|shtator sht|tetor "
        "tet|nentor nen|"
        "dhjetor dhj"
    ),
    # Serbian, nominative and genitive, Latin and Cyrillic
    (
        "januar januara јануар јануара јан|februar februara фебруар фебруара феб|mart marta март "
        "марта мар|"
        "aprila април априла апр|maja мај маја|juna juni јун јуна јуни|jula juli јул јула јули|"
        "avgust avgusta avg август августа авг|septembar septembra септембар септембра сеп септ|"
        "oktobar oktobra октобар октобра окт|novembar novembra новембар новембра нов|"
        "decembar decembra децембар децембра дец"
    ),
    # Ukrainian, nominative and genitive
    (
        "січень січня січ|лютий лютого лют|березень березня бер|квітень квітня кві квіт|травень "
        "травня тра трав|"
        "червень червня чер черв|липень липня лип|серпень серпня сер серп|вересень вересня вер|"
        "жовтень жовтня жов жовт|листопад листопада лис лист|грудень грудня гру груд"
    ),
    # French
    (
        "janvier janv|fevrier fevr|mars|avril avr|mai|juin|juillet juil|aout|septembre|octobre|"
        "novembre|decembre"
    ),
    # Spanish
    (
        "enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago|septiembre setiembre|"
        "octubre|"
        "noviembre|diciembre dic"
    ),
    # German
    (
        "jaenner janner|februar|marz maerz mrz|april|mai|juni|juli|august|september|oktober okt|"
        "november|dezember dez"
    ),
    # Russian, nominative and genitive
    (
        "январь января янв|февраль февраля фев февр|март марта|апрель апреля|май мая|июнь июня июн|"
        "июль июля июл|"
        "август августа|сентябрь сентября сен сент|октябрь октября|ноябрь ноября ноя нояб|декабрь "
        "декабря"
    ),
    # Macedonian
    "јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември",
    # Croatian; its "listopad" is October, and November in Polish: neither is read
    (
        "sijecanj sijecnja|veljaca veljace|ozujak ozujka|travanj travnja|svibanj svibnja|lipanj "
        "lipnja|"
        "srpanj srpnja|kolovoz kolovoza|rujan rujna||studeni studenog studenoga|prosinac prosinca"
    ),
    # Polish, nominative and genitive
    (
        "styczen stycznia sty|luty lutego lut|marzec marca|kwiecien kwietnia kwi|maj maja|czerwiec "
        "czerwca cze|"
        "lipiec lipca lip|sierpien sierpnia sie|wrzesien wrzesnia wrz|pazdziernik pazdziernika paz|"
        "|"
        "grudzien grudnia gru"
    ),
    # Turkish
    "ocak|subat|mart|nisan|mayıs mayis|haziran|temmuz|agustos|eylul|ekim|kasım kasim|aralık aralik",
    # Italian, Portuguese
    (
        "gennaio janeiro|febbraio fevereiro|marzo marco|aprile|maggio maio|giugno junho|luglio "
        "julho|agosto|"
        "settembre setembro|ottobre outubro|novembre novembro|dicembre dezembro"
    ),
    # Arabic, of Egypt and of the Levant and Iraq
    (
        "يناير كانون_الثاني|فبراير شباط|مارس آذار اذار|أبريل ابريل إبريل نيسان|مايو أيار ايار|"
        "يونيو يونيه حزيران|"
        "يوليو يوليه تموز|أغسطس اغسطس آب|سبتمبر أيلول ايلول|أكتوبر اكتوبر تشرين_الأول تشرين_الاول|"
        "نوفمبر تشرين_الثاني|ديسمبر كانون_الأول كانون_الاول"
    ),
)

_NUMBERS: Final = {
    name: number
    for months in _BY_LANGUAGE
    for number, names in enumerate(months.split("|"), start=1)
    for name in names.split()
}


# What stands before a date in a sentence or a calendar: weekdays, short and long, and the words
# around them.
_LEADS: Final = (
    (
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
        "fri "
        "sat sun on the"
    ),
    (
        "hene marte merkure enjte premte shtune diel hena marta merkura enjtja premtja shtuna "
        "diela e "
        "me"
    ),
    (
        "ponedeljak utorak sreda srijeda cetvrtak petak subota nedelja nedjelja pon uto sre cet "
        "pet "
        "sub ned dana"
    ),
    "понедељак уторак среда четвртак петак субота недеља пон уто сре чет пет суб нед дана",
    (
        "понеділок вівторок середа четвер п'ятниця п\u2019ятниця п\u02bcятниця субота неділя пн вт "
        "ср "
        "чт пт сб нд"
    ),
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim le du",
    "lunes martes miercoles jueves viernes sabado domingo mie jue vie dom el",
    (
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa "
        "so am "
        "den"
    ),
    "понедельник вторник среда четверг пятница суббота воскресенье вс",
    "понеделник вторник среда четврток петок сабота недела на",
    "poniedzialek wtorek sroda czwartek piatek sobota niedziela pn wt sr czw pt nd dnia",
    "ponedjeljak cetvrtak nedjelja tjedan dana",
    "pazartesi sali salı carsamba persembe cuma cumartesi pazar",
    (
        "lunedi martedi mercoledi giovedi venerdi sabato domenica segunda terca quarta quinta "
        "sexta "
        "domingo feira"
    ),
    "الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد يوم",
)
_BEFORE: Final = frozenset(
    word for words in _LEADS for word in words.split()
)


def is_before_date(word: str) -> bool:
    """Tell a weekday, or a word that leads up to a date, in the languages that tables come in.

    Examples
    --------
    >>> [is_before_date(word) for word in ("Lundi", "понеділок,", "Mo.", "May")]
    [True, True, True, False]
    """
    return _fold(word.strip(".,")) in _BEFORE


def month_number(name: str) -> int | None:
    """Return the number of a month by its name, or None.

    Examples
    --------
    >>> [month_number(name) for name in ("Mar", "août", "Липня", "korrik", "März", "soon")]
    [3, 8, 7, 7, 3, None]
    """
    return _NUMBERS.get(_fold(name))


_TWO_WORDS: Final = re.compile(r"(كانون|تشرين) (?=ال)")


def join_month_names(text: str) -> str:
    """Join names of months of two words, as the Levant has them, into one.

    Examples
    --------
    >>> month_number(join_month_names("تشرين الأول"))
    10
    """
    return (
        text
        if text.isascii()
        else _TWO_WORDS.sub(r"\1_", unicodedata.normalize("NFC", text))
    )


def _fold(word: str) -> str:
    folded = word.casefold()
    return (
        folded
        if folded.isascii()
        else "".join(_strip(letter) for letter in folded)
    )


def _strip(letter: str) -> str:
    return (
        unicodedata.normalize("NFD", letter)[0]
        if "\u00c0" <= letter <= "\u024f"
        else letter
    )
