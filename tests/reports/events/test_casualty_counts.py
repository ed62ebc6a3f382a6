"""Numbers and their bounds: what either leaves open stays open."""

import pytest

from sitmap.reports.events.casualty_counts import (
    Count,
    count_exactly,
    count_told,
)
from sitmap.reports.events.casualty_frames import load_words


@pytest.mark.parametrize(
    ("number", "hedge", "count"),
    [
        ("nine", "", Count(9, 9, 9)),
        ("10 to 12", "", Count(10, None, 12)),
        ("dozens", "", Count(24, None, None)),
        ("30", "nearly", Count(None, 30, None)),
        ("30", "more than", Count(30, 30, None)),
        ("ten", "fewer than", Count(None, None, 9)),
        ("9,000,000", "", None),
    ],
)
def test_a_number_has_the_bounds_that_its_words_set(number, hedge, count):
    """ "Nearly" has no bounds, "dozens" no best; nine million are no event's dead."""
    assert count_told(number, hedge, load_words("en")) == count


def test_a_sum_is_as_open_as_what_it_adds():
    """At least two and a third are at least three; several and one are four or more."""
    assert Count(2, 2, None) + count_exactly(1) == Count(3, 3, None)
    assert Count(3, None, None) + count_exactly(1) == Count(4, None, None)
