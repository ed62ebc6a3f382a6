"""Incidents of one spot: none is lost, none stands twice."""

from __future__ import annotations

import numpy as np
import pytest
from tests.export.made import many

from sitmap.export.figure.crowds import find_crowds
from sitmap.export.figure.view import fit_view

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")


def test_crowds_hold_every_incident_once():
    """Whatever is drawn together, the numbers add up and no two marks lie on each other."""
    table = many(500)
    view = fit_view((33, 46, 39, 51), 200, 150)
    crowds = find_crowds(table, view, apart_mm=5)
    assert sorted(np.concatenate([crowd.rows for crowd in crowds])) == list(
        range(500)
    )
