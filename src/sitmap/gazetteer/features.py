"""GeoNames feature codes as kinds of place, https://www.geonames.org/export/codes.html."""

from __future__ import annotations

from typing import Final

from sitmap.gazetteer.kinds import settlement_kind

_KINDS: Final = {
    "admin1": "ADM1 ADM1H",
    "admin2": "ADM2 ADM2H ADMD TERR",
    "admin3": "ADM3 ADM3H ADM4 ADM4H ADM5",
    "quarter": "PPLX PPLH PPLQ PPLW",
    "airport": "AIRP AIRF AIRQ AIRH",
    "airbase": "AIRB",
    "base": "MILB INSM FT NVB",
    "bridge": "BDG BDGQ",
    "camp": "CMP CMPRF CMPQ CMPL CMPLA CMPMN CMPO CMPR",
    "crossing": "PSTB CSTM",
    "dam": "DAM DAMQ DAMSB",
    "hospital": "HSP HSPC HSPD HSPL",
    "mine": "MN MNA MNAU MNC MNCR MNCU MNFE MNMT MNN MNQ MNQR",
    "monument": "MNMT",
    "nuclear_plant": "PSN",
    "oil_field": "OILF GASF OILW OILR",
    "port": "PRT PRTL HBR HBRX ANCH",
    "power_plant": "PS PSH",
    "prison": "PRN PRNJ PRNQ",
    "school": "SCH SCHA SCHC UNIV",
    "station": "RSTN RSTP RSTNQ RSTPQ BUSTN MTRO",
    "worship": "CH MSQE MSTY TMPL SHRN CVNT SYG",
    "checkpoint": "PSTC PSTP",
    "island": "ISL ISLS ISLET ISLX",
    "lake": "LK LKS LKI LKN LKX RSV RSVI LGN POOL",
    "sea": "SEA GULF BAY OCN",
    "strait": "STRT CHN",
    "mountain": "MT MTS HLL HLLS PK PKS VLC RDGE",
    "pass": "PASS GAP",
    "valley": "VAL VALS VALG",
    "desert": "DSRT",
    "locality": "LCTY AREA RGN RGNE RGNH RGNL FLD",
    "park": "PRK RES RESN RESW RESF RESA",
}
_BY_CODE: Final = {
    code: kind for kind, codes in _KINDS.items() for code in codes.split()
}
_BY_CLASS: Final = {
    "H": "river",
    "L": "locality",
    "R": "road",
    "S": "facility",
    "T": "nature",
    "V": "forest",
}
_SEATS: Final = {
    "PPLC": 200,
    "PPLA": 120,
    "PPLA2": 70,
    "PPLA3": 40,
    "PPLH": -40,
    "PPLQ": -40,
    "PPLW": -40,
}


def kind_of_feature(
    feature_class: str, feature_code: str, population: int = 0
) -> str:
    """Translate a feature class and code.

    Empty for what the gazetteer leaves out (countries, undersea).

    Examples
    --------
    >>> kind_of_feature("P", "PPL", 60_000), kind_of_feature("S", "DAM")
    ('city', 'dam')
    >>> kind_of_feature("A", "PCLI")
    ''
    """
    if kind := _BY_CODE.get(feature_code):
        return kind
    if feature_class == "P":
        return settlement_kind(population)
    return _BY_CLASS.get(feature_class, "")


def rank_bonus(feature_code: str) -> int:
    """Prominence that a capital or a seat has beyond its population.

    Examples
    --------
    >>> rank_bonus("PPLC") > rank_bonus("PPLA2") > rank_bonus("PPL")
    True
    """
    return _SEATS.get(feature_code, 0)
