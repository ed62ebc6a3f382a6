"""What a map must say beside its marks.

The status note, attributions, and where its rows come from.
"""

# ruff: noqa: RUF001 - notes in several alphabets

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    import geopandas as gpd

    from sitmap.reports import Report

__all__ = [
    "ATTRIBUTION",
    "KOSOVO_NOTE",
    "blur_note",
    "kosovo_note",
    "list_sources",
    "name_reports",
]

KOSOVO_NOTE: Final = (
    "References to Kosovo are without prejudice to positions on its status, and are in line with"
    " United Nations Security Council resolution 1244 (1999) and the opinion of the International"
    " Court of Justice on Kosovo's declaration of independence."
)

_KOSOVO_NOTES: Final = {
    "sq": (
        "Referencat ndaj Kosovës nuk paragjykojnë qëndrimet mbi statusin e saj dhe janë në "
        "përputhje me rezolutën 1244 (1999) të Këshillit të Sigurimit të Kombeve të Bashkuara"
        " dhe me mendimin e Gjykatës Ndërkombëtare të Drejtësisë për shpalljen e pavarësisë "
        "së Kosovës."
    ),
    "sr": (
        "Pominjanje Kosova ne prejudicira stavove o njegovom statusu i u skladu je s "
        "Rezolucijom Saveta bezbednosti Ujedinjenih nacija 1244 (1999) i mišljenjem "
        "Međunarodnog suda pravde o proglašenju nezavisnosti Kosova."
    ),
    "sr-Cyrl": (
        "Помињање Косова не прејудицира ставове о његовом статусу и у складу је с Резолуцијом"
        " Савета безбедности Уједињених нација 1244 (1999) и мишљењем Међународног суда "
        "правде о проглашењу независности Косова."
    ),
    "de": (
        "Bezugnahmen auf das Kosovo berühren nicht die Standpunkte zu seinem Status und "
        "stehen im Einklang mit der Resolution 1244 (1999) des Sicherheitsrates der Vereinten"
        " Nationen und dem Gutachten des Internationalen Gerichtshofs zur "
        "Unabhängigkeitserklärung des Kosovos."
    ),
    "fr": (
        "Les mentions du Kosovo ne préjugent pas de son statut et sont conformes à la "
        "résolution 1244 (1999) du Conseil de sécurité des Nations unies ainsi qu’à l’avis de"
        " la Cour internationale de Justice sur la déclaration d’indépendance du Kosovo."
    ),
    "es": (
        "Las menciones de Kosovo no prejuzgan su estatuto y se ajustan a la resolución 1244 "
        "(1999) del Consejo de Seguridad de las Naciones Unidas y a la opinión de la Corte "
        "Internacional de Justicia sobre la declaración de independencia de Kosovo."
    ),
    "uk": (
        "Згадки про Косово не визначають наперед позицій щодо його статусу та відповідають "
        "резолюції Ради Безпеки ООН 1244 (1999) і висновку Міжнародного суду щодо "
        "проголошення незалежності Косова."
    ),
    "ru": (
        "Упоминания Косово не предрешают позиций по его статусу и соответствуют резолюции "
        "Совета Безопасности ООН 1244 (1999) и заключению Международного суда о "
        "провозглашении независимости Косово."
    ),
    "tr": (
        "Kosova’ya yapılan atıflar, statüsüne ilişkin tutumlara halel getirmez; Birleşmiş "
        "Milletler Güvenlik Konseyi’nin 1244 (1999) sayılı kararına ve Uluslararası Adalet "
        "Divanı’nın Kosova’nın bağımsızlık ilanına ilişkin görüşüne uygundur."
    ),
    "ar": (
        "لا تخلّ الإشارات إلى كوسوفو بالمواقف من وضعها القانوني، وهي تتفق مع قرار مجلس الأمن "
        "التابع للأمم المتحدة 1244 (1999) ومع رأي محكمة العدل الدولية بشأن إعلان استقلال "
        "كوسوفو."
    ),
}

_BLUR_NOTES: Final = {
    "en": "To protect people, {count} of these places are blurred to cells of {km} km.",
    "sq": (
        "Për të mbrojtur njerëzit, {count} nga këto vende janë turbulluar në qeliza prej {km} km."
    ),
    "sr": "Radi zaštite ljudi, {count} od ovih mesta je zamagljeno na ćelije od {km} km.",
    "sr-Cyrl": "Ради заштите људи, {count} од ових места је замагљено на ћелије од {km} km.",
    "de": "Zum Schutz von Menschen sind {count} dieser Orte auf Zellen von {km} km verwischt.",
    "fr": (
        "Pour protéger des personnes, {count} de ces lieux sont floutés sur des cellules de "
        "{km} km."
    ),
    "es": (
        "Para proteger a personas, {count} de estos lugares están difuminados en celdas de {km} km."
    ),
    "uk": "Щоб захистити людей, {count} із цих місць розмито до комірок по {km} км.",
    "ru": "Чтобы защитить людей, {count} из этих мест размыты до ячеек по {km} км.",
    "tr": (
        "İnsanları korumak için bu yerlerden {count} tanesi {km} km’lik hücrelere "
        "bulanıklaştırıldı."
    ),
    "ar": "لحماية الناس، طُمست مواضع {count} من هذه الأماكن إلى خلايا بعرض {km} كم.",
}

ATTRIBUTION: Final = (
    {"text": "Leaflet", "url": "https://leafletjs.com"},
    {"text": "Natural Earth", "url": "https://www.naturalearthdata.com"},
    {"text": "GeoNames (CC BY 4.0)", "url": "https://www.geonames.org"},
)

_HOST: Final = re.compile(
    r"https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:@\s]+)", re.IGNORECASE
)
_ENOUGH: Final = 20_000  # links that tell which sites are named most
_LONGEST: Final = 80  # letters of a source's name
_LONG_CREDIT: Final = 200  # letters of a publisher with day and licence
_MOST: Final = 12  # sources that the page names; the others are counted


def kosovo_note(lang: str = "en") -> str:
    """Return the status note in a language of the page, else in English.

    Examples
    --------
    >>> kosovo_note("de")[:27], kosovo_note("fr")[:23]
    ('Bezugnahmen auf das Kosovo ', 'Les mentions du Kosovo ')
    """
    return _KOSOVO_NOTES.get(lang) or _KOSOVO_NOTES.get(
        lang.partition("-")[0], KOSOVO_NOTE
    )


def blur_note(incidents: gpd.GeoDataFrame, lang: str = "en") -> str | None:
    """Say how many points `sitmap.blur` has moved and how far, or None where there are none.

    Examples
    --------
    >>> import pandas as pd
    >>> blur_note(pd.DataFrame({"blurred_km": [20.0, None, 5.0]}))
    'To protect people, 2 of these places are blurred to cells of 5 to 20 km.'
    """
    if "blurred_km" not in incidents:
        return None
    km = incidents["blurred_km"].dropna().astype(float)
    if km.empty:
        return None
    words = _BLUR_NOTES.get(lang) or _BLUR_NOTES.get(
        lang.partition("-")[0], _BLUR_NOTES["en"]
    )
    low, high = f"{km.min():g}", f"{km.max():g}"
    if low != high:  # "to" and its like in the notes' languages
        words = (
            words.replace("{km}", "{low}\u2013{high}")
            if lang != "en"
            else words.replace("{km}", "{low} to {high}")
        )
    return words.format(count=len(km), km=low, low=low, high=high)


def list_sources(
    incidents: gpd.GeoDataFrame,
) -> list[dict[str, str | None]]:
    """Name the sources of a table, most used first.

    The ``source`` column, or else the host of ``source_url``.

    Before them stands who published the data, with day and licence, where a table was fetched.
    """
    return [*_list_publishers(incidents), *_list_told(incidents)]


def _list_publishers(
    incidents: gpd.GeoDataFrame,
) -> list[dict[str, str | None]]:
    """Name whose data `sitmap fetch` wrote into the table."""
    if not {"data_source", "data_licence", "fetched_on"} <= set(
        incidents.columns
    ):
        return []
    groups = incidents.groupby(
        ["data_source", "data_licence"], sort=True, observed=True
    )
    newest = groups["fetched_on"].max()
    told = [
        f"{name}, {day} ({licence})"
        for (name, licence), day in newest.items()
    ]
    return [
        {"text": text[:_LONG_CREDIT], "url": None} for text in told[:_MOST]
    ]


def _list_told(incidents: gpd.GeoDataFrame) -> list[dict[str, str | None]]:
    counts: Counter[str] = Counter()
    for told, number in incidents["source"].value_counts().items():
        counts.update(
            dict.fromkeys(
                filter(None, map(str.strip, str(told).split(";"))),
                int(number),
            )
        )
    urls = incidents.loc[incidents["source"].isna(), "source_url"].dropna()
    some = urls.iloc[:: max(1, len(urls) // _ENOUGH)]
    for start, number in Counter(
        url[: f"{url}/".find("/", len("https://"))]
        for url in some.to_list()
    ).items():
        if found := _HOST.match(start):
            counts[found[1].lower()] += number
    listed: list[dict[str, str | None]] = [
        {"text": name[:_LONGEST], "url": None}
        for name in sorted(counts, key=lambda name: (-counts[name], name))
    ]
    if len(listed) <= _MOST:
        return listed
    rest = (
        f"{len(listed) - _MOST} more"
        if len(some) == len(urls)
        else "others"
    )
    return [
        *listed[:_MOST],
        {"text": f"and {rest}; every mark opens its own", "url": None},
    ]


def name_reports(
    reports: Iterable[Report], known: Container[str | None]
) -> list[dict[str, str | None]]:
    """Name the reports that a map was drafted from, where its incidents don't.

    Quiet ones are sources, too.
    """
    named = {
        (each.source or each.title or "")[:_LONGEST]: each.url
        for each in reports
    }
    return [
        {"text": text, "url": url}
        for text, url in named.items()
        if text and text not in known
    ]
