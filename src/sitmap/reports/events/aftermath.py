"""What follows an event: the dead of an accident, sums to date, what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap.reports.events.casualties import is_total
from sitmap.reports.events.clauses import is_told_before
from sitmap.reports.events.event import ARRESTS
from sitmap.reports.events.lexicon import (
    DISASTERS,
    ENOUGH,
    find_hits,
    find_masked,
    included_by,
)
from sitmap.reports.events.trigger_patterns import AFTERMATH

if TYPE_CHECKING:
    from sitmap.reports.events.clauses import Clause
    from sitmap.reports.passages import Passages
    from sitmap.reports.text.sentences import Sentence


def is_of_accident(passages: Passages, number: int, clause: Clause) -> bool:
    """Tell whether who died did so on the road, in a storm or by an animal.

    A figure of speech or an animal is named in the clause, or the sentence before tells of an
    accident and of nothing else.
    """
    if any(hit.role != AFTERMATH for hit in clause.hits if hit.is_event):
        return False
    words = passages.marked_words
    span = passages.token_range(clause.start, clause.end)
    if find_masked(words, *span, passages.language):
        return True
    sentence = passages.sentences[number]
    before = passages.start_before(sentence)
    if before == clause.start:
        return False
    span = passages.token_range(before, clause.start)
    told = [
        hit
        for hit in find_hits(words, *span, passages.language)
        if hit.is_event and hit.weight >= ENOUGH
    ]
    return bool(told) and all(
        included_by(hit.sub_event_type, passages.language) == DISASTERS
        or hit.role == AFTERMATH
        for hit in told
    )


def points_to_told(
    passages: Passages, sentence: Sentence, clause: Clause
) -> bool:
    """Tell whether all that tells the event points back to one that was told."""
    founding = [
        hit
        for hit in clause.hits
        if hit.tells_event and hit.weight >= ENOUGH
    ]
    return bool(founding) and all(
        is_told_before(
            passages.text,
            sentence.start,
            passages.tokens[hit.first].start,
            passages.words[hit.first],
            passages.language,
        )
        for hit in founding
    )


def is_sum_to_date(
    passages: Passages, clause: Clause, kind: str, start: int, at: int
) -> bool:
    """Tell a sum to date: "since January the force has lost 22 men, and 163 were arrested"."""
    counts = any(hit.role == AFTERMATH for hit in clause.hits)
    told = passages.text[clause.start : clause.end]
    if counts and is_total(told, passages.language):
        return True
    return kind == ARRESTS and is_total(
        passages.text[start:at], passages.language
    )
