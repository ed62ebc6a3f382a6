"""Only the web is fetched: what else a link may say is refused before anything is asked."""

import pytest

from sitmap.errors import InputError
from sitmap.readers.remote import fetched


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "ftp://a.example/x.csv",
        "data:,x",
        "//a.example",
    ],
)
def test_what_is_no_web_link_is_refused(link):
    """In one line, with the remedy."""
    with (
        pytest.raises(InputError, match="only http and https links"),
        fetched(link),
    ):
        pass
