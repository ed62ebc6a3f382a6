"""Keys: where they come from, and that nothing tells them."""

import pytest
from tests.desk.conftest import Ring
from tests.desk.services import (
    KOBO_TOKEN,
)

from sitmap.desk.fetch.keys import Keys
from sitmap.errors import InputError


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("acled", "SITMAP_ACLED_USER"),
        ("ucdp", "SITMAP_UCDP_TOKEN"),
        ("kobo", "SITMAP_KOBO_TOKEN"),
    ],
)
def test_a_missing_key_is_told_with_where_to_put_it(
    bring, kind, name, server
):
    """And nothing is asked."""
    with pytest.raises(
        InputError, match=f"set {name}, or keep it in the keyring"
    ):
        bring(kind, environ={})
    assert not server.log.requests


def test_keys_come_from_the_keyring_too(bring):
    """Where the environment has none."""
    assert (
        bring("kobo", environ={}, ring=Ring(kobo_token=KOBO_TOKEN)).rows
        == 3
    )


def test_a_keyring_that_is_locked_has_nothing():
    """Each system's raises its own errors."""

    class Locked:
        def get_password(self, *_):
            raise RuntimeError("locked")

    with pytest.raises(InputError, match="SITMAP_UCDP_TOKEN"):
        Keys({}, Locked()).need("ucdp-token", "a token", where="there")


def test_a_key_with_a_line_end_makes_no_header():
    """And is not told."""
    with pytest.raises(InputError, match="line ends") as caught:
        Keys({"SITMAP_UCDP_TOKEN": "abc\r\nHost: x"}).need(
            "ucdp-token", "a token", where="there"
        )
    assert "abc" not in str(caught.value)
