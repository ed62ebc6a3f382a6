# ruff: noqa: RUF001, RUF002 - letters of other scripts are meant
"""Relations as tables of other languages write them: "5 км на північ від", "axe A – B".

Ukrainian, Russian, Serbian and its neighbours, Albanian, French, Spanish, Portuguese, German,
Polish, Turkish and Arabic; English stands in `sitmap.geocoding.relations`.
"""

from __future__ import annotations

import re
from typing import Final

from sitmap.geocoding.relations import Offset, Relation, ignoring_case

# degrees; the stem decides, whatever the word ends with
_NORTH: Final = (
    "північ|півн|север|сјевер|sever|sjever|nord|nörd|norte|nor(?=[eo])|veri|"
    "północ|شمال"
)
_SOUTH: Final = "півд|юж|юго?|југ|juž|jug|sud|süd|sur|sul|połud|جنوب"
_WEST: Final = "зах[іо]д|запад|zapad|ouest|oeste|west|perëndim|zach|غرب"
_EAST: Final = (
    "сх[іо]д|восто|исто[кч]|isto[kč]|est|este|leste|öst|ost|lindj|wsch|شرق"
)
_WORD: Final = rf"[^\s\d,]*(?:{_NORTH}|{_SOUTH}|{_WEST}|{_EAST})[^\s\d,]*"
_DIRECTION: Final = rf"(?P<direction>{_WORD}(?:[ -]{_WORD})?)"
# sums of the two halves of a direction: north and east
_BEARINGS: Final = {
    "n": 0.0,
    "ne": 45.0,
    "e": 90.0,
    "se": 135.0,
    "s": 180.0,
    "sw": 225.0,
    "w": 270.0,
    "nw": 315.0,
}
_ABOUT: Final = (
    r"(?:(?:за|в|у|на|на відстані|на расстоянии|близько|приблизно|около|примерно|oko|око|"
    r"na oko|à|environ|à environ|a|a unos|unos|cerca de|etwa|ca\.?|rund|rreth|около|"
    r"na|w odległości|على بعد|على مسافة|حوالي|~)\s+)*"
)
_KILOMETRES: Final = (
    r"(?:км|km|кілометр\w*|километр\w*|kilom[eè]t\w*|kilómetros?|"
    r"quilômetros?|كم|كيلومترا?ت?)"
)
_TO: Final = r"(?:(?:на|к|ка|до|в|au|à l['’]|vers le|al|ao|a|në|na|im|إلى|باتجاه)\s*)?"
_OF: Final = r"(?:від|от|од|od|do|de la|de l['’]|de|d['’]|du|del|da|von|të|nga|من|عن)"
_SETTLEMENT: Final = (
    r"(?:(?:міста|села|города|н\.?\s?п\.?|grada|sela|la ville|la ciudad|der Stadt|"
    r"مدينة|قرية|بلدة)\s+(?:de |d['’])?)?"
)


_DISTANCE: Final = ignoring_case(
    rf"^{_ABOUT}(?P<number>\d+(?:[.,]\d+)?)\s*{_KILOMETRES}\.?\s+(?:entfernt )?"
    rf"(?:{_TO}{_DIRECTION}(?:\s+{_OF})?|larg(?: nga)?|{_OF})"
    rf"(?:\s+|(?<=['’])){_SETTLEMENT}(?P<rest>\S.*)$"
)
_TOWARDS: Final = ignoring_case(
    rf"^(?:{_TO}{_DIRECTION}\s+{_OF}|(?=\S+(?:іше|ее)\s)(?P<alone>{_WORD}))"
    rf"(?:\s+|(?<=['’])){_SETTLEMENT}(?P<rest>\S.*)$"
)
_NEAR: Final = ignoring_case(
    r"^(?:(?:на|в|у|на въезде|na|u|w|les|aux|à|dans les|las|en las|en los|a las|in der|in den|"
    r"im|am|në|في)\s+)?"
    r"(?:околиц[іяюь]|передміст[яі]|підступ[ии] до|район[іе]|"
    r"район(?=\s+(?:міста|села|города|н\.?\s?п))|окраин[аеуы]|пригород[ае]?|"
    r"предместь[ея]|окрестност\w+|подступ\w* к|okolin[aei]|околин[аеи]|predgrađ[ea]|предграђ[еа]|"
    r"периферији|periferij[aei]|okolic[ae]|okolice|przedmieści\w+|périphérie|banlieue|environs|"
    r"alentours|abords|proximité|sortie|entrée|afueras|alrededores|inmediaciones|proximidades|"
    r"cercanías|arredores|Umgebung|Umland|Nähe|Raum|Stadtrand|Außenbezirken?|Vororten?|"
    r"rrethin\w+|periferi\w+|afërsi|dalje|hyrje|ضواحي|أطراف|مشارف|تخوم)"
    rf"\s+(?:(?:{_OF}|e|i|së)(?:\s+|(?<=['’])))?{_SETTLEMENT}(?P<rest>\S.*)$"
)
_NEAR_AFTER: Final = ignoring_case(
    r"^(?P<rest>.+?)(?:['’]\w{1,3})?\s+(?:yakınları(?:nda)?|çevresi(?:nde)?|civarı(?:nda)?|"
    r"mevkii|bölgesi|околиця)$"
)
_ROAD_WORDS: Final = (
    r"(?:автотрас\w+|траса|трасі|трасса|трассе|автодорог\w+|дорог\w+|шосе|шоссе|"
    r"put[ua]?|пут[уа]?|magistrala|магистрала|cest[aei]|axe|tronçon|carretera|vía|estrada|"
    r"straße|strasse|autobahn|bundesstraße|rrug[aë]s?|autostrad\w+|drog[ai]|طريق|أوتوستراد)"
)
_ROAD: Final = ignoring_case(
    rf"^(?:на |на участке |na |sur l['’]|en la |an der |në )?(?:magistral\w+\s+)?{_ROAD_WORDS}\s+"
    r"(?:[A-ZА-ЯІ]{1,2}[ -]?\d+\S*\s+)?(?P<one>\S.*?)\s*(?:\s-\s|[–—]|-)\s*(?P<two>\S.*)$"
)
_ROAD_AFTER: Final = ignoring_case(
    r"^(?P<one>[^-–—]+?)\s*[-–—]\s*(?P<two>[^-–—]+?)\s+(?:yolu(?:nda)?|karayolu|otoyolu)$"
)
_BETWEEN: Final = ignoring_case(
    r"^(?:між|между|između|између|измеѓу|entre|zwischen|midis|mes|ndërmjet|między|بين)\s+"
    r"(?P<one>\S.*?)\s+(?:та|і|й|и|i|et|y|e|und|dhe|a|oraz|و)\s*(?P<two>\S.*)$"
)


def read_foreign_relation(text: str) -> Relation | None:
    """Read what is told relative to another place in a language that isn't English.

    Examples
    --------
    >>> relation = read_foreign_relation("за 5 км на північний схід від Оріхова")
    >>> relation.rest, relation.offset.bearing, relation.offset.distance_m
    ('Оріхова', 45.0, 5000.0)
    >>> read_foreign_relation("axe Niono – Diabaly").other
    'Diabaly'
    """
    match = (
        _ROAD.match(text) or _ROAD_AFTER.match(text) or _BETWEEN.match(text)
    )
    if match:
        return Relation(Offset("between"), match["one"], match["two"])
    if match := _DISTANCE.match(text):
        metres = float(match["number"].replace(",", ".")) * 1_000
        offset = Offset("distance", _bearing(match["direction"]), metres)
        return Relation(offset, match["rest"])
    if match := _TOWARDS.match(text):
        words = match["direction"] or match["alone"]
        offset = Offset("towards", _bearing(words))
        return Relation(offset, match["rest"])
    if match := _NEAR.match(text) or _NEAR_AFTER.match(text):
        return Relation(Offset("near"), match["rest"])
    return None


def _bearing(words: str | None) -> float | None:
    """Sum the halves of a direction; the west first, as "ouest" ends like the east."""
    if not words:
        return None
    upright = (
        "n"
        if re.search(_NORTH, words, re.IGNORECASE)
        else "s"
        if re.search(_SOUTH, words, re.IGNORECASE)
        else ""
    )
    across = (
        "w"
        if re.search(_WEST, words, re.IGNORECASE)
        else "e"
        if re.search(_EAST, words, re.IGNORECASE)
        else ""
    )
    return _BEARINGS.get(upright + across)
