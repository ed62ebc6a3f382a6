"""Texts of others: one line, nothing that a terminal obeys, the same value in JSON."""

import json

import pytest

from sitmap.sanitize import escape_json, one_line, show_controls


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\tb", "a b"),
        ("a\u2028b\u2029c", "a b c"),
        ("  a \x85 b  ", "a b"),
        ("\r\n", ""),
        ("half \ud83d", "half ?"),
    ],
)
def test_whatever_breaks_a_line_is_a_blank(text, line):
    """Separators of Unicode and controls of eight bits too; half a letter is a mark."""
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;x\x07", "␛]0;x␇"),
        ("\x7f", "␡"),
        ("\x9b2J", "<U+009B>2J"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("\U000e0041", "<U+E0041>"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_terminal_is_shown_what_it_would_obey(text, shown):
    """Each by its picture or its number; the joiner that Persian needs stays as it is."""
    assert show_controls(text) == shown


def test_of_a_long_text_both_ends_are_shown():
    """What to do stands at the end, so that the middle is what goes."""
    text = "a" * 900 + "b" * 900
    assert show_controls(text) == "a" * 500 + " … " + "b" * 500
    assert show_controls(text, longest=None) == text
    assert show_controls("a" * 1_000) == "a" * 1_000


@pytest.mark.parametrize(
    "value", ["\x7f", "\x85", "\u202e", "\ufeff", "\U000e0041", "Peć 👍"]
)
def test_json_keeps_its_value(value):
    """What is escaped is read again as it was; what a terminal shows stays readable."""
    written = escape_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(written) == value
    assert written.isascii() == (value != "Peć 👍")
