# ruff: noqa: RUF001 - words of other languages
"""What the map of nearness says, in the page's languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitmap.layers.words import load_words, to_cyrillic

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True)
class NearWords:
    """The words of one language.

    Attributes
    ----------
    title, ring
        With ``{km}`` and ``{n}`` to fill in.
    near, site
        Headings of the two columns that the map is coloured and filtered by.
    surely, possibly, no, unknown
        How near an incident is.
    """

    title: str
    ring: str
    near: str
    site: str
    surely: str
    possibly: str
    no: str
    unknown: str

    @property
    def codes(self) -> dict[str, str]:
        """Return the table's own words for how near, and this language's."""
        return {
            "surely": self.surely,
            "possibly": self.possibly,
            "not": self.no,
            "unknown": self.unknown,
        }


_WORDS: Final = {
    "en": NearWords(
        "Within {km} km of {n} sites",
        "{km} km around each site",
        "near",
        "nearest site",
        "surely",
        "possibly",
        "not",
        "unknown",
    ),
    "de": NearWords(
        "Höchstens {km} km von {n} Standorten",
        "{km} km um jeden Standort",
        "Nähe",
        "nächster Standort",
        "sicher nah",
        "vielleicht nah",
        "nicht nah",
        "unbekannt",
    ),
    "fr": NearWords(
        "À {km} km au plus de {n} sites",
        "{km} km autour de chaque site",
        "proximité",
        "site le plus proche",
        "sûrement",
        "peut-être",
        "non",
        "inconnue",
    ),
    "es": NearWords(
        "A {km} km como máximo de {n} sitios",
        "{km} km alrededor de cada sitio",
        "cercanía",
        "sitio más cercano",
        "seguro",
        "posible",
        "no",
        "desconocida",
    ),
    "sq": NearWords(
        "Deri në {km} km nga vendet ({n})",
        "{km} km rreth çdo vendi",
        "afërsia",
        "vendi më i afërt",
        "me siguri",
        "ndoshta",
        "jo",
        "e panjohur",
    ),
    "sr": NearWords(
        "Do {km} km od lokacija ({n})",
        "{km} km oko svake lokacije",
        "blizina",
        "najbliža lokacija",
        "sigurno",
        "možda",
        "ne",
        "nepoznato",
    ),
    "uk": NearWords(
        "До {km} км від об'єктів ({n})",
        "{km} км навколо кожного об'єкта",
        "близькість",
        "найближчий об'єкт",
        "точно",
        "можливо",
        "ні",
        "невідомо",
    ),
    "ru": NearWords(
        "До {km} км от объектов ({n})",
        "{km} км вокруг каждого объекта",
        "близость",
        "ближайший объект",
        "точно",
        "возможно",
        "нет",
        "неизвестно",
    ),
    "tr": NearWords(
        "{n} noktaya en çok {km} km",
        "Her noktanın {km} km çevresi",
        "yakınlık",
        "en yakın nokta",
        "kesin",
        "belki",
        "değil",
        "bilinmiyor",
    ),
    "ar": NearWords(
        "ضمن {km} كم من المواقع ({n})",
        "{km} كم حول كل موقع",
        "القرب",
        "أقرب موقع",
        "مؤكد",
        "محتمل",
        "لا",
        "غير معروف",
    ),
}


def load_near_words(lang: str, *, km: float, sites: int) -> NearWords:
    """Load the words of a language with the numbers filled in.

    Raises
    ------
    InputError
        The page isn't known in this language.

    Examples
    --------
    >>> load_near_words("de", km=2.5, sites=14).title
    'Höchstens 2,5 km von 14 Standorten'
    >>> load_near_words("sr-Cyrl", km=5, sites=3).surely
    'сигурно'
    """
    words = load_words(lang)
    told = _WORDS.get(words.lang.partition("-")[0], _WORDS["en"])
    numbers = {"{km}": words.number(km), "{n}": words.number(sites)}
    said = {name: _fill(text, numbers) for name, text in vars(told).items()}
    if words.lang == "sr-Cyrl":
        said = {name: to_cyrillic(text) for name, text in said.items()}
    return NearWords(**said)


def _fill(text: str, numbers: dict[str, str]) -> str:
    for mark, number in numbers.items():
        text = text.replace(mark, number)
    return text


def name_near(
    table: gpd.GeoDataFrame, words: NearWords
) -> gpd.GeoDataFrame:
    """Say in a language how near each incident is: columns and their values."""
    told = table.assign(near=table["near"].astype(str).replace(words.codes))
    return told.rename(
        columns={"near": words.near, "near_site": words.site}
    )
