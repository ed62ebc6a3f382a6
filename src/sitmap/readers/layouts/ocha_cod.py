"""OCHA's common operational datasets of administrative boundaries (COD-AB): outlines, no incidents.

Names until 2024 were ADM1_EN and ADM1_PCODE with validOn, since 2025 they are adm1_name and
adm1_pcode with valid_on (https://knowledge.base.unocha.org/wiki/spaces/imtoolbox).
"""

from __future__ import annotations

from typing import Final

from sitmap.readers.layout import OUTLINES, Layout

LAYOUTS: Final = (
    Layout(
        name="OCHA COD-AB",
        told_by=(
            frozenset({"adm0_pcode", "valid_on"}),
            frozenset({"adm0_pcode", "validOn"}),
            frozenset({"adm1_pcode", "area_sqkm", "center_lat"}),
            frozenset({"ADM0_PCODE", "Shape_Area"}),
        ),
        refused=OUTLINES.format(what="areas"),
    ),
)
