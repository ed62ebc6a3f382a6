"""A quick look at a text: what may tell an event is never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitmap.reports.events.finder import find_events
from sitmap.reports.events.quick_look import may_tell_event
from sitmap.reports.events.relevance import Relevance
from sitmap.reports.events.triggers import Triggers
from sitmap.reports.pipeline import parse_report

GOLD = Path(__file__).parents[1] / "gold"
TEXTS = [
    path
    for part in ("english/dev", "languages/dev")
    for path in sorted((GOLD / part).rglob("*.txt"))[::3]
]


def look(text, include=(), *, is_grounded=True):
    """Tell whether a text may tell an event."""
    passages = parse_report(text, published="2024-05-01").passages
    return may_tell_event(passages, include, is_grounded=is_grounded)


pytestmark = pytest.mark.filterwarnings("ignore::sitmap.errors.DataWarning")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_sentence_is_passed_over_that_founds_an_event(path, monkeypatch):
    """Where a clause comes to a kind, the look at its words alone said that it may."""
    kinds_of, told = Triggers.kinds_of, []

    def listen(self, hits):
        kinds = kinds_of(self, hits)
        told.extend(kinds)
        return kinds

    passages = parse_report(
        path.read_text("utf-8"), published="2024-05-01"
    ).passages
    monkeypatch.setattr(Triggers, "kinds_of", listen)
    monkeypatch.setattr(
        "sitmap.reports.events.finder.may_tell_event",
        lambda *_, **__: True,
    )
    find_events(passages)
    may = may_tell_event(
        passages, (), is_grounded=Relevance(passages).is_grounded
    )
    assert may or not told


def test_a_library_tells_no_event():
    """None of its words founds one."""
    assert not look("The library of Bamako opens on Sundays.")


def test_a_place_may_stand_for_any_word():
    """A village that no list has may be what a pattern asks for."""
    assert look("Troops recaptured Abcdville.")


def test_what_is_loose_needs_words_of_force():
    """A report about other things has to speak of them in the sentence itself."""
    told = "Hail pounded the roofs of Gao on Monday."
    assert look(told)
    assert not look(told, is_grounded=False)


def test_what_must_be_asked_for_is_looked_for_when_asked():
    """A meeting is drafted with diplomacy alone."""
    told = (
        "The foreign ministers of Chad and Niger met in Niamey for talks."
    )
    assert not look(told)
    assert look(told, {"diplomacy"})
