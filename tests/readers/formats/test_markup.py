"""Markup in descriptions to plain text."""

import pytest

from sitmap.readers.formats.markup import find_pictures, plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<b>Stones</b> were thrown", "Stones were thrown"),
        ("one<br>two<p>three</p>", "one two three"),
        ("a &amp; b &#269;", "a & b č"),
        ("3 < 5 & 7 > 2", "3 < 5 & 7 > 2"),
        ("<script>alert(1)</script>Shots", "Shots"),
        ("<style>p{}</style><p>Shots</p>", "Shots"),
        ("<script>never closed", None),
        ("<img src=x onerror=alert(1)>", None),
        ("<br/>", None),
        ("  ", None),
        ("", None),
        ("</script>Shots<i>!</i>", "Shots!"),
    ],
)
def test_what_a_reader_would_see(text, plain):
    """Tags and what runs go, entities become letters, a plain text stays."""
    assert plain_text(text) == plain


def test_a_text_of_megabytes_is_left_as_it_is():
    """Whoever draws it takes it for inert data anyway."""
    long = "<b>" + "x" * 200_000
    assert plain_text(long) == long


def test_only_links_of_the_web_are_pictures():
    """Quoted or not; neither data nor scripts."""
    text = (
        "<img src='https://a.example/1.jpg'><IMG height=2 SRC=http://b.example/2>"
        '<img src="data:image/png;base64,x"><img src="javascript:alert(1)">'
    )
    assert find_pictures(text) == [
        "https://a.example/1.jpg",
        "http://b.example/2",
    ]
