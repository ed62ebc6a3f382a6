"""Items with their run-in headings, and the headings above them."""

import pytest

from sitmap.reports.text.outline import find_items, find_marks
from sitmap.reports.text.sentences import split_sentences


def items(text):
    return find_items(text, split_sentences(text))


def labels(text):
    return [
        text[slice(*item.label)] if item.label else None
        for item in items(text)
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("3.1 Kamenica: shots", "Kamenica: shots"),
        ("(12) Kamenica", "Kamenica"),
        ("a) Kamenica", "Kamenica"),
        ("- Kamenica", "Kamenica"),
        ("• ▪ Kamenica", "Kamenica"),
        ("[06:12] Kamenica", "Kamenica"),
        ("06.12 – Kamenica", "Kamenica"),
        ("#14: Kamenica", "Kamenica"),
        ("Item No. 14: Kamenica", "Kamenica"),
        ("071420Z NOV 24 Kamenica", "Kamenica"),
        ("4/9 Kamenica", "Kamenica"),
        ("Kamenica", "Kamenica"),
        # no number of an item: what is counted is told
        ("14 people fled", "14 people fled"),
    ],
)
def test_marks_before_an_item(text, body):
    """Numbers, bullets, hours, date-time groups, alone or in a row."""
    assert text[find_marks(text, 0, len(text)) :] == body


def test_a_label_ends_with_a_colon_a_point_or_a_dash():
    told = "1. Klina: a tractor hit a mine.\\n2. Deçan. Shots were heard.\\n3. Peja – A house burned."
    assert labels(told.replace("\\n", "\n")) == ["Klina", "Deçan", "Peja"]


@pytest.mark.parametrize(
    "text",
    [
        # initials have points of their own, and eight words are a sentence
        "Shots were fired at the post. Nobody was hurt in it.",
        "He said that it was all over by then: nobody fired any more.",
        "Klina:",
    ],
)
def test_what_is_no_label(text):
    assert labels(text)[0] in (None, "Shots were fired at the post")


def test_items_lie_below_the_heading_above_them():
    """The title is no such heading."""
    text = "Daily report\n\nPEJA REGION\n\n1.1 Klina: a mine went off.\n\nPRIZREN REGION\n\n2.1 Suva Reka: a fire.\n"
    found = items(text)
    assert [item.is_heading for item in found] == [
        True,
        True,
        False,
        True,
        False,
    ]
    assert [item.heading for item in found] == [None, None, 1, 1, 3]


def test_items_of_a_log_begin_with_an_hour():
    text = "06:12 Shots in Klina.\n\n1) 07:30 A fire in Peja.\n\nCalm elsewhere since.\n"
    assert [item.has_hour for item in items(text)] == [True, True, False]


def test_offsets_are_those_of_the_text():
    text = "Report\n\n  • Klina: a mine.\n"
    item = items(text)[1]
    assert text[item.body :].startswith("Klina: a mine")
    assert text[slice(*item.label)] == "Klina"


def test_an_empty_text_has_no_items():
    assert items("") == ()
