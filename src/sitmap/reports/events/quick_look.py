"""A quick look at a text: whether any sentence may tell an event, its places not known yet.

Most of the news tells none. A text that surely doesn't needs neither its places resolved nor its
clauses read; what may tell one is read whole. Any word may turn out to be part of a place's name,
and so is taken for one wherever a pattern asks for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitmap.reports.events.lexicon import (
    GAP,
    LOOSE_ROLES,
    UNFOUNDING_ROLES,
    find_grounds,
    includes_of,
    starts_of,
)
from sitmap.reports.passages import PLACE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sitmap.reports.events.lexicon import Start, Starts
    from sitmap.reports.events.trigger_patterns import Element, Pattern, Row
    from sitmap.reports.passages import Passages


def may_tell_event(
    passages: Passages, include: Collection[str], *, is_grounded: bool
) -> bool:
    """Tell whether any sentence may tell an event; where none may, none does.

    Parameters
    ----------
    passages
        The text; its mentions are not asked for.
    include
        Kinds beside incidents that are drafted, too.
    is_grounded
        The text is about force or protest, so that what is loose founds an event.
    """
    look = _Look(passages, include, is_grounded=is_grounded)
    ranges = (
        passages.token_range(each.start, each.end)
        for each in passages.sentences
    )
    return any(look.may_tell(first, last) for first, last in ranges)


class _Look:
    """Looks at the words of a text, sentence by sentence."""

    def __init__(
        self,
        passages: Passages,
        include: Collection[str],
        *,
        is_grounded: bool,
    ) -> None:
        self.words = passages.words
        self.language = passages.language
        self.is_grounded = is_grounded
        self._unwanted = {
            name
            for name, asked in includes_of(self.language).items()
            if asked not in include
        }

    def may_tell(self, first: int, last: int) -> bool:
        """Tell whether the words from one to before another may found an event that is wanted."""
        founding = starts_of(self.language, founding=True)
        unwanted = False
        for pattern in self._matching(founding, first, last):
            if pattern.sub_event_type not in self._unwanted:
                return True
            unwanted = True
        if not unwanted:
            return False
        # beside what nobody asked for, many faint words tell an incident, too
        every = starts_of(self.language, founding=False)
        return any(
            pattern.role not in UNFOUNDING_ROLES
            and pattern.sub_event_type not in self._unwanted
            for pattern in self._matching(every, first, last)
        )

    def _matching(
        self, starts: Starts, first: int, last: int
    ) -> Iterator[Pattern]:
        """Yield the patterns that may match."""
        told = starts.among(self.words, first, last)
        place = starts[PLACE]
        present = place.fits if place else 0
        for _, start in told:
            present |= start.fits
        is_loose: bool | None = True if self.is_grounded else None
        for pattern, places in self._likely(
            told, place, present, first, last
        ):
            if pattern.role in LOOSE_ROLES and not is_loose:
                if is_loose is None:
                    words = self.words[first:last]
                    is_loose = bool(find_grounds(words, self.language))
                if not is_loose:
                    continue
            if any(
                self._may_match(pattern, at, first, last) for at in places
            ):
                yield pattern

    def _likely(
        self,
        told: Sequence[tuple[int, Start]],
        place: Start | None,
        present: int,
        first: int,
        last: int,
    ) -> Iterator[tuple[Pattern, Sequence[int]]]:
        """Yield the patterns that have all their elements, and where they may begin."""
        for at, start in told:
            if start.leads and (start.alone or start.needs & present):
                for pattern in start.among(present):
                    yield pattern, (at,)
        if place and place.leads:
            for pattern in place.among(present):
                yield pattern, range(first, last)

    def _may_match(
        self, pattern: Pattern, at: int, first: int, last: int
    ) -> bool:
        head, *others = pattern.parts
        return self._may_match_row(head, at, last) and all(
            any(
                self._may_match_row(row, start, last)
                for start in range(first, last)
            )
            for row in others
        )

    def _may_match_row(self, row: Row, at: int, last: int) -> bool:
        """Tell whether a row of elements may match from a word on, by any way through its gaps."""
        behind = {at}
        reach = 1
        for element in row:
            if element is None:
                reach = GAP
                continue
            behind = {
                word + 1
                for start in behind
                for word in range(start, min(last, start + reach))
                if self._fits(element, word)
            }
            reach = 1
        return bool(behind)

    def _fits(self, element: Element, at: int) -> bool:
        return element.fits(self.words[at]) or element.fits(PLACE)
