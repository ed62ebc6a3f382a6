"""The words of cells."""

import numpy as np
import pandas as pd
import pytest

from sitmap.layers.cell_words import as_objects, say_cells


def _said(values, **options):
    kind, words = say_cells(pd.Series(values, **options))
    told = words if isinstance(words, np.ndarray) else words.to_pylist()
    return kind, list(told)


@pytest.mark.parametrize(
    ("values", "dtype", "kind", "words"),
    [
        ([True, False], "bool", "b", ["1", "0"]),
        ([True, None], "boolean", "b", ["1", ""]),
        ([1, None], "Int64", "n", ["1", ""]),
        ([2**60], "int64", "n", ["1152921504606846976"]),
        ([1.0, 0.1, None], "float64", "n", ["1", "0.1", ""]),
        ([1e300], "float64", "n", ["1e+300"]),
        ([np.inf, -np.inf], "float64", "n", ["", ""]),
        (["a", None, ""], "string", "s", ["a", "", ""]),
        (["a", None], "object", "s", ["a", ""]),
        (["a", 1, None], "object", "s", ["a", "1", ""]),
    ],
)
def test_each_kind_has_its_words(values, dtype, kind, words):
    """Whole floats lose their point, great ones keep their power, what is no number is empty."""
    assert _said(values, dtype=dtype) == (kind, words)


def test_a_day_has_no_hour_and_an_hour_is_kept():
    """Midnight is how a day without an hour is kept."""
    stamps = pd.to_datetime(
        ["2024-03-05", "2024-03-05 14:30", None], format="ISO8601"
    )
    assert _said(stamps) == ("s", ["2024-03-05", "2024-03-05T14:30:00", ""])


def test_many_rows_say_the_same_as_few():
    """From a block of rows on they are kept in Arrow, where it is installed."""
    few = [1.5, None, 2.0]
    assert _said(few * 2_000)[1] == _said(few)[1] * 2_000


def test_texts_of_arrow_stay_there_with_nulls_empty():
    """A million texts never become objects of Python's."""
    kept = pd.Series(["a", None], dtype="string[pyarrow]")
    _, words = say_cells(kept)
    assert not isinstance(words, np.ndarray)
    assert words.to_pylist() == ["a", ""]


def test_objects_have_one_null():
    """pd.NA and NaN are both what was asked for."""
    assert as_objects(pd.Series([pd.NA, 1], dtype="Int64")).tolist() == [
        None,
        1,
    ]
    assert as_objects(pd.Series([np.nan, "x"]), null="").tolist() == [
        "",
        "x",
    ]
