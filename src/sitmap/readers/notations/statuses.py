"""Words for how sure an event is, in the languages that tables come in."""

# ruff: noqa: RUF001 - Cyrillic words are meant

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from sitmap.incidents import STATUSES, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

CONFIDENCES: Final = {"high": 0.9, "medium": 0.6, "low": 0.3}
"""What words of confidence stand for; the words themselves stay in ``confidence_told``."""

# Whole texts, folded by `_fold`. English, Albanian, Serbian (Croatian, Bosnian) in both scripts,
# Macedonian, Ukrainian, Russian, Polish, French, Spanish, German, Turkish, Arabic.
_STATUS_WORDS: Final[dict[Status, str]] = {
    "confirmed": (
        "verified|confirm|true|corroborated|geolocated|validated|checked|substantiated|"
        "konfirmuar|e konfirmuar|i konfirmuar|verifikuar|e verifikuar|vertetuar|e vertetuar|"
        "potvrdeno|potvrden|potvrdena|potvrđeno|provereno|provjereno|verifikovano|потврђено|"
        "потврђен|потврђена|проверено|"
        "верификовано|потврдено|потврден|потврдена|"
        "підтверджено|підтверджений|підтверджена|верифіковано|перевірено|подтверждено|подтвержден|"
        "подтверждена|"
        "подтвержденный|проверенный|верифицировано|"
        "potwierdzone|potwierdzony|potwierdzona|potwierdzono|zweryfikowane|"
        "confirme|confirmee|verifie|verifiee|avere|averee|confirmado|confirmada|verificado|"
        "verificada|comprobado|"
        "bestatigt|bestaetigt|verifiziert|gesichert|confermato|verificato|"
        "dogrulandi|dogrulanmis|teyit edildi|onaylandi|kesin|مؤكد|مؤكدة|تم التأكيد|تم التحقق|موثق"
    ),
    "reported": (
        "unconfirmed|not confirmed|unverified|not verified|to be confirmed|tbc|pending|under "
        "review|being verified|"
        "possible|probable|likely|suspected|partially confirmed|partly confirmed|report|"
        "pakonfirmuar|e pakonfirmuar|i pakonfirmuar|e paverifikuar|raportuar|e raportuar|i "
        "raportuar|"
        "nepotvrdeno|nepotvrđeno|nepotvrden|nepotvrdena|nije potvrdeno|neprovereno|neprovjereno|"
        "prijavljeno|izvesteno|"
        "непотврђено|није потврђено|непроверено|пријављено|непотврдено|пријавено|"
        "не підтверджено|непідтверджено|непідтверджений|не перевірено|повідомлено|повідомляється|"
        "не подтверждено|неподтверждено|неподтвержденный|не проверено|сообщается|сообщено|"
        "niepotwierdzone|niepotwierdzony|niepotwierdzona|zgloszone|zgloszono|"
        "non confirme|non confirmee|non verifie|non verifiee|a confirmer|signale|signalee|rapporte|"
        "rapportee|"
        "no confirmado|no confirmada|sin confirmar|no verificado|sin verificar|reportado|reportada|"
        "informado|"
        "unbestatigt|unbestaetigt|nicht bestatigt|nicht verifiziert|ungepruft|gemeldet|berichtet|"
        "dogrulanmadi|dogrulanmamis|teyit edilmedi|bildirildi|raporlandi|غير مؤكد|غير مؤكدة|لم يتم "
        "التحقق|مبلغ عنه|تم الإبلاغ"
    ),
    "claimed": (
        "claim|alleged|allegation|pretenduar|e pretenduar|pretendohet|i pretenduar|tvrdi se|"
        "navodno|"
        "наводно|тврди се|заявлено|стверджується|за заявою|утверждается|по утверждению|якобы|"
        "domniemane|domniemany|rzekomo|allegue|pretendu|pretendue|revendique|revendiquee|presunto|"
        "presunta|alegado|alegada|"
        "behauptet|angeblich|mutmasslich|iddia|iddia edildi|iddia ediliyor|مزعوم|مزعومة|ادعاء"
    ),
    "disputed": (
        "contested|contradicted|conflicting|contradictory|kontestuar|e kontestuar|i kontestuar|e "
        "diskutueshme|sporno|osporeno|"
        "osporavano|спорно|оспорено|оспорувано|спірно|оскаржується|спірний|оспаривается|спорный|"
        "sporne|kwestionowane|"
        "conteste|contestee|controverse|dispute|disputado|disputada|controvertido|umstritten|"
        "strittig|bestritten|"
        "tartismali|ihtilafli|متنازع عليه|متنازع عليها"
    ),
    "denied": (
        "denied|refuted|debunked|false|retracted|disproved|disproven|not true|fake|hoax|cancelled|"
        "canceled|"
        "did not happen|called off|withdrawn|"
        "demantuar|e demantuar|i demantuar|pergenjeshtruar|i rreme|e rreme|mohuar|e mohuar|anuluar|"
        "e anuluar|"
        "demantovano|demantirano|demantovan|opovrgnuto|porecheno|poreceno|netacno|netočno|lazno|"
        "otkazano|"
        "демантовано|оповргнуто|порекнато|негирано|нетачно|лажно|отказано|демантирано|"
        "спростовано|спростований|спростована|заперечено|неправда|скасовано|"
        "опровергнуто|опровергнут|опровергнута|отрицается|ложь|отменено|"
        "zdementowane|zdementowano|zaprzeczono|obalone|nieprawda|odwolane|"
        "dementi|dementie|dementi officiel|refute|infirme|infirmee|faux|annule|annulee|"
        "desmentido|desmentida|negado|negada|refutado|falso|falsa|cancelado|cancelada|smentito|"
        "dementiert|widerlegt|falsch|zuruckgezogen|abgesagt|yalanlandi|yalan|iptal edildi|iptal|"
        "نفي|منفي|تم نفيه|كاذب|ألغي|ملغى"
    ),
    "planned": (
        "announced|scheduled|upcoming|planifikuar|e planifikuar|i planifikuar|planirano|najavljeno|"
        "планирано|најављено|"
        "најавено|заплановано|анонсовано|запланировано|анонсировано|planowane|zaplanowane|prevu|"
        "prevue|planifie|planifiee|"
        "previsto|prevista|planificado|planeado|programado|geplant|angekundigt|planlandi|planlanan|"
        "مخطط|مقرر"
    ),
    "threatened": (
        "threat|kercenuar|kercenim|pretnja|prijetnja|претња|закана|погроза|угроза|grozba|menace|"
        "menacee|amenaza|amenazado|"
        "angedroht|gedroht|tehdit|تهديد|minaccia"
    ),
    "historical": (
        "history|historic|past|historik|historike|istorijski|povijesni|историјски|историски|"
        "історичний|исторический|"
        "historyczne|historique|historico|historica|historisch|tarihi|تاريخي"
    ),
}

_CONFIDENCE_WORDS: Final = {
    "high": (
        "very high|strong|certain|sure|confident|high confidence|"
        "i larte|e larte|larte|visok|visoka|visoko|висок|висока|високо|високий|высокая|высокий|"
        "высокое|высоко|"
        "wysoki|wysoka|wysokie|eleve|elevee|haut|haute|forte|fort|alta|alto|hoch|hohe|yuksek|عالية|"
        "عالي|مرتفعة|مرتفع"
    ),
    "medium": (
        "moderate|mid|average|fair|medium confidence|moderate confidence|"
        "i mesem|e mesme|mesatar|mesatare|srednji|srednja|srednje|umeren|средњи|средња|средње|"
        "среден|средна|"
        "середній|середня|середнє|помірна|средний|средняя|среднее|умеренная|sredni|srednia|"
        "umiarkowana|"
        "moyen|moyenne|moderee|media|medio|moderada|mittel|mittlere|massig|orta|متوسطة|متوسط"
    ),
    "low": (
        "very low|weak|poor|low confidence|"
        "i ulet|e ulet|ulet|nizak|niska|nisko|низак|ниска|низок|ниско|низький|низька|низьке|низкий|"
        "низкая|низкое|"
        "niski|niskie|faible|bas|basse|baja|bajo|niedrig|gering|dusuk|منخفضة|منخفض|ضعيفة"
    ),
}


_YES: Final = frozenset(
    [
        "yes",
        "y",
        "true",
        "✓",
        "✔",
        "ja",
        "oui",
        "sí",
        "si",
        "da",
        "po",
        "evet",
        "tak",
        "так",
        "да",
        "wahr",
        "vrai",
        "نعم",
    ]
)
_NO: Final = frozenset(
    [
        "no",
        "n",
        "false",
        "✗",
        "nein",
        "non",
        "ne",
        "jo",
        "hayır",
        "nie",
        "ні",
        "нет",
        "не",
        "falsch",
        "faux",
        "falso",
        "لا",
    ]
)

_MARKS: Final = str.maketrans({"đ": "d", "ı": "i", "ł": "l", "ß": "ss"})


def _fold(text: str) -> str:
    """Fold to lower-case words, Latin letters without accents; others stay what they are."""
    lower = (
        unicodedata.normalize("NFC", text)
        .casefold()
        .replace("i\u0307", "i")
        .translate(_MARKS)
    )
    plain = "".join(
        unicodedata.normalize("NFD", letter)[0]
        if "\u00c0" <= letter <= "\u024f"
        else letter
        for letter in lower
    )
    return re.sub(r"[\W_]+", " ", plain).strip()


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {
        _fold(word): code
        for code, told in words.items()
        for word in told.split("|")
    }


_STATUSES: Final = {
    **_by_word({str(code): words for code, words in _STATUS_WORDS.items()}),
    **{str(status): str(status) for status in STATUSES},
}
_CONFIDENCE: Final = {
    **_by_word(_CONFIDENCE_WORDS),
    **{word: word for word in CONFIDENCES},
}


def read_status(text: str) -> str | None:
    """Return the code of a word for a status, in any of the languages; None where it is none.

    "Not confirmed" is `reported`, as no one says that it didn't happen; what was refuted or called
    off is `denied`.

    Examples
    --------
    >>> read_status("Підтверджено"), read_status("démenti"), read_status("e konfirmuar")
    ('confirmed', 'denied', 'confirmed')
    >>> read_status("confirmed (by UN)"), read_status("Unconfirmed"), read_status("active")
    ('confirmed', 'reported', None)
    """
    folded = _fold(text)
    if folded in _STATUSES:
        return _STATUSES[folded]
    first = _fold(re.split(r"[(,;:/\u2013-]", text.strip(), maxsplit=1)[0])
    code = folded.partition(" ")[0]
    return _STATUSES.get(first) or (code if code in STATUSES else None)


def read_verified(texts: Iterable[str]) -> dict[str, str]:
    """Read a column that says yes and no of whether events are verified; empty for any other.

    "False" is then no denial: nobody has checked it.

    Examples
    --------
    >>> read_verified(["TRUE", "FALSE"]), read_verified(["true", "denied"])
    ({'TRUE': 'confirmed', 'FALSE': 'reported'}, {})
    """
    folded = {text: text.strip().casefold() for text in texts}
    if not set(folded.values()) <= _YES | _NO:
        return {}
    return {
        text: "confirmed" if word in _YES else "reported"
        for text, word in folded.items()
    }


def read_confidence_word(text: str) -> float | None:
    """Return what a word of confidence stands for, high .9, medium .6, low .3, or None.

    Examples
    --------
    >>> read_confidence_word("Висока"), read_confidence_word("średnia")
    (0.9, 0.6)
    """
    folded = re.sub(
        r" (?:confidence|confiance|confianza|vertrauen|besim|pouzdanost)$",
        "",
        _fold(text),
    )
    found = _CONFIDENCE.get(folded)
    return CONFIDENCES[found] if found else None
