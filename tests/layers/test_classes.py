"""Numbers in classes: quantiles, equal steps, natural breaks, edges of one's own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import sitmap
from sitmap.errors import InputError
from sitmap.layers.categories import categorize
from sitmap.layers.classes import Scheme, find_edges

TOLD = [1, 1, 2, 2, 3, 10, 11, 12, 50, 52, None]
"""Three groups: 1 to 3, 10 to 12, 50 to 52."""


def classes_of(values: object, classes: object) -> list[tuple[str, int]]:
    table = pd.DataFrame({"dead": pd.array(values, dtype="Float64")})
    told = categorize(table, "dead", classes=classes)  # type: ignore[arg-type]
    return [(one.label, one.count) for one in told.entries]


def test_natural_breaks_part_what_lies_apart() -> None:
    pytest.importorskip("jenkspy")
    assert classes_of(TOLD, "natural:3") == [
        ("1–9", 5),
        ("10–49", 3),
        ("50–52", 2),
        ("", 1),
    ]


def test_natural_breaks_are_the_same_in_every_run() -> None:
    """30,000 numbers are more than are looked through one by one."""
    pytest.importorskip("jenkspy")
    numbers = np.random.default_rng(5).lognormal(1, 1.2, 30_000)
    first, second = (
        find_edges(numbers, Scheme("natural", 5)) for _ in range(2)
    )
    assert len(first) == 6
    assert (first == second).all()
    assert first[0] == numbers.min()
    assert first[-1] == numbers.max()


def test_equal_steps_are_of_whole_numbers_where_all_are() -> None:
    """From 1 to 52 in three: edges at 18 and 35, as both are whole."""
    assert classes_of(TOLD, "equal:3") == [
        ("1–17", 8),
        ("35–52", 2),
        ("", 1),
    ]


def test_a_number_at_an_edge_is_in_the_upper_class() -> None:
    assert classes_of(TOLD, [2, 10, 52]) == [
        ("1", 2),
        ("2–9", 3),
        ("10–51", 4),
        ("52", 1),
        ("", 1),
    ]
    assert classes_of(TOLD, "2,10,52") == classes_of(TOLD, [2, 10, 52])


def test_a_number_says_how_many_classes() -> None:
    """Of ten numbers, halves are five and five."""
    assert classes_of(TOLD, 2) == [("1–9", 5), ("10–52", 5), ("", 1)]
    assert len(classes_of(list(range(100)), 7)) == 8


def test_few_values_are_fewer_classes() -> None:
    pytest.importorskip("jenkspy")
    assert classes_of([1.5, 1.5, 2.5], "natural:4") == [
        ("1.5–<2.5", 2),
        ("2.5", 1),
        ("", 0),
    ]


@pytest.mark.parametrize(
    "told",
    [
        1,
        8,
        0,
        -3,
        True,
        "natural:9",
        "natur",
        "5,2",
        [3, 3],
        [],
        [float("nan")],
        "",
        {"a"},
    ],
)
def test_what_is_no_classes_is_refused(told: object) -> None:
    with pytest.raises(InputError, match="classes: "):
        classes_of(TOLD, told)


def test_words_have_no_classes() -> None:
    table = pd.DataFrame({"weapon": ["drone", "mortar"]})
    with pytest.raises(InputError, match="'weapon' has no numbers"):
        categorize(table, "weapon", classes=3)


def test_a_palette_of_too_few_colours_is_refused() -> None:
    table = pd.DataFrame({"dead": range(50)})
    with pytest.raises(
        InputError,
        match="6 classes need as many colours; the palette has 5",
    ):
        categorize(table, "dead", classes=6, palette="viridis")


def test_classes_of_counts_beside_incidents_are_of_the_counts() -> None:
    counts = pd.DataFrame(
        {"cell": ["851ec903fffffff"], "incidents": [3], "day": "2023-05-01"}
    )
    rows = pd.DataFrame(
        {"title": ["A"], "latitude": [42.6], "longitude": [20.9]}
    )
    made = sitmap.Map(rows, density=counts, classes=[1, 5])
    assert len(made.incidents) == len(made.densities) == 1
