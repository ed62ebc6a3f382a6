"""Symbols that are drawn from paths: nothing in one can be more than a drawing."""

import pytest

from sitmap.errors import InputError
from sitmap.layers.drawings import (
    FILL,
    Drawing,
    Part,
    drawing_settings,
)
from sitmap.layers.looks import LOOKS, Look

PIN = Drawing(
    "pin", (0, 0, 10, 20), (5, 20), 5.0, (Part("M0 0L1 1Z", FILL),)
)


@pytest.mark.parametrize(
    "path",
    ["M0 0 <script>", "url(#x)", "m0 0", "M0 0A1 1 0 0 0 1 1", "M0\n0"],
)
def test_a_path_of_anything_but_absolute_commands_is_refused(path):
    """Neither markup nor relative steps nor arcs."""
    with pytest.raises(InputError, match="a drawing's path is none"):
        Part(path)


@pytest.mark.parametrize(
    "colour", ["red", "#FFF", "#fff", "url(x)", "#12345g", "#1234567"]
)
@pytest.mark.parametrize("side", ["fill", "stroke"])
def test_a_colour_is_six_digits_or_a_part_of_the_look(colour, side):
    """In small letters, as the page checks it again."""
    with pytest.raises(InputError, match="a drawing's colour is none"):
        Part("M0 0", **{side: colour})
    Part("M0 0", **{side: "#a0b1c2"})


def test_an_alignment_that_is_none_is_refused():
    """It would go into an attribute of the page."""
    with pytest.raises(InputError):
        Part(text="A", align='"onload="')


def test_sizes_are_told_in_radii():
    """20 units high with a radius of 5: half of it is 2; its middle lies 2 above its foot."""
    assert PIN.half == 2
    assert PIN.middle == (0, -2)


def test_settings_hold_each_drawing_once_and_no_zeros():
    """The page fills in what isn't said."""
    drawn = Look(1, "pin", "#000000", "#ffffff", PIN)
    told = drawing_settings([drawn, drawn, LOOKS[0]])
    assert list(told) == ["pin"]
    assert told["pin"]["parts"] == [
        {"d": "M0 0L1 1Z", "fill": "fill", "align": "start"}
    ]
