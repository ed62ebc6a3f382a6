"""FIPS 10-4 country codes, which GDELT uses, to ISO 3166-1 alpha-2.

Pairs from GeoNames' country table (CC BY 4.0).
"""

from __future__ import annotations

from typing import Final

# Each pair is FIPS and ISO. Gaza and the West Bank are two codes in FIPS and one in ISO.
_OTHER: Final = (
    "AAAW ACAG AGDZ AJAZ ANAD AQAS ASAU AUAT AVAI AYAQ BABH BCBW BDBM BFBS BGBD BHBZ BKBA BLBO BMMM"
    " BNBJ BOBY BPSB BUBG BXBN BYBI CBKH CDTD CELK CFCG CGCD CHCN CICL CJKY CKCC CNKM CQMP CSCR"
    " CTCF CWCK DADK DODM DRDO EIIE EKGQ ENEE ESSV EZCZ FGGF FPPF FSTF GAGM GBGA GGGE GJGD GKGG"
    " GMDE GQGU GVGN GZPS HAHT HOHN ICIS ISIL IVCI IZIQ JAJP KNKP KRKI KSKR KTCX KUKW KVXK LELB"
    " LGLV LHLT LILR LOSK LSLI LTLS MAMG MBMQ MCMO MFYT MGMN MHMS MIMW MJME MNMC MOMA MPMU MUOM"
    " NENU NGNE NHVU NING NNSX NSSR NTAN NUNI ODSS PAPY PCPN PMPA POPT PPPG PSPW PUGW RBRS RIRS"
    " RMMH RNMF RPPH RQPR RSRU SBPM SCKN SESC SFZA SGSN SNSG SPES STLC SUSD SVSJ SWSE SXGS SZCH"
    " TBBL TDTT TITJ TKTC TLTK TNTO TOTG TPST TSTN TTTL TUTR TXTM UCCW UKGB UPUA UVBF VIVG VMVN"
    " VQVI VTVA WANA WEPS WIEH WZSZ YMYE ZAZM ZIZW"
)
_SAME: Final = (
    "AE AF AL AM AO AR BB BE BR BT BV CA CM CO CU CV CY DJ EC EG ER ET FI FJ FK FM FO FR GH GI GL"
    " GP GR GT GY HK HM HR HU ID IM IN IO IR IT JE JM JO KE KG KZ LA LU LY MD MK ML MR MT MV MX MY"
    " MZ NC NF NL NO NP NR NZ PE PK PL QA RE RO RW SA SH SI SL SM SO SY TH TV TW TZ UG US UY UZ VC"
    " VE WF WS"
)
_CODES: Final = {pair[:2]: pair[2:] for pair in _OTHER.split()} | {
    code: code for code in _SAME.split()
}


def country_of_fips(code: str) -> str | None:
    """Return the ISO code of a FIPS 10-4 country code, or None.

    Examples
    --------
    >>> [country_of_fips(code) for code in ("UP", "KV", "RS", "AU", "??")]
    ['UA', 'XK', 'RU', 'AT', None]
    """
    return _CODES.get(code)
