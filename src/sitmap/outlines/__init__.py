"""Natural Earth outlines: built once into one small file, cut to a box when a map needs them."""

from __future__ import annotations

from sitmap.outlines.build import build_outlines
from sitmap.outlines.clip import DISPUTED, Outlines, load_outlines
from sitmap.outlines.rings import Box
from sitmap.outlines.simplification import FINEST_DEG

__all__ = ["DISPUTED", "FINEST_DEG", "Box", "Outlines", "build_outlines", "load_outlines"]
