"""What the values of a column are."""

import pandas as pd
import pytest

from sitmap.readers.values import find_kind, fits, take_sample


@pytest.mark.parametrize(
    ("sample", "kind"),
    [
        ([], ""),
        (["3", "0", "100000"], "counts"),
        (["3", "100001"], "numbers"),
        (["-3"], "numbers"),
        (["3.5"], "numbers"),
        (["42.891", "-20.5"], "degrees"),
        (["42.891", "181.000"], "numbers"),
        (["42.89, 20.87", "42.9, 20.9"], "coordinates"),
        (["5 May 2023", "03/04/2023"], "dates"),
        (["May 2023", "June 2023"], ""),
        (["https://a.example", "www.b.example"], "links"),
        (["Road", "Home"], "kinds of place"),
        (["Road"], ""),
        (["unknown", "unknown place"], ""),
    ],
)
def test_kinds(sample, kind):
    """What values plainly are; a single kind of place may be a name, a month is no day."""
    assert find_kind(sample) == kind


def test_a_typing_error_in_ten_is_forgiven_and_two_are_not():
    """Nine of ten are plain enough."""
    links = [f"https://a.example/{at}" for at in range(9)]
    assert find_kind([*links, "oops"]) == "links"
    assert find_kind([*links[:8], "oops", "no"]) == ""


@pytest.mark.parametrize(
    ("sample", "ours", "can"),
    [
        ([], "date_start", True),
        (["anything"], "unheard_of", True),
        (["03/04/2023"], "date_start", True),
        (["29", "5"], "date_start", False),
        (["195.5"], "latitude", False),
        (["2023.0"], "year", True),
        (["1500"], "year", False),
        (["https://a.example"], "source", False),
        (["14:30"], "time", True),
        (["5 May 2023"], "time", False),
        (["42.89, 20.87"], "place", False),
        (["12"], "title", False),
        (["none"], "fatalities_best", False),
    ],
)
def test_what_a_column_of_ours_can_hold(sample, ours, can):
    """One value that fits is enough; an unsure day is one."""
    assert fits(sample, ours) is can


def test_a_sample_is_of_distinct_texts_from_the_top():
    """At most 60 of them, of the first 2,000 rows, without blanks."""
    column = pd.Series([" a ", "", None, *map(str, range(3000))])
    sample = take_sample(column)
    assert sample[:2] == ["a", "0"]
    assert len(sample) == 60
    late = pd.Series([None] * 2_000 + ["late"])
    assert take_sample(late) == []
