"""Samples: each is there, and a name that is none is told with those that are."""

import pytest

from sitmap.errors import InputError
from sitmap.samples import sample_path


@pytest.mark.parametrize(
    "name", ["north-kosovo.csv", "august-2022.csv", "kfor-sites.csv"]
)
def test_samples_are_there(name):
    """As the docs name them."""
    assert sample_path(name).is_file()


def test_an_unknown_sample_is_told_with_those_there_are():
    """One line, with the remedy."""
    with pytest.raises(InputError, match=r"'x.csv'.*north-kosovo\.csv"):
        sample_path("x.csv")
