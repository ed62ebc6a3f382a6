"""Addresses in other dress, several in a cell, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitmap.readers.notations.links import find_links


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://example.org/a", ["https://example.org/a"]),
        (
            '<a href="https://example.org/a">Paper</a>',
            ["https://example.org/a"],
        ),
        (
            "<A target=x HREF='http://example.org/a?b=1&amp;c=2'>P",
            ["http://example.org/a?b=1&c=2"],
        ),
        ("[Paper](https://example.org/a)", ["https://example.org/a"]),
        ("[https://example.org/a Paper]", ["https://example.org/a"]),
        (
            "https://example.org/b, https://example.org/c",
            ["https://example.org/b", "https://example.org/c"],
        ),
        (
            "https://example.org/b;https://example.org/c",
            ["https://example.org/b", "https://example.org/c"],
        ),
        (
            "https://example.org/b\nhttps://example.org/c",
            ["https://example.org/b", "https://example.org/c"],
        ),
        (
            "https://example.org/b https://example.org/b",
            ["https://example.org/b"],
        ),
        ("www.example.org/d", ["https://www.example.org/d"]),
        ("example.org/d", ["https://example.org/d"]),
        ("Reuters (https://example.org/a).", ["https://example.org/a"]),
        ("https://example.org/x?y=1,2", ["https://example.org/x?y=1,2"]),
        ("https://example.org/x_(y)", ["https://example.org/x_(y)"]),
        (
            "https://web.archive.org/web/2023/https://example.org/a",
            ["https://web.archive.org/web/2023/https://example.org/a"],
        ),
        (
            '<a href="/a">a</a> https://example.org/b',
            ["https://example.org/b"],
        ),
        ("javascript:alert(1)", []),
        ("<a href='javascript:alert(1)'>x</a>", []),
        ("ftp://example.org/a", []),
        ("file:///etc/passwd", []),
        ("data:text/html,x", []),
        ("https://", []),
        ("user@example.org", []),
        ("Reuters, 5 May", []),
    ],
)
def test_addresses(text, addresses):
    """Each address once, http and https alone."""
    assert list(find_links(text).addresses) == addresses


def test_what_stands_beside_an_address_is_known():
    """The name of a paper isn't lost without a word."""
    assert find_links("Reuters https://example.org/a").rest
    assert not find_links(
        "https://example.org/a https://example.org/b"
    ).rest


@settings(deadline=None)
@given(st.text(max_size=80))
def test_nothing_but_http_ever_comes_out(text):
    """Whatever a cell holds."""
    for address in find_links(text).addresses:
        assert address.casefold().startswith(("http://", "https://"))
        assert not any(letter.isspace() for letter in address)
