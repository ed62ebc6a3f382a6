"""What the next sentence adds to an event, and what its numbers count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitmap.reports.casualties import Casualties, Count, find_casualties
from sitmap.reports.modality import status_of

if TYPE_CHECKING:
    from sitmap.reports.blocks import Sentence
    from sitmap.reports.events import Event
    from sitmap.reports.passages import Passages

__all__ = ["go_on", "without_dates"]


def go_on(event: Event, passages: Passages, sentence: Sentence, before: Sentence) -> Event:
    """Take what the next sentence adds to an event, as in "Three officers were injured, police confirmed"."""
    if sentence.paragraph != before.paragraph or sentence.kind != "body":
        return event
    told = passages.text[sentence.start : sentence.end]
    new, old = find_casualties(without_dates(passages, sentence)), event.casualties
    added = Casualties(_filled(old.fatalities, new.fatalities), _filled(old.injured, new.injured))
    confirmed = status_of(told, "") == "confirmed" and event.status in ("reported", "claimed")
    if added == old and not confirmed:
        return event
    quotes = (*event.quotes, (sentence.start, sentence.end))
    return replace(
        event, casualties=added, status="confirmed" if confirmed else event.status, quotes=quotes
    )


def without_dates(passages: Passages, sentence: Sentence) -> str:
    """Return a sentence with its dates blanked: the 24 of "On 24 September gunmen killed" counts no one."""
    told = passages.text[sentence.start : sentence.end]
    for span in passages.dates_in(sentence.start, sentence.end):
        first = (
            max(span.start - sentence.start, 0)
            if " … " not in span.surface
            else span.end - sentence.start
        )
        told = (
            told[:first]
            + " " * (span.end - sentence.start - first)
            + told[span.end - sentence.start :]
        )
    return told


def _filled(old: Count, new: Count) -> Count:
    return new if old.best is None else old
