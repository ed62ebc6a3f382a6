"""What part of the Earth a figure shows."""

import pytest

pytest.importorskip("matplotlib", reason="needs the extra sitmap[figure]")

from sitmap.export.figure.view import fit_view, mercator


def test_a_view_holds_its_bounds_and_is_a_frame_of_paper():
    """Both ways one degree is the same length; the box has the frame's shape in Mercator."""
    view = fit_view((20.5, 42.6, 21.2, 43.2), 240, 160)
    west, south, east, north = view.limits
    assert (east - west) / (north - south) == pytest.approx(240 / 160)
    assert view.box[0] < 20.5
    assert view.box[2] > 21.2
    assert mercator(60.0) == pytest.approx(
        75.456, abs=1e-3
    )  # ln(tan(45° + 30°)) in degrees
