"""GeoNames feature codes as kinds of place (https://www.geonames.org/export/codes.html)."""

import pytest

from sitmap.gazetteer.features import _BY_CODE, kind_of_feature, rank_bonus
from sitmap.gazetteer.kinds import KINDS


@pytest.mark.parametrize(
    ("feature", "kind"),
    [
        (("P", "PPL", 0), "village"),
        (("P", "PPLC", 2_000_000), "city"),
        (("P", "PPLX", 2_000_000), "quarter"),
        (("A", "ADM1", 0), "admin1"),
        (("A", "ADMD", 0), "admin2"),
        (("A", "PCLI", 0), ""),
        (("U", "RDGU", 0), ""),
        (("S", "MILB", 0), "base"),
        (("S", "NOVEL", 0), "facility"),
        (("H", "STM", 0), "river"),
        (("T", "PASS", 0), "pass"),
        (("V", "FRST", 0), "forest"),
        (("", "", 0), ""),
    ],
)
def test_a_code_has_its_kind_and_else_its_class(feature, kind):
    """Countries have their own source, and the undersea none."""
    assert kind_of_feature(*feature) == kind


def test_every_kind_is_in_the_vocabulary():
    """And no code stands in two rows."""
    assert set(_BY_CODE.values()) <= set(KINDS)


def test_seats_stand_above_their_people_and_ruins_below():
    """A capital most."""
    bonus = [
        rank_bonus(code)
        for code in ("PPLC", "PPLA", "PPLA2", "PPLA3", "PPL", "PPLH")
    ]
    assert bonus == sorted(bonus, reverse=True)
    assert bonus[4] == 0
