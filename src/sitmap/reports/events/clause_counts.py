"""Who was hurt in one clause or sentence: what `casualties` reads, with its dates blanked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitmap.reports.events.casualties import find_casualties
from sitmap.reports.events.count_columns import fill_counts

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
    told = find_casualties(
        told_in(passages, sentence, clause),
        passages.language,
        dated=passages.text[part.start : part.end],
    )
    if clause and told.fatalities.is_known and not told.voice:
        # "the police confirmed the raid, but said only two died": the teller is in the sentence
        whole = counts_in(passages, sentence)
        if whole.fatalities == told.fatalities:
            told = replace(told, voice=whole.voice)
    row = row_of(passages, sentence)
    return (
        told if row is None else fill_counts(told, passages.count_rows[row])
    )


def row_of(passages: Passages, sentence: Sentence) -> int | None:
    """Return the offset of the row of a table that a sentence is; None where it is none."""
    if not passages.count_rows:
        return None
    line = passages.text.rfind("\n", 0, sentence.start + 1) + 1
    return line if line in passages.count_rows else None
