"""Words that say what kind of place a name names: "town", "oblast", "opština", "airfield", "Mintaqat"."""

from __future__ import annotations

import re
from typing import Final

from sitmap.gazetteer.kinds import SETTLEMENTS

__all__ = ["FACILITY_WORDS", "PLACE_WORDS", "kinds_of_word"]

_ADMIN1: Final = "admin1"
_DISTRICT: Final = "admin2 admin3 municipality admin1"
_MUNICIPALITY: Final = "admin3 admin2 municipality admin1"
_TOWN: Final = "city town quarter locality"
_VILLAGE: Final = "village quarter locality"
_ANY_SETTLEMENT: Final = " ".join(sorted(SETTLEMENTS))

_PLACES: Final = {
    _TOWN: (
        "town|city|towns|town center|town centre|city center|city centre|capital city|capital|market town|grad|gorod|misto|"
        "madinat|madinah|ville|ville de|qytet|qyteti|şehri|ciudad|город|місто|град"
    ),
    _VILLAGE: (
        "village|vilage|settlement|hamlet|villages|selo|derevnya|posyolok|qaryat|qarya|qaryah|village de|fshat|fshati|"
        "köyü|köy|pueblo|kampung|село|деревня|посёлок|селище"
    ),
    _ANY_SETTLEMENT: "township|locality|urban-type settlement|urban settlement|smt|pgt|localité|commune|kent",
    "quarter": "neighbourhood|neighborhood|quarter|suburb|mahalla|mahala|hayy|quartier|barrio|kvartal|micro-district",
    _ADMIN1: (
        "oblast|oblast'|obl|province|governorate|gouvernorat|region|région|state|krai|autonomous republic|republic|"
        "muhafazat|muhafazah|prefecture|préfecture|department|département|departamento|provincia|wilaya|wilayah|vilayet|"
        "voivodeship|division|special republican city|autonomous region|federal district|special city|область|обл"
    ),
    _DISTRICT: (
        "district|raion|rayon|rajon|okrug|upravni okrug|mintaqat|mintaqa|mintaqah|sub-prefecture|subprefecture|sub-district|"
        "subdistrict|sous-préfecture|sous-prefecture|nahiyah|nahiya|nahiyat|qada|kaza|ilçesi|cercle|zone|woreda|tehsil|"
        "taluk|local government area|lga|territory|territoire|local government|county|район|округ"
    ),
    _MUNICIPALITY: (
        "municipality|city municipality|opština|opstina|općina|opcina|komuna|komuna e|hromada|community|commune of|"
        "comune|city council|village council|town council|county municipality|општина|громада"
    ),
    "country": "country",
    "island": "island|isle|ostrov|ostrvo|ishull|ile|île|isla",
    "river": "river|reka|rijeka|lumi|wadi|nahr|oued|rivière|rio|río",
    "lake": "lake|reservoir|liqeni|jezero|lac|lago",
    "mountain": "mountain|mountains|mount|mt|jabal|jebel|djebel|hill|hills|height|heights|ridge|peak|planina|mal",
    "valley": "valley|luginë|dolina",
    "forest": "forest|woods|les|pyll|šuma",
}

_FACILITIES: Final = {
    "airport airbase": "airport|international airport|airfield|aerodrome|air base|airbase|military airport|military airfield|"
    "military air base|air force base|aeroport|aéroport|aerodrom|helipad|heliport",
    "nuclear_plant power_plant": "nuclear power plant|nuclear plant|nuclear power station|npp|atomic power plant",
    "power_plant nuclear_plant dam": "power plant|power station|thermal power plant|tpp|hydroelectric plant|hpp|hydropower plant|"
    "hydroelectric power plant|hydro power plant|substation",
    "base headquarters camp": "military base|base|barracks|garrison|military camp|army base|headquarters|hq|military unit",
    "camp": "refugee camp|idp camp|displacement camp|camp|poc site|site",
    "dam": "dam|barrage",
    "bridge": "bridge|most|ura|pont",
    "crossing": "border crossing|crossing|border post|border crossing point|crossing point|bcp|port of entry|border point|border gate",
    "checkpoint": "checkpoint|check point|check-point|roadblock|barricade",
    "port": "port|sea port|seaport|harbour|harbor",
    "hospital": "hospital|clinic|medical center|medical centre|maternity hospital",
    "prison": "prison|jail|penal colony|detention center|detention centre",
    "school": "school|university|college|institute|kindergarten",
    "worship": "mosque|church|monastery|cathedral|shrine|temple|synagogue",
    "station": "railway station|train station|station|bus station|metro station|railway junction",
    "mine": "mine|coal mine|quarry|colliery",
    "oil_field": "oil field|oilfield|gas field|oil fields|refinery|oil refinery",
    "monument": "monument|memorial|cemetery|war memorial|crash site|destruction site",
    "building": "market|building|hotel|mall|shopping center|shopping centre|stadium|embassy|police station|town hall|"
    "television tower|tv tower|factory|plant|farm|warehouse|depot|ammunition depot|scrapyard|park|square|street",
    "road": "road|highway|motorway|route|street",
}


def _spread(table: dict[str, str]) -> dict[str, frozenset[str]]:
    return {
        word: frozenset(kinds.split())
        for kinds, words in table.items()
        for word in words.split("|")
    }


_KINDS: Final = {**_spread(_PLACES), **_spread(_FACILITIES)}


def _alternation(table: dict[str, str]) -> str:
    words = sorted(
        (word for words in table.values() for word in words.split("|")), key=len, reverse=True
    )
    return "|".join(map(re.escape, dict.fromkeys(words)))


PLACE_WORDS: Final = _alternation(_PLACES)
"""Regular expression of the words for settlements, units and nature."""

FACILITY_WORDS: Final = _alternation(_FACILITIES)
"""Regular expression of the words for things that stand at a place."""


def kinds_of_word(word: str) -> frozenset[str]:
    """Return the kinds that a kind word may mean.

    Examples
    --------
    >>> sorted(kinds_of_word("airfield"))
    ['airbase', 'airport']
    """
    return _KINDS.get(word.casefold().strip(" ."), frozenset())
