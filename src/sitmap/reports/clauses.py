# ruff: noqa: RUF001  - patterns and word lists are kept whole; curly quotes and dashes are what news is written with
"""Clauses: which words of a sentence tell one event together, and which begin another."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sitmap.reports.triggers import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitmap.reports.triggers import Hit

__all__ = ["Clause", "join_clauses", "part_coordinated", "split_clauses"]

_NEW_KIND: Final = 3.0
_ON: Final = r"(?:and|but|while|whereas|as) (?=(?:the |a |an |in |on |at |[a-z]+ )?[^,;.]{3,}?)"
# every alternative begins with a letter of its own, not with a set: `re` then skips to these at the
# speed of C
_CLAUSE: Final = re.compile(
    rf";\s|:\s|, {_ON}| {_ON}|, (?=(?:which|who|where|when|killing|wounding|leaving)\b)| [–—]\s|\n[–—]\s|\u00a0[–—]\s"
)
_GOES_ON: Final = re.compile(
    r"(?:killing|wounding|leaving|which|who|where|when|killed|wounded|injured|and killed|arrested)\b"
)


class Clause(NamedTuple):
    """A clause: the hits of the lexicon in it, and its offsets."""

    hits: list[Hit]
    start: int
    end: int

    @property
    def kinds(self) -> set[str]:
        """The types that its words may found."""
        return {hit.sub_event_type for hit in self.hits if hit.is_event}


def split_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of a sentence's clauses.

    Examples
    --------
    >>> told = "Shots were fired in Zvečan, and two men were held"
    >>> [told[first:last] for first, last in split_clauses(told, 0, len(told))]
    ['Shots were fired in Zvečan, and ', 'two men were held']
    """
    cuts = [match.end() for match in _CLAUSE.finditer(text, start, end)]
    return list(pairwise([start, *cuts, end]))


def join_clauses(
    clauses: Sequence[Clause], text: str, own_places: Callable[[int, int], list[str]]
) -> list[Clause]:
    """Join clauses that go on with the event before: they name no place of their own and begin no event of another kind.

    Parameters
    ----------
    clauses
        Clauses that hold hits.
    text
        The text as read.
    own_places
        Gives the ids of the places that a clause is set in.
    """
    joined: list[Clause] = []
    for clause in clauses:
        if joined and not _begins(joined[-1], clause, text, own_places):
            joined[-1] = Clause([*joined[-1].hits, *clause.hits], joined[-1].start, clause.end)
        else:
            joined.append(clause)
    return joined


def _begins(
    before: Clause, clause: Clause, text: str, own_places: Callable[[int, int], list[str]]
) -> bool:
    strongest = max(
        (hit for hit in clause.hits if hit.is_event), key=lambda hit: hit.weight, default=None
    )
    if strongest is None or strongest.weight < ENOUGH or not before.kinds:
        return False
    places, earlier = own_places(clause.start, clause.end), own_places(before.start, before.end)
    if places and earlier and not set(places) & set(earlier):
        return True
    new = strongest.sub_event_type not in before.kinds and strongest.weight >= _NEW_KIND
    return new and not _GOES_ON.match(text[clause.start : clause.end].strip())


def part_coordinated(clause: Clause, words: Sequence[str]) -> Iterator[Clause]:
    """Part "sirens and gunfire" into two events that share the rest.

    Parameters
    ----------
    clause
        The clause.
    words
        Folded words of the text.
    """
    pair = _coordinated(clause.hits, words)
    if pair is None:
        yield clause
        return
    rest = [hit for hit in clause.hits if hit.first not in pair]
    for first in pair:
        part = [hit for hit in clause.hits if hit.first == first]
        shared = [hit for hit in rest if hit.sub_event_type == part[0].sub_event_type]
        yield Clause([*part, *shared], clause.start, clause.end)


def _coordinated(hits: Sequence[Hit], words: Sequence[str]) -> tuple[int, int] | None:
    """Return the first words of two strong hits of different types with only "and" between them."""
    founding = sorted(
        (hit for hit in hits if hit.is_event and hit.weight >= ENOUGH), key=lambda hit: hit.first
    )
    for one in founding:
        for two in founding:
            side_by_side = two.first == one.first + 2 and words[one.first + 1] == "and"
            if side_by_side and one.sub_event_type != two.sub_event_type:
                return one.first, two.first
    return None
