"""Natural Earth outlines: built once into one small file, cut to a box when a map needs them."""

from __future__ import annotations

from sitmap.outlines.build import build_outlines
from sitmap.outlines.clip import DISPUTED, Outlines, load_outlines
from sitmap.outlines.districts import DistrictName
from sitmap.outlines.relief import STEPS, Relief, build_relief, relief_at
from sitmap.outlines.rings import Box, split_box, turn
from sitmap.outlines.simplification import FINEST_DEG

__all__ = [
    "DISPUTED",
    "FINEST_DEG",
    "STEPS",
    "Box",
    "DistrictName",
    "Outlines",
    "Relief",
    "build_outlines",
    "build_relief",
    "load_outlines",
    "relief_at",
    "split_box",
    "turn",
]
