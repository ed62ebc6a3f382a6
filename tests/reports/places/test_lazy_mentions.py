"""Mentions that are found when they are first asked for."""

from __future__ import annotations

import pytest

from sitmap.errors import DataWarning
from sitmap.reports.pipeline import parse_report
from sitmap.reports.places.lazy_mentions import LazyMentions
from sitmap.reports.places.mentions import Mention

SAID = Mention(0, 4, "Gao ", "place")


def never():
    """Fail, as nothing is to be found yet."""
    raise AssertionError


def test_a_list_is_made_once_by_the_first_look():
    """Whatever is asked, it is found once."""
    calls = []

    def find():
        calls.append(1)
        return [SAID, SAID]

    mentions = LazyMentions(find, lambda: False)
    assert not calls
    assert len(mentions) == 2
    assert [*mentions] == [mentions[0], mentions[1]] == mentions[:2]
    assert calls == [1]


def test_what_surely_has_some_isnt_searched_to_tell_so():
    """Whether there are any is known before which they are."""
    assert LazyMentions(never, lambda: True)


@pytest.mark.parametrize("found", [[], [SAID]])
def test_where_it_isnt_sure_the_list_tells(found):
    """What can't be told at little cost is found."""
    assert bool(LazyMentions(lambda: found, lambda: False)) is bool(found)


def test_another_process_gets_what_was_found():
    """A look-up doesn't travel; its answers do."""
    make, arguments = LazyMentions(lambda: [SAID], never).__reduce__()
    assert make(*arguments) == [SAID]


def test_a_text_that_tells_no_event_has_its_places_all_the_same():
    """They are resolved when they are asked for."""
    told = "The library of Bamako opens on Sundays."
    with pytest.warns(DataWarning, match="no incident is told"):
        report = parse_report(told, published="2024-05-01")
    assert not report.events
    assert report.mentions["name"].tolist() == ["Bamako"]


def test_a_text_without_places_is_said_to_have_none():
    """The note doesn't take a word at the head of a sentence for a place."""
    told = "The library opens on Sundays."
    with pytest.warns(DataWarning, match="no place is named"):
        parse_report(told, published="2024-05-01")
