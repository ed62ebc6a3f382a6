"""Counts of people: what they are, what they leave open, and what is no count."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.readers.notations.counts import (
    Count,
    decide_grouping,
    read_count,
    read_number,
)


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("12", None, 12, None),
        ("1,765", None, 1765, None),
        ("1 765", None, 1765, None),
        ("1\u202f765", None, 1765, None),
        ("1'765", None, 1765, None),
        ("1,234,567", None, 1234567, None),
        ("1,76,500", None, 176500, None),
        ("3.0", None, 3, None),
        ("٣", None, 3, None),
        ("3-5", 3, None, 5),
        ("3–5", 3, None, 5),
        ("3 to 5", 3, None, 5),
        ("between 3 and 5", 3, None, 5),
        ("zwischen 3 und 5", 3, None, 5),
        ("two or three", 2, None, 3),
        ("5-5", 5, 5, 5),
        ("10+", 10, 10, None),
        ("at least 12", 12, 12, None),
        ("12 or more", 12, 12, None),
        ("≥12", 12, 12, None),
        ("mindestens 12", 12, 12, None),
        ("au moins 12", 12, 12, None),
        ("të paktën 12", 12, 12, None),
        ("najmanje 12", 12, 12, None),
        ("щонайменше 12", 12, 12, None),
        ("about 30", None, 30, None),
        ("~30", None, 30, None),
        ("ca. 30", None, 30, None),
        ("близько 30", None, 30, None),
        ("rreth 30", None, 30, None),
        ("up to 30", None, None, 30),
        ("<30", None, None, 30),
        ("two", None, 2, None),
        ("zwei", None, 2, None),
        ("dos", None, 2, None),
        ("twenty-one", None, 21, None),
        ("two hundred and five", None, 205, None),
        ("1.7 million", None, 1_700_000, None),
        ("12 people", None, 12, None),
        ("none", None, 0, None),
        ("keine", None, 0, None),
        ("aucun", None, 0, None),
        ("mind. 3", 3, 3, None),
        ("une dizaine", None, 10, None),
        ("a dozen", None, 12, None),
        ("unknown", None, None, None),
        ("-", None, None, None),
        ("n/a", None, None, None),
    ],
)
def test_figures_and_their_hedges(text, low, best, high):
    """Settled: "at least" is best and low, "about" is best alone, a range has no best."""
    assert read_count(text) == Count(low, best, high)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-5", "below zero"),
        ("−5", "below zero"),
        ("-99", "stands for not known"),
        ("-9", "stands for not known"),
        ("-77", "stands for not known"),
        ("inf", "no number"),
        ("nan0", "no number"),
        ("1e300", "more than there are people"),
        ("1e19", "more than there are people"),
        ("99999999999999999999", "more than there are people"),
        ("1.5", "no whole number"),
        ("5-3", "higher end first"),
        ("3/5", "no number"),
        ("3 injured", "no number"),
        ("dozens", "no number"),
        ("None", "may be 0 or not known"),
    ],
)
def test_what_is_no_count_is_told(text, told):
    """Never an integer that nobody wrote."""
    found = read_count(text)
    assert isinstance(found, str)
    assert told in found


@pytest.mark.parametrize(
    ("column", "text", "found"),
    [
        (["4.352", "12"], "4.352", Count(best=4352)),
        (["4.352", "1.204.352"], "4.352", Count(best=4352)),
        (["1.000", "0.000"], "1.000", Count(best=1)),
        (["4.352", "12.5"], "4.352", "is no whole number; left empty"),
    ],
)
def test_a_point_before_three_digits_is_the_columns_question(
    column, text, found
):
    """4.352 beside 12 is four thousand; beside 12.5 it is four and a bit, and no count."""
    assert read_count(text, decide_grouping(column)) == found


def test_a_column_of_three_decimals_alone_is_asked_about():
    """1.000 may be one, written by a program, or a thousand, written by a German."""
    assert "may be 1000 or 1" in read_count(
        "1.000", decide_grouping(["1.000", "2.000"])
    )


def test_measures_have_their_unit():
    """A radius of 2,5 km is 2,500 m."""
    assert read_number("2,5 km") == (2500.0, "m")
    assert read_number("80 %") == (80.0, "%")
    assert read_number("near") is None


@settings(deadline=None)
@given(st.integers(0, 9_999_999_999))
def test_grouped_numbers_come_back(number):
    """With commas, blanks, apostrophes and narrow blanks."""
    for mark in (",", " ", "'", "\u202f"):
        assert read_count(f"{number:,}".replace(",", mark)) == Count(
            best=number
        )


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_is_a_traceback(text):
    """Any text is a count or one line."""
    read_count(text, decide_grouping([text]))


@pytest.mark.parametrize(
    ("text", "kind", "best"),
    [
        ("jedan poginuli", "fatalities", 1),
        ("dvoje mrtvih", "fatalities", 2),
        ("two soldiers killed", "fatalities", 2),
        ("dy të vrarë", "fatalities", 2),
        ("троє загиблих", "fatalities", 3),
        ("four (two children)", "fatalities", 4),
        ("nuk ka", "fatalities", 0),
        ("tri povređena", "injured", 3),
        ("2 lakše", "injured", 2),
        ("5 lightly wounded", "injured", 5),
    ],
)
def test_a_count_may_say_whom_it_counts(text, kind, best):
    """In the words of the languages that tables come in."""
    assert read_count(text, kind=kind) == Count(None, best, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2 wounded", "fatalities"),
        ("3 povređena", "fatalities"),
        ("2 killed", "injured"),
    ],
)
def test_the_wounded_are_never_the_dead(text, kind):
    """A cell that counts the others is told and left empty."""
    assert "left empty" in read_count(text, kind=kind)
    assert "counts the" in read_count(text, kind=kind)


@pytest.mark.parametrize(
    ("text", "kind", "best"),
    [
        ("ок. 10", "injured", 10),
        ("бл. 10", "injured", 10),
        ("један", "fatalities", 1),
        ("قتيلان", "fatalities", 2),
        ("جريح واحد", "injured", 1),
        ("لا يوجد", "fatalities", 0),
        ("2 civilians + 1 soldier", "fatalities", 3),
        ("two men and one woman", "fatalities", 3),
        ("2 цивільних, 1 військовий", "fatalities", 3),
        ("2 hommes et 1 enfant", "fatalities", 3),
        ("5 mil", "fatalities", 5_000),
    ],
)
def test_words_of_desks_count(text, kind, best):
    """People by kind are added up; a thousand in Spanish stays one."""
    assert read_count(text, kind=kind) == Count(best=best)


@pytest.mark.parametrize(
    "text", ["н/д", "NSP", "sin datos", "keine Angabe"]
)
def test_words_for_no_figure_are_no_fault(text):
    """They say that nobody knows."""
    assert read_count(text) == Count()


@pytest.mark.parametrize(
    "text",
    ["2 killed, 3 wounded", "1 soldier and 3 wounded", "2, 3", "2/3"],
)
def test_what_counts_two_things_is_no_sum(text):
    """Told and left empty."""
    assert isinstance(read_count(text, kind="fatalities"), str)


@pytest.mark.parametrize(
    ("text", "best"),
    [("dois", 2), ("três", 3), ("dez", 10), ("ok. 10", 10)],
)
def test_portuguese_and_polish_words_count(text, best):
    """Two of Mozambique's, and "about" in Polish."""
    assert read_count(text) == Count(best=best)
