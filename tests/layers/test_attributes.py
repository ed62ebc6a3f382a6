"""What a table says of its shapes."""

import numpy as np
import pandas as pd
import pytest

from sitmap.layers.attributes import (
    find_kind,
    list_facts,
    own_names,
    say_value,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (np.nan, ""),
        (pd.NaT, ""),
        (pd.Timestamp("2024-03-05"), "2024-03-05"),
        (pd.Timestamp("2024-03-05 14:30"), "2024-03-05T14:30:00"),
        (" two\n lines ", "two lines"),
        ({"a": [1]}, '{"a": [1]}'),
        (["č"], '["č"]'),
        (0, "0"),
        (False, "False"),
    ],
)
def test_a_value_is_one_line(value, said):
    """Nothing of none; zero and no are values."""
    assert say_value(value) == said


def test_a_value_without_end_is_cut():
    """A card is no place for a book."""
    assert len(say_value("x" * 5_000)) == 2_000
    assert len(say_value(["x" * 5_000])) == 2_000


def test_names_by_language():
    """With a script, with either mark; an empty one is none, and "name_long" is no language."""
    row = {
        "name_sq": "Mitrovicë",
        "name:sr-Cyrl": "Митровица",
        "name_en": None,
        "name_long": "x",
        "name": "Mitrovica",
    }
    assert own_names(row) == {"sq": "Mitrovicë", "sr-Cyrl": "Митровица"}


def test_facts_are_what_is_not_said_elsewhere():
    """Without empty ones, and forty at most."""
    row = {"name": "A", "note": " b ", "none": None}
    assert list_facts(row, {"name"}) == [("note", "b")]
    wide = {f"c{at}": at for at in range(99)}
    assert len(list_facts(wide, ())) == 40


def test_whose_an_area_is_goes_before_what_it_is():
    """Of lines it is their kind alone."""
    names = ["Type", "Controlled_By"]
    assert find_kind(names, of_areas=True) == "Controlled_By"
    assert find_kind(names) == "Type"
    assert find_kind(["name"]) is None
