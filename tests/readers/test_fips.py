"""FIPS 10-4's codes, many of which are another country's in ISO 3166."""

import pytest

from sitmap.readers.fips import country_of_fips


@pytest.mark.parametrize(
    ("fips", "iso"),
    [
        ("CH", "CN"),  # China, and not Switzerland
        ("SZ", "CH"),
        ("GM", "DE"),  # Germany, and not Gambia
        ("IZ", "IQ"),
        ("WE", "PS"),
        ("GZ", "PS"),
        ("SU", "SD"),
        ("OD", "SS"),
        ("NI", "NG"),  # Nigeria, and not Nicaragua
        ("KV", "XK"),
        ("SY", "SY"),
        ("", None),
        ("up", None),
    ],
)
def test_codes_are_those_of_the_standard(fips, iso):
    """Written by hand from FIPS 10-4's list."""
    assert country_of_fips(fips) == iso
