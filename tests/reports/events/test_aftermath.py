"""What is told after an event: accidents, sums to date, what was told before."""

import pytest

from sitmap.reports import parse_report

NEWS = "2024-06-03"
QUIET = pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")


@QUIET
@pytest.mark.parametrize(
    "text",
    [
        "A bus crashed near Pokhara on Sunday. Eleven people were killed.",
        "A flood hit Derna on Sunday. Eleven people were killed.",
    ],
)
def test_the_dead_of_an_accident_are_no_incident(text):
    """A crash or a flood killed them."""
    assert parse_report(text, published=NEWS).incidents.empty


@QUIET
def test_a_sum_since_january_is_no_event():
    """The force's losses of half a year have no place on a map of incidents."""
    text = "Since January the force has lost 22 men in Gao, and 163 were arrested."
    assert parse_report(text, published=NEWS).incidents.empty


def test_the_dead_of_an_attack_are_its_event():
    """The same words, and no accident before them."""
    text = "Gunmen opened fire on a bus near Gao on Sunday. Eleven people were killed."
    [row] = parse_report(text, published=NEWS).incidents.itertuples()
    assert row.fatalities_best == 11


@QUIET
def test_the_dead_so_far_this_year_are_a_sum():
    """They are of half a year."""
    text = "So far in 2024, 88 social leaders have been killed in Colombia."
    assert parse_report(text, published=NEWS).incidents.empty


@QUIET
def test_the_dead_since_a_coup_are_a_sum():
    """They are of three years and a whole country."""
    text = "At least 5,000 civilians have been killed in Myanmar since the 2021 coup, a group said."
    assert parse_report(text, published=NEWS).incidents.empty
