"""What the build keeps of a language: the same patterns and tables, and never wrong ones."""

from __future__ import annotations

import re

import pytest

from sitmap.reports.events.casualties import find_casualties
from sitmap.reports.languages import compiled

TEXT = r"(?P<count>\d+|two) (?:people|men)\b(?! lived)"
TOLD = "TWO men, 3 people and 4 people lived there"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder for what is kept; what other tests have loaded comes back after."""
    monkeypatch.setattr(compiled, "ASSETS", tmp_path)
    monkeypatch.setattr(compiled, "_asked", {})
    monkeypatch.setattr(compiled, "_loaders", [])
    compiled._load.cache_clear()
    yield tmp_path
    compiled._load.cache_clear()


def keep(folder, digest="abc", tables=None):
    """Ask for one pattern, and keep what was asked for."""
    compiled.compile_pattern(TEXT, "xx", re.IGNORECASE)
    compiled.keep_language(
        "xx", digest, tables or {"ones": {"two": 2}}, folder
    )
    compiled._load.cache_clear()


def test_a_pattern_that_was_kept_matches_as_one_that_was_not(folder):
    """Groups by name and by number, flags, lookaheads: all as `re` would have it."""
    keep(folder)
    assert (TEXT, int(re.IGNORECASE)) in compiled._load("xx").patterns
    kept, made = (
        compiled.compile_pattern(TEXT, "xx", re.IGNORECASE),
        re.compile(TEXT, re.IGNORECASE),
    )
    assert [each.groupdict() for each in kept.finditer(TOLD)] == [
        {"count": "TWO"},
        {"count": "3"},
    ]
    assert kept.groupindex == made.groupindex
    assert (kept.pattern, kept.flags, kept.groups) == (
        made.pattern,
        made.flags,
        made.groups,
    )


def test_a_pattern_that_is_never_searched_with_is_kept_and_not_compiled(
    folder,
):
    """The build compiles it all the same, and tells words that every match of it holds."""
    assert compiled.LazyPattern(TEXT, "xx", re.IGNORECASE).hints == ()
    keep(folder)
    lazy = compiled.LazyPattern(TEXT, "xx", re.IGNORECASE)
    assert lazy.hints == ("men", "people")
    assert "pattern" not in vars(lazy)
    assert lazy.pattern.search(TOLD)["count"] == "TWO"


def test_a_file_that_is_cut_off_is_as_none(folder):
    """Its head may be whole: the code that it tells of isn't there."""
    keep(folder)
    [file] = folder.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    compiled._load.cache_clear()
    assert not compiled._load("xx").patterns
    assert compiled.compile_pattern(TEXT, "xx").search(TOLD)["count"] == "3"


def test_a_pattern_that_was_not_kept_is_compiled(folder):
    """One with another text, or with other flags, is another pattern."""
    keep(folder)
    assert compiled.compile_pattern(TEXT, "xx").search(TOLD)["count"] == "3"
    assert (
        compiled.compile_pattern("shell(ed)?", "xx").search("shelled")[1]
        == "ed"
    )


def test_tables_of_other_sources_are_not_taken(folder):
    """Who edits a word list gets what it says now, and not what was built of it before."""
    keep(folder, digest=compiled.digest_of([b"two = 2"]))
    assert compiled.kept_table(
        "xx", "ones", compiled.digest_of([b"two = 2"])
    ) == {"two": 2}
    assert (
        compiled.kept_table("xx", "ones", compiled.digest_of([b"two = 3"]))
        is None
    )


@pytest.mark.parametrize(
    "data", [b"", b"no file of ours", b"\xe9\x00\x00\x00\x00"]
)
def test_a_broken_file_is_as_none(folder, data):
    """A disk that is full while it is written costs time, and no report."""
    keep(folder)
    for file in folder.iterdir():
        file.write_bytes(data)
    compiled._load.cache_clear()
    assert (
        compiled.compile_pattern(TEXT, "xx", re.IGNORECASE).search(TOLD)[
            "count"
        ]
        == "TWO"
    )


def test_sources_that_run_into_each_other_differ():
    """The end of one file is not the beginning of the next."""
    assert compiled.digest_of([b"ab", b"c"]) != compiled.digest_of(
        [b"a", b"bc"]
    )


def test_every_kind_of_casualty_is_loaded_when_a_language_is_prepared():
    """A report of arrests finds its patterns compiled as one of the killed does."""
    assert find_casualties("Nine men were arrested.").arrested.best == 9
    kinds = next(
        load for load in compiled._loaders if load.__name__ == "load_kinds"
    )
    assert len(kinds("en")) == 5
