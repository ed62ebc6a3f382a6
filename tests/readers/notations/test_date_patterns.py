"""The layouts of a date: each pattern takes what it names, and nothing that is another's."""

import pytest

from sitmap.readers.notations import date_patterns


def _layouts_of(text):
    """Return the precisions of all layouts that take a text whole."""
    return [
        precision
        for pattern, _, precision in date_patterns.LAYOUTS
        if pattern.fullmatch(text)
    ]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2024-03-05", "day"),
        ("2024/3/5", "day"),
        ("20240305", "day"),
        ("5. März 2024", "day"),
        ("5th of March 2024", "day"),
        ("5-Mar-24", "day"),
        ("March 5, 2024", "day"),
        ("2024 March 5", "day"),
        ("березень 2024 року", "month"),
        ("2024 March", "month"),
        ("2024-03", "month"),
        ("03/2024", "month"),
        ("2024.", "year"),
    ],
)
def test_one_layout_takes_a_text(text, precision):
    """No text is of two layouts, which would leave its reading to their order."""
    assert _layouts_of(text) == [precision]


def test_groups_name_year_month_and_day():
    """The three numbers of a layout point at its year, month and day; 0 is what it doesn't say."""
    told = {}
    for pattern, places, _ in date_patterns.LAYOUTS:
        for text in ("2024-03-05", "5 March 2024", "March 2024", "2024"):
            if match := pattern.fullmatch(text):
                told[text] = [match[at] if at else None for at in places]
    assert told == {
        "2024-03-05": ["2024", "03", "05"],
        "5 March 2024": ["2024", "March", "5"],
        "March 2024": ["2024", "March", None],
        "2024": ["2024", None, None],
    }


def test_a_number_alone_is_no_day_and_month():
    """03/04/2023 is told from 2023/03/04 and from 03/04/23 by where its four digits are."""
    assert date_patterns.NUMERIC.fullmatch("03/04/2023")
    assert date_patterns.NUMERIC.fullmatch("03.04.2023 г.")
    assert not date_patterns.NUMERIC.fullmatch("2023/03/04")
    assert not date_patterns.NUMERIC.fullmatch("03/04/23")
    assert date_patterns.SHORT_YEAR.fullmatch("03/04/23")


@pytest.mark.parametrize("text", ["29-31 May 2024", "2022 to 2023"])
def test_a_span_has_two_days_or_two_years(text):
    """What holds two dates is told as such, and never read as its first."""
    assert date_patterns.SPAN.match(text)
    assert not date_patterns.SPAN.match("31 May 2024")


def test_a_part_of_a_month_needs_the_month_behind():
    """That is "late May"; "late 2023" is none of a month."""
    assert date_patterns.PART_OF_MONTH.match("late May 2023")[0] == "late "
    assert date_patterns.PART_OF_MONTH.match("late 2023") is None
