"""Boundaries of OCHA are areas, no incidents."""

import pytest
from tests.readers.made import read_text

from sitmap.errors import InputError


def test_boundaries_are_no_incidents(tmp_path):
    """OCHA's outlines, old and new, belong to --areas."""
    for header in (
        "ADM1_EN,ADM1_PCODE,ADM0_PCODE,date,validOn",
        "adm1_name,adm0_pcode,valid_on",
    ):
        with pytest.raises(InputError, match="--areas"):
            read_text(tmp_path, f"{header}\n{header}\n")
