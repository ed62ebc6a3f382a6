"""Countries as tables write them."""

import pytest

from sitmap.gazetteer import embedded_index
from sitmap.geocoding.areas import find_countries

SPELLINGS = [
    # ISO codes, English, the countries' own languages
    ("xk", "XK"),
    ("XKX", "XK"),
    ("Kosovë", "XK"),
    ("Косово", "XK"),
    ("Republic of Kosovo", "XK"),
    ("Србија", "RS"),
    # as UCDP writes them
    ("DR Congo (Zaire)", "CD"),
    ("Congo", "CG"),
    ("Serbia (Yugoslavia)", "RS"),
    ("Russia (Soviet Union)", "RU"),
    ("Yemen (North Yemen)", "YE"),
    ("Bosnia-Herzegovina", "BA"),
    ("Myanmar (Burma)", "MM"),
    ("Macedonia, FYR", "MK"),
    ("Cambodia (Kampuchea)", "KH"),
    ("Madagascar (Malagasy)", "MG"),
    ("Zimbabwe (Rhodesia)", "ZW"),
    ("Kingdom of eSwatini (Swaziland)", "SZ"),
    ("Ivory Coast", "CI"),
    ("United States of America", "US"),
    # as ACLED writes them
    ("Democratic Republic of Congo", "CD"),
    ("Republic of Congo", "CG"),
    ("eSwatini", "SZ"),
    ("Palestine", "PS"),
    ("Turkey", "TR"),
    ("Czech Republic", "CZ"),
    ("Bosnia and Herzegovina", "BA"),
    ("East Timor", "TL"),
    ("Laos", "LA"),
    ("Trinidad and Tobago", "TT"),
    ("Saint Lucia", "LC"),
    ("Vatican City", "VA"),
    ("Syria", "SY"),
    ("Iran", "IR"),
    # as the UN writes them
    ("Syrian Arab Republic", "SY"),
    ("Congo, Democratic Republic of the", "CD"),
    ("Korea, Republic of", "KR"),
    ("Iran (Islamic Republic of)", "IR"),
    ("Republic of Moldova", "MD"),
    ("Türkiye", "TR"),
    ("Viet Nam", "VN"),
    ("State of Palestine", "PS"),
    ("Central African Republic", "CF"),
    ("Tanzania, United Republic of", "TZ"),
]


@pytest.mark.parametrize(("name", "code"), SPELLINGS)
def test_a_country_is_known_as_tables_write_it(name, code):
    """Codes, and the names of UCDP, ACLED and the UN."""
    assert find_countries(embedded_index(), name) == {code}


def test_several_codes_may_stand_in_one_string():
    """As geopy's callers write them."""
    assert find_countries(embedded_index(), "rs, xk") == {"RS", "XK"}
    assert find_countries(embedded_index(), ["Kosovo", "srb"]) == {
        "RS",
        "XK",
    }


@pytest.mark.parametrize(
    "name", ["Ruritania", "", "  ", "()", ",", None, 3]
)
def test_what_is_no_country_is_none(name):
    """Not the nearest spelling: a wrong country hides every right place."""
    assert find_countries(embedded_index(), name) == frozenset()
