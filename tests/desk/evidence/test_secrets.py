"""Keys in links are named, never said; what is none is left alone."""

import pytest

from sitmap.desk.evidence.secrets import find_secrets

KEY = "q8Zk2Vw0"


@pytest.mark.parametrize(
    ("link", "name"),
    [
        (f"https://a.example/x?API_KEY={KEY}", "API_KEY=…"),
        (
            f"https://a.example/x?page=2&access-token={KEY}#top",
            "access-token=…",
        ),
        (f"https://a.example/x#token={KEY}", "token=…"),
        (f"https://a.example/x?X-Amz-Signature={KEY}", "X-Amz-Signature=…"),
        (
            f"postgresql://me:{KEY}@db.example/x",
            "a password before the host",
        ),
    ],
)
def test_a_key_is_named_and_not_said(link, name):
    """In any case, in the query or behind it, or before the host."""
    assert list(find_secrets(f"see {link}.")) == [name]


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/x?token=1",
        f"https://a.example/x?monkey={KEY}",
        "https://me@a.example/x",
        "https://a.example:8080/x@y",
        "",
    ],
)
def test_what_is_no_key_is_left_alone(link):
    """A page's number, a word that ends in key, a name or a port before a path."""
    assert list(find_secrets(link)) == []
