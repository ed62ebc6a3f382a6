"""How the ground looks on paper."""

import pytest

from sitmap.export import ground_look
from sitmap.ground.kinds import KINDS

LINES = [kind.name for kind in KINDS if kind.shape == "line"]
AREAS = [kind.name for kind in KINDS if kind.shape == "area"]


@pytest.mark.parametrize("kind", LINES)
def test_every_line_has_a_colour_and_a_width_at_every_zoom(kind):
    """Wider as one comes nearer, and never finer than printers draw."""
    assert kind in ground_look.COLOURS
    widths = [
        ground_look.width_of(kind, zoom) for zoom in (0, 5, 8, 12, 16, 20)
    ]
    assert widths == sorted(widths)
    assert widths[0] >= 0.35


@pytest.mark.parametrize("kind", AREAS)
def test_every_area_has_a_colour(kind):
    """Of the page's light theme, as six digits."""
    assert len(ground_look.COLOURS[kind]) == 7


def test_widths_grow_evenly_between_the_three_that_are_told():
    """A primary road has 1, 2.8 and 10 pixels at 8, 12 and 16: half-way to 12 it is 1.9."""
    assert ground_look.width_of("primary", 10) == pytest.approx(1.9)
    assert ground_look.width_of("primary", 14) == pytest.approx(
        (2.8 * 10) ** 0.5
    )


def test_words_dashes_and_casings_are_of_lines_that_there_are():
    """No look outlives its kind."""
    told = {
        *ground_look.WORDS_FROM,
        *ground_look.DASHES,
        *ground_look.CASED,
    }
    assert told <= set(LINES)
