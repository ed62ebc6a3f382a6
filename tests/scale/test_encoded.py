"""A column as codes and distinct values."""

import numpy as np
import pyarrow as pa
import pytest

from sitmap.scale.encoded import encode, is_text, numbers_of, texts_of


def _told(column):
    coded = encode(column)
    return coded.codes.tolist(), coded.distinct


@pytest.mark.parametrize(
    ("column", "codes", "distinct"),
    [
        (
            pa.chunked_array([["b", None], ["a", "b"]]),
            [0, -1, 1, 0],
            ["b", "a"],
        ),
        (pa.chunked_array([[5, 7, 5]]), [0, 1, 0], [5, 7]),
        (pa.chunked_array([], pa.string()), [], []),
        (
            pa.chunked_array(
                [pa.array(["x", "y"]).dictionary_encode()] * 2
            ),
            [0, 1, 0, 1],
            ["x", "y"],
        ),
        (
            pa.chunked_array(
                [
                    pa.DictionaryArray.from_arrays(
                        pa.array([0, 1]), pa.array(["x", None])
                    )
                ]
            ),
            [0, -1],
            ["x", None],
        ),
    ],
)
def test_values_are_counted_off_as_they_come(column, codes, distinct):
    """Over chunks; null is -1, also where a writer left one in the dictionary."""
    assert _told(column) == (codes, distinct)


def test_what_a_value_has_is_spread_over_its_rows():
    """And rows without one have what was asked for."""
    coded = encode(pa.chunked_array([["b", None, "a", "b"]]))
    assert coded.spread([10, 20], np.int64, -5).tolist() == [10, -5, 20, 10]
    assert coded.first_of(np.array([True, True, True, False])) == "a"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (3.5, "3.5"),
        (" a ", "a"),
        ("", None),
        ("  ", None),
        (None, None),
        (float("nan"), None),
        (float("inf"), "inf"),
        (True, "True"),
        (1, "1"),
    ],
)
def test_texts_of_values(value, text):
    """Whole floats lose their point; 1 and true stay apart, although they are equal."""
    assert texts_of([value]) == [text]
    assert texts_of([1, True, 1.0]) == ["1", "True", "1"]


def test_numbers_of_texts():
    """A decimal comma, the apostrophe before a sign, blanks; words are unread and named."""
    cells = ["42,5", "'-5", " 7 ", "", None, "far", "1_000"]
    numbers, unread, coded = numbers_of(pa.chunked_array([cells]))
    assert numbers[:3].tolist() == [42.5, -5, 7]
    assert np.isnan(numbers[3:]).all()
    assert unread.tolist() == [False] * 5 + [True, True]
    assert coded.first_of(unread) == "1_000"


def test_a_reader_of_ones_own_is_asked_about_the_rest():
    """Degrees with letters, say; what it doesn't know either is unread."""
    column = pa.chunked_array([["20 E", "?"]])
    numbers, unread, _ = numbers_of(
        column, lambda text: 20.0 if text == "20 E" else None
    )
    assert numbers[0] == 20
    assert unread.tolist() == [False, True]


def test_plain_numbers_are_read_at_once():
    """Of texts and of numbers; "nan" written out is no number."""
    numbers, unread, coded = numbers_of(pa.chunked_array([["1", None]]))
    assert (numbers[0], coded) == (1, None)
    assert not unread.any()
    _, odd, _ = numbers_of(pa.chunked_array([["1", "nan"]]))
    assert odd.tolist() == [False, True]
    whole, _, _ = numbers_of(pa.chunked_array([[1, None]]))
    assert np.isnan(whole[1])


def test_texts_are_told_in_whatever_way_they_are_kept():
    """Long strings and dictionaries of them; not bytes, not numbers."""
    assert is_text(pa.large_string())
    assert is_text(pa.dictionary(pa.int8(), pa.string()))
    assert not is_text(pa.binary())
    assert not is_text(pa.dictionary(pa.int8(), pa.int64()))
