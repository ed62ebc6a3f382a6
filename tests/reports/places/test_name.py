"""What stands between words, and the names that runs of them are."""

from tests.reports.places.sought import name_text


def test_what_stands_before_a_word():
    """Blanks alone make words neighbours; a comma stands alone between its two."""
    text = name_text("Dayton, Ohio  state (north)")
    assert [text.is_behind_comma(at) for at in range(3)] == [
        False,
        True,
        False,
    ]
    assert text.is_beside(2)
    assert not text.is_beside(1)
    assert text.gap(3) == " ("


def test_the_first_word_is_behind_nothing():
    assert not name_text(", Ohio").is_behind_comma(0)


def test_a_name_has_the_span_of_its_words():
    """And the sentence that is looked at; a form's end may lie behind its words."""
    text = name_text("In South Sudan.")
    text.sentence = 7
    name = text.name(1, 3, "south sudan", ())
    assert (name.start, name.end, name.sentence) == (3, 14, 7)
    assert text.name(1, 3, "south sudan", (), stop=15).end == 15


def test_what_everybody_knows_is_famous():
    text = name_text("")
    assert text.is_famous("paris")
    assert not text.is_famous("selce")
    assert not text.is_famous("xyzzyx")
