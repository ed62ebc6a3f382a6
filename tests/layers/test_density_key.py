"""Classes of counts, their colours and their key."""

import numpy as np
import pytest

from sitmap.layers.content import CountedPlaces
from sitmap.layers.density_key import (
    find_breaks,
    pick_colours,
    say_count_key,
)
from sitmap.layers.words import load_words


@pytest.mark.parametrize(
    ("values", "breaks"),
    [
        ([], []),
        ([0, 0], []),
        ([1, 1], []),
        ([1, 3], [2, 3]),
        ([7], [2, 3, 4, 5, 6, 7]),
        ([10, 40], [15, 20, 25, 30, 35, 40]),
    ],
)
def test_where_classes_begin(values, breaks):
    """Up to seven each count is a class; within a factor of ten they are equal steps."""
    assert find_breaks(np.array(values)) == breaks


def test_wide_ranges_have_classes_by_ratio():
    """Each some times the last, round, and none above the highest."""
    breaks = find_breaks(np.array([1, 5, 50, 9_000]))
    ratios = np.diff(np.log(breaks))
    assert len(breaks) == 6
    assert ratios.max() / ratios.min() < 1.6
    assert breaks[-1] <= 9_000


def test_one_giant_does_not_take_all_classes():
    """A thousand places of 10 to 40 and one of a million: the classes are theirs."""
    many = [*list(range(10, 41)) * 33, 1_000_000]
    assert max(find_breaks(np.array(many))) <= 40


@pytest.mark.parametrize("count", [1, 2, 5, 7])
def test_as_many_colours_as_classes_all_different(count):
    """From light to dark; a single class takes the middle."""
    assert len(set(pick_colours(count))) == count


def test_the_key_says_each_class_by_its_first_and_last_count():
    """1, 2 to 4, 5 and more."""
    counts = CountedPlaces(
        "cell", "told", (), np.array([1]), (2, 5), ("#a", "#b", "#c")
    )
    (group,) = say_count_key(counts, load_words("en"))
    said = [entry.text for entry in group.entries]
    assert said[0] == "1"
    assert "2" in said[1]
    assert "4" in said[1]
    assert "5" in said[2]
    assert len(said) == 3
