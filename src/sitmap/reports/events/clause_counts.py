"""Who was hurt in one clause or sentence: what `casualties` reads, with its dates blanked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap.reports.events.casualties import find_casualties

if TYPE_CHECKING:
    from sitmap.reports.events.casualties import Casualties
    from sitmap.reports.events.clauses import Clause
    from sitmap.reports.passages import Passages
    from sitmap.reports.text.sentences import Sentence


def told_in(
    passages: Passages, sentence: Sentence, clause: Clause | None = None
) -> str:
    """Return the words of a sentence, or of one clause of it, with their dates blanked.

    The 24 of "24 May" counts none. Where a sentence tells two events, each has its own dead.
    """
    start, end = (
        (clause.start, clause.end)
        if clause
        else (sentence.start, sentence.end)
    )
    told = passages.text[start:end]
    for span in passages.dates_in(sentence.start, sentence.end):
        first = span.start if span.reads != "before" else span.end
        first, last = (
            max(first - start, 0),
            min(span.end - start, len(told)),
        )
        if first < last:
            told = told[:first] + " " * (last - first) + told[last:]
    return told


def counts_in(
    passages: Passages, sentence: Sentence, clause: Clause | None = None
) -> Casualties:
    """Read the casualties of a sentence, or of one clause of it."""
    part = clause or sentence
    return find_casualties(
        told_in(passages, sentence, clause),
        passages.language,
        dated=passages.text[part.start : part.end],
    )
