"""What a map says beside its marks."""

import pandas as pd
import pytest

import sitmap
from sitmap.errors import DataWarning
from sitmap.notes import list_sources


def sources(**columns):
    return [
        one["text"]
        for one in list_sources(sitmap.conform(pd.DataFrame(columns)))
    ]


def test_sources_in_one_cell_are_told_apart():
    """Exports put several names in one cell; a name twice in it counts once."""
    assert sources(source=["Reuters;AFP", "AFP;AFP", None]) == [
        "AFP",
        "Reuters",
    ]


def test_hosts_stand_in_where_no_source_is_named():
    """The site of the link, without www, port, user or path; what is no http link is no source."""
    urls = [
        "https://www.example.org/a",
        "HTTP://Example.org:8080/b",
        "https://u:p@news.test?x",
        "javascript:x",
        "ftp://a.b",
    ]
    with pytest.warns(DataWarning, match="is no address"):
        assert sources(source_url=urls) == ["example.org", "news.test"]


def test_the_long_tail_is_counted():
    """Twelve names, and how many more."""
    listed = sources(source=[f"source {number:02}" for number in range(20)])
    assert len(listed) == 13
    assert listed[-1].startswith("and 8 more")
