"""Links of map sites, read without being opened."""

from __future__ import annotations

import pytest

from sitmap.readers.notations.map_links import is_map_link, read_map_link
from sitmap.readers.notations.position import Position


@pytest.mark.parametrize(
    "link",
    [
        "geo:42.8914,20.866",
        "geo:42.8914,20.866,512",
        "https://www.google.com/maps/@42.8914,20.866,15z",
        "https://www.google.com/maps?q=42.8914,20.866",
        "https://www.openstreetmap.org/?mlat=42.8914&mlon=20.866#map=15/42/20",
        "https://www.openstreetmap.org/#map=15/42.8914/20.866",
    ],
)
def test_a_link_tells_its_point(link: str) -> None:
    assert is_map_link(link)
    found = read_map_link(link)
    assert isinstance(found, Position), found
    assert (found.latitude, found.longitude) == (42.8914, 20.866)


@pytest.mark.parametrize(
    "link",
    [
        "https://maps.app.goo.gl/abc",
        "https://example.org/page",
        "geo:142,20",
    ],
)
def test_a_link_without_a_point_says_why(link: str) -> None:
    assert isinstance(read_map_link(link), str)


def test_a_name_is_no_link() -> None:
    assert not is_map_link("Zvečan")
